import { readBoard, readCaseWeight, readWeights } from '#contract/caseload-board.ts'
import { readUnit } from '#contract/caseloads.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { readTheBoard } from './read-board.ts'
import { readTheCaseWeight, readTheWeights } from './read-weight.ts'
import { unitQuery } from './unit.query.ts'

export function caseloadRoutes(house: House): void {
  readRoute(house, readUnit, ({ from, to }) => unitQuery(from, to))
  route(house, readBoard, readTheBoard)
  route(house, readCaseWeight, readTheCaseWeight)
  route(house, readWeights, readTheWeights)
  proposalRoutes(house)
}

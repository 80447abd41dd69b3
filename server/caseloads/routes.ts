import { readBoard, readCasesOf, readCaseWeight, readWeights } from '#contract/caseload-board.ts'
import {
  allowMore,
  endException,
  readLimits,
  setCeiling,
  setMinutes,
  setTime,
} from '#contract/caseload-limits.ts'
import { giveCases, tryMoves } from '#contract/caseload-tries.ts'
import { readUnit } from '#contract/caseloads.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { allowTheMore, endTheException, setTheCeiling, setTheTime } from './change-limits.ts'
import { giveTheCases } from './give-cases.ts'
import { limitsQuery } from './limits.query.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { readTheBoard } from './read-board.ts'
import { readTheCasesOf } from './read-cases.ts'
import { readTheCaseWeight, readTheWeights } from './read-weight.ts'
import { setTheMinutes } from './set-minutes.ts'
import { tryTheMoves } from './try-moves.ts'
import { unitQuery } from './unit.query.ts'

export function caseloadRoutes(house: House): void {
  readRoute(house, readUnit, ({ from, to }) => unitQuery(from, to))
  route(house, readBoard, readTheBoard)
  route(house, readCasesOf, readTheCasesOf)
  route(house, readCaseWeight, readTheCaseWeight)
  route(house, tryMoves, tryTheMoves)
  route(house, giveCases, giveTheCases)
  route(house, readWeights, readTheWeights)
  readRoute(house, readLimits, limitsQuery)
  route(house, setTime, setTheTime)
  route(house, setMinutes, setTheMinutes)
  route(house, setCeiling, setTheCeiling)
  route(house, allowMore, allowTheMore)
  route(house, endException, endTheException)
  proposalRoutes(house)
}

import { readUnit } from '#contract/caseloads.ts'
import { type House, readRoute } from '#server/door/route.ts'
import { unitQuery } from './unit.query.ts'

export function caseloadRoutes(house: House): void {
  readRoute(house, readUnit, ({ from, to }) => unitQuery(from, to))
}

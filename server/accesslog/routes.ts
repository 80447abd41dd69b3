import { readAccess } from '#contract/accesslog.ts'
import { type House, readRoute } from '#server/door/route.ts'
import { accessQuery } from './access.query.ts'

export function accesslogRoutes(house: House): void {
  readRoute(house, readAccess, (input, { today }) => accessQuery(input, today, house.timeZone))
}

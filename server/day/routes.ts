import { readDay } from '#contract/day.ts'
import { type House, readRoute } from '#server/door/route.ts'
import { dayQuery } from './day.query.ts'

export function dayRoutes(house: House): void {
  readRoute(house, readDay, (_input, { now, today }) => {
    const midnight = today.toZonedDateTime(house.timeZone)
    return dayQuery(now, midnight.toInstant(), midnight.add({ days: 1 }).toInstant())
  })
}

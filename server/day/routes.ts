import { readDay, readDayAges, readDayEnquiries } from '#contract/day.ts'
import { type House, readRoute, route } from '#server/door/route.ts'
import { dayQuery } from './day.query.ts'
import { readAgesOfDay } from './day-ages.ts'
import { readEnquiriesOfDay } from './day-enquiries.ts'

/** How long an appointment that nobody has registered is asked about. */
const askedFor = { days: 14 }

export function dayRoutes(house: House): void {
  readRoute(house, readDay, (_input, { today }) => {
    const midnight = today.toZonedDateTime(house.timeZone)
    return dayQuery(
      midnight.toInstant(),
      midnight.add({ days: 1 }).toInstant(),
      midnight.subtract(askedFor).toInstant(),
    )
  })
  route(house, readDayEnquiries, (_input, scope) => readEnquiriesOfDay(scope))
  route(house, readDayAges, (_input, scope) => readAgesOfDay(house, scope))
}

import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import { contains } from '#domain/calendar/period.ts'
import {
  type EntrancePromise,
  promiseDays,
  type StageDay,
  type StagesReached,
} from '#domain/entrance/promise.ts'
import type { Db } from '#server/database/connection.ts'
import { loadEntrancePromises } from '#server/records/entrance.ts'
import { loadRhythm } from '#server/records/rules.ts'

const nothingYet: StagesReached = { contact: null, meeting: null, team: null }

/** What is promised at the entrance, and the days on which the house is closed. */
interface Promised {
  promises: readonly EntrancePromise[]
  calendar: HouseCalendar
}

export async function loadPromised(db: Db): Promise<Promised> {
  const [promises, { calendar }] = await Promise.all([loadEntrancePromises(db), loadRhythm(db)])
  return { promises, calendar }
}

/** What is promised for an enquiry of a day, as it travels. */
export function promisedDays(
  { promises, calendar }: Promised,
  receivedOn: Temporal.PlainDate,
): { stage: StageDay['stage']; dueDay: string; isDecided: boolean }[] {
  const given = promises.filter(({ during }) => contains(during, receivedOn))
  return promiseDays(promises, receivedOn, nothingYet, null, receivedOn, calendar).flatMap(
    ({ stage, dueDay }) => {
      const isDecided = given.some(each => each.stage === stage && each.status !== 'unverified')
      return dueDay === null ? [] : [{ stage, dueDay: dueDay.toString(), isDecided }]
    },
  )
}

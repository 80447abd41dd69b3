import type { HouseCalendar } from '#domain/calendar/calendar.ts'
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

/** How far an enquiry has come on its promise clock. */
export function followPromise(
  { promises, calendar }: Promised,
  receivedOn: Temporal.PlainDate,
  reached: StagesReached,
  today: Temporal.PlainDate,
): StageDay[] {
  return promiseDays(promises, receivedOn, reached, today, calendar)
}

/** What is promised for an enquiry of a day, as it travels. */
export function promisedDays(
  promised: Promised,
  receivedOn: Temporal.PlainDate,
): { stage: StageDay['stage']; dueDay: string }[] {
  return followPromise(promised, receivedOn, nothingYet, receivedOn).flatMap(({ stage, dueDay }) =>
    dueDay === null ? [] : [{ stage, dueDay: dueDay.toString() }],
  )
}

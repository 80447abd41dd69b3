import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import type { EntrancePromise } from '#domain/entrance/promise.ts'
import type { ContactKind, ContactOutcome, Rule } from '#domain/rhythm/types.ts'
import { type EnquiryDeadline, enquiryDeadlines, type Talk } from '#domain/triage/clock.ts'
import type { Db } from '#server/database/connection.ts'
import { loadEntrancePromises } from './entrance.ts'
import { loadRhythm } from './rules.ts'

/** A talk as the story has it, on its way from the database. */
interface TalkRow {
  id: number
  /** The first enquiry by whoever wrote that it was about. */
  writer: number
  day: string
  at: string
  staffId: number | null
  kind: ContactKind | 'team'
  outcome: ContactOutcome
  who: Talk['with']
}

/** The fields that `historyFields` gives. */
export interface HistoryRow {
  firstReceivedOn: string
  writers: readonly number[]
  talks: readonly TalkRow[]
  closedOn: string | null
}

/** What is owed to somebody who writes, and by which calendar it is counted. */
interface Owed {
  rules: readonly Rule[]
  promises: readonly EntrancePromise[]
  calendar: HouseCalendar
}

export async function loadOwed(db: Db): Promise<Owed> {
  const [{ rules, calendar }, promises] = await Promise.all([loadRhythm(db), loadEntrancePromises(db)])
  return { rules, promises, calendar }
}

/** What is owed from an enquiry, open and done. */
export function clocksOf(
  row: HistoryRow,
  { rules, promises, calendar }: Owed,
  today: Temporal.PlainDate,
): EnquiryDeadline[] {
  const history = {
    receivedOn: Temporal.PlainDate.from(row.firstReceivedOn),
    writers: row.writers,
    talks: row.talks.map(asTalk),
    closedOn: row.closedOn === null ? null : Temporal.PlainDate.from(row.closedOn),
  }
  return enquiryDeadlines(rules, promises, history, today, calendar)
}

function asTalk({ id, writer, day, kind, outcome, who }: TalkRow): Talk {
  return {
    id,
    of: writer,
    day: Temporal.PlainDate.from(day),
    kind: kind === 'team' ? 'meeting' : kind,
    outcome,
    with: who,
    isTeam: kind === 'team',
  }
}

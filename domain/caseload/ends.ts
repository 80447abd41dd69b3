import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Absence, StaffTime } from './capacity.ts'
import { type LoadSettings, noTimeFrom } from './load.ts'
import { holds } from './span.ts'

/** What is known to end the time that somebody has for young people, within the days that are looked at. */
export interface Ends {
  /** The first day on which other duties take all of their time, where they have some on the first. */
  noTimeFrom: DayNumber | null
  /** A short absence that runs on the first day. */
  off: Absence | null
  /** The next long absence that begins later. */
  away: Absence | null
  /** The first day on which they are a caseworker no more. */
  stops: DayNumber | null
}

/** @param days in order, not empty */
export function endsOf(each: StaffTime, days: readonly DayNumber[], settings: LoadSettings): Ends {
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0]
  const [away] = each.absences
    .filter(
      ({ during }) =>
        during.from > first && during.from <= last && during.to - during.from >= settings.longAbsenceDays,
    )
    .toSorted((a, b) => a.during.from - b.during.from)
  const off = each.absences.find(({ during }) => holds(during, first))
  const stops = each.asCaseworker.find(span => holds(span, first))?.to ?? Number.POSITIVE_INFINITY
  return {
    noTimeFrom: noTimeFrom(each, days, settings),
    off: off ?? null,
    away: away ?? null,
    stops: stops <= last ? stops : null,
  }
}

/** Is here on the first day, and comes to have no time, goes away or stops. */
export function isGoing({ noTimeFrom: none, away, stops }: Ends): boolean {
  return none !== null || away !== null || stops !== null
}

/** What comes first of it, with its day; null for nothing. */
export function firstEnd({ noTimeFrom: none, away, stops }: Ends): { why: Ending; day: DayNumber } | null {
  const all: { why: Ending; day: DayNumber | undefined | null }[] = [
    { why: 'noTime', day: none },
    { why: 'away', day: away?.during.from },
    { why: 'stops', day: stops },
  ]
  return all.reduce<{ why: Ending; day: DayNumber } | null>(
    (first, { why, day }) => (day == null || (first !== null && first.day <= day) ? first : { why, day }),
    null,
  )
}

export const endings = ['noTime', 'away', 'stops'] as const
export type Ending = (typeof endings)[number]

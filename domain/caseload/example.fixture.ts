import { dayNumber } from '#domain/calendar/day-number.ts'
import type { WeighedCase, Work, WorkUnit } from './weight.ts'

export const numberOf = (day: string) => dayNumber(Temporal.PlainDate.from(day))

/** "Mod til uddannelse" in these tests. */
export const project = 7
export const bridgeWeeks = { before: 4, after: 8 } as const

function work(
  programmeId: number | null,
  [key, per, minutes, timesAYear = null]: readonly [string, WorkUnit, number, (number | null)?],
): Work {
  const about = { source: 'Prøve', status: 'unverified' } as const
  return { key, name: key, programmeId, per, minutes, timesAYear, ...about }
}

/** The minutes of the field's own table: 180 in the project, 90 elsewhere. */
export const works: readonly Work[] = [
  ...(
    [
      ['talk', 'meeting', 60, 12],
      ['writing', 'meeting', 40],
      ['travel', 'meeting', 15],
      ['call', 'call', 15, 12],
      ['callWriting', 'call', 5],
      ['along', 'accompaniment', 120, 3],
      ['team', 'month', 15],
      ['seat', 'seat', 5],
      ['beginning', 'firstHalfYear', 15],
      ['bridge', 'bridge', 15],
      ['interpreter', 'interpretedMeeting', 20],
    ] as const
  ).map(row => work(project, row)),
  ...(
    [
      ['talk', 'meeting', 60, 6],
      ['writing', 'meeting', 40],
      ['call', 'call', 15, 6],
      ['callWriting', 'call', 5],
      ['team', 'month', 15],
      ['casework', 'month', 15],
      ['seat', 'seat', 5],
      ['beginning', 'firstHalfYear', 10],
      ['bridge', 'bridge', 10],
      ['interpreter', 'interpretedMeeting', 20],
    ] as const
  ).map(row => work(null, row)),
]

/** A case that has been open for years and has nothing special about it; no rule asks for anything. */
export const steady: WeighedCase = {
  meetings: { frequency: null, ruleIds: [] },
  calls: { frequency: null, ruleIds: [] },
  programmes: [],
  openSince: numberOf('2024-01-08'),
  companions: 0,
  needsInterpreter: false,
  educationStarts: [],
}

export const steadyInProject: WeighedCase = {
  ...steady,
  meetings: { frequency: { times: 1, months: 1 }, ruleIds: [1] },
  calls: { frequency: { times: 1, months: 1 }, ruleIds: [2] },
  programmes: [{ programmeId: project, since: numberOf('2025-01-06') }],
}

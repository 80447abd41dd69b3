import type { Period } from '#domain/calendar/period.ts'
import type { WorkUnit } from '#domain/caseload/weight.ts'
import type { SetupWeight } from '../setup.ts'

/** The kinds of work that a case's time is made of, and what their minutes are for. */
const work = {
  moede: ['Møde med den unge', 'meeting'],
  forberedelse: ['Forberedelse og journal', 'meeting'],
  transport: ['Transport til den unge', 'meeting'],
  opkald: ['Opkald til den unge', 'call'],
  'opkald-journal': ['Journal efter opkald', 'call'],
  ledsagelse: ['Ledsagelse', 'accompaniment'],
  team: ['Teamet, andre afdelinger og skolen', 'month'],
  sagsarbejde: ['Ansøgninger, afgørelser og journal', 'month'],
  'flere-i-teamet': ['Hver flere i teamet', 'seat'],
  'foerste-halve-aar': ['Det første halve år', 'firstHalfYear'],
  overgang: ['Overgang til uddannelse', 'bridge'],
  tolk: ['Møde med tolk', 'interpretedMeeting'],
} as const satisfies Record<string, readonly [string, WorkUnit]>

interface Minutes {
  /** Minutes of each kind of work; what is left out takes no time. */
  each: Readonly<Partial<Record<keyof typeof work, number>>>
  /** How often at least, whatever the rules ask for. */
  meetingsAYear: number
  callsAYear: number
  accompanimentsAYear: number
}

/** The minutes of each kind of work, in a programme or (null) in all others. */
export function weightsOf(
  programme: string | null,
  { each, meetingsAYear, callsAYear, accompanimentsAYear }: Minutes,
  about: { during: Period; source: string },
): SetupWeight[] {
  const times: Partial<Record<string, number>> = {
    moede: meetingsAYear,
    opkald: callsAYear,
    ledsagelse: accompanimentsAYear,
  }
  return Object.entries(work).flatMap(([key, [name, per]]) => {
    const minutes = each[key as keyof typeof work]
    if (minutes === undefined) return []
    const timesAYear = times[key] ?? null
    return [{ key, name, programme, per, minutes, timesAYear, ...about, status: 'unverified' as const }]
  })
}

/** What comes on top for some: small, so that a full load stays about what it is. */
const onTop = { 'flere-i-teamet': 5, tolk: 20 } as const

/**
 * A meeting a month with a call in between, where the young person is: 180 minutes, so that 35 cases are a full load.
 */
export const inProject: Minutes = {
  each: {
    moede: 60,
    forberedelse: 40,
    transport: 15,
    opkald: 15,
    'opkald-journal': 5,
    ledsagelse: 120,
    team: 15,
    'foerste-halve-aar': 15,
    overgang: 15,
    ...onTop,
  },
  meetingsAYear: 12,
  callsAYear: 12,
  accompanimentsAYear: 3,
}

/** A meeting every second month and what belongs to it: 90 minutes, so that 70 cases are a full load. */
export const otherCases: Minutes = {
  each: {
    moede: 60,
    forberedelse: 40,
    opkald: 15,
    'opkald-journal': 5,
    team: 15,
    sagsarbejde: 15,
    'foerste-halve-aar': 10,
    overgang: 10,
    ...onTop,
  },
  meetingsAYear: 6,
  callsAYear: 6,
  accompanimentsAYear: 0,
}

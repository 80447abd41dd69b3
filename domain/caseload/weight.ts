import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { compareFrequency, type Frequency, never, wholeMinutes } from './frequency.ts'

/**
 * What the minutes of a kind of work are for: each month, each meeting, each call, each time of going along, each
 * member of the team beyond the first beside the caseworker, a month of the first half year, a month around the
 * beginning of an education, or what each meeting takes longer with an interpreter.
 */
export const workUnits = [
  'month',
  'meeting',
  'call',
  'accompaniment',
  'seat',
  'firstHalfYear',
  'bridge',
  'interpretedMeeting',
] as const
export type WorkUnit = (typeof workUnits)[number]

/** One kind of work with its minutes: a row of dated configuration. */
export interface Work {
  key: string
  name: string
  /** For cases in this programme; null for those in no programme that has minutes of its own. */
  programmeId: number | null
  per: WorkUnit
  minutes: number
  /**
   * For meetings and calls: so often at least, whatever the rules ask for, so that the time does not vanish when a rule
   * ends. For going along: how often. Null: meetings and calls as the rules ask.
   */
  timesAYear: number | null
  source: string
  status: 'law' | 'local' | 'unverified'
}

/** What a case's weight follows from, as it is on a day. */
export interface WeighedCase {
  /** As the rules ask for them, with the rules that do; see `paceOf` in domain/rhythm. */
  meetings: { frequency: Frequency | null; ruleIds: readonly number[] }
  calls: { frequency: Frequency | null; ruleIds: readonly number[] }
  programmes: readonly { programmeId: number; since: DayNumber }[]
  openSince: DayNumber
  /** Colleagues around the young person beside the caseworker. */
  companions: number
  needsInterpreter: boolean
  /** The days on which an education begins or has begun. */
  educationStarts: readonly DayNumber[]
}

/** For how many weeks before and after its beginning an education takes time of the caseworker. */
export interface BridgeWeeks {
  before: number
  after: number
}

/** Why a term is as often as it is. */
export type TermReason =
  | { kind: 'monthly' }
  | { kind: 'rules'; ruleIds: readonly number[] }
  /** Configured to be so often at least; the rules ask for less or nothing. */
  | { kind: 'planned'; timesAYear: number }
  /** Neither a rule nor the configuration says how often: it counts nothing, and says so. */
  | { kind: 'nobodySays' }
  | { kind: 'seats'; seats: number }
  | { kind: 'firstHalfYear'; since: DayNumber; until: DayNumber }
  | { kind: 'bridge'; start: DayNumber; until: DayNumber }
  | { kind: 'interpreter'; ruleIds: readonly number[] }

/** One line of a weight: so many minutes, so often, that many minutes a month. */
export interface WeightTerm {
  key: string
  name: string
  per: WorkUnit
  minutesEach: number
  frequency: Frequency
  /** Whole minutes a month; rounded so that the terms add up. */
  minutes: number
  why: TermReason
  source: string
  status: Work['status']
}

/** A case's expected minutes a month, which are the sum of its terms. */
export interface Weight {
  minutes: number
  /** The programme whose minutes were used; null for those of all other cases. */
  programmeId: number | null
  terms: readonly WeightTerm[]
}

/**
 * Minutes a month that a case is expected to take on a day, opened into its terms. A case in several programmes that
 * have minutes of their own weighs as in the heaviest, not as in all of them: it is the same meetings.
 *
 * @param works the configuration in force on the day
 */
export function weigh(
  subject: WeighedCase,
  works: readonly Work[],
  day: DayNumber,
  bridge: BridgeWeeks,
): Weight {
  const own = subject.programmes.filter(({ programmeId }) =>
    works.some(work => work.programmeId === programmeId),
  )
  const weights = own.map(programme => weighAs(subject, works, day, bridge, programme))
  const heaviest = weights.toSorted(
    (a, b) => b.minutes - a.minutes || Number(a.programmeId) - Number(b.programmeId),
  )
  return heaviest[0] ?? weighAs(subject, works, day, bridge, null)
}

interface Weighing {
  subject: WeighedCase
  day: DayNumber
  bridge: BridgeWeeks
  /** When what is weighed began: the programme, or the case. */
  began: DayNumber
  meetings: Often
  calls: Often
}

interface Often {
  frequency: Frequency
  why: TermReason
}

function weighAs(
  subject: WeighedCase,
  works: readonly Work[],
  day: DayNumber,
  bridge: BridgeWeeks,
  programme: { programmeId: number; since: DayNumber } | null,
): Weight {
  const programmeId = programme?.programmeId ?? null
  const mine = works.filter(work => work.programmeId === programmeId)
  const weighing: Weighing = {
    subject,
    day,
    bridge,
    began: Math.max(subject.openSince, programme?.since ?? subject.openSince),
    meetings: howOften(subject.meetings, mine, 'meeting'),
    calls: howOften(subject.calls, mine, 'call'),
  }
  const lines = mine.flatMap(work => lineOf(work, weighing) ?? [])
  const minutes = wholeMinutes(lines)
  const terms = lines.map((line, index) => ({ ...line, minutes: minutes[index] ?? 0 }))
  return { minutes: terms.reduce((sum, term) => sum + term.minutes, 0), programmeId, terms }
}

/** As the rules ask, or as often as it is planned to be at least. */
function howOften(asked: WeighedCase['meetings'], works: readonly Work[], per: 'meeting' | 'call'): Often {
  const timesAYear = Math.max(0, ...works.map(work => (work.per === per ? (work.timesAYear ?? 0) : 0)))
  const planned = { times: timesAYear, months: 12 }
  const { frequency, ruleIds } = asked
  if (frequency !== null && compareFrequency(frequency, planned) >= 0)
    return { frequency, why: { kind: 'rules', ruleIds } }
  if (timesAYear > 0) return { frequency: planned, why: { kind: 'planned', timesAYear } }
  return { frequency: never, why: { kind: 'nobodySays' } }
}

const monthly: Frequency = { times: 1, months: 1 }

/** Null for work that this case does not have, such as that of an interpreter. */
function lineOf(work: Work, weighing: Weighing): Omit<WeightTerm, 'minutes'> | null {
  const often = oftenOf(work, weighing)
  if (often === null) return null
  const { key, name, per, minutes: minutesEach, source, status } = work
  return { key, name, per, minutesEach, ...often, source, status }
}

function oftenOf({ per, timesAYear }: Work, weighing: Weighing): Often | null {
  const { subject, day, began, meetings, calls } = weighing
  switch (per) {
    case 'month':
      return { frequency: monthly, why: { kind: 'monthly' } }
    case 'meeting':
      return meetings
    case 'call':
      return calls
    case 'accompaniment':
      return timesAYear === null || timesAYear === 0
        ? { frequency: never, why: { kind: 'nobodySays' } }
        : { frequency: { times: timesAYear, months: 12 }, why: { kind: 'planned', timesAYear } }
    case 'seat': {
      const seats = subject.companions - 1
      return seats <= 0 ? null : { frequency: { times: seats, months: 1 }, why: { kind: 'seats', seats } }
    }
    case 'firstHalfYear': {
      const until = plusMonths(began, 6)
      return began <= day && day < until
        ? { frequency: monthly, why: { kind: 'firstHalfYear', since: began, until } }
        : null
    }
    case 'bridge':
      return bridgeOn(weighing)
    case 'interpretedMeeting':
      return subject.needsInterpreter
        ? { frequency: meetings.frequency, why: { kind: 'interpreter', ruleIds: subject.meetings.ruleIds } }
        : null
  }
}

function bridgeOn({ subject, day, bridge }: Weighing): Often | null {
  const start = subject.educationStarts.find(
    begins => begins - bridge.before * 7 <= day && day < begins + bridge.after * 7,
  )
  return start === undefined
    ? null
    : { frequency: monthly, why: { kind: 'bridge', start, until: start + bridge.after * 7 } }
}

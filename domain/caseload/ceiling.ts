import { contains, type Period } from '#domain/calendar/period.ts'

/** How many young people, or how many minutes a month, one caseworker may have: a row of dated configuration. */
export interface Ceiling {
  id: number
  /** Counts only cases in this programme; null counts all. */
  programmeId: number | null
  /** For this member of staff, in the place of the one for everybody; null is for everybody. */
  staffId: number | null
  /** Null: no limit of that kind. One of the two at least is given. */
  cases: number | null
  minutes: number | null
  status: 'law' | 'local' | 'unverified'
}

/** One caseworker may have more for a time, and why. */
export interface CeilingException {
  staffId: number
  programmeId: number | null
  cases: number | null
  minutes: number | null
  reason: string
  /** The last day on which it holds, as ISO text: an exception always ends. */
  lastDay: string
}

/** What one caseworker has on a day. */
export interface Counted {
  programmeIds: readonly number[]
  minutes: number
}

/** Where somebody stands under a ceiling. */
export interface CeilingStanding {
  ceilingId: number
  programmeId: number | null
  /** What counts against it. */
  cases: number
  minutes: number
  /** The limits that hold for them: those of an exception where there is one. */
  mostCases: number | null
  mostMinutes: number | null
  /** `at`: one case more would be too many. */
  state: 'under' | 'at' | 'over'
  /** The exception without which the ceiling would be lower. */
  exception: { reason: string; lastDay: string } | null
  status: Ceiling['status']
}

/**
 * Where a caseworker stands under every ceiling that holds for them: for each programme, and for all cases, their own
 * ceiling where they have one, else the one for everybody. An exception only ever allows more.
 *
 * @param ceilings those in force on the day
 * @param exceptions those in force on the day
 */
export function ceilingsOf(
  staffId: number,
  cases: readonly Counted[],
  ceilings: readonly Ceiling[],
  exceptions: readonly CeilingException[],
): CeilingStanding[] {
  const own = ceilings.filter(ceiling => ceiling.staffId === staffId)
  const everybodys = ceilings.filter(
    ceiling => ceiling.staffId === null && !own.some(mine => mine.programmeId === ceiling.programmeId),
  )
  return [...own, ...everybodys].map(ceiling => {
    const mine = exceptions.filter(
      exception => exception.staffId === staffId && exception.programmeId === ceiling.programmeId,
    )
    return standingUnder(ceiling, cases, mine)
  })
}

function standingUnder(
  ceiling: Ceiling,
  all: readonly Counted[],
  exceptions: readonly CeilingException[],
): CeilingStanding {
  const { id, programmeId, status } = ceiling
  const counted = all.filter(each => programmeId === null || each.programmeIds.includes(programmeId))
  const cases = counted.length
  const minutes = counted.reduce((sum, each) => sum + each.minutes, 0)
  const raise = (limit: number | null, of: 'cases' | 'minutes') =>
    limit === null ? null : Math.max(limit, ...exceptions.map(exception => exception[of] ?? 0))
  const mostCases = raise(ceiling.cases, 'cases')
  const mostMinutes = raise(ceiling.minutes, 'minutes')
  const helping = exceptions.find(
    exception =>
      (mostCases !== ceiling.cases && exception.cases === mostCases) ||
      (mostMinutes !== ceiling.minutes && exception.minutes === mostMinutes),
  )
  return {
    ceilingId: id,
    programmeId,
    cases,
    minutes,
    mostCases,
    mostMinutes,
    state: stateOf([
      [cases, mostCases],
      [minutes, mostMinutes],
    ]),
    exception: helping === undefined ? null : { reason: helping.reason, lastDay: helping.lastDay },
    status,
  }
}

function stateOf(measured: readonly (readonly [number, number | null])[]): CeilingStanding['state'] {
  if (measured.some(([has, most]) => most !== null && has > most)) return 'over'
  return measured.some(([has, most]) => most !== null && has === most) ? 'at' : 'under'
}

/** A ceiling of one programme, or of all cases, that holds for one caseworker. */
export interface DatedCeiling extends Pick<Ceiling, 'staffId' | 'cases' | 'minutes'> {
  during: Period
}

/**
 * The lowest limits that hold for a caseworker on any day of a period: what an exception there must be above to allow
 * anything.
 *
 * @param ceilings everybody's and the caseworker's own, all of the same programme
 * @returns null where no ceiling says anything of that kind
 */
export function lowestCeiling(
  ceilings: readonly DatedCeiling[],
  during: Period,
): Pick<Ceiling, 'cases' | 'minutes'> {
  // Which ceiling holds changes only where one begins or ends.
  const turns = ceilings.flatMap(({ during: { from, to } }) => [from, ...(to === null ? [] : [to])])
  const days = [during.from, ...turns.filter(day => contains(during, day))]
  const inForce = days.flatMap(day => {
    const onDay = ceilings.filter(ceiling => contains(ceiling.during, day))
    const own = onDay.filter(({ staffId }) => staffId !== null)
    return own.length > 0 ? own : onDay
  })
  const lowest = (limits: readonly (number | null)[]) => {
    const given = limits.filter(limit => limit !== null)
    return given.length === 0 ? null : Math.min(...given)
  }
  return {
    cases: lowest(inForce.map(({ cases }) => cases)),
    minutes: lowest(inForce.map(({ minutes }) => minutes)),
  }
}

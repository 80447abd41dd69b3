import type { DayNumber } from '#domain/calendar/day-number.ts'
import { type ForecastPoint, forecast, type Known, type Recent } from './forecast.ts'
import { type HeldCase, loadsAfter } from './load.ts'

/** The unit as it would be if each of these cases had another caseworker from a day on. Nothing else is another. */
export function withMoves(known: Known, moves: ReadonlyMap<number, number>, from: DayNumber): Known {
  const isMoved = (day: DayNumber, { caseId }: HeldCase) => day >= from && moves.has(caseId)
  const moved = (held: HeldCase): HeldCase => ({
    ...held,
    holderId: moves.get(held.caseId) ?? held.holderId,
  })
  return {
    ...known,
    casesOn: day => known.casesOn(day).map(held => (isMoved(day, held) ? moved(held) : held)),
    loadsOn: day => {
      const gone = known.casesOn(day).filter(held => isMoved(day, held))
      const change = { gone, come: gone.map(moved) }
      return loadsAfter(known.loadsOn(day), change, known.staff, day, known.settingsOn(day))
    },
  }
}

/** What moves would do to one caseworker: the forecast without and with them, in the same weeks. */
export interface TriedLoad {
  staffId: number
  before: readonly ForecastPoint['loads'][number][]
  after: readonly ForecastPoint['loads'][number][]
}

/**
 * What moves would do, to everybody whose load they change in any week, besides those named: whoever stands in for a
 * colleague who gives or gets somebody is concerned as well.
 *
 * @param moves the caseworker whom each case would have, by the case's key
 * @param named who is told of in any case
 */
export function triedLoads(
  known: Known,
  recent: Recent,
  moves: ReadonlyMap<number, number>,
  from: DayNumber,
  named: ReadonlySet<number>,
): TriedLoad[] {
  const before = forecast(known, recent)
  const after = forecast(withMoves(known, moves, from), recent)
  return known.staff.flatMap(({ staffId }, index) => {
    const at = (points: readonly ForecastPoint[]) => points.flatMap(({ loads }) => loads[index] ?? [])
    const [without, given] = [at(before), at(after)]
    const changes = without.some((load, week) => {
      const then = given[week]
      return then !== undefined && (differs(load.own, then.own) || differs(load.standsIn, then.standsIn))
    })
    return changes || named.has(staffId) ? [{ staffId, before: without, after: given }] : []
  })
}

function differs(a: { cases: number; minutes: number }, b: { cases: number; minutes: number }): boolean {
  return a.cases !== b.cases || a.minutes !== b.minutes
}

/**
 * The week with most to do for the time there is, the first of several; null where no week has a number. Time of zero is
 * more than any share, where there is something to do.
 *
 * @param points in the order of the weeks; `of` is null where there is no time to compare with
 */
export function fullestWeek(points: readonly { minutes: number; of: number | null }[]): number | null {
  let fullest: { week: number; share: number } | null = null
  for (const [week, { minutes, of }] of points.entries()) {
    if (of === null) continue
    const share = of > 0 ? minutes / of : minutes > 0 ? Number.POSITIVE_INFINITY : 0
    if (fullest === null || share > fullest.share) fullest = { week, share }
  }
  return fullest?.week ?? null
}

import type { Board } from './board-queries.ts'

export type BoardCaseworker = Board['caseworkers'][number]
export type BoardPoint = BoardCaseworker['points'][number]

/**
 * What somebody carries as a share of their time: 1 is all of it. Null where there is no time to compare with, and where
 * other duties take all of it: that is said in words.
 */
export function shareOf({ minutes, of }: { minutes: number; of: number | null }): number | null {
  return of === null || of === 0 ? null : minutes / of
}

/** With what the recent rate of new and closed cases leads to expect. */
export function expectedShare(point: BoardPoint): number | null {
  return shareOf({ ...point, minutes: point.minutes + point.expectedComing - point.expectedGoing })
}

/** More than everything is too much; the other duties that leave no time come first. */
export function isOver({ minutes, of }: { minutes: number; of: number | null }): boolean {
  return of !== null && minutes > of
}

/** For sorting: who has most for the time there is first; who cannot be said of last. */
export function loadOrder(point: { minutes: number; of: number | null } | undefined): number | null {
  if (point === undefined || point.of === null) return null
  return point.of === 0 ? (point.minutes > 0 ? Number.MAX_VALUE : 0) : point.minutes / point.of
}

export const shown = ['over', 'coming', 'away', 'unknown'] as const
export type Shown = (typeof shown)[number]

/** Which of the four a leader looks for a caseworker is among. */
export function isAmong(caseworker: BoardCaseworker, which: Shown): boolean {
  const { overNow, overFromWeek, perhapsFromWeek, capacity } = caseworker
  switch (which) {
    case 'over':
      return overNow === true
    case 'coming':
      return overFromWeek !== null || perhapsFromWeek !== null
    case 'away':
      return capacity.kind === 'away'
    case 'unknown':
      return capacity.kind === 'unknown'
  }
}

/**
 * From which day it is as in a week: the very day where an absence or other duties begin or somebody stops, else the
 * week's own. Undefined where there is no such week.
 */
export function firstDayAt(
  { points, absences, noTimeFrom, lastDay }: BoardCaseworker,
  weeks: readonly Temporal.PlainDate[],
  week: number,
): Temporal.PlainDate | undefined {
  const [day, before] = [weeks[week], weeks[week - 1]]
  if (day === undefined || before === undefined) return day
  const capacity = points[week]?.capacity
  const begun =
    capacity === 'away'
      ? absences.filter(({ isLong }) => isLong).map(({ from }) => from)
      : capacity === 'full' && noTimeFrom !== null
        ? [noTimeFrom]
        : capacity === 'stopped' && lastDay !== null
          ? [lastDay.add({ days: 1 })]
          : []
  const { compare } = Temporal.PlainDate
  return begun.find(from => compare(from, before) > 0 && compare(from, day) <= 0) ?? day
}

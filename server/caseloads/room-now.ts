import { dayNumber } from '#domain/calendar/day-number.ts'
import type { ProposedMove, Room } from '#domain/caseload/acceptance.ts'
import type { PassedCeiling } from '#domain/caseload/ceiling-watch.ts'
import { carried, coverOn, loadsOn } from '#domain/caseload/load.ts'
import type { UnitFacts } from '#server/records/caseload.ts'
import type { LockedCeilings } from '#server/records/ceilings.ts'

export interface CertainMove extends ProposedMove {
  toId: number
}

/** What the proposal itself has a caseworker carry, of the time that they had then: minutes a month. */
export type ProposedLoads = ReadonlyMap<number, { minutes: number; of: number }>

/**
 * What receivers have room for on a day, as things are now behind the locks on them. Nobody comes
 * above a ceiling, nor above their time where the proposal itself did not have them there. Whoever stands above already
 * may change as many as they hand on.
 */
export function roomNow(
  { unit: { known, cases }, ceilings }: { unit: UnitFacts; ceilings: LockedCeilings },
  proposed: ProposedLoads,
  from: Temporal.PlainDate,
): Room<CertainMove> {
  const day = dayNumber(from)
  const [held, settings] = [known.casesOn(day), known.settingsOn(day)]
  const loads = new Map(loadsOn(held, known.staff, day, settings).map(load => [load.staffId, load]))
  const covers = coverOn(held, known.staff, day, settings)
  const youthOf = new Map(cases.map(({ caseId, youthId }) => [caseId, youthId]))
  const workOf = new Map(
    held.map(({ caseId, minutes }, index) => [
      youthOf.get(caseId),
      { minutes, carrierId: covers[index]?.staffId ?? null },
    ]),
  )
  const carries = new Map([...loads].map(([staffId, load]) => [staffId, carried(load)]))
  const given = new Set<CertainMove>()
  const add = (staffId: number | null, minutes: number) => {
    if (staffId !== null) carries.set(staffId, (carries.get(staffId) ?? 0) + minutes)
  }
  /** Minutes a month that somebody may come to carry. */
  const mostOf = (staffId: number) => {
    const load = loads.get(staffId)
    const time = load?.capacity.kind === 'available' ? load.capacity.minutes : 0
    const { minutes, of } = proposed.get(staffId) ?? { minutes: 0, of: 1 }
    // Divided last: of the same time it is the same minutes, which a share that is rounded may fall short of.
    return Math.max(time, (time * minutes) / of, load === undefined ? 0 : carried(load))
  }
  /** Somebody who stood above this ceiling before has no more of it than then. */
  const isAbove = (staffId: number, passed: PassedCeiling) => {
    const { programmeId, mostCases, mostMinutes } = passed
    const before = known
      .casesOn(passed.day)
      .filter(
        each =>
          each.holderId === staffId && (programmeId === null || each.programmeIds.includes(programmeId)),
      )
    const minutes = before.reduce((sum, each) => sum + each.minutes, 0)
    return (
      (mostCases !== null && passed.cases > Math.max(mostCases, before.length)) ||
      (mostMinutes !== null && passed.minutes > Math.max(mostMinutes, minutes))
    )
  }
  return {
    give(move, toReceiver) {
      const watched = ceilings.caseOf.get(move.youthId)
      if (watched !== undefined) ceilings.give(watched, toReceiver ? move.toId : move.fromId)
      if (given.has(move) === toReceiver) return
      if (toReceiver) given.add(move)
      else given.delete(move)
      const { minutes, carrierId } = workOf.get(move.youthId) ?? { minutes: 0, carrierId: null }
      add(carrierId, toReceiver ? -minutes : minutes)
      add(move.toId, toReceiver ? minutes : -minutes)
    },
    fits(move) {
      const { youthId, toId } = move
      const watched = ceilings.caseOf.get(youthId)
      const passed = watched === undefined ? [] : ceilings.passedBy(toId, watched)
      if (passed.some(one => isAbove(toId, one))) return false
      const minutes = workOf.get(youthId)?.minutes ?? 0
      return (carries.get(toId) ?? 0) + minutes <= mostOf(toId)
    },
  }
}

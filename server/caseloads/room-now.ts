import { dayNumber } from '#domain/calendar/day-number.ts'
import type { Lack, ProposedMove, Room } from '#domain/caseload/acceptance.ts'
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
  /** What somebody lacks who would carry so many minutes a month. */
  const lackOfTime = (staffId: number, has: number): Lack | null => {
    const load = loads.get(staffId)
    const time = load?.capacity.kind === 'available' ? load.capacity.minutes : 0
    const { minutes, of } = proposed.get(staffId) ?? { minutes: 0, of: 1 }
    // Divided last: of the same time it is the same minutes, which a share that is rounded may fall short of.
    const most = Math.max(time, (time * minutes) / of, load === undefined ? 0 : carried(load))
    if (has <= most) return null
    if (time > 0) return { kind: 'time', has, most: Math.floor(most) }
    return { kind: load?.capacity.kind === 'unknown' ? 'hoursUnknown' : 'noTime' }
  }
  /** Somebody who stood above this ceiling before lacks nothing as long as they have no more of it than then. */
  const lackUnder = (staffId: number, passed: PassedCeiling): Lack[] => {
    const { programmeId, mostCases, mostMinutes } = passed
    const before = known
      .casesOn(passed.day)
      .filter(
        each =>
          each.holderId === staffId && (programmeId === null || each.programmeIds.includes(programmeId)),
      )
    const minutes = before.reduce((sum, each) => sum + each.minutes, 0)
    const lack = { kind: 'ceiling', programmeId, day: passed.day } as const
    if (mostCases !== null && passed.cases > Math.max(mostCases, before.length))
      return [{ ...lack, unit: 'cases', has: passed.cases, most: mostCases }]
    if (mostMinutes !== null && passed.minutes > Math.max(mostMinutes, minutes))
      return [{ ...lack, unit: 'minutes', has: passed.minutes, most: mostMinutes }]
    return []
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
    lacks(move) {
      const { youthId, toId } = move
      const watched = ceilings.caseOf.get(youthId)
      const passed = watched === undefined ? [] : ceilings.passedBy(toId, watched)
      const [lack] = passed.flatMap(one => lackUnder(toId, one))
      return lack ?? lackOfTime(toId, (carries.get(toId) ?? 0) + (workOf.get(youthId)?.minutes ?? 0))
    },
  }
}

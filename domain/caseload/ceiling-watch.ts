import type { DayNumber } from '#domain/calendar/day-number.ts'
import { type Ceiling, type CeilingException, type Counted, ceilingsOf } from './ceiling.ts'

/** A case that counts, or is to count, against a ceiling; null on days on which it is not open. */
export interface WatchedCase {
  youthId: number
  on: (day: DayNumber) => (Counted & { holderId: number | null }) | null
}

/** A ceiling that somebody would stand above: with what is given counted in. */
export interface PassedCeiling {
  programmeId: number | null
  /** The first day on which it would be passed. */
  day: DayNumber
  cases: number
  minutes: number
  /** Null: no limit of that kind. */
  mostCases: number | null
  mostMinutes: number | null
}

/** Ceilings held against cases that are given one after the other. */
export interface CeilingWatch {
  /**
   * The ceilings that a caseworker would stand above with one case more; none where the case is theirs already, since
   * nothing is added then. Nothing is remembered.
   */
  passedBy: (staffId: number, given: WatchedCase) => PassedCeiling[]
  /** From here on the case counts as somebody's, or as nobody's, on all days that are looked at. */
  give: (given: WatchedCase, staffId: number | null) => void
}

/** What a watch looks at. */
interface Watched {
  /** The cases that the caseworkers hold on one of the days at least. */
  cases: readonly WatchedCase[]
  /** The day from which a case is given, and later days on which a caseworker gets others. Not empty. */
  days: readonly DayNumber[]
  ceilingsOn: (day: DayNumber) => readonly Ceiling[]
  exceptionsOn: (day: DayNumber) => readonly CeilingException[]
}

/** Holds the ceilings against each case that is given, on the day and on those on which more cases are to come. */
export function ceilingWatch({ cases, days, ceilingsOn, exceptionsOn }: Watched): CeilingWatch {
  // By day and caseworker, so that each case is held against the ones of a single caseworker.
  const heldOn = new Map(days.map(day => [day, heldBy(cases, day)]))
  const given = new Map<number, number | null>()
  const holderOn = (each: WatchedCase, day: DayNumber) =>
    given.has(each.youthId) ? (given.get(each.youthId) ?? null) : (each.on(day)?.holderId ?? null)

  const passedOn = (day: DayNumber, staffId: number, added: WatchedCase): PassedCeiling[] => {
    const more = added.on(day)
    if (more === null || holderOn(added, day) === staffId) return []
    const held = [...(heldOn.get(day)?.get(staffId)?.values() ?? [])]
    const standings = ceilingsOf(staffId, [...held, more], ceilingsOn(day), exceptionsOn(day))
    return standings.flatMap(({ programmeId, state, cases, minutes, mostCases, mostMinutes }) =>
      state === 'over' && (programmeId === null || more.programmeIds.includes(programmeId))
        ? [{ programmeId, day, cases, minutes, mostCases, mostMinutes }]
        : [],
    )
  }

  return {
    passedBy: (staffId, added) => {
      const passed = days.flatMap(day => passedOn(day, staffId, added))
      // One ceiling once: on the first day on which it would be passed.
      return passed.filter(
        (one, index) => passed.findIndex(({ programmeId }) => programmeId === one.programmeId) === index,
      )
    },
    give: (each, staffId) => {
      for (const [day, byHolder] of heldOn) {
        const before = holderOn(each, day)
        if (before !== null) byHolder.get(before)?.delete(each.youthId)
        const counted = each.on(day)
        if (staffId !== null && counted !== null) holding(byHolder, staffId).set(each.youthId, counted)
      }
      given.set(each.youthId, staffId)
    },
  }
}

type Holdings = Map<number, Map<number, Counted>>

function heldBy(cases: readonly WatchedCase[], day: DayNumber): Holdings {
  const byHolder: Holdings = new Map()
  for (const each of cases) {
    const counted = each.on(day)
    if (counted !== null && counted.holderId !== null)
      holding(byHolder, counted.holderId).set(each.youthId, counted)
  }
  return byHolder
}

function holding(byHolder: Holdings, staffId: number): Map<number, Counted> {
  const held = byHolder.get(staffId) ?? new Map<number, Counted>()
  byHolder.set(staffId, held)
  return held
}

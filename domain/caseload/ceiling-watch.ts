import type { DayNumber } from '#domain/calendar/day-number.ts'
import {
  type Ceiling,
  type CeilingException,
  type CeilingStanding,
  type Counted,
  ceilingsOf,
} from './ceiling.ts'

/** A case that counts, or is to count, against a ceiling. */
export interface WatchedCase {
  youthId: number
  /** Who has had it, has it or is to have it, and from when. */
  comes: readonly { staffId: number; day: DayNumber }[]
  /** Null on days on which it is not open. */
  heldOn: (day: DayNumber) => (Counted & { holderId: number | null }) | null
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

/** A case that is given to somebody. */
interface GivenCase {
  given: WatchedCase
  toId: number
}

/**
 * The ceilings that cases given in one breath would take somebody above, each time that one is passed. Whoever hands
 * somebody on has room for another. From here on all of them count as given.
 */
export function passedTogether(
  watch: CeilingWatch,
  cases: readonly GivenCase[],
): { toId: number; passed: PassedCeiling }[] {
  for (const { given } of cases) watch.give(given, null)
  return cases.flatMap(({ given, toId }) => {
    const passed = watch.passedBy(toId, given)
    watch.give(given, toId)
    return passed.map(one => ({ toId, passed: one }))
  })
}

/** In number or in minutes a month, whichever is passed: how many there would be, and how many there may be. */
export function excessOf({ cases, minutes, mostCases, mostMinutes }: PassedCeiling) {
  return mostCases !== null && cases > mostCases
    ? { unit: 'cases' as const, has: cases, most: mostCases }
    : { unit: 'minutes' as const, has: minutes, most: mostMinutes ?? minutes }
}

/** What a watch looks at. */
interface Watched {
  /** The cases that the caseworkers have or are to have; others do no harm. */
  cases: readonly WatchedCase[]
  /** The day from which cases are given. */
  from: DayNumber
  /** The last day for which they are; endless unless told. */
  to?: DayNumber
  ceilingsOn: (day: DayNumber) => readonly Ceiling[]
  exceptionsOn: (day: DayNumber) => readonly CeilingException[]
}

/** What a caseworker has on a day, by young person, and under which ceilings they stand with it. */
interface Holding {
  held: Map<number, Counted>
  /** Null: not looked at since what they have was changed. */
  standings: readonly CeilingStanding[] | null
}

/** Holds the ceilings against each case that is given: on the day, and on those on which its caseworker gets more. */
export function ceilingWatch(watched: Watched): CeilingWatch {
  const { cases, from, to = Number.POSITIVE_INFINITY, ceilingsOn, exceptionsOn } = watched
  const theirs = new Map<number, { cases: WatchedCase[]; days: DayNumber[] }>()
  for (const each of cases)
    for (const { staffId, day } of each.comes) {
      let those = theirs.get(staffId)
      if (those === undefined) {
        those = { cases: [], days: [from] }
        theirs.set(staffId, those)
      }
      // Whoever comes back has it twice, and it counts once.
      those.cases.push(each)
      if (day > from && day <= to && !those.days.includes(day)) those.days.push(day)
    }
  for (const { days } of theirs.values()) days.sort((a, b) => a - b)
  const given = new Map<number, { each: WatchedCase; staffId: number | null }>()
  const holderOf = (youthId: number, counted: { holderId: number | null }) => {
    const gift = given.get(youthId)
    return gift === undefined ? counted.holderId : gift.staffId
  }

  // Whoever is asked about once is asked about again: what they have, and how they stand with it.
  const holdings = new Map<number, Map<DayNumber, Holding>>()
  const holdingOf = (staffId: number, day: DayNumber): Holding => {
    const byDay = holdings.get(staffId) ?? new Map<DayNumber, Holding>()
    holdings.set(staffId, byDay)
    const known = byDay.get(day)
    if (known !== undefined) return known
    const held = new Map<number, Counted>()
    const gifts = [...given.values()].map(({ each }) => each)
    for (const each of [...(theirs.get(staffId)?.cases ?? []), ...gifts]) {
      const counted = each.heldOn(day)
      if (counted !== null && holderOf(each.youthId, counted) === staffId) held.set(each.youthId, counted)
    }
    const holding: Holding = { held, standings: null }
    byDay.set(day, holding)
    return holding
  }

  const standingsOf = (staffId: number, day: DayNumber): readonly CeilingStanding[] => {
    const holding = holdingOf(staffId, day)
    holding.standings ??= ceilingsOf(staffId, [...holding.held.values()], ceilingsOn(day), exceptionsOn(day))
    return holding.standings
  }

  const passedOn = (day: DayNumber, staffId: number, added: WatchedCase): PassedCeiling[] => {
    const more = ceilingsOn(day).length === 0 ? null : added.heldOn(day)
    if (more === null || holderOf(added.youthId, more) === staffId) return []
    return standingsOf(staffId, day).flatMap(standing => {
      const { programmeId, mostCases, mostMinutes } = standing
      if (programmeId !== null && !more.programmeIds.includes(programmeId)) return []
      const [count, minutes] = [standing.cases + 1, standing.minutes + more.minutes]
      const isPassed =
        (mostCases !== null && count > mostCases) || (mostMinutes !== null && minutes > mostMinutes)
      return isPassed ? [{ programmeId, day, cases: count, minutes, mostCases, mostMinutes }] : []
    })
  }

  return {
    passedBy: (staffId, added) => {
      const passed = (theirs.get(staffId)?.days ?? [from]).flatMap(day => passedOn(day, staffId, added))
      // One ceiling once: on the first day on which it would be passed.
      return passed.filter(
        (one, index) => passed.findIndex(({ programmeId }) => programmeId === one.programmeId) === index,
      )
    },
    give: (each, staffId) => {
      given.set(each.youthId, { each, staffId })
      for (const [holder, byDay] of holdings)
        for (const [day, holding] of byDay) {
          const counted = holder === staffId ? each.heldOn(day) : null
          if (counted !== null) holding.held.set(each.youthId, counted)
          else if (!holding.held.delete(each.youthId)) continue
          holding.standings = null
        }
    },
  }
}

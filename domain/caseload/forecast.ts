import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { StaffTime } from './capacity.ts'
import { carried, type HeldCase, isOver, type Load, type LoadSettings } from './load.ts'

/** What is known of the unit: the cases of any day, from what is decided or booked already. */
export interface Known {
  today: DayNumber
  staff: readonly StaffTime[]
  /** The cases that are open on a day, each as it weighs then. */
  casesOn: (day: DayNumber) => readonly HeldCase[]
  /** What everybody carries of those, in the order of the staff. */
  loadsOn: (day: DayNumber) => readonly Load[]
  settingsOn: (day: DayNumber) => LoadSettings
}

/** What came and went lately, from which the coming weeks are guessed; never mixed with what is known. */
export interface Recent {
  /** How many weeks were counted. */
  weeks: number
  opened: number
  closed: number
  /** Minutes a month of a case that has just begun. */
  newCaseMinutes: number
}

/** Minutes a month that the recent rate would bring to somebody and take away, beside what is known. */
export interface Expected {
  coming: number
  going: number
}

export interface ForecastLoad extends Load {
  expected: Expected
}

/** One point of the forecast: `week` weeks from today. */
export interface ForecastPoint {
  week: number
  day: DayNumber
  loads: readonly ForecastLoad[]
}

export const forecastWeeks = 12

/** The days of a forecast: today and the same weekday of the coming weeks. */
export function forecastDays(today: DayNumber): DayNumber[] {
  return Array.from({ length: forecastWeeks + 1 }, (_, week) => today + week * 7)
}

/**
 * The load of each caseworker today and on the same weekday of the coming weeks. Week 0 is today's load. What is known
 * (assignments, memberships, birthdays, absences, hours, duties, being new) is in the load; what the recent rate of new
 * and closed cases leads to expect stands beside it: new ones are shared by time, closed ones by minutes carried.
 */
export function forecast(known: Known, recent: Recent): ForecastPoint[] {
  return forecastDays(known.today).map((day, week) => {
    const loads = known.loadsOn(day)
    const expected = expectedIn(week, loads, recent)
    return {
      week,
      day,
      loads: loads.map((load, index) => ({ ...load, expected: expected[index] ?? { coming: 0, going: 0 } })),
    }
  })
}

/** In the order of the loads; whole minutes that add up. */
function expectedIn(week: number, loads: readonly Load[], recent: Recent): Expected[] {
  const { opened, closed, weeks, newCaseMinutes } = recent
  const time = loads.map(({ capacity }) => (capacity.kind === 'available' ? capacity.minutes : 0))
  const load = loads.map(carried)
  const cases = loads.reduce((sum, { own, standsIn }) => sum + own.cases + standsIn.cases, 0)
  const minutes = load.reduce((sum, each) => sum + each, 0)
  const coming = Math.round((opened * week * newCaseMinutes) / weeks)
  // As many as there are at the most: nobody closes what is not there.
  const share = cases === 0 ? 0 : Math.min(1, (closed * week) / (weeks * cases))
  const comes = shared(coming, time)
  const goes = shared(Math.floor(minutes * share), load)
  return loads.map((_, index) => ({ coming: comes[index] ?? 0, going: goes[index] ?? 0 }))
}

/** A whole number split by weights, so that the parts add up to it; all zero where nobody has any weight. */
export function shared(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  let passed = 0
  let given = 0
  return weights.map(weight => {
    passed += weight
    const part = Math.floor((total * passed) / sum) - given
    given += part
    return part
  })
}

/** When somebody will carry more than they have time for. */
export interface Outlook {
  staffId: number
  overNow: boolean | null
  /** The first week in which what is known is too much, for whoever is not over now; null for none. */
  overFromWeek: number | null
  /** The first week in which it would be with what is expected too; null for none. */
  perhapsFromWeek: number | null
}

export function outlookOf(points: readonly ForecastPoint[]): Outlook[] {
  const [now, ...ahead] = points
  if (now === undefined) return []
  return now.loads.map((load, index) => {
    const overNow = isOver(load)
    const firstWeek = (isToo: (load: ForecastLoad) => boolean | null) =>
      overNow === true
        ? null
        : (ahead.find(({ loads }) => {
            const then = loads[index]
            return then !== undefined && isToo(then) === true
          })?.week ?? null)
    return {
      staffId: load.staffId,
      overNow,
      overFromWeek: firstWeek(then => isOver(then)),
      perhapsFromWeek: firstWeek(then => isOver(then, then.expected.coming - then.expected.going)),
    }
  })
}

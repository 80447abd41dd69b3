import { type Calendar, type Closed, type HouseCalendar, liesIn } from '#domain/calendar/calendar.ts'
import type { Rule } from './types.ts'

/** What the days of one rule are counted by. */
export interface Counting extends Calendar {
  /** Days that are not counted at all, earliest first; also where the rule counts calendar days or months. */
  readonly stops: readonly Closed[]
}

type Says = Pick<Rule, 'clock' | 'stopsInClosing'>

/**
 * How a rule counts: a promise has no working day where the house is closed; the law has, and nothing moves its days
 * but a closing of the schools, where the rule itself says that it does.
 */
export function countingOf(house: HouseCalendar): (rule: Says) => Counting {
  const made = new Map<string, Counting>()
  return rule => {
    const name = `${rule.clock} ${rule.stopsInClosing}`
    const known = made.get(name) ?? counting(rule, house)
    made.set(name, known)
    return known
  }
}

function counting({ clock, stopsInClosing }: Says, house: HouseCalendar): Counting {
  const base: Calendar = clock === 'promise' ? house : house.law
  if (!stopsInClosing) return { isClosed: day => base.isClosed(day), stops: [] }
  const stops = house.closed(clock === 'promise' ? ['house', 'school'] : ['school'])
  return { isClosed: day => base.isClosed(day) || liesIn(stops, day), stops }
}

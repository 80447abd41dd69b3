import type { Say } from './say.ts'

/** How people say days, times and counts in one language. Made by {@link datesIn}. */
export interface Dates {
  /** "19. november"; with the year when it is another year than `today`'s: "19. november 2025". */
  day(day: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** As `day`, for narrow places: "19. nov.", "19. nov. 2025". */
  shortDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** "onsdag 2. december", with the year as in `day`. */
  weekdayAndDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** "torsdag". */
  weekday(day: Temporal.PlainDate): string
  /**
   * The way people say a day that is near: "i dag", "i går", "i morgen", the weekday ("torsdag") for the
   * two to six days ahead, otherwise as `day`. A weekday that has passed is ambiguous, so it is a date.
   */
  relativeDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** How a due day stands: "4 dage over" when passed, otherwise as `relativeDay`. */
  due(day: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** "24.–28. november", the year when it is not `today`'s; both days included. */
  days(from: Temporal.PlainDate, to: Temporal.PlainDate, today: Temporal.PlainDate): string
  /** "november 2026". */
  month(month: Temporal.PlainYearMonth): string
  /** "9.00" in Danish, "9:00" in English. */
  time(time: Temporal.PlainTime): string
  /** "onsdag 2. december kl. 10.00"; near days as in `relativeDay`: "i dag kl. 9.00". */
  dayAtTime(at: Temporal.PlainDateTime, today: Temporal.PlainDate): string
  /** "19.11.2026" in Danish, "19/11/2026" in English: for forms and tables. */
  numeric(day: Temporal.PlainDate): string
  /** "1.234". */
  count(count: number): string
  /** A share of 1 as "97 %", without decimals. */
  percent(share: number): string
  /** "a, b og c". */
  list(items: readonly string[]): string
}

/** First letter as at the start of a sentence: "i dag" -> "I dag". */
export function sentenceStart(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

const made = new WeakMap<Say, Dates>()

/** The dates of a language; made once, since Intl's formatters are slow to make. */
export function datesIn(say: Say): Dates {
  const dates = made.get(say) ?? makeDates(say)
  made.set(say, dates)
  return dates
}

function makeDates(say: Say): Dates {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(say.locale, { ...options, timeZone: 'UTC' })
  // Days go through UTC midnight: formatters then need no calendar of their own, also in older browsers.
  const asDate = (day: Temporal.PlainDate) => new Date(Date.UTC(day.year, day.month - 1, day.day))
  const dayMonth = { day: 'numeric', month: 'long' } as const
  const shortDayMonth = { day: 'numeric', month: 'short' } as const
  const withAndWithoutYear = (options: Intl.DateTimeFormatOptions) => {
    const without = format(options)
    const withYear = format({ ...options, year: 'numeric' })
    return (day: Temporal.PlainDate, today: Temporal.PlainDate) =>
      (day.year === today.year ? without : withYear).format(asDate(day))
  }

  const day = withAndWithoutYear(dayMonth)
  const shortDay = withAndWithoutYear(shortDayMonth)
  const weekdayAndDay = withAndWithoutYear({ ...dayMonth, weekday: 'long' })
  const weekdays = format({ weekday: 'long' })
  const months = format({ month: 'long', year: 'numeric' })
  const numeric = format({ day: 'numeric', month: 'numeric', year: 'numeric' })
  const range = format(dayMonth)
  const rangeWithYear = format({ ...dayMonth, year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(say.locale, { numeric: 'auto' })
  const counts = new Intl.NumberFormat(say.locale)
  const percents = new Intl.NumberFormat(say.locale, { style: 'percent', maximumFractionDigits: 0 })
  const lists = new Intl.ListFormat(say.locale)
  const separator = say.language === 'da' ? '.' : ':'

  const daysFrom = (today: Temporal.PlainDate, other: Temporal.PlainDate) => today.until(other).days
  const weekday = (date: Temporal.PlainDate) => weekdays.format(asDate(date))
  const relativeDay = (date: Temporal.PlainDate, today: Temporal.PlainDate) => {
    const away = daysFrom(today, date)
    if (away >= -1 && away <= 1) return relative.format(away, 'day')
    if (away > 1 && away < 7) return weekday(date)
    return day(date, today)
  }
  const time = (at: Temporal.PlainTime) => `${at.hour}${separator}${String(at.minute).padStart(2, '0')}`

  return {
    day,
    shortDay,
    weekdayAndDay,
    weekday,
    relativeDay,
    due(date, today) {
      const away = daysFrom(today, date)
      return away < 0 ? say('dates.daysOver', { count: -away }) : relativeDay(date, today)
    },
    days(from, to, today) {
      const sameYear = from.year === today.year && to.year === today.year
      return (sameYear ? range : rangeWithYear).formatRange(asDate(from), asDate(to))
    },
    month: month => months.format(Date.UTC(month.year, month.month - 1, 1)),
    time,
    dayAtTime(at, today) {
      const date = at.toPlainDate()
      const away = daysFrom(today, date)
      const said = away >= -1 && away <= 1 ? relativeDay(date, today) : weekdayAndDay(date, today)
      return say('dates.dayAtTime', { day: said, time: time(at.toPlainTime()) })
    },
    numeric: date => numeric.format(asDate(date)),
    count: count => counts.format(count),
    percent: share => percents.format(share),
    list: items => lists.format(items),
  }
}

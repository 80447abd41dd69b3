import type { Calendar } from './calendar.ts'
import { contains, type Period } from './period.ts'
import { isWorkingDay } from './working-days.ts'

/** A span of clock time within a day, `to` excluded. */
interface ClockSpan {
  from: Temporal.PlainTime
  to: Temporal.PlainTime
}

/** When one may be booked on a working day. */
export interface OpeningHours extends ClockSpan {
  lunch: ClockSpan
  /** Slots begin at whole multiples of so many minutes after `from`. */
  everyMinutes: number
}

/** Our own inference of what offices have in common; no source gives a rule. */
export const officeHours: OpeningHours = {
  from: new Temporal.PlainTime(8, 30),
  to: new Temporal.PlainTime(15, 30),
  lunch: { from: new Temporal.PlainTime(12), to: new Temporal.PlainTime(12, 30) },
  everyMinutes: 30,
}

/** One person's diary, as far as a booking depends on it. */
export interface Diary {
  /** Taken, `endsAt` excluded; may overlap and come in any order. */
  busy: readonly { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[]
  /** Days away. */
  away: readonly Period[]
  hours: OpeningHours
  calendar: Calendar
  timeZone: string
  /** Nothing is proposed before this instant. */
  notBefore: Temporal.Instant
}

/** Every free start on `day` for something that takes `minutes`, by time; none on a day when nobody works. */
export function freeSlotsOn(day: Temporal.PlainDate, minutes: number, diary: Diary): Temporal.Instant[] {
  const { hours, timeZone } = diary
  if (!isWorkingDay(day, diary.calendar) || diary.away.some(period => contains(period, day))) return []
  const opens = minuteOfDay(hours.from)
  const last = minuteOfDay(hours.to) - minutes
  const lunchFrom = minuteOfDay(hours.lunch.from)
  const lunchTo = minuteOfDay(hours.lunch.to)
  const free: Temporal.Instant[] = []
  for (let start = opens; start <= last; start += hours.everyMinutes) {
    if (start < lunchTo && lunchFrom < start + minutes) continue
    const startsAt = day
      .toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(Math.floor(start / 60), start % 60) })
      .toInstant()
    if (Temporal.Instant.compare(startsAt, diary.notBefore) >= 0 && isFree(startsAt, minutes, diary)) {
      free.push(startsAt)
    }
  }
  return free
}

export interface SlotWish {
  /** First and last day that will do. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** The day to be near. */
  near: Temporal.PlainDate
  /** The time of day to be near, for instance when the two met last. */
  atTime: Temporal.PlainTime
  minutes: number
}

/**
 * Free starts for a wish, best first: the day nearest to `near` (the earlier of two equally near), and on it the
 * start nearest to `atTime`. Each day gives its best start before any day gives a second one.
 *
 * @param atMost how many to give
 */
export function bestSlots(wish: SlotWish, diary: Diary, atMost: number): Temporal.Instant[] {
  const days: Temporal.PlainDate[] = []
  for (let day = wish.from; Temporal.PlainDate.compare(day, wish.to) <= 0; day = day.add({ days: 1 })) {
    days.push(day)
  }
  days.sort((a, b) => distance(a, wish.near) - distance(b, wish.near) || Temporal.PlainDate.compare(a, b))
  const wanted = minuteOfDay(wish.atTime)
  const byDay: Temporal.Instant[][] = []
  for (const day of days) {
    if (byDay.length >= atMost) break
    const free = freeSlotsOn(day, wish.minutes, diary)
    if (free.length > 0) byDay.push(free.sort((a, b) => away(a, wanted, diary) - away(b, wanted, diary)))
  }
  const best: Temporal.Instant[] = []
  for (let round = 0; best.length < atMost && byDay.some(slots => slots.length > round); round += 1) {
    best.push(...byDay.flatMap(slots => slots[round] ?? []))
  }
  return best.slice(0, atMost)
}

function isFree(startsAt: Temporal.Instant, minutes: number, diary: Diary): boolean {
  const start = startsAt.epochMilliseconds
  const end = start + minutes * 60_000
  return !diary.busy.some(
    taken => taken.startsAt.epochMilliseconds < end && start < taken.endsAt.epochMilliseconds,
  )
}

function minuteOfDay(time: Temporal.PlainTime): number {
  return time.hour * 60 + time.minute
}

function distance(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return Math.abs(a.until(b).days)
}

function away(slot: Temporal.Instant, wanted: number, diary: Diary): number {
  return Math.abs(minuteOfDay(slot.toZonedDateTimeISO(diary.timeZone).toPlainTime()) - wanted)
}

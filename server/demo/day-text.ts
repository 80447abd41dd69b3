import { civilDay, type DayNumber } from '#domain/calendar/day-number.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** A day as PostgreSQL reads it: "2026-11-21". */
export function dayText(day: DayNumber): string {
  const { year, month, dayOfMonth } = civilDay(day)
  return `${year}-${two(month)}-${two(dayOfMonth)}`
}

/** A half-open span as PostgreSQL reads a `daterange`; `to` null runs on. */
export function rangeText(from: DayNumber, to: DayNumber | null): string {
  return `[${dayText(from)},${to === null ? '' : dayText(to)})`
}

/** Minutes after midnight where the municipality lies, as PostgreSQL reads a `timestamptz`. */
export function timeText(day: DayNumber, minute: number): string {
  return `${dayText(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)} ${timeZone}`
}

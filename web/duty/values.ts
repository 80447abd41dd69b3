import type { FieldFault } from '#web/kit/form.tsx'

/** What every form here asks first. */
export function required(field: string, value: unknown): FieldFault[] {
  const missing = value === null || (typeof value === 'string' && value.trim() === '')
  return missing ? [{ field, code: 'required' }] : []
}

/** Two days in order; where one is missing, something else says so. */
export function inOrder(
  from: Temporal.PlainDate | null,
  lastDay: Temporal.PlainDate | null,
  field = 'lastDay',
): FieldFault[] {
  const wrong = from !== null && lastDay !== null && Temporal.PlainDate.compare(lastDay, from) < 0
  return wrong ? [{ field, code: 'periodOrder' }] : []
}

/** A day that cannot be told of before it has come. */
export function notAhead(
  field: string,
  day: Temporal.PlainDate | null,
  today: Temporal.PlainDate,
): FieldFault[] {
  return day !== null && Temporal.PlainDate.compare(day, today) > 0 ? [{ field, code: 'future' }] : []
}

/** Hours as written ("18,5", "18.5") in minutes; null where they are no number from 1 minute to 100 hours. */
export function readHours(text: string): number | null {
  const hours = /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim())
    ? Number(text.trim().replace(',', '.'))
    : Number.NaN
  const minutes = Math.round(hours * 60)
  return minutes >= 1 && minutes <= 6000 ? minutes : null
}

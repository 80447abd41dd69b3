import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { DatedRowKind } from '#contract/register.ts'
import { ActivityKind, AssignmentRole, BenefitKind, PauseKind } from '#contract/words.ts'
import type { Choice } from '#web/kit/text-field.tsx'
import { type PeriodRow, standingOn, type YouthRows } from './period-rows.ts'

/** What can be chosen for a row of the kind. */
export function choicesFor(kind: DatedRowKind, data: YouthRows, say: Say): Choice<string>[] {
  switch (kind) {
    case 'membership':
      return data.programmes.map(({ id, name }) => ({ value: String(id), label: name }))
    case 'assignment':
      return AssignmentRole.options.map(value => ({ value, label: say(`role.${value}`) }))
    case 'benefit':
      return BenefitKind.options.map(value => ({ value, label: say(`youths.${value}_benefit`) }))
    case 'activity':
      return ActivityKind.options.map(value => ({ value, label: say(`youth.${value}_activity`) }))
    case 'pause':
      return PauseKind.options.map(value => ({ value, label: say(`youth.${value}_pause`) }))
  }
}

/** A member of staff to be chosen, with how long somebody who is away is not there. */
export function staffLabel(
  say: Say,
  dates: Dates,
  { name, absence }: YouthRows['staff'][number],
  today: Temporal.PlainDate,
): string {
  if (absence === null) return name
  if (absence.until === null) return say('register.staffAway', { name })
  return say('register.staffAwayUntil', { name, day: dates.day(absence.until.subtract({ days: 1 }), today) })
}

/** "Mod til uddannelse", "Åse Kjær, Socialrådgiver", "Praktik: Cykelsmed". */
export function rowName(row: PeriodRow, data: YouthRows, say: Say): string {
  const choice = choicesFor(row.kind, data, say).find(({ value }) => value === row.choice)
  const chosen = choice?.label ?? row.choice
  if (row.kind === 'assignment') {
    const staff = data.staff.find(({ id }) => String(id) === row.staffId)
    return staff === undefined ? chosen : `${staff.name}, ${chosen}`
  }
  return row.kind === 'activity' && row.text !== '' ? `${chosen}: ${row.text}` : chosen
}

/** "siden 4. marts 2025", "fra 1. december", "3. oktober – 20. november". */
export function periodInWords(
  row: Pick<PeriodRow, 'from' | 'lastDay'>,
  today: Temporal.PlainDate,
  { say, dates }: { say: Say; dates: Dates },
): string {
  if (row.lastDay !== null) {
    return row.from.equals(row.lastDay)
      ? dates.day(row.from, today)
      : dates.days(row.from, row.lastDay, today)
  }
  const day = dates.day(row.from, today)
  return standingOn(row, today) === 'upcoming'
    ? say('register.fromDay', { day })
    : say('register.sinceDay', { day })
}

/** Minutes as hours the way people write them: 1110 -> "18,5". */
export function hoursOf(minutes: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false }).format(minutes / 60)
}

/** Hours as written ("18,5", "18.5") in minutes; null where they are no number from 1 minute to 100 hours. */
export function readHours(text: string): number | null {
  const hours = /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim())
    ? Number(text.trim().replace(',', '.'))
    : Number.NaN
  const minutes = Math.round(hours * 60)
  return minutes >= 1 && minutes <= 6000 ? minutes : null
}

import { type Calendar, danishCalendar } from '#domain/calendar/calendar.ts'
import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { plusWorkingDays, workingOnOrAfter, workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import type { Life, Times } from './life.ts'
import type { Random } from './random.ts'

export const calendar: Calendar = danishCalendar()

/** Where somebody stands today, for those whose day is to look like something. */
export type Standing =
  | 'meetingOverdue'
  | 'callOverdue'
  | 'meetingToday'
  | 'callToday'
  | 'meetingThisWeek'
  | 'meetingSoon'
  | 'justMet'

export interface MeetingDays {
  /** Held meetings, earliest first; all before today. */
  days: DayNumber[]
  /** When the next is due by the rhythm that the person is in. */
  nextDue: DayNumber
}

/** Whether somebody is in a programme on a day: then a meeting a month is owed, otherwise every second month. */
export function inProgramme({ programme }: Life, day: DayNumber): boolean {
  return programme !== null && day >= programme.from && (programme.to === null || day < programme.to)
}

/** When the next meeting is due after one: a promise moves to the working day before. */
export function dueAfter(met: DayNumber, months: number): DayNumber {
  return workingOnOrBefore(plusMonths(met, months), calendar)
}

/**
 * The days of all meetings, walked backwards from today (or from the end of the case), so that where somebody
 * stands today is decided first.
 *
 * @param slip how likely a meeting comes too late
 */
export function meetingDays(
  life: Life,
  slip: number,
  standing: Standing | null,
  { today }: Times,
  random: Random,
): MeetingDays {
  const { from, to } = life.open
  const lastPossible = workingOnOrBefore((to ?? today) - 1, calendar)
  const first = firstMeeting(from, lastPossible, random)
  if (first === null) return { days: [], nextDue: workingOnOrBefore(from + 7, calendar) }
  const last =
    to === null ? lastBefore(life, slip, standing, today, random) : lastPossible - random.int(0, 12)
  const days: DayNumber[] = []
  let cursor = workingOnOrBefore(Math.min(last, lastPossible), calendar)
  while (cursor > first + 8) {
    days.push(cursor)
    cursor = previous(life, cursor, slip, random)
  }
  days.push(first)
  days.reverse()
  const latest = days.at(-1) ?? first
  return { days, nextDue: dueAfter(latest, inProgramme(life, today) ? 1 : 2) }
}

/** Within a week of the enquiry, as the law asks; a few come later. Null when it has not come to it yet. */
function firstMeeting(from: DayNumber, lastPossible: DayNumber, random: Random): DayNumber | null {
  const met = workingOnOrAfter(from + (random.chance(0.05) ? random.int(8, 13) : random.int(1, 5)), calendar)
  const inTime = met > from + 7 && met <= from + 10 ? workingOnOrBefore(from + 7, calendar) : met
  return inTime <= lastPossible ? Math.max(inTime, from) : null
}

function previous(life: Life, met: DayNumber, slip: number, random: Random): DayNumber {
  if (!inProgramme(life, met)) {
    // Four in the first half year, then every second month.
    if (met - life.open.from < 190) return workingOnOrBefore(met - random.int(36, 44), calendar)
    const late = random.chance(slip) ? -random.int(2, 14) : random.int(1, 16)
    return backFrom(met, late, 2)
  }
  return backFrom(met, random.chance(slip) ? -random.int(1, 6) : random.int(0, 6), 1)
}

/** The meeting before one that was held `spare` days before its due day; a negative `spare` is late. */
function backFrom(met: DayNumber, spare: number, months: number): DayNumber {
  const before = plusMonths(met + spare, -months)
  return spare < 0 ? workingOnOrBefore(before - 1, calendar) : workingOnOrAfter(before, calendar)
}

function lastBefore(
  life: Life,
  slip: number,
  standing: Standing | null,
  today: DayNumber,
  random: Random,
): DayNumber {
  if (standing !== null) return lastFor(standing, today, random)
  if (inProgramme(life, today))
    return today - (random.chance(slip / 2) ? random.int(33, 37) : random.int(1, 29))
  return today - (random.chance(slip / 2) ? random.int(63, 70) : random.int(1, 57))
}

/** The last meeting that puts somebody in a monthly rhythm where they are to stand. */
function lastFor(standing: Standing, today: DayNumber, random: Random): DayNumber {
  const working = workingOnOrAfter(today, calendar)
  switch (standing) {
    case 'meetingOverdue':
      return metSoThat(plusWorkingDays(working, -random.int(1, 4), calendar))
    case 'meetingToday':
      return metSoThat(working)
    case 'meetingThisWeek':
      return metSoThat(plusWorkingDays(working, random.int(1, 4), calendar))
    case 'meetingSoon':
      return metSoThat(plusWorkingDays(working, random.int(5, 9), calendar))
    case 'callToday':
      return midwaySoThat(working)
    case 'callOverdue':
      return midwaySoThat(plusWorkingDays(working, -random.int(4, 5), calendar))
    case 'justMet':
      return working - random.int(2, 6)
  }
}

/** A working day whose monthly meeting is due on `due`, or as soon after it as there is one. */
function metSoThat(due: DayNumber): DayNumber {
  return search(plusMonths(due, -1) - 4, met => dueAfter(met, 1) >= due)
}

/** A working day from which the call in between is due on `due`, or as soon after it as there is one. */
function midwaySoThat(due: DayNumber): DayNumber {
  return search(due - 20, met => callBetween(met) >= due)
}

/** When the call is due that belongs between a meeting and the next. */
export function callBetween(met: DayNumber): DayNumber {
  return workingOnOrBefore(Math.floor((met + dueAfter(met, 1)) / 2), calendar)
}

function search(from: DayNumber, fits: (day: DayNumber) => boolean): DayNumber {
  let day = workingOnOrAfter(from, calendar)
  while (!fits(day)) day = plusWorkingDays(day, 1, calendar)
  return day
}

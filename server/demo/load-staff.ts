import { type DayNumber, weekday } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import type { Db } from '#server/database/connection.ts'
import type { DemoAbsence } from './absences.ts'
import { bulkInsert, bulkInsertWithIds } from './bulk-insert.ts'
import { dayText, rangeText, timeText } from './day-text.ts'
import { colleagues, emailOf } from './staff-list.ts'

/** The first Monday on a day or after it. */
function mondayFrom(day: DayNumber): DayNumber {
  return day + ((8 - weekday(day)) % 7)
}

/** Inserts the colleagues with roles, hours, competences and absences; gives their ids in the order of the list. */
export async function loadStaff(
  db: Db,
  absences: readonly DemoAbsence[],
  today: DayNumber,
): Promise<number[]> {
  const begin = plusMonths(today, -72)
  const staff = colleagues.map(colleague => ({
    ...colleague,
    from: colleague.startedDaysAgo === undefined ? begin : today - colleague.startedDaysAgo,
    to: colleague.leftDaysAgo === undefined ? null : today - colleague.leftDaysAgo + 1,
  }))
  const ids = await bulkInsertWithIds(
    db,
    'staff',
    {
      given_name: 'text',
      family_name: 'text',
      email: 'text',
      phone: 'text',
      profession: 'text',
      created_at: 'timestamptz',
      left_on: 'date',
    },
    staff.map((colleague, at) => ({
      given_name: colleague.given,
      family_name: colleague.family,
      email: emailOf(colleague),
      // As the young people's numbers (`uniquePhones` in people.ts) nobody's, and none of theirs.
      phone: `+4537${String(1000 + at).padStart(6, '0')}`,
      profession: colleague.profession,
      created_at: timeText(colleague.from, 480),
      left_on: colleague.to === null ? null : dayText(colleague.to - 1),
    })),
  )
  await bulkInsert(
    db,
    'staff_role',
    { staff_id: 'bigint', role: 'text', during: 'daterange' },
    staff.flatMap(({ roles, from, to }, at) =>
      roles.map(role => ({ staff_id: ids[at], role, during: rangeText(from, to) })),
    ),
  )
  await bulkInsert(
    db,
    'staff_hours',
    { staff_id: 'bigint', weekly_minutes: 'int', during: 'daterange' },
    staff.flatMap(({ weeklyHours, family, from, to }, at) => {
      const row = (hours: number, since: DayNumber, until: DayNumber | null) => ({
        staff_id: ids[at],
        weekly_minutes: hours * 60,
        during: rangeText(since, until),
      })
      // One went down in hours half a year ago, so that hours are seen to be dated.
      const reduced = plusMonths(today, -6)
      return family === 'Dam'
        ? [row(37, from, reduced), row(weeklyHours, reduced, to)]
        : [row(weeklyHours, from, to)]
    }),
  )
  await bulkInsert(
    db,
    'staff_duty',
    { staff_id: 'bigint', name: 'text', weekly_minutes: 'int', during: 'daterange' },
    staff.flatMap(({ duties = {}, dutyAhead, from, to }, at) => {
      const row = (name: string, hours: number, since: DayNumber) => ({
        staff_id: ids[at],
        name,
        weekly_minutes: hours * 60,
        during: rangeText(since, to),
      })
      return [
        ...Object.entries(duties).map(([name, hours]) => row(name, hours, from)),
        // On a Monday, so that the forecast first has it four weeks ahead whichever day it is.
        ...(dutyAhead === undefined ? [] : [row(dutyAhead.name, dutyAhead.hours, mondayFrom(today + 22))]),
      ]
    }),
  )
  await bulkInsert(
    db,
    'staff_competence',
    { staff_id: 'bigint', competence: 'text' },
    staff.flatMap(({ competences }, at) =>
      competences.map(competence => ({ staff_id: ids[at], competence })),
    ),
  )
  await bulkInsert(
    db,
    'staff_absence',
    { staff_id: 'bigint', kind: 'text', deputy_id: 'bigint', during: 'daterange' },
    absences.map(({ staff: at, kind, from, to, deputy }) => ({
      staff_id: ids[at],
      kind,
      deputy_id: deputy === null ? null : ids[deputy],
      during: rangeText(from, to),
    })),
  )
  return ids
}

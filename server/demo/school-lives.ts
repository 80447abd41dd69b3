import type { DayNumber } from '#domain/calendar/day-number.ts'
import { workingOnOrAfter, workingOnOrBefore } from '#domain/calendar/working-day-numbers.ts'
import type { DemoActivity } from './demo-activity.ts'
import { calendar } from './meeting-days.ts'
import type { Random } from './random.ts'

/**
 * How somebody of 15-17 stands with the duty today: in school or at work; told of by a school this week or three weeks
 * ago; about to begin something or just begun; in something that ends soon; ill.
 */
export type SchoolStanding =
  | 'paused'
  | 'inSchool'
  | 'dropped'
  | 'droppedLongAgo'
  | 'begins'
  | 'began'
  | 'ends'
  | 'fewHours'

const handful: Readonly<Record<number, SchoolStanding>> = {
  2: 'dropped',
  5: 'began',
  8: 'droppedLongAgo',
  11: 'ends',
  14: 'begins',
  17: 'dropped',
  20: 'fewHours',
  23: 'droppedLongAgo',
  26: 'begins',
  29: 'ends',
  32: 'began',
  35: 'dropped',
  38: 'droppedLongAgo',
  41: 'paused',
}

/** The standing of the so-manyth of them: most are on plan. */
export function standingOfNumber(number: number): SchoolStanding {
  return handful[number] ?? 'inSchool'
}

const schools = [
  '10. klasse, Åstrup Ungdomsskole',
  'HF, Åstrup Gymnasium',
  'Grundforløb 1, Åstrup Tekniske Skole',
  'Grundforløb 2, Åstrup Tekniske Skole',
] as const
const places = ['FGU Åstrup, køkken', 'FGU Åstrup, værksted'] as const

/** What somebody of 15-17 takes part in: since before the case was opened, so that nothing is unknown of that time. */
export function schoolActivities(
  standing: SchoolStanding,
  opened: DayNumber,
  today: DayNumber,
  random: Random,
): DemoActivity[] {
  const from = opened - random.int(20, 120)
  const school: DemoActivity = {
    kind: 'education',
    description: random.pick(schools),
    weeklyMinutes: 28 * 60,
    from,
    to: null,
    noticeDay: null,
  }
  const fgu = (day: DayNumber): DemoActivity => ({
    ...school,
    kind: 'fgu',
    description: random.pick(places),
    from: day,
  })
  const until = (to: DayNumber, told: DayNumber): DemoActivity => ({
    ...school,
    to: Math.max(to, from + 1),
    noticeDay: workingOnOrBefore(told, calendar),
  })
  switch (standing) {
    case 'inSchool':
      return [random.chance(0.7) ? school : fgu(from)]
    case 'paused':
      return [until(today - random.int(20, 26), today - random.int(15, 18))]
    case 'dropped':
      return [until(today - random.int(3, 6), today - random.int(0, 2))]
    case 'droppedLongAgo':
      return [until(today - random.int(22, 30), today - random.int(15, 20))]
    case 'begins':
      return [
        until(today - random.int(10, 20), today - random.int(6, 9)),
        fgu(workingOnOrAfter(today + random.int(3, 12), calendar)),
      ]
    case 'began': {
      const began = workingOnOrBefore(today - random.int(1, 4), calendar)
      return [{ ...school, to: Math.max(began, from + 1) }, fgu(began)]
    }
    case 'ends':
      return [{ ...fgu(from), to: today + random.int(10, 35) }]
    case 'fewHours':
      return [
        until(today - random.int(8, 14), today - random.int(3, 5)),
        {
          ...school,
          kind: 'work',
          description: 'Fritidsjob i supermarked',
          weeklyMinutes: 12 * 60,
        },
      ]
  }
}

import type { DayNumber } from '#domain/calendar/day-number.ts'
import { birthday, type Life, type Times } from './life.ts'
import { activityDescriptions } from './note-openings.ts'
import type { Random } from './random.ts'

type ActivityKind = keyof typeof activityDescriptions

export interface DemoActivity {
  kind: ActivityKind
  description: string
  weeklyMinutes: number
  from: DayNumber
  to: DayNumber | null
}

const kindsFor: Readonly<Record<string, readonly (readonly [ActivityKind, number])[]>> = {
  activityReady: [
    ['internship', 28],
    ['course', 24],
    ['treatment', 20],
    ['production', 12],
    ['fgu', 10],
    ['other', 6],
  ],
  educationReady: [
    ['internship', 26],
    ['fgu', 24],
    ['education', 24],
    ['work', 16],
    ['course', 10],
  ],
  clearlyReady: [['work', 100]],
}

const hours: Readonly<Record<ActivityKind, readonly number[]>> = {
  education: [30, 37],
  work: [8, 12, 15],
  internship: [10, 15, 20, 25],
  fgu: [28],
  production: [15, 20],
  treatment: [1, 2],
  course: [4, 6, 10],
  other: [3, 5],
}

/** What somebody has taken part in, one after the other; about half have something going on today. */
export function activitiesOf(life: Life, { today }: Times, random: Random): DemoActivity[] {
  const end = life.open.to ?? today
  const group = life.groups.at(-1)?.group ?? 'notAssessed'
  const kinds = kindsFor[group]
  if (!kinds) return []
  if (birthday(life.birth, 18) > today) return schoolOf(life, today, random)
  const activities: DemoActivity[] = []
  for (let from = life.open.from + random.int(25, 110); from < end - 20; ) {
    const length = random.int(5, 26) * 7
    const kind = random.weighted(kinds)
    const over = from + length
    const to = over < end ? over : life.open.to
    activities.push({
      kind,
      description: random.pick<string>(activityDescriptions[kind]),
      weeklyMinutes: random.pick(hours[kind]) * 60,
      from,
      to: to === null && random.chance(0.6) ? over + 1 : to,
    })
    from = over + random.int(15, 150)
  }
  return activities
}

/** Most of those of 15-17 are in 10. klasse or at FGU; the others are looking for something. */
function schoolOf(life: Life, today: DayNumber, random: Random): DemoActivity[] {
  if (random.chance(0.3)) return []
  const kind = random.weighted([
    ['education', 2],
    ['fgu', 1],
  ] as const)
  const description = kind === 'education' ? '10. klasse' : random.pick<string>(activityDescriptions.fgu)
  const from = Math.max(life.open.from, today - random.int(30, 110))
  return [{ kind, description, weeklyMinutes: 28 * 60, from, to: null }]
}

import type { ActivityKind, DemoActivity } from './demo-activity.ts'
import { birthday, type Life, type Times } from './life.ts'
import { activityDescriptions } from './note-openings.ts'
import type { Random } from './random.ts'
import { type SchoolStanding, schoolActivities } from './school-lives.ts'

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

/**
 * What somebody has taken part in, one after the other; about half have something going on today.
 *
 * @param standing of those of 15-17
 */
export function activitiesOf(
  life: Life,
  standing: SchoolStanding,
  { today }: Times,
  random: Random,
): DemoActivity[] {
  const end = life.open.to ?? today
  const group = life.groups.at(-1)?.group ?? 'notAssessed'
  const kinds = kindsFor[group]
  if (!kinds) return []
  if (birthday(life.birth, 18) > today) return schoolActivities(standing, life.open.from, today, random)
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
      noticeDay: null,
    })
    from = over + random.int(15, 150)
  }
  return activities
}

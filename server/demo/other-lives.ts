import type { DayNumber } from '#domain/calendar/day-number.ts'
import { workingOnOrAfter } from '#domain/calendar/working-day-numbers.ts'
import {
  assessedAs,
  benefitsOf,
  birthBetween,
  birthday,
  type Life,
  reasons,
  type TargetGroup,
  type Times,
  yearOnBenefit,
} from './life.ts'
import { calendar } from './meeting-days.ts'
import type { Random } from './random.ts'

/** The young people open today, in the four groups as Horsens published them in January 2018: 712 in all. */
export const openToday: Readonly<Record<TargetGroup, number>> = {
  notAssessed: 2,
  clearlyReady: 28,
  educationReady: 295,
  activityReady: 387,
}

/** Of the educationReady, those of 15-17 years, and how many of them are followed from folkeskole by the team. */
const under18 = { all: 44, followed: 14 }

/** Cases of the last two years that have been closed, beside those of the programme's target group. */
const closed: readonly (readonly [TargetGroup, number])[] = [
  ['educationReady', 250],
  ['activityReady', 60],
  ['clearlyReady', 70],
]

const closeReasons: readonly (readonly [string, number])[] = [
  ['Begyndt på uddannelse', 52],
  ['Kommet i arbejde', 24],
  ['Flyttet til en anden kommune', 12],
  ['Overgået til anden ydelse', 7],
  ['Ønsker ikke længere hjælp', 5],
]

/** Everybody else: fills the four groups up to the published numbers, and adds closed cases. */
export function otherLives(known: readonly Life[], times: Times, random: Random): Life[] {
  const has = (group: TargetGroup) =>
    known.filter(life => life.open.to === null && life.groups.at(-1)?.group === group).length
  const many = (count: number, make: (index: number) => Life) =>
    Array.from({ length: count }, (_, at) => make(at))
  const activity = openToday.activityReady - has('activityReady')
  const young = Math.round(activity / 2)
  const education = openToday.educationReady - has('educationReady') - under18.all
  return [
    ...many(openToday.notAssessed, at => newcomer(at, times, random)),
    ...many(openToday.clearlyReady, () =>
      open('clearlyReady', times.today - random.int(6, 85), times, random),
    ),
    ...many(under18.all, at => schoolAge(at < under18.followed, times, random)),
    ...many(education, () => open('educationReady', times.today - random.int(8, 540), times, random)),
    ...many(young, () => notYearOnBenefit(times, random)),
    ...many(activity - young, () => twentyFiveOrMore(null, times, random)),
    ...closed.flatMap(([group, count]) => many(count, () => closedLife(group, times, random))),
  ]
}

/** In the door this week; not assessed, and the last of them has no caseworker yet. */
function newcomer(index: number, { today }: Times, random: Random): Life {
  const from = today - (index === 0 ? 4 : 1)
  return {
    birth: birthBetween(birthday(today, -23), birthday(today, -19), random),
    open: { from, to: null },
    closeReason: null,
    groups: [{ group: 'notAssessed', from, to: null, reason: random.pick(reasons.notAssessed) }],
    benefits: [],
    programme: null,
  }
}

function open(group: 'clearlyReady' | 'educationReady', from: DayNumber, times: Times, random: Random): Life {
  const { today } = times
  const birth = birthBetween(
    birthday(today, random.chance(0.2) ? -29 : -24),
    Math.min(birthday(from, -18), birthday(today, -18) - 3),
    random,
  )
  return plain(group, birth, from, null, times, random)
}

/** 15-17 years: from folkeskole to an education, without benefit. */
function schoolAge(followed: boolean, times: Times, random: Random): Life {
  const { today, programmeStart } = times
  const birth = birthBetween(birthday(today, -18) + 12, birthday(today, -15) - 40, random)
  const from = Math.max(today - random.int(35, 400), birthday(birth, 15) + random.int(0, 20))
  const joins = Math.max(from + random.int(2, 10), programmeStart + random.int(30, 90))
  return {
    ...plain('educationReady', birth, from, null, times, random),
    benefits: [],
    programme: followed
      ? {
          key: 'sikker-overgang',
          from: workingOnOrAfter(Math.min(joins, today - 9), calendar),
          to: null,
          endReason: null,
        }
      : null,
  }
}

/** 18-24 and activityReady, but not yet a year on benefit: outside the programme's target group. */
function notYearOnBenefit(times: Times, random: Random): Life {
  const { today } = times
  const from = today - random.int(12, yearOnBenefit - 4)
  const birth = birthBetween(birthday(today, -25) + 5, birthday(from, -18) - 1, random)
  return plain('activityReady', birth, from, null, times, random)
}

/** 25-29 and activityReady; not a year on benefit before 25, so never in the programme's target group. */
function twentyFiveOrMore(to: DayNumber | null, times: Times, random: Random): Life {
  const end = to ?? times.today
  const from = end - random.int(20, 900)
  const youngest = birthday(from + yearOnBenefit - 15, -25)
  const birth = birthBetween(birthday(end, -29) - 200, Math.min(youngest, birthday(end, -25) - 5), random)
  return plain('activityReady', birth, from, to, times, random)
}

function closedLife(group: TargetGroup, times: Times, random: Random): Life {
  const to = random.int(times.twoYearsAgo + 20, times.today - 1)
  if (group === 'activityReady') return twentyFiveOrMore(to, times, random)
  const from = to - (group === 'clearlyReady' ? random.int(21, 75) : random.int(60, 420))
  const birth = birthBetween(birthday(to, -29), birthday(from, -18) - 1, random)
  return plain(group, birth, from, to, times, random)
}

function plain(
  group: TargetGroup,
  birth: DayNumber,
  from: DayNumber,
  to: DayNumber | null,
  times: Times,
  random: Random,
): Life {
  return {
    birth,
    open: { from, to },
    closeReason: to === null ? null : random.weighted(closeReasons),
    groups: assessedAs(group, from, to, times, random),
    benefits: benefitsOf(from, to),
    programme: null,
  }
}

import type { DayNumber } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { workingOnOrAfter } from '#domain/calendar/working-day-numbers.ts'
import {
  assessedAs,
  benefitsOf,
  birthBetween,
  birthday,
  type Life,
  reasons,
  type Times,
  yearOnBenefit,
} from './life.ts'
import { calendar } from './meeting-days.ts'
import type { Random } from './random.ts'

/**
 * The course that Horsens published (December 2016 to December 2017): 198 in the programme's target group a year ago,
 * 164 today. Two years ago the demo has 198 as well, so that a level year comes before the falling one.
 *
 * | | in it a year ago | in it today |
 * |---|---|---|
 * | stayed | yes | yes |
 * | left | yes | no |
 * | joined | no | yes |
 * | earlier | no (left in the year before) | no |
 * | passing | no (came and left in the last year) | no |
 */
const counts = { stayed: 96, left: 102, joined: 68, earlier: 90, passing: 10 }
/** Of the 198 of a year ago, those who came in the year before: as many as left, so that year is level. */
const newlyThere = counts.earlier

/** Today's members of "Mod til uddannelse" among those who stayed and those who joined. */
const membersToday = { stayed: 80, joined: 46 }

interface Stay {
  enters: DayNumber
  leaves: DayNumber | null
}

type Exit = 'education' | 'work' | 'age' | 'educationReady' | 'otherBenefit' | 'moved'

const exits: readonly (readonly [Exit, number])[] = [
  ['education', 39],
  ['work', 17],
  ['age', 16],
  ['educationReady', 14],
  ['otherBenefit', 7],
  ['moved', 7],
]

const endReasons: Readonly<Record<Exit, string>> = {
  education: 'Begyndt på uddannelse',
  work: 'Kommet i arbejde',
  age: 'Fyldt 25 år',
  educationReady: 'Vurderet uddannelsesparat',
  otherBenefit: 'Overgået til anden ydelse',
  moved: 'Flyttet til en anden kommune',
}

/** Everybody who has been in the programme's target group in the last two years. */
export function targetGroupLives(times: Times, random: Random): Life[] {
  const { today, yearAgo, twoYearsAgo } = times
  const longAgo = () => random.int(plusMonths(twoYearsAgo, -16), twoYearsAgo)
  const newer = spread(newlyThere, twoYearsAgo + 1, yearAgo, random)
  const older = Array.from({ length: counts.stayed + counts.left - newlyThere }, longAgo)
  const entries = random.shuffled([...newer, ...older])
  const members = membersToday.stayed
  const stayed = entries
    .slice(0, counts.stayed)
    .map((enters, at) => lifeOf({ enters, leaves: null }, at < members, times, random))
  // Age may end it a day early, where a birthday does not exist in every year: so never on the first days.
  const leaving = spread(counts.left, yearAgo + 3, today, random)
  const left = entries
    .slice(counts.stayed)
    .map((enters, at) => lifeOf({ enters, leaves: leaving[at] ?? today }, null, times, random))
  // Before the programme takes somebody in they have been met for some days.
  const joined = spread(counts.joined, yearAgo + 1, today - 21, random).map((enters, at) =>
    lifeOf({ enters, leaves: null }, at < membersToday.joined, times, random),
  )
  const earlier = spread(counts.earlier, twoYearsAgo + 3, yearAgo, random).map(leaves =>
    lifeOf({ enters: longAgo(), leaves }, false, times, random),
  )
  const passing = spread(counts.passing, yearAgo + 1, today - 60, random).map(enters =>
    lifeOf({ enters, leaves: random.int(enters + 30, today) }, null, times, random),
  )
  return [...stayed, ...left, ...joined, ...earlier, ...passing]
}

/** Days spread evenly over a time, both ends included, in no order: chance alone would hide the course. */
function spread(count: number, from: DayNumber, to: DayNumber, random: Random): DayNumber[] {
  const width = (to - from + 1) / count
  return random.shuffled(
    Array.from({ length: count }, (_, at) => {
      const first = from + Math.floor(at * width)
      return random.int(first, Math.max(first, from + Math.floor((at + 1) * width) - 1))
    }),
  )
}

/** @param member whether they are in the programme today; null leaves it to chance */
function lifeOf(stay: Stay, member: boolean | null, times: Times, random: Random): Life {
  const { enters, leaves } = stay
  const { today } = times
  const exit = leaves === null ? null : random.weighted(exits)
  // Most come in when the fifty-two weeks are over, some when they are assessed anew after a longer time.
  const assessedLate = random.chance(0.15)
  const onBenefit = enters - yearOnBenefit - (assessedLate ? random.int(20, 180) : 0)
  const birth = birthOf(onBenefit, leaves, exit, today, random)
  const closes =
    exit !== null && exit !== 'age' && exit !== 'educationReady'
      ? leaves
      : closedLater(leaves, exit, today, random)
  const until = exit === 'educationReady' ? leaves : closes
  const groups = assessedLate
    ? [
        {
          group: 'educationReady' as const,
          from: onBenefit,
          to: enters,
          reason: random.pick(reasons.educationReady),
        },
        {
          group: 'activityReady' as const,
          from: enters,
          to: until,
          reason: random.pick(reasons.activityReady),
        },
      ]
    : assessedAs('activityReady', onBenefit, until, times, random)
  if (exit === 'educationReady' && leaves !== null) {
    groups.push({
      group: 'educationReady',
      from: leaves,
      to: closes,
      reason: random.pick(reasons.educationReady),
    })
  }
  return {
    birth,
    open: { from: onBenefit, to: closes },
    closeReason: closes === null ? null : endReasons[closes === leaves && exit !== null ? exit : 'education'],
    groups,
    benefits: benefitsOf(onBenefit, closes),
    programme: programmeOf(stay, exit, member, times, random),
  }
}

/** Of age when the benefit began; under 25 as long as they are in the group, and 25 on the day when age ends it. */
function birthOf(
  onBenefit: DayNumber,
  leaves: DayNumber | null,
  exit: Exit | null,
  today: DayNumber,
  random: Random,
): DayNumber {
  if (exit === 'age' && leaves !== null) {
    const birth = birthday(leaves, -25)
    return birthBetween(birth, birth, random)
  }
  const underTwentyFive = birthday(leaves ?? today, -25) + 2
  return birthBetween(Math.max(underTwentyFive, birthday(onBenefit, -23)), birthday(onBenefit, -18), random)
}

/** Those whom age or a new assessment takes out of the group keep their case for a while. */
function closedLater(
  leaves: DayNumber | null,
  exit: Exit | null,
  today: DayNumber,
  random: Random,
): DayNumber | null {
  if (leaves === null || exit === null) return null
  const closes = leaves + random.int(40, 500)
  return closes > today ? null : closes
}

function programmeOf(
  { enters, leaves }: Stay,
  exit: Exit | null,
  member: boolean | null,
  { programmeStart, today }: Times,
  random: Random,
): Life['programme'] {
  if (member === false) return null
  const ready = Math.max(enters + random.int(2, 18), programmeStart + random.int(0, 45))
  const from = workingOnOrAfter(member === true ? Math.min(ready, today - 8) : ready, calendar)
  if (member === true) return { key: 'mod-til-uddannelse', from, to: null, endReason: null }
  if (leaves === null || exit === null || leaves - from < 45 || random.chance(0.25)) return null
  return { key: 'mod-til-uddannelse', from, to: leaves, endReason: endReasons[exit] }
}

import type { Calendar } from '#domain/calendar/calendar.ts'
import { contains, type Period } from '#domain/calendar/period.ts'
import { lastWorkingDayOnOrBefore } from '#domain/calendar/working-days.ts'
import { birthday } from './birthday.ts'

/**
 * What Medgang does with a change. `guardiansLeave`: how to reach guardians is hidden. `targetGroupsEnd`: the target
 * group ends. `handover`: the case is listed until it has been handed over and closed. `dutyBegins`, `dutyEnds`: the
 * duty of those of 15-17, which follows from the birth date. `told`: nothing but to tell people.
 */
export const ageChangeKinds = [
  'guardiansLeave',
  'targetGroupsEnd',
  'handover',
  'dutyBegins',
  'dutyEnds',
  'told',
] as const
export type AgeChangeKind = (typeof ageChangeKinds)[number]

/** Ages that others cannot be: custody ends at 18, and the duty is that of those of 15-17. Null where it can be any. */
export function fixedAgeOf(kind: AgeChangeKind): number | null {
  if (kind === 'dutyBegins') return 15
  return kind === 'guardiansLeave' || kind === 'dutyEnds' ? 18 : null
}

/** Something that a person does before a birthday. */
export interface AgeTask {
  /** Its lasting name: ticks are kept under it. */
  item: string
  text: string
  /** To be done at the latest so many days before the birthday; 0 is the birthday itself. On a day off, the working day before. */
  daysBefore: number
  /** Only for those who have guardians, or who leave a programme; null for everybody. */
  onlyWith: 'guardians' | 'membership' | null
}

/** Dated configuration: what changes on a birthday. */
export interface AgeChange {
  key: string
  age: number
  kind: AgeChangeKind
  name: string
  text: string
  source: string
  status: 'law' | 'local' | 'unverified'
  during: Period
  tasks: readonly AgeTask[]
}

/** What a birthday may change for one person. */
export interface AgeSituation {
  hasGuardians: boolean
  /** `leaveAge`: the age at which one leaves the programme; null for none. */
  memberships: readonly { name: string; leaveAge: number | null; during: Period }[]
  targetGroups: readonly { name: string; during: Period }[]
}

/** What happens by itself. */
export interface AgeEnding {
  what: 'guardians' | 'membership' | 'assessment'
  /** Of the programme or the target group; empty for guardians. */
  name: string
}

/** One birthday that changes something. */
export interface AgeTurn {
  age: number
  day: Temporal.PlainDate
  changes: readonly AgeChange[]
  byItself: readonly AgeEnding[]
  tasks: readonly (AgeTask & { dueDay: Temporal.PlainDate })[]
}

/** Whether a period that began before the birthday would go on after it. */
export function runsPast(during: Period, day: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(during.from, day) < 0 &&
    (during.to === null || Temporal.PlainDate.compare(during.to, day) > 0)
  )
}

/**
 * The birthdays of a person that change something, youngest first: those of the configuration in force on the day, and
 * those on which somebody leaves a programme.
 */
export function ageChanges(
  birthDate: Temporal.PlainDate,
  situation: AgeSituation,
  config: readonly AgeChange[],
  calendar: Calendar,
): AgeTurn[] {
  const ages = new Set([
    ...config.map(({ age }) => age),
    ...situation.memberships.flatMap(({ leaveAge }) => leaveAge ?? []),
  ])
  return [...ages]
    .sort((a, b) => a - b)
    .map(age => turnAt(age, birthDate, situation, config, calendar))
    .filter(({ changes, byItself }) => changes.length + byItself.length > 0)
}

/**
 * Whether a change is in force on the birthday that it is about. Where the age was lowered, whoever was older than the
 * new age already when it came keeps the old one, as long as anything of the kind is in force: nobody falls between
 * the two. Where the age was raised again before the birthday, the last row with it decides, so that it comes once. `door.age_change_goes_on` says the same.
 */
function reaches(change: AgeChange, birthDate: Temporal.PlainDate, config: readonly AgeChange[]): boolean {
  const { key, age, during } = change
  const day = birthday(birthDate, age)
  if (contains(during, day)) return true
  const { to } = during
  if (to === null || Temporal.PlainDate.compare(day, to) < 0) return false
  const kin = config.filter(other => other.key === key)
  const next = kin.find(other => other.during.from.equals(to))
  return (
    next !== undefined &&
    next.age < age &&
    Temporal.PlainDate.compare(birthday(birthDate, next.age), to) < 0 &&
    kin.some(other => contains(other.during, day)) &&
    !kin.some(other => other.age === age && isWithin(other.during.from, to, day))
  )
}

function isWithin(day: Temporal.PlainDate, first: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(first, day) <= 0 && Temporal.PlainDate.compare(day, last) <= 0
}

function turnAt(
  age: number,
  birthDate: Temporal.PlainDate,
  situation: AgeSituation,
  config: readonly AgeChange[],
  calendar: Calendar,
): AgeTurn {
  const day = birthday(birthDate, age)
  const changes = config.filter(change => change.age === age && reaches(change, birthDate, config))
  const has = (kind: AgeChangeKind) => changes.some(change => change.kind === kind)
  const leaves = situation.memberships.filter(row => row.leaveAge === age && runsPast(row.during, day))
  const groups = has('targetGroupsEnd')
    ? situation.targetGroups.filter(({ during }) => runsPast(during, day))
    : []
  const byItself: AgeEnding[] = [
    ...(has('guardiansLeave') && situation.hasGuardians ? [{ what: 'guardians', name: '' } as const] : []),
    ...leaves.map(({ name }) => ({ what: 'membership', name }) as const),
    ...groups.map(({ name }) => ({ what: 'assessment', name }) as const),
  ]
  const applies = ({ onlyWith }: AgeTask) =>
    onlyWith === null || (onlyWith === 'guardians' ? situation.hasGuardians : leaves.length > 0)
  const tasks = changes
    .flatMap(change => change.tasks)
    .filter(applies)
    // Nobody is at work on a day off: it is done on the working day before.
    .map(task => ({
      ...task,
      dueDay: lastWorkingDayOnOrBefore(day.subtract({ days: task.daysBefore }), calendar),
    }))
    .sort((a, b) => Temporal.PlainDate.compare(a.dueDay, b.dueDay))
  return { age, day, changes, byItself, tasks }
}

import type { PersonName } from './name.ts'
import { namesAlike } from './name-likeness.ts'

/** What is known of somebody when two are compared; null where it is not known. */
export interface KnownPerson extends PersonName {
  birthDate: Temporal.PlainDate | null
  /** E.164 and lower case, as they are stored. */
  phone: string | null
  email: string | null
  /** Telephone numbers of parents, and of whoever wrote on the young person's behalf. */
  relativesPhones: readonly string[]
}

/** Why two may be the same person, from the strongest to the weakest of each kind of fact. */
export const likenessReasons = [
  'nameSame',
  'nameSpelling',
  'nameClose',
  'birthDateSame',
  'birthDateSwapped',
  'phoneSame',
  'emailSame',
  'relativesPhoneSame',
] as const
export type LikenessReason = (typeof likenessReasons)[number]

/**
 * Why two may be one and the same person, in the order of `likenessReasons`; empty where nothing says so.
 *
 * Enough is: the same telephone or e-mail address; or a name that is alike, together with the same birth date (or with
 * day and month swapped), or with the same telephone at home, or where one of the two birth dates is not known. A
 * birth date alone is many people's, a name with another birth date is somebody else's, and two of one home may be
 * siblings. Never a decision: somebody looks at both.
 */
export function likeness(one: KnownPerson, other: KnownPerson): LikenessReason[] {
  const name = namesAlike(one, other)
  const birthDate = birthDatesLike(one.birthDate, other.birthDate)
  const phone = same(one.phone, other.phone) ? ('phoneSame' as const) : null
  const email = same(one.email, other.email) ? ('emailSame' as const) : null
  const isHome = one.relativesPhones.some(number => other.relativesPhones.includes(number))
  const isEnough =
    phone !== null ||
    email !== null ||
    (birthDate !== null && (name !== null || isHome)) ||
    (name !== null && (isHome || one.birthDate === null || other.birthDate === null))
  if (!isEnough) return []
  return [name, birthDate, phone, email, isHome ? ('relativesPhoneSame' as const) : null].filter(
    reason => reason !== null,
  )
}

/**
 * Sorts by how much speaks for it, the most first: more kinds of fact before fewer, then the stronger before the
 * weaker. Zero where as much speaks for both.
 */
export function byLikeness(one: readonly LikenessReason[], other: readonly LikenessReason[]): number {
  if (one.length !== other.length) return other.length - one.length
  for (const [place, reason] of one.entries()) {
    const against = other[place] ?? reason
    if (reason !== against) return likenessReasons.indexOf(reason) - likenessReasons.indexOf(against)
  }
  return 0
}

/** The birth date with day and month swapped, as a slip of the hand writes it; null where that is no other day. */
export function swappedBirthDate(birthDate: Temporal.PlainDate): Temporal.PlainDate | null {
  const { year, month, day } = birthDate
  return day > 12 || day === month ? null : Temporal.PlainDate.from({ year, month: day, day: month })
}

function birthDatesLike(
  one: Temporal.PlainDate | null,
  other: Temporal.PlainDate | null,
): LikenessReason | null {
  if (one === null || other === null) return null
  if (one.equals(other)) return 'birthDateSame'
  return swappedBirthDate(one)?.equals(other) === true ? 'birthDateSwapped' : null
}

function same(one: string | null, other: string | null): boolean {
  return one !== null && one !== '' && one === other
}

import { type PersonName, searchKey } from './name.ts'
import { namesAlike } from './name-likeness.ts'

/** What is known of somebody when two are compared; null where it is not known. */
export interface KnownPerson extends PersonName {
  birthDate: Temporal.PlainDate | null
  /** E.164 and lower case, as they are stored. */
  phone: string | null
  email: string | null
  /** Telephone numbers of parents, and of whoever wrote on the young person's behalf. */
  relativesPhones: readonly string[]
  /** Telephone number and e-mail address of whoever wrote on the young person's behalf; none in the register. */
  senders: readonly string[]
}

/** Why two may be the same person, from the strongest to the weakest of each kind of fact. */
export const likenessReasons = [
  'nameSame',
  'nameSpelling',
  'nameClose',
  'givenNameSame',
  'birthDateSame',
  'birthDateSwapped',
  'phoneSame',
  'emailSame',
  'relativesPhoneSame',
  'senderSame',
] as const
export type LikenessReason = (typeof likenessReasons)[number]

/**
 * Why two may be one and the same person, in the order of `likenessReasons`; empty where nothing says so.
 *
 * Enough is: the same telephone or e-mail address; or a name that is alike, together with the same birth date (or with
 * day and month swapped), or with the same telephone at home, or where one of the two birth dates is not known. A
 * birth date alone is many people's, a name with another birth date is somebody else's, and two of one home may be
 * siblings. One who writes twice may give no more than a first name the second time: with the same sender, or the same
 * telephone at home, the given name is enough, unless family name and birth date both say somebody else. Never a
 * decision: somebody looks at both.
 */
export function likeness(one: KnownPerson, other: KnownPerson): LikenessReason[] {
  const name = namesAlike(one, other)
  const birthDate = birthDatesLike(one.birthDate, other.birthDate)
  const phone = same(one.phone, other.phone) ? ('phoneSame' as const) : null
  const email = same(one.email, other.email) ? ('emailSame' as const) : null
  const isHome = one.relativesPhones.some(number => other.relativesPhones.includes(number))
  const isSender = one.senders.some(sender => other.senders.includes(sender))
  const isNear = isHome || isSender
  const givenName = name === null && isNear && givenNamesAlike(one, other) ? ('givenNameSame' as const) : null
  const isEnough =
    phone !== null ||
    email !== null ||
    (birthDate !== null && (name !== null || isNear)) ||
    givenName !== null ||
    (name !== null && (isNear || one.birthDate === null || other.birthDate === null))
  if (!isEnough) return []
  // Whoever wrote both is said as that, and not as two who happen to have the same telephone.
  const near = isSender ? ('senderSame' as const) : isHome ? ('relativesPhoneSame' as const) : null
  return [name, givenName, birthDate, phone, email, near].filter(reason => reason !== null)
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

/** The same first given name, where family name and birth date do not both say that it is somebody else. */
function givenNamesAlike(one: KnownPerson, other: KnownPerson): boolean {
  const [first, second] = [one, other].map(({ givenName }) => ({
    givenName: searchKey(givenName).split(' ')[0] ?? '',
    familyName: '',
  }))
  const alike = first && second && namesAlike(first, second)
  if (alike !== 'nameSame' && alike !== 'nameSpelling') return false
  const isOtherDay =
    one.birthDate !== null &&
    other.birthDate !== null &&
    birthDatesLike(one.birthDate, other.birthDate) === null
  return !(isOtherDay && one.familyName !== '' && other.familyName !== '')
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

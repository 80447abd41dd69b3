import { sql } from 'kysely'
import type { z } from 'zod'
import type { LikelyReferral, LikelyYouth, readDoubles } from '#contract/triage.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { byLikeness, type LikenessReason, likeness } from '#domain/person/likeness.ts'
import { spellingsOf } from '#domain/person/name-likeness.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { familyOf } from '#server/records/referral-sql.ts'
import { type EnquiryPerson, knownPerson, knownYouth, type LikelyRow } from './known.ts'
import { headFields, homePhones, linkedTo, personJson, youthEmail, youthPhone } from './referral-sql.ts'

type Enquiry = Omit<z.input<typeof LikelyReferral>, 'reasons'>
type Youth = Omit<z.input<typeof LikelyYouth>, 'reasons'>

/** At most so many of each are looked at, the likeliest by name first where no birth date is known. */
const most = 40

/**
 * The other enquiries of the last year and the people in the register who may be the one that an enquiry is about. Who
 * is shown is known only once they are compared, so the logs are written by a second statement of the same transaction:
 * without it nothing is answered.
 */
export async function readTheDoubles(
  { referralId }: ParsedInputOf<typeof readDoubles>,
  { db }: Scope,
): Promise<AnswerOf<typeof readDoubles>> {
  const found = await likelyOnes(db, referralId)
  if (found === null) throw new Refusal('notFound')
  await sql`
    select door.note_referral_read('referral.doubles', ${[
      referralId,
      ...found.referrals.map(each => each.referralId),
    ]}::bigint[]), door.note_read('referral.doubles', ${found.youths.map(({ youthId }) => youthId)}::bigint[])`.execute(
    db,
  )
  return found
}

/** Those who may be the same, the likeliest first, each with why; null where the enquiry is out of sight. */
export async function likelyOnes(
  db: Scope['db'],
  referralId: number,
): Promise<AnswerOf<typeof readDoubles> | null> {
  const { rows } = await sql<{ person: EnquiryPerson }>`
    select ${sql.raw(personJson('r'))} as person from referral r where r.id = ${referralId}`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const person = knownPerson(row.person)
  const [referrals, youths] = await Promise.all([
    loadReferrals(db, referralId),
    loadYouths(db, referralId, spellingsOf(person)),
  ])
  const alike = compared(
    referrals,
    other => likeness(person, knownPerson(other.person)),
    ({ id }) => ({ id }),
  )
  const heads = await loadHeads(
    db,
    alike.map(({ id }) => id),
  )
  return {
    referrals: alike.flatMap(({ id, reasons }) => {
      const head = heads.get(id)
      return head === undefined ? [] : [{ ...head, reasons }]
    }),
    youths: compared(
      youths,
      other => likeness(person, knownYouth(other, person)),
      ({ shown }) => shown,
    ),
  }
}

/** With the reasons for each that has any, sorted by them. */
function compared<Found, Shown>(
  found: readonly Found[],
  reasonsOf: (one: Found) => LikenessReason[],
  shown: (one: Found) => Shown,
): (Shown & { reasons: LikenessReason[] })[] {
  return found
    .map(one => ({ ...shown(one), reasons: reasonsOf(one) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => byLikeness(one.reasons, other.reasons))
}

/** Who the others are about, and no more: of most of them nothing is shown. */
async function loadReferrals(
  db: Scope['db'],
  referralId: number,
): Promise<{ id: number; person: EnquiryPerson }[]> {
  const { rows } = await sql<{ id: number; person: EnquiryPerson }>`
    select o.id, ${sql.raw(personJson('o'))} as person
    from referral r, referral o
    where r.id = ${referralId} and o.id not in ${sql.raw(familyOf('r.id'))} and o.state <> 'merged'
      and o.close_reason is distinct from 'spam' and o.received_on > door.today() - 365
    order by o.received_at desc limit 2000`.execute(db)
  return rows
}

async function loadHeads(db: Scope['db'], ids: readonly number[]): Promise<Map<number, Enquiry>> {
  const { rows } = await sql<{ id: number; shown: Enquiry }>`
    select o.id, json_build_object(${sql.raw(headFields('o'))}, 'youthPhone', ${sql.raw(youthPhone('o'))},
      'youthEmail', ${sql.raw(youthEmail('o'))}, 'about', o.about) as shown
    from referral o where o.id = any (${ids}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, shown }) => [id, shown]))
}

async function loadYouths(
  db: Scope['db'],
  referralId: number,
  spellings: readonly string[],
): Promise<(LikelyRow & { shown: Youth })[]> {
  const { rows } = await sql<LikelyRow & { shown: Youth }>`
    select y.given_name as "givenName", y.family_name as "familyName", y.birth_date::text as "birthDate",
      y.same_phone as "samePhone", y.same_email as "sameEmail", y.same_home as "sameHome",
      json_build_object('youthId', y.youth_id, 'givenName', y.given_name, 'familyName', y.family_name,
        'birthDate', y.birth_date, 'protectedAddress', y.protected_address, 'isOpen', y.is_open,
        'caseworker', y.caseworker) as shown
    from referral r, door.likely_youths(${spellings}::text[], r.youth_birth_date, ${sql.raw(youthPhone('r'))},
      ${sql.raw(youthEmail('r'))}, ${sql.raw(homePhones('r'))}, ${most}) y
    where r.id = ${referralId} and y.youth_id not in ${sql.raw(linkedTo('r.id'))}`.execute(db)
  return rows
}

import { sql } from 'kysely'
import { answerAtTheCounter, type SenderIsYouth } from '#domain/entrance/who-wrote.ts'
import { searchName } from '#domain/person/name.ts'
import type { Db } from '#server/database/connection.ts'
import { heldBy } from './referral-sql.ts'

export type ReferralChannel = 'web' | 'walkIn' | 'call' | 'letter' | 'mail'
export type SenderRole = 'youth' | 'parent' | 'teacher' | 'doctor' | 'employer' | 'colleague' | 'other'
export type ReferralState = 'new' | 'taken' | 'closed' | 'merged'
/** What the sender may be told: that it was received, or also what came of it. */
export type MayTell = 'receipt' | 'outcome'

/** What was written or said: who, about whom, what. Empty text and null mean not known. */
export interface ReferralWords {
  language: string
  senderRole: SenderRole
  /** Empty where the young person writes: then the name is below. */
  senderName: string
  /** The school, practice, workplace or department. */
  senderPlace: string
  /** E.164. */
  senderPhone: string | null
  senderEmail: string | null
  /** When the sender would like to be called, in own words. */
  callWhen: string
  youthGivenName: string
  youthFamilyName: string
  youthBirthDate: Temporal.PlainDate | null
  /** In years on the day it was received, where the birth date is not known. */
  youthAge: number | null
  youthPhone: string | null
  youthEmail: string | null
  about: string
  /** Whether the young person knows of it; null where nobody said. */
  youthKnows: boolean | null
  mayTell: MayTell
}

/** An enquiry as stored. */
export interface StoredReferral extends ReferralWords {
  id: number
  /** Short text to say on the phone. */
  reference: string
  receivedAt: Temporal.Instant
  receivedOn: Temporal.PlainDate
  channel: ReferralChannel
  state: ReferralState
  handlerId: number | null
  youthId: number | null
  mergedInto: number | null
  closeReason: string | null
  closeNote: string
  /** Whether it is the young person who wrote, where the sender said so. */
  senderIsYouth: SenderIsYouth
  /** What somebody chose last of what may be told; null where it follows from who wrote. */
  chosenTelling: MayTell | null
  registeredBy: number | null
  version: number
}

const held = heldBy('r')

const columns = sql`r.id, r.reference, r.received_at as "receivedAt", r.received_on as "receivedOn", r.channel,
  r.language, r.sender_role as "senderRole", r.sender_name as "senderName", r.sender_place as "senderPlace",
  r.sender_phone as "senderPhone", r.sender_email as "senderEmail", r.call_when as "callWhen",
  r.youth_given_name as "youthGivenName", r.youth_family_name as "youthFamilyName",
  r.youth_birth_date as "youthBirthDate", r.youth_age as "youthAge", r.youth_phone as "youthPhone",
  r.youth_email as "youthEmail", r.about, r.youth_knows as "youthKnows", r.may_tell as "mayTell",
  ${sql.raw(held.state)} as state, ${sql.raw(held.handlerId)} as "handlerId", r.youth_id as "youthId", r.merged_into as "mergedInto",
  r.close_reason as "closeReason", r.close_note as "closeNote",
  r.sender_is_youth as "senderIsYouth", (
    select e.details ->> 'mayTell' from referral_event e
    where e.referral_id = r.id and e.kind = 'tellingChanged' and not e.details ? 'byAnswer'
    order by e.id desc limit 1) as "chosenTelling", r.registered_by as "registeredBy", r.version`

/** An enquiry, locked until the transaction ends; null when out of sight. */
export async function lockReferral(db: Db, id: number): Promise<StoredReferral | null> {
  const { rows } = await sql<StoredReferral>`
    select ${columns} from referral r where r.id = ${id} for no key update`.execute(db)
  return rows[0] ?? null
}

/** The enquiry that was registered with this key, if any in sight. */
export async function findReferralByKey(db: Db, clientKey: string): Promise<StoredReferral | null> {
  const { rows } = await sql<StoredReferral>`
    select ${columns} from referral r where r.client_key = ${clientKey}::uuid`.execute(db)
  return rows[0] ?? null
}

/** How an enquiry came in. */
export interface ReferralArrival {
  clientKey: string
  /** To choose the first free one among. */
  references: readonly string[]
  /** SHA-256 of the receipt's code; null where none was handed out. */
  codeHash: Buffer | null
  receivedAt: Temporal.Instant
  receivedOn: Temporal.PlainDate
  channel: Exclude<ReferralChannel, 'web'>
}

/** Stores an enquiry that a member of staff took down, with its first event, and gives its key and reference. */
export async function insertReferral(
  db: Db,
  words: ReferralWords,
  arrival: ReferralArrival,
): Promise<{ id: number; reference: string }> {
  const values = {
    ...columnsOf(words),
    client_key: arrival.clientKey,
    code_hash: arrival.codeHash,
    received_at: arrival.receivedAt,
    received_on: arrival.receivedOn,
    channel: arrival.channel,
    sender_is_youth: answerAtTheCounter(words.senderRole, arrival.channel),
    registered_by: sql<number | null>`door.staff_id()`,
  }
  for (const reference of arrival.references) {
    // Not asked for beforehand: who has the reference may be out of sight.
    const row = await db
      .insertInto('referral')
      .values({ ...values, reference })
      .onConflict(conflict => conflict.column('reference').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) continue
    const { receivedAt: at, receivedOn: day } = arrival
    await addReferralEvent(db, { referralId: row.id, kind: 'received', at, day })
    return { id: row.id, reference }
  }
  throw new Error('no reference is free')
}

/** What a step changes of a locked enquiry. */
export type ReferralChange = Partial<
  Omit<ReferralWords, 'about'> &
    Pick<
      StoredReferral,
      'state' | 'handlerId' | 'youthId' | 'mergedInto' | 'closeReason' | 'closeNote' | 'senderIsYouth'
    >
>

const columnNames = {
  language: 'language',
  senderRole: 'sender_role',
  senderName: 'sender_name',
  senderPlace: 'sender_place',
  senderPhone: 'sender_phone',
  senderEmail: 'sender_email',
  callWhen: 'call_when',
  youthGivenName: 'youth_given_name',
  youthFamilyName: 'youth_family_name',
  youthBirthDate: 'youth_birth_date',
  youthAge: 'youth_age',
  youthPhone: 'youth_phone',
  youthEmail: 'youth_email',
  youthKnows: 'youth_knows',
  mayTell: 'may_tell',
  state: 'state',
  handlerId: 'handler_id',
  youthId: 'youth_id',
  mergedInto: 'merged_into',
  closeReason: 'close_reason',
  closeNote: 'close_note',
  senderIsYouth: 'sender_is_youth',
} as const satisfies Record<keyof Required<ReferralChange>, string>

/**
 * Saves what a step changed, if the version is still the one that was read; the version counts up. The words `about`
 * stay as they came in: the database refuses to change them.
 *
 * @returns whether it was saved
 */
export async function saveReferral(db: Db, before: StoredReferral, change: ReferralChange): Promise<boolean> {
  const after = { ...before, ...change }
  const set = Object.entries(change).map(
    ([name, value]) => sql`${sql.ref(columnNames[name as keyof typeof columnNames])} = ${value}`,
  )
  const search = searchName({ givenName: after.youthGivenName, familyName: after.youthFamilyName })
  const { numAffectedRows } = await sql`
    update referral set ${sql.join([...set, sql`search_name = ${search}`, sql`version = version + 1`])}
    where id = ${before.id} and version = ${before.version}`.execute(db)
  return numAffectedRows === 1n
}

export type ReferralEventKind =
  | 'received'
  | 'corrected'
  | 'taken'
  | 'released'
  | 'attempted'
  | 'contacted'
  | 'linked'
  | 'unlinked'
  | 'merged'
  | 'unmerged'
  | 'passedOn'
  | 'closed'
  | 'reopened'
  | 'senderTold'
  | 'tellingChanged'
  | 'identified'
  | 'talkTakenBack'

/**
 * One step of an enquiry. What the young person was promised is kept by `contacted` events, whose `details.with` is
 * `call`, `meeting` or `team`: see domain/entrance/promise.ts. `attempted` is a call that nobody answered, or the like.
 * `talkTakenBack` says with `details.talk` which of the two does not stand.
 */
export interface ReferralEvent {
  referralId: number
  kind: ReferralEventKind
  at: Temporal.Instant
  day: Temporal.PlainDate
  note?: string
  details?: Readonly<Record<string, string | number | boolean | null>>
}

/** How the story tells who wrote, and what may be told from then on where that is something else. */
export function answerEvents(
  before: Pick<StoredReferral, 'mayTell'>,
  { senderIsYouth, mayTell }: Pick<StoredReferral, 'senderIsYouth' | 'mayTell'>,
): Pick<ReferralEvent, 'kind' | 'details'>[] {
  return [
    { kind: 'identified', details: { senderIsYouth } },
    ...(mayTell === before.mayTell
      ? []
      : [{ kind: 'tellingChanged', details: { mayTell, consentBy: null, byAnswer: true } } as const]),
  ]
}

/** Writes down a step; its author is who asks. @returns its key */
export async function addReferralEvent(db: Db, event: ReferralEvent): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into referral_event (referral_id, at, day, staff_id, kind, note, details)
    values (${event.referralId}, ${event.at}, ${event.day}, door.staff_id(), ${event.kind}, ${event.note ?? ''},
      ${JSON.stringify(event.details ?? {})}::jsonb)
    returning id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the step was not written down')
  return row.id
}

/** The words as columns of the table. */
export function columnsOf(words: ReferralWords) {
  return {
    language: words.language,
    sender_role: words.senderRole,
    sender_name: words.senderName,
    sender_place: words.senderPlace,
    sender_phone: words.senderPhone,
    sender_email: words.senderEmail,
    call_when: words.callWhen,
    youth_given_name: words.youthGivenName,
    youth_family_name: words.youthFamilyName,
    youth_birth_date: words.youthBirthDate,
    youth_age: words.youthAge,
    youth_phone: words.youthPhone,
    youth_email: words.youthEmail,
    search_name: searchName({ givenName: words.youthGivenName, familyName: words.youthFamilyName }),
    about: words.about,
    youth_knows: words.youthKnows,
    may_tell: words.mayTell,
  }
}

import { sql } from 'kysely'
import { asksWhoWrote, changeByAnswer, type SenderIsYouth } from '#domain/entrance/who-wrote.ts'
import { type Standing, standingAfter } from '#domain/triage/step.ts'
import type { Statement } from '#server/database/transaction.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import {
  addReferralEvent,
  answerEvents,
  lockReferral,
  type StoredReferral,
  saveReferral,
} from '#server/records/referral.ts'
import { familyOf, isTalk, saysItIsTheirs, talkOf } from '#server/records/referral-sql.ts'
import { carryTalks } from '#server/records/referral-talks.ts'

const { who } = talkOf('e')

/**
 * What the enquiry says, and where it does not, the first of those that were merged into it that does; `column` is that
 * of `o`. Null where none of them says it.
 */
function firstOf(column: string): string {
  return `(select ${column} from referral o where o.id in ${familyOf('r.id')} and ${column} is not null
    and ${column}::text <> '' order by o.id <> r.id, o.received_at, o.id limit 1)`
}

const text = `
select json_build_object(
  'referralId', r.id, 'version', r.version, 'reference', r.reference,
  'givenName', r.youth_given_name, 'familyName', coalesce(${firstOf('o.youth_family_name')}, ''),
  'birthDate', ${firstOf('o.youth_birth_date')},
  'phone', coalesce(${firstOf(`coalesce(case when ${saysItIsTheirs('o')} then o.sender_phone end, o.youth_phone)`)}, ''),
  'email', coalesce(${firstOf(`coalesce(case when ${saysItIsTheirs('o')} then o.sender_email end, o.youth_email)`)}, ''),
  'language', r.language,
  'guardians', coalesce((select json_agg(json_build_object('name', o.sender_name,
      'phone', coalesce(o.sender_phone, ''), 'email', coalesce(o.sender_email, ''))
      order by o.id <> r.id, o.received_at, o.id)
    from referral o where o.id in ${familyOf('r.id')} and o.sender_role = 'parent'), '[]'),
  'enquiryDay', (select min(o.received_on) from referral o where o.id in ${familyOf('r.id')}),
  'talks', (select count(*) from referral_event e where e.referral_id in ${familyOf('r.id')}
    and ${isTalk('e')} and ${who} = 'youth'),
  'isOpen', r.state in ('new', 'taken'),
  'asksWhoWrote', r.sender_role = 'youth' and r.sender_is_youth = 'unknown'
)::text as body,
door.note_referral_read('referral.asYouth', array${familyOf('r.id')})
from referral r where r.id = $1`

export function enquirerQuery(referralId: number): Statement {
  return { name: 'referral.asYouth', text, values: [referralId] }
}

/** The enquiry that somebody is registered from, locked, and how it stands afterwards. */
export interface Beginning {
  referral: StoredReferral
  enquiryDay: Temporal.PlainDate
  /** Who wrote, answered along with it; null where it was not asked. */
  senderIsYouth: SenderIsYouth | null
}

/**
 * Takes the enquiry that somebody is registered from. The law's clocks count from the day on which it came in, so the
 * case begins on no other. Who wrote is asked before the code of the receipt goes on in the case.
 *
 * @throws Refusal notFound, changedMeanwhile where somebody else has done something with it, badInput for another day
 *   and where the sender said to be the young person and nobody has answered whether that is so
 */
export async function lockBeginning(
  { db }: Scope,
  from: { referralId: number; version: number; senderIsYouth: SenderIsYouth | null },
  enquiryDay: Temporal.PlainDate,
): Promise<Beginning> {
  const referral = await lockReferral(db, from.referralId)
  if (referral === null) throw new Refusal('notFound')
  if (referral.version !== from.version) throw new Refusal('changedMeanwhile')
  const { rows } = await sql<{ day: Temporal.PlainDate }>`
    select min(o.received_on) as day from referral o where o.id in ${sql.raw(familyOf(String(referral.id)))}`.execute(
    db,
  )
  const day = rows[0]?.day ?? referral.receivedOn
  if (!day.equals(enquiryDay)) throw fieldRefusal('enquiryDay', 'notTheEnquirys')
  if (asksWhoWrote(referral) && from.senderIsYouth === null) throw fieldRefusal('senderIsYouth', 'required')
  return { referral, enquiryDay: day, senderIsYouth: from.senderIsYouth }
}

/**
 * Gives the enquiry to the young person it became, and its talks to the case, so that a first interview that was held
 * already has been held: to be called when the relation is there, before the deadlines are derived.
 */
export async function carryOver(
  scope: Scope,
  { referral, senderIsYouth }: Beginning,
  youthId: number,
): Promise<void> {
  const { db, staffId, now, today } = scope
  const { state, handlerId, mergedInto, closeReason, closeNote } = referral
  const standing: Standing = {
    state,
    handlerId,
    youthId: referral.youthId,
    mergedInto,
    closeReason,
    closeNote,
  }
  const became = standingAfter(standing, { kind: 'become', what: 'registered', youthId, staffId })
  if (became === null) throw new Refusal('conflict', { reason: 'referralNotOpen' })
  const answer = changeByAnswer(referral, senderIsYouth)
  if (!(await saveReferral(db, referral, { ...became, ...answer }))) throw new Refusal('changedMeanwhile')
  await carryTalks(db, referral.id)
  await addReferralEvent(db, {
    referralId: referral.id,
    kind: 'linked',
    at: now,
    day: today,
    details: { reason: 'registered' },
  })
  for (const event of answer === null ? [] : answerEvents(referral, answer)) {
    await addReferralEvent(db, { referralId: referral.id, at: now, day: today, ...event })
  }
  await logChange(db, {
    action: 'referral.become',
    youthId,
    subject: 'referral',
    subjectId: referral.id,
    before: {
      state,
      handlerId,
      ...(answer && { senderIsYouth: referral.senderIsYouth, mayTell: referral.mayTell }),
    },
    after: { state: became.state, handlerId: became.handlerId, youthId, ...answer },
  })
}

import { sql } from 'kysely'
import type { registerTalk } from '#contract/triage-talks.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import type { ReferralChange, ReferralEvent, StoredReferral } from '#server/records/referral.ts'
import { familyOf } from '#server/records/referral-sql.ts'

/** Clocks of phones run ahead a little: so much of the future is taken as now. */
const clockTolerance = { minutes: 5 }

type Said = Pick<ParsedInputOf<typeof registerTalk>, 'kind' | 'with' | 'sender' | 'outcome' | 'at' | 'note'>

/**
 * A talk, or the attempt at one, as the story tells it, and with whom it counts as one: whoever is taken for the young
 * person is no other sender.
 *
 * @param change what is answered along with it of who wrote
 * @throws Refusal at the field where the day cannot be, or the sender is none of this enquiry
 */
export async function saidTalk(
  said: Said,
  scope: Scope,
  before: StoredReferral,
  change: ReferralChange,
): Promise<{ event: ReferralEvent; with: 'youth' | 'sender' }> {
  const { now, dayOf } = scope
  const spokenWith: SenderOf =
    said.with === 'sender' ? await senderSpokenWith(scope, before, said.sender) : before
  const sender = spokenWith.id === before.id ? { ...spokenWith, ...change } : spokenWith
  if (Temporal.Instant.compare(said.at, now.add(clockTolerance)) > 0) throw fieldRefusal('at', 'inFuture')
  const at = Temporal.Instant.compare(said.at, now) > 0 ? now : said.at
  const day = dayOf(at)
  if (Temporal.PlainDate.compare(day, sender.receivedOn) < 0) throw fieldRefusal('at', 'beforeEnquiry')
  return {
    with: saysItIsTheirs(sender) ? 'youth' : said.with,
    event: {
      // What was promised to each who wrote is kept by talking with them.
      referralId: sender.id,
      kind: said.outcome === 'held' ? 'contacted' : 'attempted',
      at,
      day,
      note: said.note,
      details: {
        kind: said.kind,
        who: said.with,
        outcome: said.outcome,
        // What was promised to the young person is kept by talking with the young person.
        with: said.with === 'youth' ? said.kind : 'sender',
      },
    },
  }
}

type SenderOf = Pick<StoredReferral, 'id' | 'senderRole' | 'senderIsYouth' | 'receivedOn'>

/**
 * The enquiry whose sender was spoken with: this one, or one that was merged into it.
 *
 * @throws Refusal at the field where it is another, or where that one is the young person's own
 */
async function senderSpokenWith(
  { db }: Scope,
  before: StoredReferral,
  senderOf: number | null,
): Promise<SenderOf> {
  if (senderOf === null || senderOf === before.id) return before
  // Not locked: whoever takes it out of this one waits for this one.
  const { rows } = await sql<SenderOf>`
    select o.id, o.sender_role as "senderRole", o.sender_is_youth as "senderIsYouth", o.received_on as "receivedOn"
    from referral o where o.id = ${senderOf} and o.id in ${sql.raw(familyOf(String(before.id)))}`.execute(db)
  const [sender] = rows
  if (sender === undefined || saysItIsTheirs(sender)) throw fieldRefusal('sender', 'notASender')
  return sender
}

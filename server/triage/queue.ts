import { sql } from 'kysely'
import type { z } from 'zod'
import type { countOverdueReferrals, countReferrals } from '#contract/referral-count.ts'
import type { QueuedReferral, readQueue } from '#contract/triage.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type KnownPerson, likeness } from '#domain/person/likeness.ts'
import { byHurry, isOverdue } from '#domain/triage/clock.ts'
import type { Scope } from '#server/door/route.ts'
import { clocksOf, type HistoryRow, loadOwed } from '#server/records/enquiry-clocks.ts'
import { heldBy, historyFields } from '#server/records/referral-sql.ts'
import { toClock } from './clocks.ts'
import { type EnquiryPerson, knownPerson, knownYouth, type LikelyRow } from './known.ts'
import { headFields, homePhones, linkedTo, personJson, youthEmail, youthPhone } from './referral-sql.ts'

/** So many at most: a queue of more is no queue that somebody works through, and the page says that there are more. */
const most = { open: 300, done: 100 } as const

type Queued = z.input<typeof QueuedReferral>
type Head = Omit<Queued, 'attempts' | 'lastTalkOn' | 'maybeDouble' | 'isOverdue' | 'clocks'>

interface QueueRow extends Head, HistoryRow {
  person: EnquiryPerson
  likely: readonly LikelyRow[]
}

type WaitingRow = HistoryRow & Pick<Head, 'receivedOn'>

const isWaiting = `r.state in ('new', 'taken')`

/** The enquiries that wait, what hurries most first, or those that are done; each is in the read log. */
export async function readTheQueue(
  { show }: ParsedInputOf<typeof readQueue>,
  { db, today }: Scope,
  timeZone: string,
): Promise<AnswerOf<typeof readQueue>> {
  const [found, owed] = await Promise.all([load(db, show), loadOwed(db)])
  const rows = found.slice(0, most[show])
  const people = rows.map(row => knownPerson(row.person))
  const referrals = rows.map((row, place) => {
    const { talks, firstReceivedOn, writers, closedOn, person, likely, ...head } = row
    const clocks = clocksOf(row, owed, today)
    const deadlines = clocks.map(({ deadline }) => deadline)
    const withYouth = talks.filter(talk => talk.who === 'youth')
    return {
      waiting: { receivedAt: Temporal.Instant.from(head.receivedAt), deadlines },
      queued: {
        ...head,
        attempts: withYouth.length - 1 - withYouth.findLastIndex(talk => talk.outcome === 'held'),
        lastTalkOn: withYouth.at(-1)?.day ?? null,
        maybeDouble: show === 'open' && isDouble(people, place, likely),
        isOverdue: show === 'open' && isOverdue({ deadlines }, today),
        clocks:
          show === 'open' ? clocks.filter(({ deadline }) => deadline.state === 'open').map(toClock) : [],
      },
    }
  })
  if (show === 'open') referrals.sort((one, other) => byHurry(one.waiting, other.waiting))
  return {
    today: today.toString(),
    timeZone,
    referrals: referrals.map(({ queued }) => queued),
    more: found.length > rows.length,
  }
}

/**
 * How many nobody has taken, also because whoever had has left. The menu asks for it on every page: a count over an
 * index, and no clock is derived. Nobody is shown, so nothing is logged.
 */
export async function countTheReferrals({ db }: Scope): Promise<AnswerOf<typeof countReferrals>> {
  const { rows } = await sql<{ new: number }>`
    select count(*)::int as new from referral r
    where ${sql.raw(isWaiting)} and ${sql.raw(heldBy('r').state)} = 'new'`.execute(db)
  return { new: rows[0]?.new ?? 0 }
}

/** How many wait beyond what was promised; nobody is shown, so nothing is logged. */
export async function countTheOverdue({ db, today }: Scope): Promise<AnswerOf<typeof countOverdueReferrals>> {
  const [waiting, owed] = await Promise.all([loadWaiting(db), loadOwed(db)])
  const late = waiting.filter(row => {
    const deadlines = clocksOf(row, owed, today).map(({ deadline }) => deadline)
    return isOverdue({ deadlines }, today)
  })
  return {
    today: today.toString(),
    overdue: late.length,
    oldest: late.map(row => row.receivedOn).sort()[0] ?? null,
  }
}

/** Whether somebody else in the list, or somebody in the register, looks like the one at `place`. */
function isDouble(people: readonly KnownPerson[], place: number, likely: readonly LikelyRow[]): boolean {
  const person = people[place]
  if (person === undefined) return false
  return (
    likely.some(row => likeness(person, knownYouth(row, person)).length > 0) ||
    people.some((other, at) => at !== place && likeness(person, other).length > 0)
  )
}

async function load(db: Scope['db'], show: keyof typeof most): Promise<QueueRow[]> {
  // Of more than are shown, those that wait longest come first: in the list and in the log alike.
  const order = show === 'open' ? 'r.received_at, r.id' : 'r.received_at desc, r.id desc'
  const { rows } = await sql<{ body: QueueRow[] }>`
    with shown as materialized (
      select r.* from referral r
      where ${sql.raw(show === 'open' ? isWaiting : `r.state in ('closed', 'merged')`)}
      order by ${sql.raw(order)} limit ${most[show] + 1}
    )
    select coalesce((select json_agg(json_build_object(
        ${sql.raw(headFields('r'))}, 'closeReason', r.close_reason, ${sql.raw(historyFields('r'))},
        'person', ${sql.raw(personJson('r'))},
        'likely', ${sql.raw(
          show === 'done'
            ? `'[]'::json`
            : `coalesce((select json_agg(json_build_object('givenName', y.given_name, 'familyName', y.family_name,
                'birthDate', y.birth_date, 'samePhone', y.same_phone, 'sameEmail', y.same_email,
                'sameHome', y.same_home))
              from door.likely_youths('{}', r.youth_birth_date, ${youthPhone('r')}, ${youthEmail('r')},
                ${homePhones('r')}, 20) y
              where y.youth_id not in ${linkedTo('r.id')}), '[]')`,
        )}) order by ${sql.raw(order)}) from shown r), '[]') as body,
      door.note_referral_read('referral.queue', array(
        select r.id from shown r order by ${sql.raw(order)} limit ${most[show]}))`.execute(db)
  return rows[0]?.body ?? []
}

/** What the count of the overdue depends on, and nothing about anybody. */
async function loadWaiting(db: Scope['db']): Promise<WaitingRow[]> {
  const { rows } = await sql<{ body: WaitingRow[] }>`
    select coalesce(json_agg(json_build_object('receivedOn', r.received_on,
      ${sql.raw(historyFields('r'))})), '[]') as body
    from (select * from referral r where ${sql.raw(isWaiting)} order by r.received_at limit ${most.open}) r`.execute(
    db,
  )
  return rows[0]?.body ?? []
}

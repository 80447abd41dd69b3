import { sql } from 'kysely'
import type { z } from 'zod'
import type { readDayEnquiries } from '#contract/day.ts'
import { actBy, byHurry, isOverdue } from '#domain/triage/clock.ts'
import type { Scope } from '#server/door/route.ts'
import { clocksOf, type HistoryRow, loadOwed } from '#server/records/enquiry-clocks.ts'
import { historyFields } from '#server/records/referral-sql.ts'
import { toldDeadline } from '#server/records/told-deadline.ts'

/** Nobody has more at a time. */
const mostEnquiries = 100

interface Row extends HistoryRow {
  referralId: number
  givenName: string
  familyName: string
  receivedAt: string
}

/**
 * The enquiries that I have taken and of which something is due this week, or was, what hurries most first. A statement
 * of its own, over the index of what somebody has taken: my day itself does not wait for it.
 */
export async function readEnquiriesOfDay({
  db,
  today,
}: Pick<Scope, 'db' | 'today'>): Promise<z.input<(typeof readDayEnquiries)['output']>> {
  const [mine, owed] = await Promise.all([load(db), loadOwed(db)])
  const sunday = today.add({ days: 7 - today.dayOfWeek })
  const enquiries = mine
    .flatMap(row => {
      const { referralId, givenName, familyName } = row
      const open = clocksOf(row, owed, today).filter(({ deadline }) => deadline.state === 'open')
      const [first] = open
      if (first === undefined || Temporal.PlainDate.compare(actBy(first.deadline), sunday) > 0) return []
      const deadlines = open.map(({ deadline }) => deadline)
      const { rule, deadline, stage } = first
      return [
        {
          waiting: { receivedAt: Temporal.Instant.from(row.receivedAt), deadlines },
          told: {
            referralId,
            givenName,
            familyName,
            isOverdue: isOverdue({ deadlines }, today),
            clock: { ...toldDeadline(rule, deadline), stage, state: deadline.state, closedDay: null },
          },
        },
      ]
    })
    .sort((one, other) => byHurry(one.waiting, other.waiting))
    .map(({ told }) => told)
  const shown = enquiries.map(({ referralId }) => referralId)
  await sql`select door.note_referral_read('day.enquiries', ${shown}::bigint[])`.execute(db)
  return { today: today.toString(), enquiries }
}

async function load(db: Scope['db']): Promise<Row[]> {
  const { rows } = await sql<{ body: Row[] }>`
    select coalesce(json_agg(json_build_object('referralId', r.id, 'givenName', r.youth_given_name,
      'familyName', r.youth_family_name, 'receivedAt', r.received_at, ${sql.raw(historyFields('r'))})), '[]') as body
    from (
      select * from referral r where r.handler_id = door.staff_id() and r.state = 'taken'
      order by r.received_at limit ${mostEnquiries}) r`.execute(db)
  return rows[0]?.body ?? []
}

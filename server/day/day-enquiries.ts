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
  receivedAt: string
}

interface Name {
  givenName: string
  familyName: string
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
  const due = mine
    .flatMap(row => {
      const { referralId } = row
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
            isOverdue: isOverdue({ deadlines }, today),
            clock: { ...toldDeadline(rule, deadline), stage, state: deadline.state, closedDay: null },
          },
        },
      ]
    })
    .sort((one, other) => byHurry(one.waiting, other.waiting))
    .map(({ told }) => told)
  const names = await namesOf(
    db,
    due.map(({ referralId }) => referralId),
  )
  const enquiries = due.flatMap(told => {
    const name = names[told.referralId]
    return name === undefined ? [] : [{ ...told, ...name }]
  })
  return { today: today.toString(), enquiries }
}

/** Whom those that are shown are about, which is what is written in the read log: nobody is read who is not shown. */
async function namesOf(db: Scope['db'], shown: readonly number[]): Promise<Partial<Record<number, Name>>> {
  const { rows } = await sql<{ names: Partial<Record<number, Name>> }>`
    select coalesce((
        select json_object_agg(r.id, json_build_object('givenName', r.youth_given_name, 'familyName', r.youth_family_name))
        from referral r where r.id = any (${shown}::bigint[])), '{}') as names,
      door.note_referral_read('day.enquiries', ${shown}::bigint[])`.execute(db)
  return rows[0]?.names ?? {}
}

/** What the clocks depend on, and nothing about anybody. */
async function load(db: Scope['db']): Promise<Row[]> {
  const { rows } = await sql<{ body: Row[] }>`
    select coalesce(json_agg(json_build_object('referralId', r.id, 'receivedAt', r.received_at, ${sql.raw(historyFields('r'))})), '[]') as body
    from (
      select * from referral r where r.handler_id = door.staff_id() and r.state = 'taken'
      order by r.received_at limit ${mostEnquiries}) r`.execute(db)
  return rows[0]?.body ?? []
}

import { sql } from 'kysely'
import type { z } from 'zod'
import type { closeCase, reopenCase } from '#contract/register.ts'
import type { DayRange } from '#server/database/values.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { followChanges } from '#server/records/handover.ts'
import { checkCeilings, checkNoBar, checkRole } from './check-staff.ts'

/** Dated rows that end with the case. Benefits and activities go on: they are the person's, not the case's. */
const endingTables = ['membership', 'pause', 'assessment', 'education_order', 'assignment'] as const

/**
 * Closes the open case after its last day. The relation goes last: with it goes the sight of whoever closes. Its
 * caseworker closes a case, or who stands in for that one, or a leader: others who follow along may not take it away.
 *
 * @throws Refusal notFound without an open case; notPermitted for those others; badInput at `lastDay` when it lies
 *   ahead, before the case or before something that is written down
 */
export async function closeTheCase(
  { youthId, lastDay, reason }: z.output<(typeof closeCase)['input']>,
  { db, today, now }: Scope,
): Promise<{ cancelledAppointments: number }> {
  if (Temporal.PlainDate.compare(lastDay, today) > 0) throw fieldRefusal('lastDay', 'future')
  const open = await db
    .selectFrom('youth_case')
    .select(['id', 'during'])
    .where('youth_id', '=', youthId)
    .where(sql<boolean>`upper_inf(during)`)
    .forUpdate()
    .executeTakeFirst()
  if (open === undefined) throw new Refusal('notFound')
  const { rows } = await sql<{ mayClose: boolean; latestContact: Temporal.PlainDate | null }>`
    select door.sees_all() or door.holds_role(${youthId}, array['caseworker']) as "mayClose",
      (select max(day) from contact where youth_id = ${youthId}) as "latestContact"`.execute(db)
  const [{ mayClose, latestContact } = { mayClose: false, latestContact: null }] = rows
  if (!mayClose) throw new Refusal('notPermitted')
  if (Temporal.PlainDate.compare(lastDay, open.during.from) < 0) throw fieldRefusal('lastDay', 'beforeCase')
  if (latestContact !== null && Temporal.PlainDate.compare(lastDay, latestContact) < 0) {
    throw fieldRefusal('lastDay', 'beforeContact')
  }

  const end = lastDay.add({ days: 1 })
  await sql`
    update youth_case set during = daterange(lower(during), ${end}::date), close_reason = ${reason}
    where id = ${open.id}`.execute(db)
  const cancelled = await db
    .updateTable('appointment')
    .set({ state: 'cancelled', cancelled_reason: reason, version: sql`version + 1` })
    .where('youth_id', '=', youthId)
    .where('state', '=', 'booked')
    .where('starts_at', '>=', now)
    .executeTakeFirst()
  await logChange(db, {
    action: 'case.close',
    youthId,
    subject: 'youth_case',
    subjectId: open.id,
    after: { lastDay, reason },
  })
  await recomputeDeadlines(db, [youthId], today)
  for (const table of endingTables) {
    // A row that would begin after the end never came to be: it is withdrawn, not emptied.
    await sql`
      update ${sql.table(table)} set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = ${reason}
      where youth_id = ${youthId} and withdrawn_at is null and lower(during) >= ${end}::date`.execute(db)
    await sql`
      update ${sql.table(table)} set during = daterange(lower(during), ${end}::date)
      where youth_id = ${youthId} and withdrawn_at is null and during @> ${end}::date`.execute(db)
  }
  await followChanges(db, [youthId], today)
  return { cancelledAppointments: Number(cancelled.numUpdatedRows) }
}

/**
 * Opens a new case for somebody who comes back; what happened before stays. A closing whose last day has not passed
 * is taken back instead: it was a slip, or something came up the same day.
 *
 * @throws Refusal conflict while another case is open; badInput at `from` when it lies ahead, and at `caseworkerId`
 *   for somebody who may not have it
 */
export async function reopenTheCase(
  { youthId, from, caseworkerId }: z.output<(typeof reopenCase)['input']>,
  scope: Scope,
): Promise<{ caseId: number }> {
  const { db, today } = scope
  if (Temporal.PlainDate.compare(from, today) > 0) throw fieldRefusal('from', 'future')
  const { rows } = await sql<{ id: number; during: DayRange }>`
    select id, during from youth_case where youth_id = ${youthId}
    order by lower(during) desc limit 1 for update`.execute(db)
  const [newest] = rows
  if (newest === undefined) throw new Refusal('notFound')
  if (newest.during.to === null) throw new Refusal('conflict', { reason: 'youth_case_no_overlap' })
  if (caseworkerId !== null) {
    await checkRole(db, caseworkerId, 'caseworker', today, 'caseworkerId')
    await checkNoBar(db, youthId, caseworkerId, { from: today, lastDay: null }, 'caseworkerId')
  }
  const isUndone = Temporal.PlainDate.compare(from, newest.during.to) < 0
  const caseId = isUndone
    ? await takeClosingBack(db, youthId, { id: newest.id, end: newest.during.to })
    : await openAnew(db, youthId, from)
  if (caseworkerId !== null) {
    await checkCeilings(scope, youthId, caseworkerId, { from: today, lastDay: null }, 'caseworkerId')
    // Whoever held the case until its last day held it that whole day.
    await sql`
      insert into assignment (youth_id, staff_id, role, during, author_id)
      select ${youthId}, ${caseworkerId}, 'caseworker',
        daterange(greatest(${today}::date, max(upper(a.during))), null), door.staff_id()
      from assignment a
      where a.youth_id = ${youthId} and a.role = 'caseworker' and a.withdrawn_at is null`.execute(db)
  }
  await logChange(db, {
    action: 'case.reopen',
    youthId,
    subject: 'youth_case',
    subjectId: caseId,
    after: { from, caseworkerId, closingTakenBack: isUndone },
  })
  await recomputeDeadlines(db, [youthId], today)
  await followChanges(db, [youthId], today)
  return { caseId }
}

/** What was decided ran until the closing that is none: it runs on. Relations are given anew. */
async function takeClosingBack(
  db: Scope['db'],
  youthId: number,
  { id, end }: { id: number; end: Temporal.PlainDate },
): Promise<number> {
  await sql`
    update youth_case set during = daterange(lower(during), null), close_reason = null
    where id = ${id}`.execute(db)
  await sql`
    update assessment set during = daterange(lower(during), null)
    where youth_id = ${youthId} and withdrawn_at is null and upper(during) = ${end}::date`.execute(db)
  await sql`
    update education_order o set during = daterange(lower(o.during), null)
    where o.youth_id = ${youthId} and o.withdrawn_at is null and o.end_reason is null
      and upper(o.during) = ${end}::date
      and exists (select from education_order_step s where s.order_id = o.id and s.done_day is null)`.execute(
    db,
  )
  return id
}

async function openAnew(db: Scope['db'], youthId: number, from: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into youth_case (youth_id, enquiry_day, during)
    values (${youthId}, ${from}::date, daterange(${from}::date, null)) returning id`.execute(db)
  const [opened] = rows
  if (opened === undefined) throw new Error('an insert gave no key')
  return opened.id
}

import { sql } from 'kysely'
import {
  type BookedMeeting,
  foldHandover,
  type HandoverEvent,
  type HandoverStanding,
  handoverDays,
  type NoMeeting,
  type ToldHow,
} from '#domain/caseload/handover.ts'
import type { Db } from '#server/database/connection.ts'
import { logChange } from './change-log.ts'

/**
 * Begins the handover of each of these young people whose caseworker has changed, and ends those that came to nothing.
 * At the end of a transaction the database does so by itself for whatever was written; called before, the proposal is
 * named by which it came about, and what follows in the transaction sees it. It may be called again, and where nothing
 * has changed does nothing.
 *
 * @param proposalId the proposal by which it came about; null where a person did it by hand
 */
export async function followChanges(
  db: Db,
  youthIds: readonly number[],
  today: Temporal.PlainDate,
  proposalId: number | null = null,
): Promise<void> {
  await sql`
    select from door.follow_changes(${youthIds}::bigint[], ${today}::date, ${proposalId}::bigint)`.execute(db)
}

/**
 * Ends handovers that nobody has finished in time: the name of a young person does not stay in sight for ever of
 * whoever has given them away.
 *
 * @returns how many
 */
export async function lapseHandovers(db: Db, today: Temporal.PlainDate): Promise<number> {
  const { rows } = await sql<{ lapsed: number }>`
    select door.lapse_handovers(${today}::date, ${handoverDays}) as lapsed`.execute(db)
  return rows[0]?.lapsed ?? 0
}

/** The day on which an instant falls where the municipality lies. */
type DayOf = (instant: Temporal.Instant) => Temporal.PlainDate

export interface StoredHandover {
  id: number
  youthId: number
  fromId: number
  toId: number
  since: Temporal.PlainDate
  begunOn: Temporal.PlainDate
  endedOn: Temporal.PlainDate | null
}

/** A handover, locked until the transaction ends; null where it is out of sight or never was. */
export async function lockHandover(db: Db, id: number): Promise<StoredHandover | null> {
  const { rows } = await sql<StoredHandover>`
    select id, youth_id as "youthId", from_id as "fromId", to_id as "toId", since, begun_on as "begunOn",
      ended_on as "endedOn"
    from handover where id = ${id} for update`.execute(db)
  return rows[0] ?? null
}

/** What is added to a handover; the day is today's unless told. */
export interface NewHandoverEvent {
  kind: HandoverEvent['kind']
  day: Temporal.PlainDate
  appointmentId?: number
  contactId?: number
  how?: ToldHow
  reason?: NoMeeting
  note?: string
}

export async function addHandoverEvent(db: Db, handoverId: number, event: NewHandoverEvent): Promise<number> {
  const { kind, day, appointmentId, contactId, how, reason, note } = event
  const { rows } = await sql<{ id: number }>`
    insert into handover_event (handover_id, kind, day, appointment_id, contact_id, how, reason, note)
    values (${handoverId}, ${kind}, ${day}::date, ${appointmentId ?? null}, ${contactId ?? null}, ${how ?? null},
      ${reason ?? null}, ${note ?? ''})
    returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('an insert gave no key')
  return id
}

/**
 * Ends a handover in which everything has been done. To be called behind whatever may have been the last thing, with
 * the handover locked.
 */
export async function endWhenDone(
  db: Db,
  handover: StoredHandover,
  today: Temporal.PlainDate,
  dayOf: DayOf,
): Promise<HandoverStanding> {
  const events = (await loadHandoverEvents(db, [handover.id], dayOf)).get(handover.id) ?? []
  const standing = foldHandover(events, handover.since, today)
  if (handover.endedOn !== null || !standing.isDone) return standing
  await sql`
    update handover set ended_on = ${today}::date, ended_why = 'done' where id = ${handover.id}`.execute(db)
  await logChange(db, {
    action: 'handover.end',
    youthId: handover.youthId,
    subject: 'handover',
    subjectId: handover.id,
    after: { why: 'done' },
  })
  return standing
}

/** Ends the handover whose meeting this was, where everything else has been done; most appointments are of none. */
export async function noteMeetingHeld(
  db: Db,
  appointmentId: number,
  today: Temporal.PlainDate,
  dayOf: DayOf,
): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select h.id from handover h
    where h.ended_on is null and exists (select from handover_event e
      where e.handover_id = h.id and e.appointment_id = ${appointmentId})`.execute(db)
  for (const { id } of rows) {
    const handover = await lockHandover(db, id)
    if (handover !== null) await endWhenDone(db, handover, today, dayOf)
  }
}

interface EventRow {
  handover_id: number
  kind: HandoverEvent['kind']
  day: Temporal.PlainDate
  staff_id: number | null
  how: ToldHow | null
  reason: NoMeeting | null
  note: string
  contact_id: number | null
  contact_day: Temporal.PlainDate | null
  appointment_id: number | null
  starts_at: Temporal.Instant | null
  state: BookedMeeting['state'] | null
}

/** What has happened in these handovers, in the order in which it was written down. */
export async function loadHandoverEvents(
  db: Db,
  handoverIds: readonly number[],
  dayOf: DayOf,
): Promise<Map<number, HandoverEvent[]>> {
  const { rows } = await sql<EventRow>`
    select * from door.handover_happened(${handoverIds}::bigint[])`.execute(db)
  const events = new Map<number, HandoverEvent[]>(handoverIds.map(id => [id, []]))
  for (const row of rows) events.get(row.handover_id)?.push(toEvent(row, dayOf))
  return events
}

/** @throws Error where the row lacks what its kind has, which the table's constraints do not let in */
function toEvent(row: EventRow, dayOf: DayOf): HandoverEvent {
  const { kind, day, staff_id: staffId, how, reason, note } = row
  if (kind === 'received') return { kind, day, staffId }
  if (kind === 'told' && how !== null) return { kind, day, staffId, how }
  if (kind === 'noMeeting' && reason !== null) return { kind, day, staffId, reason, note }
  if (kind === 'met' && row.contact_id !== null)
    return { kind, day: row.contact_day ?? day, staffId, contactId: row.contact_id }
  const { appointment_id: id, starts_at, state } = row
  if (kind === 'meetingBooked' && id !== null && starts_at !== null && state !== null)
    return { kind, day, staffId, appointment: { id, day: dayOf(starts_at), state } }
  throw new Error('something that happened in a handover lacks a part')
}

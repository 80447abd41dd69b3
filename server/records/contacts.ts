import { sql } from 'kysely'
import type { ContactKind, ContactOutcome } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { endOf, type NewAppointment } from './appointments.ts'

/** A contact with its note as stored. */
export interface StoredContact {
  id: number
  youthId: number
  staffId: number | null
  appointmentId: number | null
  nextAppointmentId: number | null
  kind: ContactKind
  outcome: ContactOutcome
  place: string
  startsAt: Temporal.Instant
  day: Temporal.PlainDate
  minutes: number | null
  isTeam: boolean
  subjectArea: string | null
  note: string | null
  version: number
}

export interface ContactToStore {
  kind: ContactKind
  outcome: ContactOutcome
  place: string
  startsAt: Temporal.Instant
  day: Temporal.PlainDate
  minutes: number | null
  /** Only of a held meeting. */
  isTeam: boolean
  note: { subjectArea: string; body: string } | null
}

const columns = sql`c.id, c.youth_id as "youthId", c.staff_id as "staffId", c.appointment_id as "appointmentId",
  c.next_appointment_id as "nextAppointmentId", c.kind, c.outcome, c.place, c.starts_at as "startsAt", c.day,
  c.minutes, c.is_team as "isTeam", n.subject_area as "subjectArea", n.body as note, c.version`

/** The contact that was registered with this key, if any in sight. */
export async function findContactByKey(db: Db, clientKey: string): Promise<StoredContact | null> {
  const { rows } = await sql<StoredContact>`
    select ${columns} from contact c left join note n on n.contact_id = c.id
    where c.client_key = ${clientKey}::uuid`.execute(db)
  return rows[0] ?? null
}

/** A contact, if in sight. To change it, take the lock of its young person's case first. */
export async function findContact(db: Db, id: number): Promise<StoredContact | null> {
  const { rows } = await sql<StoredContact>`
    select ${columns} from contact c left join note n on n.contact_id = c.id where c.id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function subjectAreaExists(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`select from subject_area where code = ${code}`.execute(db)
  return rows.length > 0
}

interface Links {
  youthId: number
  staffId: number
  clientKey: string
  appointmentId: number | null
  /** Booked in the same step. */
  next: NewAppointment | null
}

/**
 * Stores a new contact with its note and the next appointment in one statement. A time that is taken fails with
 * the constraint `appointment_staff_is_free`.
 */
export async function insertContact(
  db: Db,
  contact: ContactToStore,
  links: Links,
): Promise<{ contactId: number; nextAppointmentId: number | null }> {
  const { next } = links
  const { rows } = await sql<{ contactId: number; nextAppointmentId: number | null }>`
    with booked as (
      insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at, booked_by)
      select ${links.youthId}::bigint, ${next?.staffId ?? null}::bigint, ${next?.kind ?? null}::text,
        ${next?.place ?? null}::text, ${next?.startsAt ?? null}::timestamptz,
        ${next === null ? null : endOf(next)}::timestamptz, ${links.staffId}::bigint
      where ${next !== null}::boolean
      returning id
    ), registered as (
      insert into contact (youth_id, staff_id, appointment_id, next_appointment_id, client_key, kind, outcome,
        place, starts_at, day, minutes, is_team)
      values (${links.youthId}, ${links.staffId}, ${links.appointmentId}, (select id from booked),
        ${links.clientKey}, ${contact.kind}, ${contact.outcome}, ${contact.place}, ${contact.startsAt},
        ${contact.day}, ${contact.minutes}, ${contact.isTeam})
      returning id, youth_id, next_appointment_id
    ), noted as (
      insert into note (contact_id, youth_id, subject_area, body)
      select id, youth_id, ${contact.note?.subjectArea ?? null}::text, ${contact.note?.body ?? null}::text
      from registered where ${contact.note !== null}::boolean
    )
    select id as "contactId", next_appointment_id as "nextAppointmentId" from registered`.execute(db)
  const [stored] = rows
  if (stored === undefined) throw new Error('the contact was not stored')
  return stored
}

/**
 * Replaces what a contact says and keeps the earlier wording with who replaced it and why. The caller holds the
 * lock of the young person's case and has compared the version.
 */
export async function replaceContact(
  db: Db,
  before: StoredContact,
  after: ContactToStore,
  by: { staffId: number; reason: string },
): Promise<void> {
  await Promise.all([
    sql`
      insert into contact_version (contact_id, version, youth_id, kind, outcome, place, starts_at, day, minutes,
        is_team, subject_area, body, replaced_by, reason)
      values (${before.id}, ${before.version}, ${before.youthId}, ${before.kind}, ${before.outcome},
        ${before.place}, ${before.startsAt}, ${before.day}, ${before.minutes}, ${before.isTeam}, ${before.subjectArea},
        ${before.note}, ${by.staffId}, ${by.reason})`.execute(db),
    sql`
      update contact set kind = ${after.kind}, outcome = ${after.outcome}, place = ${after.place},
        starts_at = ${after.startsAt}, day = ${after.day}, minutes = ${after.minutes}, is_team = ${after.isTeam},
        version = version + 1
      where id = ${before.id}`.execute(db),
    after.note === null
      ? sql`delete from note where contact_id = ${before.id}`.execute(db)
      : sql`
          insert into note (contact_id, youth_id, subject_area, body)
          values (${before.id}, ${before.youthId}, ${after.note.subjectArea}, ${after.note.body})
          on conflict (contact_id) do update set subject_area = excluded.subject_area, body = excluded.body`.execute(
          db,
        ),
  ])
}

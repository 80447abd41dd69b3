import { sql } from 'kysely'
import type { Period } from '#domain/calendar/period.ts'
import type { AppointmentState } from '#domain/rhythm/registering.ts'
import type { Db } from '#server/database/connection.ts'

export interface StoredAppointment {
  id: number
  youthId: number
  staffId: number
  kind: string
  place: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  state: AppointmentState
  version: number
}

export interface NewAppointment {
  youthId: number
  staffId: number
  kind: string
  place: string
  startsAt: Temporal.Instant
  minutes: number
  bookedBy: number
}

const columns = sql`id, youth_id as "youthId", staff_id as "staffId", kind, place, starts_at as "startsAt",
  ends_at as "endsAt", state, version`

/** An appointment, if in sight. */
export async function findAppointment(db: Db, id: number): Promise<StoredAppointment | null> {
  const { rows } = await sql<StoredAppointment>`select ${columns} from appointment where id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The same, locked until the transaction ends. Where the case is locked too, it is locked first. */
export async function lockAppointment(db: Db, id: number): Promise<StoredAppointment | null> {
  const { rows } = await sql<StoredAppointment>`
    select ${columns} from appointment where id = ${id} for no key update`.execute(db)
  return rows[0] ?? null
}

/** Whether a member of staff can be booked with a young person on a day. */
export interface Bookable {
  /** Works here on the day. */
  present: boolean
  /** Follows the young person on the day. */
  related: boolean
}

export async function loadBookable(
  db: Db,
  staffId: number,
  youthId: number,
  day: Temporal.PlainDate,
): Promise<Bookable | null> {
  const { rows } = await sql<Bookable>`
    select s.left_on is null or s.left_on > ${day}::date as present,
      exists (select from assignment a where a.youth_id = ${youthId} and a.staff_id = s.id
        and a.withdrawn_at is null and a.during @> ${day}::date) as related
    from staff s where s.id = ${staffId}`.execute(db)
  return rows[0] ?? null
}

/** Whether a member of staff has something booked with a young person, as one who used to follow may have. */
export async function isBookedWith(db: Db, staffId: number, youthId: number): Promise<boolean> {
  const { rows } = await sql`
    select from appointment where youth_id = ${youthId} and staff_id = ${staffId} and state = 'booked'
    limit 1`.execute(db)
  return rows.length > 0
}

/** When a member of staff is taken or away between two days, both included. */
export async function loadTaken(
  db: Db,
  staffId: number,
  from: Temporal.Instant,
  to: Temporal.Instant,
  days: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<{ busy: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[]; away: Period[] }> {
  const [busy, away] = await Promise.all([
    sql<{ startsAt: Temporal.Instant; endsAt: Temporal.Instant }>`
      select starts_at as "startsAt", ends_at as "endsAt" from door.busy_times(${staffId}, ${from}, ${to})`.execute(
      db,
    ),
    sql<{ during: Period }>`
      select during from door.away_days(${staffId}, ${days.from}::date, ${days.to}::date) as away (during)`.execute(
      db,
    ),
  ])
  return { busy: busy.rows, away: away.rows.map(row => row.during) }
}

/** An appointment that is booked already exactly as asked for, so that a retry books once. */
export async function findSameAppointment(db: Db, wanted: NewAppointment): Promise<StoredAppointment | null> {
  const { rows } = await sql<StoredAppointment>`
    select ${columns}
    from appointment
    where youth_id = ${wanted.youthId} and staff_id = ${wanted.staffId} and state = 'booked'
      and kind = ${wanted.kind} and place = ${wanted.place} and starts_at = ${wanted.startsAt}
      and ends_at = ${endOf(wanted)}`.execute(db)
  return rows[0] ?? null
}

/** Saves a booking. A time that is taken fails with the constraint `appointment_staff_is_free`. */
export async function insertAppointment(db: Db, appointment: NewAppointment): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at, booked_by)
    values (${appointment.youthId}, ${appointment.staffId}, ${appointment.kind}, ${appointment.place},
      ${appointment.startsAt}, ${endOf(appointment)}, ${appointment.bookedBy})
    returning id`.execute(db)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the appointment was not stored')
  return id
}

/** Changes a locked appointment's time, place, kind or member of staff; its version counts up. */
export async function updateAppointment(
  db: Db,
  id: number,
  to: Omit<NewAppointment, 'youthId' | 'bookedBy'>,
): Promise<void> {
  await sql`
    update appointment set staff_id = ${to.staffId}, kind = ${to.kind}, place = ${to.place},
      starts_at = ${to.startsAt}, ends_at = ${endOf(to)}, version = version + 1
    where id = ${id}`.execute(db)
}

/** Ends a locked appointment, or corrects how it ended. */
export async function settleAppointment(
  db: Db,
  id: number,
  state: Exclude<AppointmentState, 'booked'>,
  cancelledReason: string | null = null,
): Promise<void> {
  await sql`
    update appointment set state = ${state}, cancelled_reason = ${cancelledReason}, version = version + 1
    where id = ${id} and state <> ${state}`.execute(db)
}

export function endOf(appointment: Pick<NewAppointment, 'startsAt' | 'minutes'>): Temporal.Instant {
  return appointment.startsAt.add({ minutes: appointment.minutes })
}

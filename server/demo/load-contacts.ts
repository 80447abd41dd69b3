import type { Db } from '#server/database/connection.ts'
import { bulkInsert, bulkInsertWithIds } from './bulk-insert.ts'
import { dayText, timeText } from './day-text.ts'
import type { Municipality } from './invent.ts'

/** Appointments of the last weeks are kept with what came of them; older ones only as contacts. */
const keptDays = 56

/** Inserts what was booked and what happened. */
export async function loadContacts(
  db: Db,
  { youths, times: { today } }: Municipality,
  youthIds: readonly number[],
  staffIds: readonly number[],
): Promise<void> {
  const contacts = youths.flatMap(({ history }, at) =>
    history.contacts.map(contact => ({ ...contact, youthId: youthIds[at] })),
  )
  const booked = youths.flatMap(({ booked }, at) =>
    booked.map(appointment => ({ ...appointment, youthId: youthIds[at], state: 'booked', since: today - 9 })),
  )
  const past = contacts.filter(
    ({ kind, day, outcome }) =>
      (kind === 'meeting' || kind === 'accompaniment') &&
      (outcome === 'held' || outcome === 'noShow') &&
      day >= today - keptDays,
  )
  const appointmentIds = await bulkInsertWithIds(
    db,
    'appointment',
    {
      youth_id: 'bigint',
      staff_id: 'bigint',
      kind: 'text',
      place: 'text',
      starts_at: 'timestamptz',
      ends_at: 'timestamptz',
      state: 'text',
      recorded_at: 'timestamptz',
      booked_by: 'bigint',
    },
    [
      ...past.map(contact => ({
        ...contact,
        minutes: contact.minutes ?? 45,
        state: contact.outcome,
        since: contact.day - 14,
      })),
      ...booked,
    ].map(({ youthId, staff, kind, place, day, minute, minutes, state, since }) => ({
      youth_id: youthId,
      staff_id: staffIds[staff],
      kind,
      place,
      starts_at: timeText(day, minute),
      ends_at: timeText(day, minute + minutes),
      state,
      recorded_at: timeText(since, 600),
      booked_by: staffIds[staff],
    })),
  )
  const appointmentOf = new Map(past.map((contact, at) => [contact, appointmentIds[at]]))
  const contactIds = await bulkInsertWithIds(
    db,
    'contact',
    {
      youth_id: 'bigint',
      staff_id: 'bigint',
      appointment_id: 'bigint',
      kind: 'text',
      outcome: 'text',
      place: 'text',
      starts_at: 'timestamptz',
      day: 'date',
      minutes: 'int',
      recorded_at: 'timestamptz',
    },
    contacts.map(contact => ({
      youth_id: contact.youthId,
      staff_id: staffIds[contact.staff],
      appointment_id: appointmentOf.get(contact) ?? null,
      kind: contact.kind,
      outcome: contact.outcome,
      place: contact.place,
      starts_at: timeText(contact.day, contact.minute),
      day: dayText(contact.day),
      minutes: contact.minutes,
      recorded_at: timeText(contact.day, contact.minute + (contact.minutes ?? 5) + 10),
    })),
  )
  await bulkInsert(
    db,
    'note',
    { contact_id: 'bigint', youth_id: 'bigint', subject_area: 'text', body: 'text' },
    contacts.flatMap(({ youthId, note }, at) =>
      note === null
        ? []
        : [
            {
              contact_id: contactIds[at],
              youth_id: youthId,
              subject_area: note.subjectArea,
              body: note.body,
            },
          ],
    ),
  )
}

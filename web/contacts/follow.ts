import type { BookedAppointment, ContactForm } from '#contract/contacts.ts'
import { type ContactValues, lengthOf, otherPlace, usualLength, usualPlace } from './contact-values.ts'
import { settlesAppointment, type What } from './what.ts'

const shownAtMost = 3
/** How long before its time an appointment may be what one registers. */
const early = { hours: 1 }

type Saying = Pick<ContactValues, 'what' | 'startsAt' | 'openedDay' | 'openedTime'>

/** The appointments that it may have been, nearest in time first; only what is called off may lie ahead. */
export function nearest(
  appointments: readonly BookedAppointment[],
  { what, startsAt, openedDay, openedTime }: Saying,
  timeZone: string,
): BookedAppointment[] {
  const now = openedDay.toZonedDateTime({ timeZone, plainTime: openedTime }).toInstant()
  const away = (each: BookedAppointment) => Math.abs(each.startsAt.epochMilliseconds - now.epochMilliseconds)
  if (!settlesAppointment(what)) return []
  return appointments
    .filter(each => what === 'cancelled' || Temporal.Instant.compare(each.startsAt, now.add(early)) <= 0)
    .sort((a, b) => away(a) - away(b))
    .filter((each, index) => index < shownAtMost || `a${each.id}` === startsAt)
}

/** What goes with another answer to "what happened", where nobody has said something else. */
export function follow(values: ContactValues, what: What, data: ContactForm): ContactValues {
  const possible = nearest(data.appointments, { ...values, what }, data.timeZone)
  const appointment =
    possible.find(each => `a${each.id}` === values.startsAt) ??
    // What did not come off was most often booked.
    (what === 'noShow' || what === 'cancelled' ? possible[0] : undefined)
  const same = appointment?.kind === what ? appointment : undefined
  const place = appointment?.place || usualPlace(data, what)
  return {
    ...values,
    what,
    place: values.place === otherPlace ? values.place : place,
    startsAt:
      values.startsAt === 'other' ? 'other' : appointment === undefined ? 'now' : `a${appointment.id}`,
    minutes: values.minutes === 'other' ? 'other' : String(same ? lengthOf(same) : usualLength(what)),
    // Another contact owes another next one.
    next: values.next === 'none' ? 'none' : null,
  }
}

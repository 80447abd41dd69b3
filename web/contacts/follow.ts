import type { BookedAppointment, ContactForm } from '#contract/contacts.ts'
import type { ContactValues } from './answers.ts'
import { lengthOf, otherPlace, usualLength, usualPlace } from './contact-values.ts'
import { settlesAppointment, type What } from './what.ts'
import { isWritten, mayBe, type Saying } from './when.ts'

const shownAtMost = 3
/** The appointments that it may have been: the one opened from, then the nearest in time. */
export function nearest(
  appointments: readonly BookedAppointment[],
  values: Saying,
  timeZone: string,
): BookedAppointment[] {
  const { what, startsAt, openedFor, openedDay, openedTime } = values
  const now = openedDay.toZonedDateTime({ timeZone, plainTime: openedTime }).toInstant()
  const away = (each: BookedAppointment) => Math.abs(each.startsAt.epochMilliseconds - now.epochMilliseconds)
  if (!settlesAppointment(what)) return []
  return appointments
    .filter(each => mayBe(each, values, timeZone))
    .sort((a, b) => Number(b.id === openedFor) - Number(a.id === openedFor) || away(a) - away(b))
    .filter((each, index) => index < shownAtMost || `a${each.id}` === startsAt)
}

/** What goes with another answer to "what happened", where nobody has said something else. */
export function follow(values: ContactValues, what: What, data: ContactForm): ContactValues {
  const possible = nearest(data.appointments, { ...values, what }, data.timeZone)
  const appointment =
    possible.find(each => `a${each.id}` === values.startsAt) ??
    possible.find(each => each.id === values.openedFor) ??
    // What did not come off was most often booked.
    (what === 'noShow' || what === 'cancelled' ? possible[0] : undefined)
  const same = appointment?.kind === what ? appointment : undefined
  const place = appointment?.place || usualPlace(data, what)
  return {
    ...values,
    what,
    place: values.place === otherPlace ? values.place : place,
    startsAt: isWritten(values) ? values.startsAt : appointment === undefined ? 'now' : `a${appointment.id}`,
    minutes: values.minutes === 'other' ? 'other' : String(same ? lengthOf(same) : usualLength(what)),
    // Another contact owes another next one.
    next: values.next === 'none' ? 'none' : null,
  }
}

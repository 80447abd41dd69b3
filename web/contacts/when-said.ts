import type { BookedAppointment } from '#contract/contacts.ts'
import { useDates, useSay } from '#web/calls/language.tsx'

type AppointmentKind = BookedAppointment['kind']

/** How this page says instants and appointments, where the municipality lies. */
export function useWhenSaid(timeZone: string, today: Temporal.PlainDate) {
  const say = useSay()
  const dates = useDates()
  /** "i dag kl. 9.00", "onsdag 2. december kl. 10.00" */
  const when = (instant: Temporal.Instant) =>
    dates.dayAtTime(instant.toZonedDateTimeISO(timeZone).toPlainDateTime(), today)
  const kindInSentence = (kind: AppointmentKind) =>
    say(
      kind === 'meeting'
        ? 'contacts.aMeeting'
        : kind === 'call'
          ? 'contacts.aCall'
          : 'contacts.anAccompaniment',
    )
  /** "Mødet i dag kl. 9.00" */
  const appointment = ({ kind, startsAt }: Pick<BookedAppointment, 'kind' | 'startsAt'>) =>
    say(
      kind === 'meeting'
        ? 'contacts.bookedMeeting'
        : kind === 'call'
          ? 'contacts.bookedCall'
          : 'contacts.bookedAccompaniment',
      { when: when(startsAt) },
    )
  return { when, kindInSentence, appointment }
}

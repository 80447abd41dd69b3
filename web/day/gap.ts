import type { DayAppointment } from '#contract/day.ts'
import type { PersonToday } from './person-today.ts'

/** A call takes a quarter of an hour, and five minutes to write; less than that is a pause. */
const callMinutes = 20

export interface Gap {
  from: Temporal.PlainTime
  to: Temporal.PlainTime
  /** Whom a call could reach in it. */
  callTo: PersonToday
}

/**
 * The first free time of the rest of the day in which an owed call fits, and whom to call: the most urgent one
 * whose obligation a call fulfils and who has a telephone number.
 *
 * @param day when calls are made
 */
export function gapForCall(
  appointments: readonly DayAppointment[],
  people: readonly PersonToday[],
  now: Temporal.ZonedDateTime,
  { opens, closes }: { opens: Temporal.PlainTime; closes: Temporal.PlainTime },
): Gap | null {
  const callTo = people.find(({ likely }) => likely === 'call')
  if (!callTo || Temporal.PlainTime.compare(now.toPlainTime(), closes) >= 0) return null
  const soon = now
    .toPlainTime()
    .round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'ceil' })
  let from = Temporal.PlainTime.compare(soon, opens) < 0 ? opens : soon
  for (const { startsAt, endsAt } of [...appointments, null].map(each =>
    hours(each, now.timeZoneId, closes),
  )) {
    // Something may be booked in the evening; calls are made until the day closes.
    const to = Temporal.PlainTime.compare(startsAt, closes) < 0 ? startsAt : closes
    if (Temporal.PlainTime.compare(from, to) < 0 && from.until(to).total('minutes') >= callMinutes) {
      return { from, to, callTo }
    }
    if (Temporal.PlainTime.compare(endsAt, from) > 0) from = endsAt
  }
  return null
}

/** Null is the end of the day. */
function hours(appointment: DayAppointment | null, timeZone: string, closes: Temporal.PlainTime) {
  if (appointment === null) return { startsAt: closes, endsAt: closes }
  return {
    startsAt: appointment.startsAt.toZonedDateTimeISO(timeZone).toPlainTime(),
    endsAt: appointment.endsAt.toZonedDateTimeISO(timeZone).toPlainTime(),
  }
}

/** What can happen in a handover. Nothing of it is changed afterwards: what happens later is added. */
export type HandoverEvent =
  | { kind: 'told'; day: Temporal.PlainDate; staffId: number | null; how: ToldHow }
  | { kind: 'meetingBooked'; day: Temporal.PlainDate; staffId: number | null; appointment: BookedMeeting }
  | { kind: 'met'; day: Temporal.PlainDate; staffId: number | null; contactId: number }
  | { kind: 'noMeeting'; day: Temporal.PlainDate; staffId: number | null; reason: NoMeeting; note: string }
  | { kind: 'received'; day: Temporal.PlainDate; staffId: number | null }

export const toldHow = ['meeting', 'call', 'text', 'letter'] as const
export type ToldHow = (typeof toldHow)[number]

/** Why the two do not meet with the young person together. */
export const noMeetings = ['left', 'away', 'declined', 'known', 'other'] as const
export type NoMeeting = (typeof noMeetings)[number]

export interface BookedMeeting {
  id: number
  day: Temporal.PlainDate
  /** As it is today, not as it was when it was booked. */
  state: 'booked' | 'held' | 'noShow' | 'cancelled'
}

/**
 * How many days after the change a handover ends by itself, unfinished, and the leader is told. Our own inference: by
 * then the two have long met the young person each on their own, and whoever gave them away needs no name any more.
 */
export const handoverDays = 84

/**
 * How many days before the change whoever is to receive a young person may read along. Our own inference, see decision
 * 0036: time for reading and for a joint meeting, and no longer than that needs.
 */
export const handoverOpensDays = 14

/** The first day on which whoever receives may open the young person's page. */
export function opensOn(since: Temporal.PlainDate): Temporal.PlainDate {
  return since.subtract({ days: handoverOpensDays })
}

/** What a change of caseworker owes a young person, in the order in which it is best done. */
export const handoverSteps = ['tell', 'meet', 'receive'] as const
export type HandoverStep = (typeof handoverSteps)[number]

export type Told = { day: Temporal.PlainDate; how: ToldHow; staffId: number | null }
export type Met =
  | { kind: 'met'; day: Temporal.PlainDate }
  /** Booked; `isPast` asks for whether it was held. */
  | { kind: 'booked'; day: Temporal.PlainDate; appointmentId: number; isPast: boolean }
  /** Was booked, and came to nothing. */
  | { kind: 'fellThrough'; day: Temporal.PlainDate }
  | { kind: 'none'; reason: NoMeeting; note: string; day: Temporal.PlainDate }
export type Received = { day: Temporal.PlainDate; staffId: number | null }

/** How a handover stands; null is not yet. */
export interface HandoverStanding {
  told: Told | null
  met: Met | null
  received: Received | null
  /** What to do next; null when nothing is, or when the meeting or the day of the change is waited for. */
  next: HandoverStep | null
  isDone: boolean
}

/**
 * How a handover stands, from what has happened in it. Something done twice counts as it was done last, but a meeting
 * that was held is not undone by another that falls through.
 *
 * @param events in the order in which they were written down
 * @param since the first day of the new caseworker: before it there is nothing to receive
 */
export function foldHandover(
  events: readonly HandoverEvent[],
  since: Temporal.PlainDate,
  today: Temporal.PlainDate,
): HandoverStanding {
  let told: Told | null = null
  let met: Met | null = null
  let received: Received | null = null
  for (const event of events) {
    if (event.kind === 'told') told = { day: event.day, how: event.how, staffId: event.staffId }
    else if (event.kind === 'received') received = { day: event.day, staffId: event.staffId }
    else if (met?.kind !== 'met') met = metBy(event, today)
  }
  const isMet = met?.kind === 'met' || met?.kind === 'none'
  const isDone = told !== null && isMet && received !== null
  return { told, met, received, next: nextOf({ told, met, received }, since, today), isDone }
}

type Meeting = Extract<HandoverEvent, { kind: 'meetingBooked' | 'met' | 'noMeeting' }>

function metBy(event: Meeting, today: Temporal.PlainDate): Met {
  if (event.kind === 'met') return { kind: 'met', day: event.day }
  if (event.kind === 'noMeeting')
    return { kind: 'none', reason: event.reason, note: event.note, day: event.day }
  const { id, day, state } = event.appointment
  if (state === 'held') return { kind: 'met', day }
  if (state === 'booked')
    return { kind: 'booked', day, appointmentId: id, isPast: Temporal.PlainDate.compare(day, today) < 0 }
  return { kind: 'fellThrough', day }
}

function nextOf(
  { told, met, received }: Pick<HandoverStanding, 'told' | 'met' | 'received'>,
  since: Temporal.PlainDate,
  today: Temporal.PlainDate,
): HandoverStep | null {
  if (told === null) return 'tell'
  if (met === null || met.kind === 'fellThrough' || (met.kind === 'booked' && met.isPast)) return 'meet'
  if (received === null && Temporal.PlainDate.compare(since, today) <= 0) return 'receive'
  return null
}

import type { HouseCalendar } from '#domain/calendar/calendar.ts'
import { type EntrancePromise, promiseDays, type StageDay, type Tried } from './promise.ts'
import { isTheirs, type Sender, saysItIsTheirs } from './who-wrote.ts'

type Day = Temporal.PlainDate | null

/** What is known of an enquiry that is followed with the code of its receipt. */
export interface FollowedEnquiry extends Sender {
  receivedOn: Temporal.PlainDate
  mayTell: 'receipt' | 'outcome'
  /** It is answered, or goes on as somebody's case. */
  isClosed: boolean
  /** Somebody has a case by it, which is open: what was promised is owed there. */
  goesOn: boolean
  takenOn: Day
  /** When the young person was spoken with, whatever enquiry that was about. */
  contactOn: Day
  /** When somebody was spoken with about their own enquiry, leaving out those that it was joined with. */
  ownContactOn: Day
  meetingOn: Day
  teamOn: Day
  /** The latest attempt to reach whoever asks that came to nothing. */
  tried: Tried | null
  toldOn: Day
  /** Null while it is open, and where it goes on as somebody's case. */
  closedOn: Day
}

/** What whoever holds the code is told. */
export interface Followed {
  /** Who asks: the young person, somebody who says so and of whom it is not known yet, or somebody else. */
  who: 'youth' | 'perhapsYouth' | 'other'
  takenOn: Day
  answeredOn: Day
  closedOn: Day
  /** The promise clock of the young person; null for everybody else. */
  stages: StageDay[] | null
  /** When whoever wrote for somebody else is called; null once anybody was. */
  callBack: StageDay | null
  tellsOutcome: boolean
}

/**
 * What is told to whoever holds the code. The young person sees the clock of the promise. Everybody else sees that it
 * was received and that somebody is on it, by when they are called themselves, and whether it was answered only where
 * that may be told: when the young person meets whom is not for others to know, nor that somebody was spoken with about
 * another enquiry that theirs was joined with.
 *
 * Whoever says that it is about themselves is told no more than others until it is known that it is so: what was
 * promised stays, as the receipt had it, but not whether and when they met.
 *
 * What became somebody's case is closed without a day. What was promised is owed on there, and is told as it stands, as
 * to those at work; with the case it ends. Everybody else goes on seeing the days that they were promised while they lie
 * ahead, and never whether one has passed in vain: that would tell what is held in the case.
 */
export function follow(
  enquiry: FollowedEnquiry,
  promises: readonly EntrancePromise[],
  today: Temporal.PlainDate,
  calendar: HouseCalendar,
): Followed {
  const { receivedOn, mayTell, isClosed, goesOn, meetingOn, teamOn, tried, closedOn } = enquiry
  const isKnown = isTheirs(enquiry) && mayTell === 'outcome'
  const says = saysItIsTheirs(enquiry)
  const contactOn = isTheirs(enquiry) ? enquiry.contactOn : enquiry.ownContactOn
  const reached = isKnown
    ? { contact: contactOn, meeting: meetingOn, team: teamOn }
    : { contact: contactOn, meeting: null, team: null }
  const promised = promiseDays(promises, receivedOn, reached, tried, today, calendar)
  const takenOn = enquiry.takenOn ?? contactOn
  if (isKnown) {
    const caseEnded = isClosed && closedOn === null && !goesOn
    const stages = promised.filter(
      ({ state }) => !(caseEnded && (state === 'overdue' || state === 'waiting')),
    )
    return {
      who: 'youth',
      takenOn,
      answeredOn: enquiry.toldOn,
      closedOn,
      stages,
      callBack: null,
      tellsOutcome: true,
    }
  }
  if (says) {
    const stages = promised.filter(({ stage, state }) =>
      isClosed
        ? goesOn && state === 'waiting'
        : state === 'waiting' || (stage === 'contact' && state === 'overdue'),
    )
    const nothing = { answeredOn: null, closedOn: null, callBack: null, tellsOutcome: false }
    return { who: 'perhapsYouth', takenOn, stages, ...nothing }
  }
  const contact = promised.find(({ stage }) => stage === 'contact')
  const tellsOutcome = mayTell === 'outcome'
  return {
    who: 'other',
    takenOn,
    answeredOn: tellsOutcome ? enquiry.toldOn : null,
    closedOn: tellsOutcome ? closedOn : null,
    stages: null,
    callBack:
      contact === undefined ||
      contact.dueDay === null ||
      contact.keptDay !== null ||
      (isClosed && !(goesOn && contact.state === 'waiting'))
        ? null
        : contact,
    tellsOutcome,
  }
}

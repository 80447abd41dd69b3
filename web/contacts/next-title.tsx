import type { ContactForm, NextContact, OwedContact } from '#contract/contacts.ts'
import { explainInWords } from '#contract/language/explain.ts'
import { explainDeadline } from '#domain/rhythm/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useWhenSaid } from './when-said.ts'

/** What is to be done next and by when, or that it is booked. */
export function NextTitle({ proposal, data }: { proposal: NextContact; data: ContactForm }) {
  const { today } = data
  const say = useSay()
  const dates = useDates()
  const { when, kindInSentence } = useWhenSaid(data.timeZone, today)
  const { owed, kind, booked } = proposal
  if (booked !== null) {
    return say('contacts.nextBooked', { what: kindInSentence(booked.kind), when: when(booked.startsAt) })
  }
  if (owed === null) return say('contacts.nothingOwed')
  const latest = owed.retryDay ?? owed.windowTo
  const call = kind === 'call'
  if (Temporal.PlainDate.compare(latest, today) < 0) {
    return say(call ? 'contacts.nextCallOver' : 'contacts.nextMeetingOver')
  }
  const day = dates.day(latest, today)
  if (owed.retryDay !== null)
    return say(call ? 'contacts.nextCallRetry' : 'contacts.nextMeetingRetry', { day })
  return say(call ? 'contacts.nextCall' : 'contacts.nextMeeting', { day })
}

/** The rule, what it counts from, and where it comes from. */
export function Why({ owed, today }: { owed: OwedContact; today: Temporal.PlainDate }) {
  const say = useSay()
  const explanation = explainDeadline(
    { ...owed, state: 'open', anchor: { kind: owed.anchorKind, day: owed.anchorDay }, closedDay: null },
    { ...owed, name: owed.ruleName },
    today,
  )
  const words = explainInWords(say, explanation, today)
  return (
    <p>
      {[words.why, ...words.more].join(' ')} <span className="mg-quiet">{words.source}</span>
    </p>
  )
}

import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { TimelineEvent } from '#contract/youths-person.ts'
import { lastDay } from './periods.ts'

export interface Told {
  /** What happened, in two or three words. */
  what: string
  /** Who, where, how long. */
  details: string[]
  /** What came of it. */
  more?: string
  tone: 'info' | 'danger' | 'neutral'
}

type Staff = { givenName: string; familyName: string }
const nameOf = ({ givenName, familyName }: Staff) => `${givenName} ${familyName}`
const filled = (parts: readonly (string | null | undefined | false)[]) =>
  parts.filter(part => typeof part === 'string' && part !== '') as string[]

/** One event of the story in words. */
export function tellEvent(say: Say, dates: Dates, event: TimelineEvent, today: Temporal.PlainDate): Told {
  switch (event.type) {
    case 'contact':
      return {
        what: contactWhat(say, event),
        details: filled([
          event.place,
          event.staff && nameOf(event.staff),
          event.minutes !== null && say('youth.minutes', { minutes: event.minutes }),
        ]),
        tone: event.outcome === 'held' ? 'info' : event.outcome === 'cancelled' ? 'neutral' : 'danger',
      }
    case 'appointment':
      return {
        what: appointmentWhat(say, event),
        details: filled([event.staff && nameOf(event.staff)]),
        tone: event.state === 'noShow' ? 'danger' : 'neutral',
      }
    case 'assessed':
      return {
        what: say('youth.became', { name: inText(say, event.name) }),
        details: filled([event.staff && nameOf(event.staff)]),
        more: event.reason,
        tone: 'info',
      }
    case 'relationBegan':
      return {
        what: say(`youth.${began[event.role]}`, { staff: nameOf(event.staff) }),
        details: event.before === null ? [] : [say('youth.after', { staff: nameOf(event.before) })],
        tone: 'info',
      }
    case 'relationEnded':
      return {
        what: say(`youth.${ended[event.role]}`, { staff: nameOf(event.staff) }),
        details: [],
        tone: 'neutral',
      }
    case 'programmeBegan':
      return { what: say('youth.programmeBegan', { name: event.name }), details: [], tone: 'info' }
    case 'programmeEnded':
      return {
        what: say('youth.programmeEnded', { name: event.name }),
        details: filled([event.reason]),
        tone: 'neutral',
      }
    case 'paused':
      return {
        what: say(`youth.${event.reason}_paused`),
        details: [say('youth.until', { day: dates.day(lastDay(event.to), today) })],
        tone: 'neutral',
      }
    case 'activityBegan':
    case 'activityEnded':
      return {
        what: say(event.type === 'activityBegan' ? 'youth.began' : 'youth.ended', {
          activity: inText(say, say(`youth.${event.kind}_activity`)),
        }),
        details: filled([event.description]),
        tone: event.type === 'activityBegan' ? 'info' : 'neutral',
      }
    case 'benefitBegan':
      return {
        what: say('youth.benefitBegan', { benefit: inText(say, say(`youths.${event.kind}_benefit`)) }),
        details: [],
        tone: 'neutral',
      }
    case 'enquired':
      return { what: say(`youth.${event.senderRole}Enquired`), details: [], tone: 'info' }
    case 'orderGiven':
      return {
        what: say('youth.orderGiven'),
        details: filled([event.staff && nameOf(event.staff)]),
        tone: 'info',
      }
    case 'orderStepDone':
      return {
        what: say('youth.orderStepDone', { step: inText(say, say(`youth.step_${event.step}`)) }),
        details: filled([event.staff && nameOf(event.staff)]),
        tone: 'info',
      }
    case 'orderEnded':
      return { what: say('youth.orderEnded'), details: [event.reason], tone: 'neutral' }
    case 'caseOpened':
      return { what: say('youth.caseOpened'), details: [], tone: 'neutral' }
    case 'caseClosed':
      return { what: say('youth.caseClosed'), details: filled([event.reason]), tone: 'neutral' }
  }
}

const began = {
  caseworker: 'gotCaseworker',
  educationAdviser: 'gotEducationAdviser',
  contactPerson: 'gotContactPerson',
  mentor: 'gotMentor',
} as const
const ended = {
  caseworker: 'lostCaseworker',
  educationAdviser: 'lostEducationAdviser',
  contactPerson: 'lostContactPerson',
  mentor: 'lostMentor',
} as const

function contactWhat(say: Say, { kind, outcome }: Extract<TimelineEvent, { type: 'contact' }>): string {
  if (outcome === 'held') return say(`youth.done_${kind}`)
  const fallback = {
    noShow: 'youth.noShow_any',
    unanswered: 'youth.unanswered_any',
    cancelled: 'youth.cancelled_any',
  }
  return say.known(`youth.${outcome}_${kind}`) ?? say.known(fallback[outcome]) ?? say(`youths.${kind}_kind`)
}

function appointmentWhat(say: Say, { kind, state }: Extract<TimelineEvent, { type: 'appointment' }>): string {
  if (state === 'booked') return say(`youth.booked_${kind}`)
  if (state === 'held') return say(`youth.done_${kind}`)
  if (state === 'cancelled') return say(`youth.cancelled_${kind}`)
  return say.known(`youth.noShow_${kind}`) ?? say('youth.noShow_any')
}

/** A name as it stands within a sentence: in small letters, but for an abbreviation. */
function inText(say: Say, name: string): string {
  const isAbbreviation = name === name.toLocaleUpperCase(say.locale)
  return isAbbreviation ? name : name.charAt(0).toLocaleLowerCase(say.locale) + name.slice(1)
}

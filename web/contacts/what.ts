import type { ContactContent } from '#contract/contacts.ts'

type Kind = ContactContent['kind']
type Outcome = ContactContent['outcome']

/** What a person answers to "what happened": one word for the kind and what came of it. */
export const whats = [
  'meeting',
  'call',
  'accompaniment',
  'text',
  'noShow',
  'unanswered',
  'cancelled',
  'letter',
] as const
export type What = (typeof whats)[number]

/** The kind and outcome that a word stands for; `planned` is what it was meant to be, where that is known. */
export function kindAndOutcome(what: What, planned: Kind | null): { kind: Kind; outcome: Outcome } {
  switch (what) {
    case 'noShow':
      return { kind: planned === 'accompaniment' ? planned : 'meeting', outcome: 'noShow' }
    case 'unanswered':
      return { kind: planned === 'text' ? planned : 'call', outcome: 'unanswered' }
    case 'cancelled':
      return {
        kind: planned === 'call' || planned === 'accompaniment' ? planned : 'meeting',
        outcome: 'cancelled',
      }
    default:
      return { kind: what, outcome: 'held' }
  }
}

/** The word for a contact as it is stored. */
export function whatOf({ kind, outcome }: { kind: Kind; outcome: Outcome }): What {
  return outcome === 'held' ? kind : outcome
}

/** Whether two people were in the same place, so that one can ask where. */
export function hasPlace(what: What): boolean {
  return what === 'meeting' || what === 'accompaniment' || what === 'noShow' || what === 'cancelled'
}

/** Whether it took time that is worth noting. */
export function hasLength(what: What): boolean {
  return what === 'meeting' || what === 'accompaniment' || what === 'call'
}

/** Whether the team can have been there. */
export function mayBeTeam(what: What): boolean {
  return what === 'meeting' || what === 'accompaniment'
}

/** Whether it can be what came of something booked; a message is not. */
export function settlesAppointment(what: What): boolean {
  return what !== 'text' && what !== 'letter'
}

import type { ContactKind, ContactOutcome } from '#domain/rhythm/types.ts'
import { openings } from './note-openings.ts'
import { noteThemes } from './note-themes.ts'
import { type Person, withPronouns } from './people.ts'
import type { Random } from './random.ts'

export interface NoteText {
  subjectArea: string
  body: string
}

/** Whether it is the first or the last meeting of a case. */
export type Turn = 'welcome' | 'goodbye'

/** What is written down about a contact: an opening, what the young person told, and what was agreed. */
export function noteFor(
  kind: ContactKind,
  outcome: ContactOutcome,
  opening: string | null,
  turn: Turn | null,
  person: Person,
  random: Random,
): NoteText | null {
  const fill = (sentence: string) => withPronouns(sentence, person.gender).replaceAll('{navn}', person.given)
  const say = (sentences: readonly string[]) => fill(random.pick(sentences))
  if (outcome !== 'held')
    return { subjectArea: 'other', body: say(openings[outcome === 'noShow' ? 'noShow' : 'unanswered']) }
  if (kind === 'letter') return null
  if (kind === 'text') return { subjectArea: 'other', body: say(openings.text) }
  const theme = noteThemes[random.pick(person.themes)]
  const begins = turn !== null ? openings[turn] : openings[kind === 'call' ? 'call' : 'meeting']
  const parts = [turn === null && opening !== null ? opening : say(begins), say(theme.told)]
  if (kind === 'meeting' && random.chance(0.4)) {
    const second = say(noteThemes[random.pick(person.themes)].told)
    if (!parts.includes(second)) parts.push(second)
  }
  if (turn !== 'goodbye' && random.chance(kind === 'call' ? 0.5 : 0.85)) parts.push(say(theme.agreed))
  return { subjectArea: theme.subjectArea, body: parts.join(' ') }
}

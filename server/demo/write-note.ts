import type { ContactKind, ContactOutcome } from '#domain/rhythm/types.ts'
import { openings } from './note-openings.ts'
import { noteThemes, steady } from './note-themes.ts'
import { type Person, withPronouns } from './people.ts'
import type { Random } from './random.ts'

export interface NoteText {
  subjectArea: string
  body: string
}

/** Whether it is the first or the last meeting of a case. */
export type Turn = 'welcome' | 'goodbye'

export interface Noted {
  kind: ContactKind
  outcome: ContactOutcome
  turn: Turn | null
  /** Where a note from this place begins with something of its own. */
  opening: string | null
}

export type NoteWriter = (noted: Noted) => NoteText | null

/**
 * Writes one person's notes in the order of time: an opening, what the young person told, and what was agreed. Each
 * theme goes forward a step at a time, so that the timeline reads as a story.
 *
 * @param expected about how many notes there will be, for the steps to last until today
 */
export function noteWriter(person: Person, expected: number, random: Random): NoteWriter {
  const name = person.given.split(' ')[0] ?? person.given
  const told = new Map<string, number>()
  const last = new Map<readonly string[], number>()
  const steps = person.themes.reduce((sum, theme) => sum + noteThemes[theme].told.length, 0)
  const fill = (sentence: string) => withPronouns(sentence, person.gender).replaceAll('{navn}', name)

  /** Goes round the sentences from a place of chance, so that the same does not come twice in a row. */
  function say(sentences: readonly string[]): string {
    const at = ((last.get(sentences) ?? random.int(0, sentences.length - 1)) + 1) % sentences.length
    last.set(sentences, at)
    return fill(sentences[at] ?? '')
  }

  return ({ kind, outcome, turn, opening }) => {
    if (outcome !== 'held') {
      return { subjectArea: 'other', body: say(outcome === 'noShow' ? openings.noShow : openings.unanswered) }
    }
    if (kind === 'letter') return null
    if (kind === 'text') return { subjectArea: 'other', body: say(openings.text) }
    const themeName = random.pick(person.themes)
    const theme = noteThemes[themeName]
    const step = told.get(themeName) ?? 0
    const next = theme.told[step]
    const goesOn = next !== undefined && random.chance(steps / Math.max(expected, 1))
    if (goesOn) told.set(themeName, step + 1)
    const begins = turn !== null ? openings[turn] : openings[kind === 'call' ? 'call' : 'meeting']
    const parts = [
      turn === null && opening !== null ? opening : say(begins),
      goesOn ? fill(next) : say(steady),
    ]
    if (kind === 'meeting' && goesOn && random.chance(0.3)) parts.push(say(steady))
    const agrees = turn !== 'goodbye' && random.chance(kind === 'call' ? 0.5 : 0.85)
    if (agrees) parts.push(say(theme.agreed))
    return { subjectArea: goesOn || agrees ? theme.subjectArea : 'other', body: parts.join(' ') }
  }
}

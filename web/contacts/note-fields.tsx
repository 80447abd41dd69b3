import type { ReactNode } from 'react'
import type { ReadContact } from '#contract/contacts.ts'
import { useSay } from '#web/calls/language.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import type { BoundField } from '#web/kit/form.tsx'
import { TextArea } from '#web/kit/text-field.tsx'

interface Props {
  subjectArea: BoundField<string | null>
  note: BoundField<string>
  subjectAreas: ReadContact['subjectAreas']
  /** The given name of whom it is about. */
  name: string
  below: ReactNode
}

/** The note and what it is about, since that decides on which legal basis it is kept. */
export function NoteFields({ subjectArea, note, subjectAreas, name, below }: Props) {
  const say = useSay()
  const area = subjectAreas.find(each => each.code === subjectArea.value)
  if (subjectAreas.length === 0) return <p className="mg-quiet">{say('contacts.noSubjectAreas')}</p>
  return (
    <>
      <TextArea
        {...note}
        label={say('contacts.note')}
        optional
        rows={4}
        maxLength={20_000}
        hint={area && say('contacts.readableBy', { area: area.name, name })}
        below={below}
      />
      <ChoiceChips
        {...subjectArea}
        label={say('contacts.subject')}
        choices={subjectAreas.map(each => ({ value: each.code, label: each.name }))}
      />
      {area && (
        <details>
          <summary>{say('contacts.whyAllowed')}</summary>
          <p className="mg-quiet">{say('contacts.legalBasis', { basis: area.legalBasis })}</p>
        </details>
      )}
    </>
  )
}

import { classNames } from './class-names.ts'
import { FieldFrame, type FieldProps } from './field.tsx'
import type { Choice } from './text-field.tsx'

interface ChoiceChipsProps<Value extends string> extends FieldProps<Value | null> {
  choices: readonly Choice<Value>[]
  /** `row`: equal widths, filled when chosen, for the main question of a form. `chips`: as wide as the word. */
  look?: 'row' | 'chips'
}

/**
 * One of a few, each a thumb wide. Radio buttons underneath: arrow keys move, Tab leaves,
 * and a screen reader says "2 of 5". The chosen one is also bold and ringed, not only coloured.
 */
export function ChoiceChips<Value extends string>(props: ChoiceChipsProps<Value>) {
  const { id, name, value, onChange, choices, look = 'chips', disabled } = props
  return (
    <FieldFrame {...props} group>
      <div className={look === 'row' ? 'mg-choices mg-choices-row' : 'mg-choices'}>
        {choices.map((choice, index) => (
          <label
            key={choice.value}
            className={classNames('mg-choice', value === choice.value && 'mg-choice-chosen')}
          >
            <input
              className="sr-only"
              type="radio"
              // The first one has the field's own id, so that an error summary can lead to it.
              id={index === 0 ? id : `${id}-${choice.value}`}
              name={name}
              value={choice.value}
              checked={value === choice.value}
              disabled={disabled}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </FieldFrame>
  )
}

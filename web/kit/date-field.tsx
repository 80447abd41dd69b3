import { useEffect, useRef, useState } from 'react'
import { described, FieldFrame, type FieldProps } from './field.tsx'
import { Icon } from './icon.tsx'
import { useKitWords } from './words.tsx'
import { readDay, readTime, writeDay, writeTime } from './written-time.ts'

interface Writing<Value> {
  value: Value | null
  onChange: (value: Value | null) => void
  read: (text: string) => Value | null
  write: (value: Value) => string
  /** What is wrong with what is written, or undefined. */
  fault: (text: string, value: Value | null) => string | undefined
}

/**
 * Text that stands for a value. While what is written cannot be read the value is null and the control is
 * marked invalid for the browser, so that a form never sends nothing where something was written.
 */
function useWritten<Value>({ value, onChange, read, write, fault }: Writing<Value>) {
  const [text, setText] = useState(() => (value === null ? '' : write(value)))
  const [left, setLeft] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const current = value === null ? null : write(value)
  const [last, setLast] = useState(current)
  // A value that came from elsewhere (a draft, the calendar, a reset) replaces what is written.
  if (last !== current) {
    setLast(current)
    const written = read(text)
    if (current !== (written === null ? null : write(written))) setText(current ?? '')
  }
  const problem = text.trim() === '' ? undefined : fault(text, read(text))
  useEffect(() => input.current?.setCustomValidity(problem ?? ''), [problem])
  return {
    input,
    problem: left ? problem : undefined,
    attributes: {
      ref: input,
      value: text,
      onChange: (event: { target: { value: string } }) => {
        setText(event.target.value)
        onChange(read(event.target.value))
      },
      onBlur: () => {
        setLeft(true)
        const written = read(text)
        if (written !== null) setText(write(written))
      },
      onFocus: () => setLeft(false),
    },
  }
}

interface DateFieldProps extends FieldProps<Temporal.PlainDate | null> {
  /** Earliest and latest day that may be chosen, both included. */
  min?: Temporal.PlainDate
  max?: Temporal.PlainDate
  /** Shown in the hint instead of the fifth of March; take one that fits, as a birth date. */
  example?: Temporal.PlainDate
}

/**
 * A day, written as `d.m.yyyy` (and every other way that people write it) or chosen in the browser's own
 * calendar. The value is null while nothing, or nothing readable, is written; see `useForm` for what then
 * happens when the form is sent.
 */
export function DateField(props: DateFieldProps) {
  const words = useKitWords()
  const { id, name, value, onChange, disabled, min, max } = props
  const example = writeDay(props.example ?? Temporal.PlainDate.from('2026-03-05'))
  const calendar = useRef<HTMLInputElement>(null)
  const written = useWritten({
    value,
    onChange,
    read: readDay,
    write: writeDay,
    fault: (_text, day) => {
      if (day === null) return words.dateInvalid(example)
      if (min && Temporal.PlainDate.compare(day, min) < 0) return words.dateTooEarly(writeDay(min))
      if (max && Temporal.PlainDate.compare(day, max) > 0) return words.dateTooLate(writeDay(max))
      return undefined
    },
  })
  const shown = {
    ...props,
    error: written.problem ?? props.error,
    hint: props.hint ?? words.dateHint(example),
  }
  return (
    <FieldFrame {...shown}>
      <div className="mg-date">
        <input
          className="form-input"
          id={id}
          name={name}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          disabled={disabled}
          {...written.attributes}
          {...described(shown)}
        />
        <input
          ref={calendar}
          className="mg-date-native"
          type="date"
          tabIndex={-1}
          aria-hidden="true"
          disabled={disabled}
          value={value?.toString() ?? ''}
          min={min?.toString()}
          max={max?.toString()}
          onChange={event =>
            onChange(event.target.value === '' ? null : Temporal.PlainDate.from(event.target.value))
          }
        />
        <button
          className="mg-date-button"
          type="button"
          aria-label={`${words.dateChoose}: ${props.label}`}
          disabled={disabled}
          onClick={() => calendar.current?.showPicker()}
        >
          <Icon name="calendar-month" />
        </button>
      </div>
    </FieldFrame>
  )
}

/** A time of day, written as `9.30`, `9:30`, `930` or `9`. Null while nothing readable is written. */
export function TimeField(props: FieldProps<Temporal.PlainTime | null>) {
  const words = useKitWords()
  const written = useWritten({
    value: props.value,
    onChange: props.onChange,
    read: readTime,
    write: writeTime,
    fault: (_text, time) => (time === null ? words.timeInvalid : undefined),
  })
  const shown = { ...props, error: written.problem ?? props.error }
  return (
    <FieldFrame {...shown}>
      <input
        className="form-input mg-input-short"
        id={props.id}
        name={props.name}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        disabled={props.disabled}
        {...written.attributes}
        {...described(shown)}
      />
    </FieldFrame>
  )
}

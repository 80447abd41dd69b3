import { type HTMLInputAutoCompleteAttribute, type ReactNode, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { described, FieldFrame, type FieldProps } from './field.tsx'

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'tel' | 'search' | 'password'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  autoComplete?: HTMLInputAutoCompleteAttribute
  /** Roughly how many signs are expected; sets the width. */
  size?: 'short' | 'medium' | 'full'
  maxLength?: number
}

const sizes = { short: 'mg-input-short', medium: '', full: 'mg-input-full' } as const

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const {
    id,
    name,
    value,
    onChange,
    disabled,
    type = 'text',
    inputMode,
    autoComplete = 'off',
    size = 'medium',
  } = props
  return (
    <FieldFrame {...props}>
      <input
        className={classNames('form-input', sizes[size])}
        id={id}
        name={name}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        maxLength={props.maxLength}
        disabled={disabled}
        value={value}
        onChange={event => onChange(event.target.value)}
        {...described(props)}
      />
    </FieldFrame>
  )
}

interface TextAreaProps extends FieldProps<string> {
  /** Lines shown when empty; it grows with the text. */
  rows?: number
  maxLength?: number
  /** Shown below the box, for instance that a draft is kept. */
  below?: ReactNode
}

/** Several lines of text; grows with what is written. */
export function TextArea(props: TextAreaProps) {
  const { id, name, value, onChange, disabled, rows = 5, maxLength, below } = props
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null || element.value !== value) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [value])
  return (
    <FieldFrame {...props}>
      <textarea
        ref={box}
        className="form-input mg-input-full mg-textarea"
        id={id}
        name={name}
        rows={rows}
        maxLength={maxLength}
        disabled={disabled}
        value={value}
        onChange={event => onChange(event.target.value)}
        {...described(props)}
      />
      {below && <div className="mg-below">{below}</div>}
    </FieldFrame>
  )
}

export interface Choice<Value extends string> {
  value: Value
  label: string
}

interface SelectProps<Value extends string> extends FieldProps<Value | ''> {
  choices: readonly Choice<Value>[]
  /** The first, empty choice; without it the value is one of the choices from the start. */
  empty?: string
}

/** One of many, as the browser's own list. For two to six, ChoiceChips is quicker. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { id, name, value, onChange, disabled, choices, empty } = props
  return (
    <FieldFrame {...props}>
      <select
        className="form-select"
        id={id}
        name={name}
        disabled={disabled}
        value={value}
        onChange={event => onChange(choices.find(choice => choice.value === event.target.value)?.value ?? '')}
        {...described(props)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

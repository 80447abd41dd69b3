import {
  type HTMLInputAutoCompleteAttribute,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { classNames } from './class-names.ts'
import { described, FieldFrame, type FieldProps } from './field.tsx'
import { useKitWords } from './words.tsx'

interface TextFieldProps extends FieldProps<string> {
  type?: 'text' | 'email' | 'tel' | 'search' | 'password'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search'
  autoComplete?: HTMLInputAutoCompleteAttribute
  /** Roughly how many signs are expected; sets the width. */
  size?: 'short' | 'medium' | 'full'
  maxLength?: number
}

const sizes = { short: 'mg-input-short', medium: '', full: 'mg-input-full' } as const

/**
 * Keeps a text that is too long from being sent, and cuts nothing: with the browser's own limit what is pasted loses its
 * end without a word.
 *
 * @returns how many more signs there is room for; below 0 as many are too many
 */
function useLimit(
  box: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  value: string,
  max: number | undefined,
): number {
  const words = useKitWords()
  // Counted as the server does, which drops the space around it.
  const room = (max ?? Number.POSITIVE_INFINITY) - value.trim().length
  useEffect(() => box.current?.setCustomValidity(room < 0 ? words.tooMuch(-room) : ''), [box, room, words])
  return room
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const box = useRef<HTMLInputElement>(null)
  // What is searched for is sent by no form, which could say that it is too long.
  const isSearch = props.type === 'search'
  useLimit(box, props.value, isSearch ? undefined : props.maxLength)
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
        ref={box}
        className={classNames('form-input', sizes[size])}
        id={id}
        name={name}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        maxLength={isSearch ? props.maxLength : undefined}
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

/** From so few signs left on it is said how many there are. */
const nearlyFull = 200

/** Several lines of text; grows with what is written. */
export function TextArea(props: TextAreaProps) {
  const { id, name, value, onChange, disabled, rows = 5, maxLength, below } = props
  const words = useKitWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const room = useLimit(box, value, maxLength)
  const isNearlyFull = room < nearlyFull && value !== ''
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
        disabled={disabled}
        value={value}
        onChange={event => onChange(event.target.value)}
        {...described(props)}
      />
      {isNearlyFull && (
        <div className="mg-below">{room < 0 ? words.tooMuch(-room) : words.roomLeft(room)}</div>
      )}
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

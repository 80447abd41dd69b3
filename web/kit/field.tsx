import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useKitWords } from './words.tsx'

/** What every field takes. `useForm(...).field(name)` gives `id`, `name`, `value`, `onChange` and `error`. */
export interface FieldProps<Value> {
  id: string
  name: string
  label: string
  value: Value
  onChange: (value: Value) => void
  /** Help below the label, one short sentence. */
  hint?: ReactNode
  /** What is wrong, as a sentence that says what to do. */
  error?: string | undefined
  /** Says "ikke påkrævet" after the label. Fields are required unless it is set. */
  optional?: boolean
  disabled?: boolean
  /** The label is read aloud but not shown; only where what is beside it says the same. */
  hideLabel?: boolean
}

const hintId = (id: string) => `${id}-hint`
const errorId = (id: string) => `${id}-error`

/** The `aria-` attributes that tie a control to its hint and error. */
export function described({
  id,
  hint,
  error,
  optional,
}: Pick<FieldProps<never>, 'id' | 'hint' | 'error' | 'optional'>) {
  const ids = [hint ? hintId(id) : null, error ? errorId(id) : null].filter(each => each !== null)
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': optional ? undefined : true,
  } as const
}

interface FrameProps
  extends Pick<FieldProps<never>, 'id' | 'label' | 'hint' | 'error' | 'optional' | 'hideLabel'> {
  children: ReactNode
  /** A fieldset with a legend, for groups of controls. */
  group?: boolean
}

/** Label, hint, error and the control, in the order of DKFDS. */
export function FieldFrame({
  id,
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
  group = false,
}: FrameProps) {
  const words = useKitWords()
  const text = (
    <>
      {label}
      {optional && <span className="mg-optional"> ({words.optional})</span>}
    </>
  )
  const labelClass = classNames('form-label', hideLabel && 'sr-only')
  const below = (
    <>
      {hint && (
        <span className="form-hint" id={hintId(id)}>
          {hint}
        </span>
      )}
      {error && (
        <span className="form-error-message" id={errorId(id)}>
          <span className="sr-only">{words.error}: </span>
          {error}
        </span>
      )}
      {children}
    </>
  )
  const frame = classNames('form-group', error && 'form-error')
  if (group) {
    return (
      <div className={frame}>
        <fieldset aria-describedby={described({ id, hint, error, optional: true })['aria-describedby']}>
          <legend className={labelClass}>{text}</legend>
          {below}
        </fieldset>
      </div>
    )
  }
  return (
    <div className={frame}>
      <label className={labelClass} htmlFor={id}>
        {text}
      </label>
      {below}
    </div>
  )
}

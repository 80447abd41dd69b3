import type { ReactNode } from 'react'
import { described, type FieldProps } from './field.tsx'
import { useKitWords } from './words.tsx'

/** Yes or no. The label says what yes means. */
export function Checkbox({
  id,
  name,
  label,
  value,
  onChange,
  hint,
  error,
  disabled,
  hideLabel,
}: FieldProps<boolean>) {
  const words = useKitWords()
  const attributes = described({ id, hint, error, optional: true })
  return (
    <div className={error ? 'form-group form-error' : 'mg-checkbox'}>
      {error && (
        <span className="form-error-message" id={`${id}-error`}>
          <span className="sr-only">{words.error}: </span>
          {error}
        </span>
      )}
      <div className="form-group-checkbox">
        <input
          className="form-checkbox"
          type="checkbox"
          id={id}
          name={name}
          checked={value}
          disabled={disabled}
          onChange={event => onChange(event.target.checked)}
          {...attributes}
        />
        <label htmlFor={id}>{hideLabel ? <span className="sr-only">{label}</span> : label}</label>
        {hint && (
          <span className="form-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </div>
    </div>
  )
}

/** Checkboxes that belong together, under one question. */
export function CheckboxGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend className="form-label">{label}</legend>
      {children}
    </fieldset>
  )
}

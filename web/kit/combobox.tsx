import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { described, FieldFrame, type FieldProps } from './field.tsx'
import { useKitWords } from './words.tsx'

export interface ComboboxOption {
  value: string
  label: string
  /** A second, quieter line, for instance the age. */
  detail?: string
}

interface ComboboxProps extends FieldProps<ComboboxOption | null> {
  /** What matches what is written; keep it short (20 or so), best first. */
  options: readonly ComboboxOption[]
  /** Called as people write. Filter `options` from it, or ask the server. */
  onSearch: (text: string) => void
  /** An answer is on its way. */
  searching?: boolean
}

/**
 * Search as you type and choose one (ARIA 1.2 combobox with a list). Down and Up move, Enter chooses,
 * Escape closes and then clears; what is written but not chosen is put back on leaving.
 */
export function Combobox(props: ComboboxProps) {
  const { id, name, value, onChange, options, onSearch, searching = false, disabled } = props
  const words = useKitWords()
  const listId = useId()
  const [text, setText] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const list = useRef<HTMLDivElement>(null)
  const optionId = (index: number) => `${listId}-${index}`

  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const choose = (option: ComboboxOption | null) => {
    onChange(option)
    setText(null)
    close()
  }
  const move = (to: number) => {
    setOpen(true)
    setActive(to)
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = options.length - 1
    const chosen = open ? options[active] : undefined
    switch (event.key) {
      case 'ArrowDown':
        move(active >= last ? 0 : active + 1)
        break
      case 'ArrowUp':
        move(active <= 0 ? last : active - 1)
        break
      case 'Escape':
        if (open) close()
        else choose(null)
        break
      case 'Enter':
        // Without a marked choice Enter sends the form, as in any field.
        if (chosen === undefined) return
        choose(chosen)
        break
      default:
        return
    }
    event.preventDefault()
  }

  return (
    <FieldFrame {...props}>
      <div className="mg-combobox">
        <input
          className="form-input mg-input-full"
          id={id}
          name={name}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && active >= 0 ? optionId(active) : undefined}
          disabled={disabled}
          value={text ?? value?.label ?? ''}
          onChange={event => {
            setText(event.target.value)
            setOpen(true)
            setActive(-1)
            if (event.target.value === '') onChange(null)
            onSearch(event.target.value)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setText(null)
            close()
          }}
          {...described(props)}
        />
        <div
          ref={list}
          className="mg-options"
          id={listId}
          role="listbox"
          aria-label={props.label}
          hidden={!open || options.length === 0}
        >
          {options.map((option, index) => (
            <div
              key={option.value}
              id={optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classNames('mg-option', index === active && 'mg-option-active')}
              // At once, since leaving the field folds the list before a click would arrive.
              onMouseDown={event => {
                event.preventDefault()
                choose(option)
              }}
            >
              {option.label}
              {option.detail && <span className="mg-quiet"> {option.detail}</span>}
            </div>
          ))}
        </div>
        {open && text !== null && text !== '' && options.length === 0 && (
          <div className="mg-options mg-options-none" aria-hidden="true">
            {searching ? words.searching : words.noMatches}
          </div>
        )}
        <span className="sr-only" role="status">
          {open && text
            ? searching
              ? words.searching
              : options.length === 0
                ? words.noMatches
                : words.matches(options.length)
            : ''}
        </span>
      </div>
    </FieldFrame>
  )
}

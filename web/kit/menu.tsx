import {
  type ButtonHTMLAttributes,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useRef,
  useState,
} from 'react'
import { Icon } from './icon.tsx'
import { useFolding } from './use-folding.ts'

const Fold = createContext<() => void>(() => undefined)

/**
 * A button that unfolds a few buttons (MenuButton), as the user menu. Escape and a click
 * elsewhere fold it; a choice folds it too. It is a disclosure, so Tab goes through it as through the page.
 */
export function Menu({
  label,
  accessibleLabel,
  children,
}: {
  label: ReactNode
  accessibleLabel?: string
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const fold = useCallback(() => setOpen(false), [])
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useFolding(open, setOpen, root, button)
  return (
    <div ref={root} className="mg-menu">
      <button
        ref={button}
        type="button"
        className="mg-menu-button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={accessibleLabel}
        onClick={() => setOpen(!open)}
      >
        <span>{label}</span>
        <Icon name="chevron-down" small />
      </button>
      <ul id={id} className="mg-menu-list" hidden={!open}>
        <Fold value={fold}>{children}</Fold>
      </ul>
    </div>
  )
}

/** Something that a Menu does. */
export function MenuButton({ onClick, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  const fold = useContext(Fold)
  return (
    <li>
      <button
        type="button"
        {...rest}
        className="mg-menu-item"
        onClick={event => {
          fold()
          onClick?.(event)
        }}
      />
    </li>
  )
}

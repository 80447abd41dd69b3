import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** `primary`: the likeliest thing to do, once per row or form. `plain` looks like a link. */
export type ButtonLook = 'primary' | 'secondary' | 'plain' | 'danger'

const looks: Readonly<Record<ButtonLook, string>> = {
  primary: 'button button-primary',
  secondary: 'button button-secondary',
  plain: 'button mg-button-plain',
  danger: 'button button-warning',
}

interface Looks {
  look?: ButtonLook
  icon?: IconName
  /** Fills its container, as on a phone's bottom bar. */
  wide?: boolean
}

function inside(icon: IconName | undefined, children: ReactNode) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  )
}

const classOf = ({ look = 'secondary', wide }: Looks, more?: string) =>
  classNames(looks[look], wide && 'mg-wide', more)

/**
 * A button that does something here. `busy` says that it is under way: a second press does nothing,
 * the button keeps its place and focus. Type is `button` unless `submit` is asked for.
 */
export function Button({
  look,
  icon,
  wide = false,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: Looks & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      className={classOf({ ...(look && { look }), wide }, className)}
      aria-disabled={busy || undefined}
      onClick={event => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="mg-spinner" aria-hidden="true" /> : null}
      {inside(icon, children)}
    </button>
  )
}

type AnchorLooks = Looks & AnchorHTMLAttributes<HTMLAnchorElement>

/** A link that looks like a button to somewhere outside the router: `tel:`, `/api/log-in`, a download. */
export function AnchorButton({ look, icon, wide = false, className, children, ...rest }: AnchorLooks) {
  return (
    <a {...rest} className={classOf({ ...(look && { look }), wide }, className)}>
      {inside(icon, children)}
    </a>
  )
}

/** A link to one of our pages that looks like a button: `<LinkButton to="/unge/$youthId" params=…>`. */
export const LinkButton = createLink(AnchorButton)

/** Buttons beside each other with the same gap everywhere; on a phone they share the width. */
export function ButtonRow({ children, end = false }: { children: ReactNode; end?: boolean }) {
  return <div className={classNames('mg-button-row', end && 'mg-button-row-end')}>{children}</div>
}

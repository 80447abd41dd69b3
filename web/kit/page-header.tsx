import { createLink } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'

let headingWantsFocus = false

/**
 * After a navigation: the page's heading takes the focus, at once where it is already shown, otherwise as
 * soon as the new page shows it. So a screen reader says where one has come to.
 */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('h1[data-page-heading]')
  headingWantsFocus = heading === null
  heading?.focus({ preventScroll: true })
}

interface PageHeaderProps {
  /** The page's h1, and the window's title. */
  title: string
  /** Quieter words in the heading itself, for instance the age. */
  aside?: ReactNode
  /** The line below: what day, how many. */
  children?: ReactNode
  actions?: ReactNode
  /** A way up: `<BackLink to="/">Min dag</BackLink>`. */
  back?: ReactNode
}

/** The top of every page; sets the document's title and takes the focus after a navigation. */
export function PageHeader({ title, aside, children, actions, back }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Medgang`
  }, [title])
  useEffect(() => {
    if (!headingWantsFocus) return
    headingWantsFocus = false
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <header className="mg-page-header">
      {back && <div className="mg-back">{back}</div>}
      <div className="mg-page-header-row">
        <div className="mg-page-header-text">
          <h1 ref={heading} tabIndex={-1} data-page-heading="">
            {title}
            {aside && <span className="mg-heading-aside"> {aside}</span>}
          </h1>
          {children && <div className="mg-lead">{children}</div>}
        </div>
        {actions && <div className="mg-button-row">{actions}</div>}
      </div>
    </header>
  )
}

function BackAnchor({ children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className="mg-back-link">
      <Icon name="chevron-left" small />
      {children}
    </a>
  )
}

/** The way up from a page: `<BackLink to="/">Min dag</BackLink>`. */
export const BackLink = createLink(BackAnchor)

function TabAnchor({ children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className="mg-tab">
      {children}
    </a>
  )
}

/** One tab in Tabs, a link of its own: `<TabLink to=… params=…>Overblik</TabLink>`; the current one is marked. */
export const TabLink = createLink(TabAnchor)

/** Parts of one page or person, each with its own address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="mg-tabs" aria-label={label}>
      {children}
    </nav>
  )
}

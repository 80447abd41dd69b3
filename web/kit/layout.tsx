import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/**
 * A page's frame. Three widths and no others: `reading` (forms and text, 44 rem), `wide` (lists with a
 * column beside, 1200 px), `full` (broad tables). Put a PageHeader first in it.
 */
export function Page({
  width = 'wide',
  children,
}: {
  width?: 'reading' | 'wide' | 'full'
  children: ReactNode
}) {
  const widths = { reading: 'mg-page-reading', wide: 'mg-page-wide', full: 'mg-page-full' }
  return <div className={classNames('mg-page', widths[width])}>{children}</div>
}

/** What matters on the left, what helps on the right; the right comes below on a narrow screen. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="mg-columns">
      <div className="mg-stack">{children}</div>
      <aside className="mg-stack">{aside}</aside>
    </div>
  )
}

/** Things below each other with the same space between: `small` 8, `medium` 16, `large` 24 px. */
export function Stack({
  gap = 'large',
  children,
}: {
  gap?: 'small' | 'medium' | 'large'
  children: ReactNode
}) {
  const gaps = { small: 'mg-stack-small', medium: 'mg-stack-medium', large: 'mg-stack' }
  return <div className={gaps[gap]}>{children}</div>
}

/**
 * Fields beside each other where there is room, otherwise below each other. `tight` for tags and words that
 * belong together in a line.
 */
export function Inline({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return <div className={classNames('mg-inline', tight && 'mg-inline-tight')}>{children}</div>
}

/** A white surface with an optional heading. `flush`: its children reach the edges (lists, tables). */
export function Card({
  title,
  actions,
  level = 2,
  flush = false,
  children,
}: {
  title?: ReactNode
  actions?: ReactNode
  level?: 2 | 3
  flush?: boolean
  children: ReactNode
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={classNames('mg-card', flush && 'mg-card-flush')}>
      {(title || actions) && (
        <div className="mg-card-head">
          {title && <Heading className="mg-card-title">{title}</Heading>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}

/** A quiet blue box for what is proposed or foreseen: one sentence in bold, why, and what one can do. */
export function Proposal({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <section className="mg-proposal">
      <div>
        <p className="mg-proposal-title">{title}</p>
        {children}
      </div>
      {actions && <div className="mg-button-row">{actions}</div>}
    </section>
  )
}

/** Words and what they stand for, as "Telefon: 37 20 22 33". Empty ones are left out by the caller. */
export function DefinitionList({
  items,
}: {
  items: readonly { term: ReactNode; value: ReactNode; key: string }[]
}) {
  return (
    <dl className="mg-definitions">
      {items.map(item => (
        <div key={item.key}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A list of RowCard in one white surface. `label` names the list for screen readers. */
export function RowCards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="mg-rows" aria-label={label}>
      {children}
    </ul>
  )
}

interface RowCardProps {
  /** Who or what: usually a link. */
  title: ReactNode
  /** Quieter words beside the title: age, programme. */
  aside?: ReactNode
  /** One sentence that says why now; begin with a Tag where there is one. */
  children?: ReactNode
  /** ButtonRow contents: the likeliest one last and `primary`. */
  actions?: ReactNode
}

/** One row of a list: a person, one sentence, what one can do. */
export function RowCard({ title, aside, children, actions }: RowCardProps) {
  return (
    <li className="mg-row">
      <div className="mg-row-text">
        <div className="mg-row-title">
          <strong>{title}</strong>
          {aside && <span className="mg-quiet"> {aside}</span>}
        </div>
        {children && <div className="mg-row-sentence">{children}</div>}
      </div>
      {actions && <div className="mg-button-row mg-row-actions">{actions}</div>}
    </li>
  )
}

export interface AgendaItem {
  key: string
  /** "9.00" */
  time: string
  title: ReactNode
  detail?: ReactNode
  /** Free time, or something that has passed: quieter. */
  quiet?: boolean
}

/** A day's appointments by the clock. */
export function Agenda({ label, items }: { label: string; items: readonly AgendaItem[] }) {
  return (
    <ul className="mg-agenda" aria-label={label}>
      {items.map(item => (
        <li key={item.key} className={classNames('mg-agenda-item', item.quiet && 'mg-agenda-quiet')}>
          <span className="mg-agenda-time">{item.time}</span>
          <div>
            <div>{item.title}</div>
            {item.detail && <div className="mg-quiet">{item.detail}</div>}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What is said when a list is empty: why, and what to do about it. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="mg-empty">
      <p className="mg-empty-title">{title}</p>
      {children && <div className="mg-quiet">{children}</div>}
      {actions && <div className="mg-button-row">{actions}</div>}
    </div>
  )
}

export interface TimelineItem {
  key: string
  /** "I dag", "16. nov." */
  when: string
  /** Machine-readable day, for `<time>`. */
  day: string
  /** Bold, then ordinary words: what happened, who. */
  what: ReactNode
  /** What came of it. */
  more?: ReactNode
  tone?: 'info' | 'danger' | 'neutral'
}

const dots = {
  info: 'mg-event',
  danger: 'mg-event mg-event-danger',
  neutral: 'mg-event mg-event-neutral',
} as const

/** What has happened, newest first, reading as a story. */
export function Timeline({ label, items }: { label: string; items: readonly TimelineItem[] }) {
  return (
    <ol className="mg-timeline" aria-label={label}>
      {items.map(item => (
        <li key={item.key} className={dots[item.tone ?? 'info']}>
          <time className="mg-event-when" dateTime={item.day}>
            {item.when}
          </time>
          <div className="mg-event-text">
            <div>{item.what}</div>
            {item.more && <div className="mg-event-more">{item.more}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

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

interface ClockBarProps {
  /** What is owed: "Møde hver måned". */
  title: string
  /** "senest 21. dec." */
  due: string
  /** How far the time has run, 0 to 1; more than 1 is over. */
  share: number
  tone?: 'neutral' | 'warning' | 'danger'
  /** Where it comes from: "Løfte: Mod til uddannelse". */
  children?: ReactNode
}

const clockTones = {
  neutral: ['mg-clock-due', 'mg-bar-fill'],
  warning: ['mg-clock-due mg-clock-due-warning', 'mg-bar-fill'],
  danger: ['mg-clock-due mg-clock-due-danger', 'mg-bar-fill mg-bar-fill-danger'],
} as const

/** How much of an interval has passed, with the due day in words; the bar adds nothing that is not said. */
export function ClockBar({ title, due, share, tone = 'neutral', children }: ClockBarProps) {
  const [dueClass, fillClass] = clockTones[tone]
  return (
    <div className="mg-clock">
      <div className="mg-clock-head">
        <strong>{title}</strong>
        <span className={dueClass}>{due}</span>
      </div>
      <Bar share={share} className={fillClass} />
      {children && <div className="mg-clock-source">{children}</div>}
    </div>
  )
}

/** A bar that illustrates a share said in words beside it. `mark` draws a line, as at full load (0 to 1). */
export function Bar({
  share,
  mark,
  className = 'mg-bar-fill',
}: {
  share: number
  mark?: number
  className?: string
}) {
  const percent = (part: number) => `${Math.max(0, Math.min(1, part)) * 100}%`
  return (
    <div className="mg-bar" aria-hidden="true">
      <div className={classNames(className)} style={{ width: percent(share) }} />
      {mark !== undefined && <div className="mg-bar-mark" style={{ left: percent(mark) }} />}
    </div>
  )
}

/** How far something has come that takes a while, for instance an import. Said aloud as it goes. */
export function ProgressBar({
  label,
  value,
  max,
  text,
}: {
  label: string
  value: number
  max: number
  text: string
}) {
  return (
    <div className="mg-progress">
      <div className="mg-clock-head">
        <strong>{label}</strong>
        <span className="mg-quiet" role="status">
          {text}
        </span>
      </div>
      <progress value={value} max={max} aria-label={label} aria-valuetext={text} />
    </div>
  )
}

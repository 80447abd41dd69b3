import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

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

import type { ReactNode } from 'react'

/** What a colour means: `danger` overdue, `warning` today, `info` a fact to know, `good` kept. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'danger'

const tagTones: Readonly<Record<Tone, string>> = {
  neutral: 'mg-tag',
  info: 'mg-tag mg-tag-info',
  good: 'mg-tag mg-tag-good',
  warning: 'mg-tag mg-tag-warning',
  danger: 'mg-tag mg-tag-danger',
}

/** A short word or two about a row, as "4 dage over". The word says it; the colour only helps. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tagTones[tone]}>{children}</span>
}

interface CountTileProps {
  count: string
  label: string
  pressed: boolean
  onPress: () => void
  /** `danger` colours the figure when it needs someone, together with its word. */
  tone?: 'neutral' | 'danger'
}

/** A count that is also a filter. Put them in CountTiles. */
export function CountTile({ count, label, pressed, onPress, tone = 'neutral' }: CountTileProps) {
  return (
    <button type="button" className="mg-tile" aria-pressed={pressed} onClick={onPress}>
      <span className={tone === 'danger' ? 'mg-tile-count mg-tile-count-danger' : 'mg-tile-count'}>
        {count}
      </span>{' '}
      <span className="mg-tile-label">{label}</span>
    </button>
  )
}

/** A row of CountTile; on a phone two in a row, so that none is out of sight. `label` says what the filters are for. */
export function CountTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="mg-tiles">
      <legend className="sr-only">{label}</legend>
      <div className="mg-tiles-row">{children}</div>
    </fieldset>
  )
}

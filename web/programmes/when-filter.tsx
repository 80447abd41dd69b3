import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ShownRule } from '#contract/rules.ts'
import { useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Inline } from '#web/kit/layout.tsx'
import { TextField } from '#web/kit/text-field.tsx'

type During = ShownRule['during']

/** Sets of rules that followed each other, with first and last day. */
const eras = {
  'fra-2014': ['2014-01-01', '2019-12-31', 'rules.era2014'],
  'fra-2020': ['2020-01-01', '2025-06-30', 'rules.era2020'],
  'fra-2025': ['2025-07-01', null, 'rules.era2025'],
} as const
type Era = keyof typeof eras
const isEra = (text: string | undefined): text is Era => text !== undefined && text in eras

/**
 * Which rows are shown, as the address says it (`?vis=`): those that hold now or later, those of a period, all of
 * them, or those that held on a day (`?dag=2019-05-01`).
 */
export function useWhen() {
  const { vis, dag } = useSearch({ strict: false }) as { vis?: string; dag?: string }
  const today = useToday()
  const day = readDay(dag)
  const before = (a: Temporal.PlainDate | null, b: Temporal.PlainDate) =>
    a !== null && Temporal.PlainDate.compare(a, b) < 0
  const shows = ({ from, lastDay }: During): boolean => {
    if (vis === 'alle') return true
    if (vis === 'dag') return day === null || (!before(day, from) && !before(lastDay, day))
    if (isEra(vis)) {
      const [first, last] = eras[vis]
      const until = last === null ? null : Temporal.PlainDate.from(last)
      return !before(lastDay, Temporal.PlainDate.from(first)) && !before(until, from)
    }
    return !before(lastDay, today)
  }
  return { vis: vis === 'alle' || vis === 'dag' || isEra(vis) ? vis : ('nu' as const), day, shows }
}

function readDay(text: string | undefined): Temporal.PlainDate | null {
  try {
    return text === undefined ? null : Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

/** Whether all written words are among a row's own. */
export function matches(sought: string, ...texts: readonly string[]): boolean {
  const text = texts.join(' ').toLocaleLowerCase('da')
  return sought
    .toLocaleLowerCase('da')
    .split(/\s+/)
    .every(word => text.includes(word))
}

interface Props {
  sought: string
  onSearch: (text: string) => void
  /** Whether the sets of rules of earlier years are offered. */
  withEras?: boolean
}

/** Search, and when. */
export function WhenFilter({ sought, onSearch, withEras = false }: Props) {
  const say = useSay()
  const today = useToday()
  const navigate = useNavigate()
  const { vis, day } = useWhen()
  const [written, setWritten] = useState(day)
  const go = (search: Record<string, string>) => void navigate({ to: '.', search, replace: true })
  return (
    <>
      <Inline>
        <TextField
          id="sought"
          name="sought"
          type="search"
          label={say('rules.find')}
          optional
          value={sought}
          onChange={onSearch}
        />
        {vis === 'dag' && (
          <DateField
            id="on-day"
            name="on-day"
            label={say('rules.onDay')}
            value={written}
            onChange={chosen => {
              setWritten(chosen)
              if (chosen !== null) go({ vis: 'dag', dag: String(chosen) })
            }}
            example={today}
          />
        )}
      </Inline>
      <ChoiceChips
        id="when"
        name="when"
        label={say('rules.when')}
        value={vis}
        onChange={chosen => {
          if (chosen === 'dag') go({ vis: 'dag', dag: String(written ?? today) })
          else go(chosen === null || chosen === 'nu' ? {} : { vis: chosen })
        }}
        choices={[
          { value: 'nu', label: say('rules.now') },
          ...(withEras
            ? (Object.keys(eras) as Era[]).map(era => ({ value: era, label: say(eras[era][2]) }))
            : []),
          { value: 'dag', label: say('rules.aDay') },
          { value: 'alle', label: say('rules.always') },
        ]}
      />
      {isEra(vis) && <p className="mg-quiet">{say(`${eras[vis][2]}Text`)}</p>}
    </>
  )
}

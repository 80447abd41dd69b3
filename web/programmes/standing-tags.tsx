import type { ShownRule } from '#contract/rules.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Inline } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'

const tones = { law: 'info', local: 'neutral', unverified: 'warning' } as const
type Status = keyof typeof tones
type During = ShownRule['during']

/** Where something stands: law, decided locally, or not confirmed, which is said wherever it is shown. */
export function StatusTag({ status }: { status: Status }) {
  const say = useSay()
  return <Tag tone={tones[status]}>{say(`programmes.${status}`)}</Tag>
}

/** Clock, status and period of a row; what has not begun and what has ended says so. */
export function StandingTags({
  clock,
  status,
  during,
}: {
  clock?: ShownRule['clock']
  status: Status
  during: During
}) {
  const say = useSay()
  const today = useToday()
  const periodInWords = usePeriodInWords()
  return (
    <Inline tight>
      {clock !== undefined && <Tag>{say(`programmes.${clock}`)}</Tag>}
      <StatusTag status={status} />
      {isAhead(during, today) && <Tag tone="good">{say('rules.ahead')}</Tag>}
      {!isStanding(during, today) && <Tag>{say('rules.over')}</Tag>}
      <span className="mg-quiet">{periodInWords(during)}</span>
    </Inline>
  )
}

/** "Siden 1. januar 2017", "Fra ...", "... til ...". */
export function usePeriodInWords() {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  return ({ from, lastDay }: During) => {
    if (lastDay !== null) {
      // Over a change of years both days say theirs: "1. januar 2017 til 30. november 2026".
      const [toFrom, toEnd] = from.year === lastDay.year ? [today, today] : [lastDay, from]
      return say('programmes.period', { from: dates.day(from, toFrom), to: dates.day(lastDay, toEnd) })
    }
    const first = dates.day(from, today)
    return isAhead({ from }, today)
      ? say('programmes.runsFrom', { day: first })
      : say('programmes.runsSince', { day: first })
  }
}

/** Whether it holds today or later. */
export function isStanding({ lastDay }: Pick<During, 'lastDay'>, today: Temporal.PlainDate): boolean {
  return lastDay === null || Temporal.PlainDate.compare(lastDay, today) >= 0
}

/** Whether it has not begun. */
export function isAhead({ from }: Pick<During, 'from'>, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, today) > 0
}

/** As it stands otherwise, with what holds today before what is ahead and what is over. */
export function todaysFirst<Row>(
  rows: readonly Row[],
  today: Temporal.PlainDate,
  duringOf: (row: Row) => During,
): Row[] {
  const holds = (row: Row) => isStanding(duringOf(row), today) && !isAhead(duringOf(row), today)
  return [...rows.filter(holds), ...rows.filter(row => !holds(row))]
}

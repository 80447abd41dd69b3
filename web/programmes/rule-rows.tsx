import { Link } from '@tanstack/react-router'
import type { ShownRule } from '#contract/programmes.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Inline } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { ruleInWords } from './rule-words.ts'

const tones = { law: 'info', local: 'neutral', unverified: 'warning' } as const

/** Where something stands: law, decided locally, or not confirmed, which is said wherever it is shown. */
export function StatusTag({ status }: { status: keyof typeof tones }) {
  const say = useSay()
  return <Tag tone={tones[status]}>{say(`programmes.${status}`)}</Tag>
}

/** "Siden 1. januar 2017", "Fra ...", "... til ...". */
export function usePeriodInWords() {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  return ({ from, lastDay }: ShownRule['during']) => {
    const first = dates.day(from, today)
    if (lastDay !== null) return say('programmes.period', { from: first, to: dates.day(lastDay, today) })
    return Temporal.PlainDate.compare(from, today) <= 0
      ? say('programmes.runsSince', { day: first })
      : say('programmes.runsFrom', { day: first })
  }
}

/** Whether it holds today or later. */
export function isStanding({ lastDay }: ShownRule['during'], today: Temporal.PlainDate): boolean {
  return lastDay === null || Temporal.PlainDate.compare(lastDay, today) >= 0
}

/** Rules in sentences, with clock, status, source and what happens in a pause and after a failed attempt. */
export function RuleRows({ label, rules }: { label: string; rules: readonly ShownRule[] }) {
  const say = useSay()
  const dates = useDates()
  const mayWrite = useMay()('setup.write')
  const periodInWords = usePeriodInWords()
  return (
    <RowCards label={label}>
      {rules.map(rule => (
        <RowCard
          key={rule.id}
          title={rule.name}
          actions={
            mayWrite &&
            rule.clock === 'promise' &&
            rule.during.lastDay === null && (
              <Link
                to="/opsaetning/loefte"
                search={{ ret: String(rule.id) }}
                aria-label={say('programmes.changeRule', { name: rule.name })}
              >
                {say('programmes.edit')}
              </Link>
            )
          }
        >
          <p>
            {[
              ruleInWords(say, dates, rule),
              ...(rule.targetGroup === null
                ? []
                : [say('programmes.onlyGroup', { group: rule.targetGroup })]),
            ].join(' ')}
          </p>
          <Inline tight>
            <Tag>{say(`programmes.${rule.clock}`)}</Tag>
            <StatusTag status={rule.status} />
            <span className="mg-quiet">{periodInWords(rule.during)}</span>
          </Inline>
          <div className="mg-quiet">
            <div>
              {rule.stopsInPause
                ? say('programmes.pauseStops', { days: rule.returnWorkingDays })
                : say('programmes.pauseRuns')}{' '}
              {say('programmes.retrySentence', {
                retry: rule.retryWorkingDays,
                escalate: rule.escalateAfter,
              })}
            </div>
            {rule.source !== '' && <div>{say('programmes.source', { source: rule.source })}</div>}
          </div>
        </RowCard>
      ))}
    </RowCards>
  )
}

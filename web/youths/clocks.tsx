import { Link } from '@tanstack/react-router'
import { pageOfDeed } from '#contract/deeds.ts'
import { explainInWords } from '#contract/language/explain.ts'
import type { OpenDeadline, Youth } from '#contract/youths-person.ts'
import { explainDeadline } from '#domain/rhythm/explain.ts'
import { runsOutOn } from '#domain/rhythm/first-due.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ClockBar } from '#web/kit/bars.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { shareRun } from './periods.ts'

/** The promise and the law as bars, each of which says why; and how they were kept. */
export function Clocks({ youth }: { youth: Youth }) {
  const say = useSay()
  const { promise, statutory } = youth.kept
  // What is not confirmed is never presented as law, in the sum neither.
  const isUnverified = youth.deadlines.some(
    ({ clock, status }) => clock === 'statutory' && status === 'unverified',
  )
  return (
    <Card title={say('youth.clocks')}>
      {youth.deadlines.length === 0 ? (
        <EmptyState title={say('youth.noClocks')}>{say('youth.noClocksText')}</EmptyState>
      ) : (
        <Stack gap="medium">
          {youth.deadlines.map(deadline => (
            <Clock key={deadline.ruleId} deadline={deadline} youth={youth} />
          ))}
        </Stack>
      )}
      <p className="mg-quiet mg-kept">
        {promise.due === 0 ? say('youth.nothingDuePromise') : say('youth.keptPromise', promise)}{' '}
        {statutory.due === 0
          ? say('youth.nothingDueStatutory')
          : say(isUnverified ? 'youth.keptUnverified' : 'youth.keptStatutory', statutory)}
      </p>
    </Card>
  )
}

function Clock({ deadline, youth: { today, youthId, comesOn } }: { deadline: OpenDeadline; youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const explanation = explainDeadline(
    {
      ...deadline,
      state: 'open',
      anchor: { kind: deadline.anchorKind, day: deadline.anchorDay },
      closedDay: null,
    },
    { ...deadline, name: deadline.ruleName },
    today,
  )
  const words = explainInWords(say, explanation, today)
  const { latest, daysOver, deed } = explanation
  const { retryDay } = deadline
  const isRetry = retryDay !== null && Temporal.PlainDate.compare(retryDay, latest) < 0
  const runsOut = runsOutOn(deadline)
  const isClose = today.until(runsOut).days <= 3
  const isToday = Temporal.PlainDate.compare(runsOut, today) <= 0
  return (
    <ClockBar
      title={deadline.ruleName}
      due={
        daysOver > 0
          ? say('youth.daysOver', { count: daysOver })
          : isToday
            ? say(isRetry ? 'youth.retryToday' : 'youth.dueToday')
            : say(isRetry ? 'youth.retryLatest' : 'youth.latest', { day: dates.shortDay(runsOut, today) })
      }
      share={shareRun(deadline.anchorDay, latest, today)}
      tone={daysOver > 0 ? 'danger' : isClose ? 'warning' : 'neutral'}
    >
      {deed !== null && comesOn === null && (
        <p>
          <Link to={pageOfDeed[deed]} params={{ youthId: String(youthId) }}>
            {say(`youth.${deed}`)}
          </Link>
        </p>
      )}
      <details className="mg-why">
        <summary>
          {clockName(say, deadline)} · {say('youth.why')}
        </summary>
        <p>{[words.why, ...words.more].join(' ')}</p>
        <p>{words.source}</p>
      </details>
    </ClockBar>
  )
}

function clockName(
  say: ReturnType<typeof useSay>,
  { clock, status, pattern, programme }: OpenDeadline,
): string {
  if (pattern === 'set') return say('youth.setDay')
  // What is not confirmed is never presented as law.
  if (status === 'unverified') return say('youth.unverified')
  if (clock === 'statutory') return say('youth.statutory')
  return programme === null ? say('youth.promise') : say('youth.promiseOf', { programme })
}

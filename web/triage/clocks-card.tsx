import { explainInWords } from '#contract/language/explain.ts'
import type { Referral, ReferralClock } from '#contract/triage.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { ClockBar } from '#web/kit/bars.tsx'
import { Card, Stack } from '#web/kit/layout.tsx'
import { actBy, explanationOf } from './words.ts'

/** What is owed from the day of the enquiry, each with why; what is done stands below, quieter. */
export function ClocksCard({ referral: { clocks, today, state: referralState } }: { referral: Referral }) {
  const say = useSay()
  const open = clocks.filter(({ state }) => state === 'open')
  const past = clocks.filter(({ state }) => state === 'onTime' || state === 'late')
  const isDone = referralState === 'closed' || referralState === 'merged'
  if (isDone && past.length === 0) return null
  return (
    <Card title={say('triage.clocks')}>
      {open.length + past.length === 0 && <p className="mg-quiet">{say('triage.clocksNone')}</p>}
      <Stack gap="medium">
        {[...open, ...past].map(clock => (
          <Clock key={clock.ruleId} clock={clock} today={today} />
        ))}
      </Stack>
    </Card>
  )
}

function Clock({ clock, today }: { clock: ReferralClock; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const explanation = explanationOf(say, clock, today)
  const { daysOver } = explanation
  const words = explainInWords(say, explanation, today)
  const day = actBy(clock)
  const isOpen = clock.state === 'open'
  const isClose = isOpen && today.until(day).days <= 1
  const due = !isOpen
    ? say('triage.kept', { day: dates.shortDay(clock.closedDay ?? clock.windowTo, today) })
    : daysOver > 0
      ? say('triage.daysOver', { count: daysOver })
      : Temporal.PlainDate.compare(day, today) <= 0
        ? say('triage.dueToday')
        : say('triage.latest', { day: dates.shortDay(day, today) })
  return (
    <ClockBar
      title={explanation.ruleName}
      due={due}
      share={isOpen ? run(clock, today) : 1}
      tone={daysOver > 0 ? 'danger' : isClose ? 'warning' : 'neutral'}
    >
      <details className="mg-why">
        <summary>
          {clock.status === 'unverified'
            ? say('triage.unverified')
            : say(clock.clock === 'statutory' ? 'triage.statutory' : 'triage.promise')}{' '}
          · {say('triage.why')}
        </summary>
        <p>{[words.why, ...words.more].join(' ')}</p>
        <p>{words.source}</p>
      </details>
    </ClockBar>
  )
}

/** How much of the time has run. */
function run({ anchorDay, windowTo }: ReferralClock, today: Temporal.PlainDate): number {
  const whole = anchorDay.until(windowTo).days
  return whole <= 0 ? 1 : anchorDay.until(today).days / whole
}

import type { readDuty } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useSay } from '#web/calls/language.tsx'
import { hoursText } from './why.ts'

type Rules = OutputOf<typeof readDuty>['rules']

/** Which activities keep the duty, with where each rule comes from: what is not confirmed says so. */
export function WhatCounts({ rules, asOf }: { rules: Rules; asOf: Temporal.PlainDate }) {
  const say = useSay()
  const held = rules.filter(
    ({ during: { from, lastDay } }) =>
      Temporal.PlainDate.compare(from, asOf) <= 0 &&
      (lastDay === null || Temporal.PlainDate.compare(asOf, lastDay) <= 0),
  )
  const statuses = {
    law: 'duty.ruleLaw',
    local: 'duty.ruleLocal',
    unverified: 'duty.ruleUnverified',
  } as const
  return (
    <details className="mg-duty-counts">
      <summary>{say('duty.whatCounts')}</summary>
      <ul>
        {held.map(({ id, activityKind, weeklyMinutes, countsInPart, source, status }) => {
          const what = say(`youth.${activityKind}_activity`)
          const hours = weeklyMinutes === null ? '' : hoursText(weeklyMinutes, say.locale)
          const told =
            weeklyMinutes === null
              ? say('duty.countsAlways', { what })
              : say(countsInPart ? 'duty.countsTogether' : 'duty.countsFrom', { what, hours })
          return (
            <li key={id}>
              {told} ({say(statuses[status])}). <span className="mg-quiet">{source}</span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

import type { PromiseStage } from '#contract/entrance.ts'
import { useDates, useSay } from '#web/calls/language.tsx'

/** What is promised, a sentence a stage. */
export function PromiseList({
  promise,
  today,
}: {
  promise: readonly { stage: PromiseStage; dueDay: Temporal.PlainDate }[]
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  return (
    <ul>
      {promise.map(({ stage, dueDay }) => (
        <li key={stage}>{say(`entrance.promise_${stage}`, { day: dates.weekdayAndDay(dueDay, today) })}</li>
      ))}
    </ul>
  )
}

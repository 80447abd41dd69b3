import type { PromiseStage } from '#contract/entrance.ts'
import { useDates, useSay } from '#web/calls/language.tsx'

interface Promised {
  stage: PromiseStage
  dueDay: Temporal.PlainDate
  isDecided: boolean
}

/** What is promised, a sentence a stage; where the municipality has not decided the days, that they are its aim. */
export function PromiseList({ promise, today }: { promise: readonly Promised[]; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  return (
    <>
      <ul>
        {promise.map(({ stage, dueDay }) => (
          <li key={stage}>{say(`entrance.promise_${stage}`, { day: dates.weekdayAndDay(dueDay, today) })}</li>
        ))}
      </ul>
      {!isAllDecided(promise) && <p className="mg-quiet">{say('entrance.promiseIsAim')}</p>}
    </>
  )
}

/** Whether the municipality stands by every day of it. */
export function isAllDecided(promise: readonly Promised[]): boolean {
  return promise.every(({ isDecided }) => isDecided)
}

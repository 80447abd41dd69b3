import type { Kept } from '#contract/words.ts'
import { useDates, useSay } from '#web/calls/language.tsx'

/** "97 %" with what it is of below it; nothing due is said, never 100 %. */
export function KeptCell({ kept: { kept, due } }: { kept: Kept }) {
  const say = useSay()
  const dates = useDates()
  if (due === 0) return <span className="mg-quiet">{say('caseloads.nothingDue')}</span>
  return (
    <>
      <strong>{dates.percent(kept / due)}</strong>
      <div className="mg-quiet">{say('caseloads.keptOf', { kept, due })}</div>
    </>
  )
}

/** For sorting: nothing due comes before everything else. */
export function keptShareOf({ kept, due }: Kept): number {
  return due === 0 ? -1 : kept / due
}

import type { Setup } from '#contract/programmes.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useToday } from '#web/calls/session.ts'
import { Alert } from '#web/kit/feedback.tsx'

/** The law is not decided here: what is changed must be the law's own change. */
export function LawWarning({ row }: { row: Pick<Setup['rules'][number], 'source' | 'during'> }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  return (
    <Alert tone="warning" title={say('rules.lawWarningTitle')}>
      {say('rules.lawWarning', {
        source: row.source.replace(/\.$/, ''),
        day: dates.day(row.during.from, today),
      })}
    </Alert>
  )
}

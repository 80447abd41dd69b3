import type { OtherRules } from '#contract/programmes.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { StandingTags } from './standing-tags.tsx'
import { matches, useWhen } from './when-filter.tsx'

interface Props {
  promises: OtherRules['entrancePromises']
  sought: string
}

/** What everybody is promised who writes at the entrance; nothing where none is found. */
export function EntrancePromisesCard({ promises, sought }: Props) {
  const say = useSay()
  const { shows } = useWhen()
  const mayWrite = useMay()('setup.write')
  const title = say('rules.entrancePromises')
  const rows = promises
    .map(row => ({
      ...row,
      title: say(`rules.${row.stage}_stage`),
      text: say('rules.stageWithin', {
        interval: say(row.unit === 'days' ? 'programmes.intervalDays' : 'programmes.intervalWorkingDays', {
          count: row.length,
        }),
      }),
    }))
    .filter(row => shows(row.during) && matches(sought, title, row.title, row.text, row.source))
  if (rows.length === 0) return null
  return (
    <Card
      title={title}
      flush
      actions={mayWrite && <LinkButton to="/opsaetning/indgang">{say('rules.entranceEdit')}</LinkButton>}
    >
      <RowCards label={title}>
        {rows.map(row => (
          <RowCard key={`${row.stage} ${row.during.from}`} title={row.title}>
            <p>{row.text}</p>
            <StandingTags status={row.status} during={row.during} />
            <div className="mg-quiet">{say('programmes.source', { source: row.source })}</div>
          </RowCard>
        ))}
      </RowCards>
    </Card>
  )
}

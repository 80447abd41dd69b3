import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Concern } from '#contract/caseloads.ts'
import { useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'

/** Young people whom a leader must see, each with one sentence. */
export function Concerns({
  title,
  empty,
  list: { total, first },
  sentence,
  action,
}: {
  title: string
  empty: string
  list: { total: number; first: readonly Concern[] }
  sentence: (concern: Concern) => string
  action?: (concern: Concern) => ReactNode
}) {
  const say = useSay()
  return (
    <Card title={title} flush={first.length > 0}>
      {first.length === 0 ? (
        <p className="mg-quiet">{empty}</p>
      ) : (
        <RowCards label={title}>
          {first.map(concern => (
            <RowCard
              key={`${concern.youthId}-${concern.ruleName}`}
              title={
                <Link to="/unge/$youthId" params={{ youthId: String(concern.youthId) }}>
                  {concern.givenName} {concern.familyName}
                </Link>
              }
              actions={action?.(concern)}
            >
              {concern.clock && <ClockTag clock={concern.clock} status={concern.status} />}{' '}
              {sentence(concern)}
            </RowCard>
          ))}
        </RowCards>
      )}
      {total > first.length && (
        <p className="mg-quiet mg-card-foot">{say('caseloads.moreInList', { shown: first.length, total })}</p>
      )}
    </Card>
  )
}

/** What is not confirmed is never presented as law. */
function ClockTag({ clock, status }: Pick<Concern, 'status'> & { clock: 'statutory' | 'promise' }) {
  const say = useSay()
  if (status === 'unverified') return <Tag tone="warning">{say('caseloads.notConfirmed')}</Tag>
  return <Tag tone={clock === 'statutory' ? 'danger' : 'warning'}>{say(`caseloads.${clock}`)}</Tag>
}

import { Link } from '@tanstack/react-router'
import type { YouthRow } from '#contract/youths.ts'
import { useSay } from '#web/calls/language.tsx'
import { VirtualList } from '#web/kit/virtual-list.tsx'
import { Caseworker, LastContact, Marks, NextDue } from './youth-cells.tsx'

/** Many young people on a narrow screen: a card each, with what one needs on the way. */
export function YouthCards({ rows, today }: { rows: readonly YouthRow[]; today: Temporal.PlainDate }) {
  const say = useSay()
  return (
    <VirtualList
      label={say('youths.table')}
      items={rows}
      keyOf={({ youthId }) => youthId}
      rowHeight={132}
      render={youth => (
        <div className="mg-youth-card">
          <div className="mg-row-title">
            <strong>
              <Link to="/unge/$youthId" params={{ youthId: String(youth.youthId) }}>
                {youth.givenName} {youth.familyName}
              </Link>
            </strong>{' '}
            <span className="mg-quiet">
              {[say('common.years', { count: youth.age }), youth.programmes[0] ?? youth.targetGroup]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </div>
          <div>
            <NextDue youth={youth} today={today} />
          </div>
          <div className="mg-quiet">
            {say('youths.lastContact')}: <LastContact youth={youth} today={today} /> ·{' '}
            <Caseworker youth={youth} />
          </div>
          <Marks youth={youth} />
        </div>
      )}
    />
  )
}

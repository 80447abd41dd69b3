import { memo } from 'react'
import type { YouthRow } from '#contract/youths.ts'
import { useSay } from '#web/calls/language.tsx'
import { VirtualList } from '#web/kit/virtual-list.tsx'
import { Caseworker, LastContact, Name, NextDue } from './youth-cells.tsx'

/** Many young people on a narrow screen: a card each, with what one needs on the way. */
export function YouthCards({ rows, today }: { rows: readonly YouthRow[]; today: Temporal.PlainDate }) {
  const say = useSay()
  return (
    <VirtualList
      label={say('youths.table')}
      items={rows}
      keyOf={({ youthId }) => youthId}
      rowHeight={132}
      render={youth => <Card youth={youth} today={today} />}
    />
  )
}

const Card = memo(function Card({ youth, today }: { youth: YouthRow; today: Temporal.PlainDate }) {
  const say = useSay()
  const about = [say('common.years', { count: youth.age }), youth.programmes[0] ?? youth.targetGroup]
  return (
    <div className="mg-youth-card">
      <div className="mg-row-title">
        <strong>
          <Name youth={youth} />
        </strong>{' '}
        <span className="mg-quiet">{about.filter(Boolean).join(' · ')}</span>
      </div>
      <div>
        <NextDue youth={youth} today={today} />
      </div>
      <div className="mg-quiet">
        {say('youths.lastContact')}: <LastContact youth={youth} today={today} /> ·{' '}
        <Caseworker youth={youth} />
      </div>
    </div>
  )
})

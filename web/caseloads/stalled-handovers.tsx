import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listStalledHandovers } from '#contract/handovers.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { nameOf } from './proposal-names.ts'

/** Handovers that nobody finishes: a leader hears of them before they end by themselves, and when they have. */
export function StalledHandovers() {
  const say = useSay()
  const dates = useDates()
  const { data } = useQuery({
    queryKey: ['handovers', 'stalled'],
    queryFn: ({ signal }) => call(listStalledHandovers, {}, signal),
  })
  if (data === undefined || data.handovers.length === 0) return null
  const { handovers, total, today } = data
  const title = say('handovers.stalledTitle')
  return (
    <Card title={title} flush>
      <p className="mg-quiet mg-card-foot">{say('handovers.stalledText')}</p>
      <RowCards label={title}>
        {handovers.map(({ handoverId, youthId, from, to, since, endsOn, endedOn, ...youth }) => (
          <RowCard
            key={handoverId}
            title={
              <Link to="/unge/$youthId" params={{ youthId: String(youthId) }}>
                {nameOf(youth)}
              </Link>
            }
          >
            <Tag tone={endedOn === null ? 'warning' : 'danger'}>
              {endedOn === null
                ? say('handovers.stalledEnds', { day: dates.day(endsOn, today) })
                : say('handovers.stalledEnded', { day: dates.day(endedOn, today) })}
            </Tag>{' '}
            {say('handovers.stalledLine', {
              from: nameOf(from),
              to: nameOf(to),
              day: dates.day(since, today),
            })}
          </RowCard>
        ))}
      </RowCards>
      {total > handovers.length && (
        <p className="mg-quiet mg-card-foot">
          {say('caseloads.moreInList', { shown: handovers.length, total })}
        </p>
      )}
    </Card>
  )
}

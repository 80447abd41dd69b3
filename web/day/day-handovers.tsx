import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Handover, listHandovers } from '#contract/handovers.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'

/** Whom the reader gives to a colleague or takes over, with what is next; asked beside the day's own statement. */
export function DayHandovers({ follows }: { follows: (youthId: number) => boolean }) {
  const say = useSay()
  const dates = useDates()
  const enabled = useMay()('handover.write')
  const { data } = useQuery({
    queryKey: ['handovers'],
    queryFn: ({ signal }) => call(listHandovers, {}, signal),
    enabled,
  })
  if (data === undefined || data.handovers.length === 0) return null
  const sentence = ({ mine, givenName, from, to, since }: Handover) =>
    say(mine === 'gives' ? 'day.handoverGives' : 'day.handoverReceives', {
      name: givenName,
      from: from.givenName,
      to: to.givenName,
      day: dates.day(since, data.today),
    })
  return (
    <Card title={say('day.handovers')} flush>
      <RowCards label={say('day.handovers')}>
        {data.handovers.map(handover => {
          const name = `${handover.givenName} ${handover.familyName}`
          return (
            <RowCard
              key={handover.handoverId}
              title={
                // Whoever gives sees the young person no longer from the day of the change.
                follows(handover.youthId) ? (
                  <Link to="/unge/$youthId" params={{ youthId: String(handover.youthId) }}>
                    {name}
                  </Link>
                ) : (
                  name
                )
              }
            >
              {sentence(handover)} {say(`day.handoverNext_${handover.next ?? 'none'}`)}
            </RowCard>
          )
        })}
      </RowCards>
    </Card>
  )
}

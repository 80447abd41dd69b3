import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listHandovers } from '#contract/handovers.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { handoverPart } from './handover-part.ts'

/** Whom the reader gives to a colleague or takes over, with what is next; asked beside the day's own statement. */
export function DayHandovers() {
  const say = useSay()
  const dates = useDates()
  const enabled = useMay()('handover.write')
  const { data } = useQuery({
    queryKey: ['handovers'],
    queryFn: ({ signal }) => call(listHandovers, {}, signal),
    enabled,
  })
  if (data === undefined || data.handovers.length === 0) return null
  const shown = data.handovers.map(handover => {
    return { ...handover, ...handoverPart(handover, data.today) }
  })
  const sentence = ({ mine, hasBegun, givenName, from, to, since }: (typeof shown)[number]) =>
    say(mine === 'receives' ? 'day.handoverReceives' : hasBegun ? 'day.handoverGave' : 'day.handoverGives', {
      name: givenName,
      from: from.givenName,
      to: to.givenName,
      day: dates.day(since, data.today),
    })
  const nextOf = ({ next, isMine, hasBegun, from, to }: (typeof shown)[number]) =>
    isMine
      ? say(`day.handoverNext_${next ?? 'none'}`)
      : say(`day.handoverOther_${next ?? 'none'}`, { who: hasBegun ? to.givenName : from.givenName })
  // Whoever takes over reads along in the last days before: until then there is no page to go to.
  const readingOf = ({ mine, hasBegun, inSight, opensOn, givenName }: (typeof shown)[number]) => {
    if (mine !== 'receives' || hasBegun) return null
    if (opensOn !== null)
      return say('day.handoverOpens', { name: givenName, day: dates.day(opensOn, data.today) })
    return inSight ? say('day.handoverReads') : null
  }
  return (
    <Card title={say('day.handovers')} flush>
      <RowCards label={say('day.handovers')}>
        {shown.map(handover => {
          const name = `${handover.givenName} ${handover.familyName}`
          return (
            <RowCard
              key={handover.handoverId}
              title={
                handover.inSight ? (
                  <Link to="/unge/$youthId" params={{ youthId: String(handover.youthId) }}>
                    {name}
                  </Link>
                ) : (
                  name
                )
              }
            >
              {sentence(handover)} {readingOf(handover)} {nextOf(handover)}
            </RowCard>
          )
        })}
      </RowCards>
    </Card>
  )
}

import { Link } from '@tanstack/react-router'
import type { AgeWaiting } from '#contract/ages.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'

/** Programmes that somebody was too old for before they got an age: only a person ends them. */
export function Waiting({ waiting, today }: { waiting: readonly AgeWaiting[]; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  if (waiting.length === 0) return null
  return (
    <Card title={say('ages.waitingTitle')} flush>
      <p className="mg-ages-lead mg-quiet">{say('ages.waitingLead')}</p>
      <RowCards label={say('ages.waitingTitle')}>
        {waiting.map(({ youthId, givenName, familyName, name, age, birthday, agedOn }) => (
          <RowCard
            key={`${youthId} ${name}`}
            title={
              <Link to="/unge/$youthId" params={{ youthId: String(youthId) }}>
                {givenName} {familyName}
              </Link>
            }
          >
            {say('ages.waiting', {
              name,
              who: givenName,
              age,
              birthday: dates.day(birthday, today),
              agedOn: dates.day(agedOn, today),
            })}
          </RowCard>
        ))}
      </RowCards>
    </Card>
  )
}

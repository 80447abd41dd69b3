import { Link } from '@tanstack/react-router'
import { pageOfDeed } from '#contract/deeds.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import { explainInWords } from '#contract/language/explain.ts'
import type { Explanation } from '#domain/rhythm/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { AnchorButton, LinkButton } from '#web/kit/button.tsx'
import { RowCard } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import type { PersonToday } from './person-today.ts'

/** One person of the day: one sentence that says why now, the other clock, and what one can do. */
export function DayRow({
  row,
  today,
  timeZone,
}: {
  row: PersonToday
  today: Temporal.PlainDate
  timeZone: string
}) {
  const say = useSay()
  const { person } = row
  const name = `${person.givenName} ${person.familyName}`
  const params = { youthId: String(person.youthId) }
  const deed = row.first?.explanation.deed ?? null
  const look = (action: PersonToday['likely']) => (row.likely === action ? 'primary' : 'secondary')
  return (
    <RowCard
      title={
        <Link to="/unge/$youthId" params={params}>
          {name}
        </Link>
      }
      aside={[say('common.years', { count: person.age }), person.programme].filter(Boolean).join(' · ')}
      actions={
        <>
          {person.phone && (
            <AnchorButton
              href={`tel:${person.phone}`}
              look={row.likely === 'call' ? 'primary' : 'plain'}
              aria-label={say('day.callToName', { name })}
            >
              {say('day.callTo')}
            </AnchorButton>
          )}
          {deed !== null && (
            <LinkButton
              to={pageOfDeed[deed]}
              params={params}
              look={look('deed')}
              aria-label={say(`day.${deed}Name`, { name })}
            >
              {say(`day.${deed}`)}
            </LinkButton>
          )}
          {deed === null && (
            <LinkButton
              to="/unge/$youthId/aftale"
              params={params}
              look={look('book')}
              aria-label={say('day.bookName', { name })}
            >
              {say('day.book')}
            </LinkButton>
          )}
          <LinkButton
            to="/unge/$youthId/kontakt"
            params={params}
            look={look('register')}
            aria-label={say('day.registerName', { name })}
          >
            {say('day.register')}
          </LinkButton>
        </>
      }
    >
      <WhyNow row={row} today={today} timeZone={timeZone} />
    </RowCard>
  )
}

function WhyNow({
  row: { person, first, other, groups },
  today,
  timeZone,
}: {
  row: PersonToday
  today: Temporal.PlainDate
  timeZone: string
}) {
  const say = useSay()
  const dates = useDates()
  const words = first && explainInWords(say, first.explanation, today)
  const [next] = person.appointments
  return (
    <>
      {first && <DueTag explanation={first.explanation} deadline={first.deadline} today={today} />}{' '}
      {words ? [words.why, ...words.more].join(' ') : say('day.nothingOwed')}{' '}
      {person.standsInFor && `${say('day.standsInFor', { name: person.standsInFor })} `}
      {groups.newToMe && `${say('day.isNew', { day: dates.day(person.mineSince, today) })} `}
      {person.pausedUntil && `${say('day.pausedUntil', { day: dates.day(person.pausedUntil, today) })} `}
      <span className="mg-quiet">
        {next
          ? say('day.booked', {
              when: dates.dayAtTime(next.startsAt.toZonedDateTimeISO(timeZone).toPlainDateTime(), today),
            })
          : groups.noNextAppointment && say('day.noneBooked')}{' '}
        {other && <OtherClock explanation={other} today={today} />}
      </span>{' '}
      {person.protectedAddress && <Tag tone="info">{say('day.addressProtected')}</Tag>}
    </>
  )
}

/** How it stands in two words: "4 dage over", "I dag", "Torsdag"; a retry that is due sooner comes first. */
function DueTag({
  explanation: { latest, daysOver },
  deadline: { lastWorkingDay, retryDay },
  today,
}: {
  explanation: Explanation
  deadline: { lastWorkingDay: Temporal.PlainDate; retryDay: Temporal.PlainDate | null }
  today: Temporal.PlainDate
}) {
  const say = useSay()
  const dates = useDates()
  if (daysOver > 0) return <Tag tone="danger">{say('day.daysOver', { count: daysOver })}</Tag>
  const day = retryDay !== null && Temporal.PlainDate.compare(retryDay, latest) < 0 ? retryDay : latest
  const isToday =
    Temporal.PlainDate.compare(day, today) <= 0 || Temporal.PlainDate.compare(lastWorkingDay, today) <= 0
  if (isToday) return <Tag tone="warning">{say('day.dueToday')}</Tag>
  return <Tag>{sentenceStart(dates.relativeDay(day, today))}</Tag>
}

function OtherClock({ explanation, today }: { explanation: Explanation; today: Temporal.PlainDate }) {
  const say = useSay()
  const day = useDates().day(explanation.latest, today)
  if (explanation.clock === 'promise') return say('day.otherPromise', { day })
  return say(explanation.status === 'unverified' ? 'day.otherUnverified' : 'day.otherStatutory', { day })
}

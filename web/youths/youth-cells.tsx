import { Link } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import { type Dates, sentenceStart } from '#contract/language/dates.ts'
import type { YouthRow } from '#contract/youths.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Tag } from '#web/kit/tag.tsx'

/** A day in a narrow place: as people say it while it is near, otherwise short. */
function nearDay(dates: Dates, day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const away = today.until(day).days
  return away >= -1 && away < 7 ? sentenceStart(dates.relativeDay(day, today)) : dates.shortDay(day, today)
}

/** The quieter second line of a cell; in a card it follows on the same line. */
function Second({ children }: { children: ReactNode }) {
  return <span className="mg-second mg-quiet">{children}</span>
}

interface CellProps {
  youth: YouthRow
  today: Temporal.PlainDate
}

/*
 * Every cell is remembered: scrolling renders the rows in sight again and again, and a young person's cells change
 * only with the young person.
 */

/** The name as a way to the person, with what must be known at first sight. */
export const Name = memo(function Name({ youth }: Pick<CellProps, 'youth'>) {
  return (
    <>
      <Link to="/unge/$youthId" params={{ youthId: String(youth.youthId) }}>
        {youth.givenName} {youth.familyName}
      </Link>{' '}
      <Marks youth={youth} />
    </>
  )
})

/** When something is due first: how many days over, or the day as people say it. */
export const NextDue = memo(function NextDue({ youth: { nextDue }, today }: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (nextDue === null) return <span className="mg-quiet">{say('youths.noDue')}</span>
  const over = nextDue.lastDay.until(today).days
  // A retry that nobody got to is still to be made today, as my day says it too.
  const isNow = Temporal.PlainDate.compare(nextDue.day, today) <= 0
  const when =
    over > 0 ? (
      <Tag tone="danger">{say('youths.daysOver', { count: over })}</Tag>
    ) : (
      <Tag tone={isNow ? 'warning' : 'neutral'}>{nearDay(dates, isNow ? today : nextDue.day, today)}</Tag>
    )
  return (
    <>
      {when}{' '}
      <Second>
        {nextDue.isRetry && over <= 0 ? say('youths.retryOf', { what: nextDue.ruleName }) : nextDue.ruleName}
      </Second>
    </>
  )
})

export const LastContact = memo(function LastContact({ youth: { lastContact }, today }: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (lastContact === null) return <span className="mg-quiet">{say('youths.never')}</span>
  return (
    <>
      {nearDay(dates, lastContact.day, today)} <Second>{say(`youths.${lastContact.kind}_kind`)}</Second>
    </>
  )
})

export const NextAppointment = memo(function NextAppointment({
  youth: { nextAppointment },
  today,
}: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (nextAppointment === null) return <span className="mg-quiet">{say('youths.noneBooked')}</span>
  const at = nextAppointment.startsAt.toZonedDateTimeISO(timeZone).toPlainDateTime()
  return (
    <>
      {nearDay(dates, at.toPlainDate(), today)}{' '}
      <Second>
        {say('youths.appointmentAt', {
          time: dates.time(at.toPlainTime()),
          kind: say(`youths.${nextAppointment.kind}_kind`).toLocaleLowerCase(say.locale),
        })}
      </Second>
    </>
  )
})

export const Caseworker = memo(function Caseworker({ youth: { caseworker } }: Pick<CellProps, 'youth'>) {
  const say = useSay()
  if (caseworker === null) return <Tag tone="warning">{say('youths.noCaseworker')}</Tag>
  return `${caseworker.givenName} ${caseworker.familyName}`
})

export const Phone = memo(function Phone({ youth: { phone } }: Pick<CellProps, 'youth'>) {
  return phone && <a href={`tel:${phone}`}>{showPhone(phone)}</a>
})

/** What must be known at first sight, below the name. */
const Marks = memo(function Marks({ youth }: Pick<CellProps, 'youth'>) {
  const say = useSay()
  if (!youth.protectedAddress && youth.isOpen) return null
  return (
    <span className="mg-second">
      {youth.protectedAddress && <Tag tone="info">{say('youths.addressProtected')}</Tag>}{' '}
      {!youth.isOpen && <Tag>{say('youths.closed')}</Tag>}
    </span>
  )
})

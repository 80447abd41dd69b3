import { sentenceStart } from '#contract/language/dates.ts'
import type { YouthRow } from '#contract/youths.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { timeZone } from './time-zone.ts'

interface CellProps {
  youth: YouthRow
  today: Temporal.PlainDate
}

/** When something is due first: how many days over, or the day as people say it. */
export function NextDue({ youth: { nextDue }, today }: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (nextDue === null) return <span className="mg-quiet">{say('youths.noneBooked')}</span>
  const over = nextDue.lastDay.until(today).days
  const when =
    over > 0 ? (
      <Tag tone="danger">{say('youths.daysOver', { count: over })}</Tag>
    ) : (
      <Tag tone={over === 0 || nextDue.dueDay.equals(today) ? 'warning' : 'neutral'}>
        {sentenceStart(dates.relativeDay(nextDue.dueDay, today))}
      </Tag>
    )
  return (
    <>
      {when} <span className="mg-quiet">{nextDue.ruleName}</span>
    </>
  )
}

export function LastContact({ youth: { lastContact }, today }: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (lastContact === null) return <span className="mg-quiet">{say('youths.never')}</span>
  return (
    <>
      {sentenceStart(dates.relativeDay(lastContact.day, today))}{' '}
      <span className="mg-quiet">{say(`youths.${lastContact.kind}_kind`)}</span>
    </>
  )
}

export function NextAppointment({ youth: { nextAppointment }, today }: CellProps) {
  const say = useSay()
  const dates = useDates()
  if (nextAppointment === null) return <span className="mg-quiet">{say('youths.noneBooked')}</span>
  const at = nextAppointment.startsAt.toZonedDateTimeISO(timeZone).toPlainDateTime()
  const isThisWeek = today.until(at.toPlainDate()).days < 7
  return (
    <>
      {isThisWeek
        ? sentenceStart(
            say('dates.dayAtTime', {
              day: dates.relativeDay(at.toPlainDate(), today),
              time: dates.time(at.toPlainTime()),
            }),
          )
        : dates.shortDay(at.toPlainDate(), today)}{' '}
      <span className="mg-quiet">{say(`youths.${nextAppointment.kind}_kind`)}</span>
    </>
  )
}

export function Caseworker({ youth: { caseworker } }: Pick<CellProps, 'youth'>) {
  const say = useSay()
  if (caseworker === null) return <Tag tone="warning">{say('youths.noCaseworker')}</Tag>
  return `${caseworker.givenName} ${caseworker.familyName}`
}

export function Phone({ youth: { phone } }: Pick<CellProps, 'youth'>) {
  return phone && <a href={`tel:${phone}`}>{showPhone(phone)}</a>
}

/** What must be known at first sight, beside the name. */
export function Marks({ youth }: Pick<CellProps, 'youth'>) {
  const say = useSay()
  return (
    <>
      {youth.protectedAddress && <Tag tone="info">{say('youths.addressProtected')}</Tag>}{' '}
      {!youth.isOpen && <Tag>{say('youths.closed')}</Tag>}
    </>
  )
}

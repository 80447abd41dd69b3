import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DayEnquiry, readDayEnquiries } from '#contract/day.ts'
import { sentenceStart } from '#contract/language/dates.ts'
import { explainInWords } from '#contract/language/explain.ts'
import { explainDeadline } from '#domain/rhythm/explain.ts'
import { call } from '#web/calls/call.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'

/** As many as are seen to in a day; the queue has the others. */
const most = 5

/** The enquiries that I have taken and of which something is due; nothing where there are none, or for whom it is not. */
export function DayEnquiries() {
  const say = useSay()
  const enabled = useMay()('referral.read')
  const { data } = useQuery({
    queryKey: ['day', 'enquiries'],
    queryFn: ({ signal }) => call(readDayEnquiries, {}, signal),
    enabled,
  })
  if (data === undefined || data.enquiries.length === 0) return null
  const { enquiries, today } = data
  const late = enquiries.filter(({ isOverdue }) => isOverdue).length
  const title = late === 0 ? say('day.enquiries') : say('day.enquiriesLate', { count: late })
  return (
    <Card title={title} flush>
      <RowCards label={say('day.enquiries')}>
        {enquiries.slice(0, most).map(enquiry => (
          <Enquiry key={enquiry.referralId} enquiry={enquiry} today={today} />
        ))}
      </RowCards>
      {enquiries.length > most && (
        <p className="mg-row">
          <Link to="/henvendelser" search={{ kun: 'mine' }}>
            {say('day.enquiriesAll', { count: enquiries.length })}
          </Link>
        </p>
      )}
    </Card>
  )
}

function Enquiry({ enquiry, today }: { enquiry: DayEnquiry; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { clock } = enquiry
  const name = `${enquiry.givenName} ${enquiry.familyName}`.trim()
  const params = { referralId: String(enquiry.referralId) }
  const explanation = explainDeadline(
    { ...clock, anchor: { kind: clock.anchorKind, day: clock.anchorDay } },
    { ...clock, name: clock.stage === null ? clock.ruleName : say(`triage.stage_${clock.stage}`) },
    today,
  )
  const { latest, daysOver } = explanation
  const day =
    clock.retryDay !== null && Temporal.PlainDate.compare(clock.retryDay, latest) < 0
      ? clock.retryDay
      : latest
  const words = explainInWords(say, explanation, today)
  return (
    <RowCard
      title={
        <Link to="/henvendelser/$referralId" params={params}>
          {name}
        </Link>
      }
      actions={
        <LinkButton
          to="/henvendelser/$referralId"
          params={params}
          look="secondary"
          aria-label={say('day.openEnquiryOf', { name })}
        >
          {say('day.openEnquiry')}
        </LinkButton>
      }
    >
      {daysOver > 0 ? (
        <Tag tone="danger">{say('day.daysOver', { count: daysOver })}</Tag>
      ) : Temporal.PlainDate.compare(day, today) <= 0 ? (
        <Tag tone="warning">{say('day.dueToday')}</Tag>
      ) : (
        <Tag>{sentenceStart(dates.relativeDay(day, today))}</Tag>
      )}{' '}
      {[words.why, ...words.more].join(' ')}
    </RowCard>
  )
}

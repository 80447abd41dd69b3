import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sentenceStart } from '#contract/language/dates.ts'
import type { TimelineEvent, Youth } from '#contract/youths-person.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useSession } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonText } from '#web/kit/feedback.tsx'
import { Card } from '#web/kit/layout.tsx'
import { EmptyState, Timeline } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { isCurrent } from './periods.ts'
import { timelineQuery } from './queries.ts'
import { tellEvent } from './tell-event.ts'
import { useMayHere } from './use-may-here.ts'

/** What has happened, newest first, as a story; older pages are asked for. */
export function Story({ youth }: { youth: Youth }) {
  const youthId = String(youth.youthId)
  const say = useSay()
  const dates = useDates()
  const may = useMayHere(youth)
  const mayCorrect = useMayCorrect(youth)
  const story = useInfiniteQuery(timelineQuery(youthId))
  const events = story.data?.pages.flatMap(page => page.events) ?? []
  const today = story.data?.pages[0]?.today
  const when = (day: Temporal.PlainDate) => {
    if (today === undefined) return ''
    const isNear = Math.abs(today.until(day).days) <= 1
    return isNear ? sentenceStart(dates.relativeDay(day, today)) : dates.shortDay(day, today)
  }
  if (story.isPending) {
    return (
      <Card title={say('youth.timeline')}>
        <SkeletonText lines={8} />
      </Card>
    )
  }
  return (
    <Card title={say('youth.timeline')}>
      {story.error && (
        <Alert
          tone="error"
          live
          actions={<Button onClick={() => void story.refetch()}>{say('common.tryAgain')}</Button>}
        >
          {explainError(say, story.error)}
        </Alert>
      )}
      {events.length === 0 && !story.error ? (
        <EmptyState
          title={say('youth.noEvents')}
          actions={
            may('contact.write') && (
              <LinkButton to="/unge/$youthId/kontakt" params={{ youthId }}>
                {say('youth.registerContact')}
              </LinkButton>
            )
          }
        >
          {youth.comesOn === null && say('youth.noEventsText')}
        </EmptyState>
      ) : (
        <Timeline
          label={say('youth.timeline')}
          items={events.map(event => {
            const told = tellEvent(say, dates, event, today ?? event.day)
            return {
              key: event.key,
              when: when(event.day),
              day: event.day.toString(),
              tone: told.tone,
              what: (
                <>
                  <strong>{told.what}</strong>
                  {told.details.length > 0 && <span className="mg-quiet"> · {told.details.join(', ')}</span>}
                </>
              ),
              more:
                event.type === 'contact' ? (
                  <ContactMore
                    event={event}
                    youthId={youthId}
                    what={told.what}
                    when={when(event.day)}
                    mayCorrect={mayCorrect(event)}
                  />
                ) : event.type === 'enquired' && may('referral.read') ? (
                  <Link to="/henvendelser/$referralId" params={{ referralId: String(event.referralId) }}>
                    {say('youth.readReferral')}
                  </Link>
                ) : (
                  told.more
                ),
            }
          })}
        />
      )}
      {story.hasNextPage && (
        <Button busy={story.isFetchingNextPage} onClick={() => void story.fetchNextPage()}>
          {say(story.isFetchingNextPage ? 'youth.loadingOlder' : 'youth.older')}
        </Button>
      )}
    </Card>
  )
}

type ContactEvent = Extract<TimelineEvent, { type: 'contact' }>

/** Whether the reader may correct a contact: its author, the caseworker and a leader; the server decides. */
function useMayCorrect(youth: Youth): (event: ContactEvent) => boolean {
  const { relations, today } = youth
  const may = useMayHere(youth)
  const { staff, roles } = useSession()
  const ofEverybody =
    roles.includes('leader') ||
    relations.some(row => row.role === 'caseworker' && row.staffId === staff.id && isCurrent(row, today))
  return event => may('contact.write') && (ofEverybody || event.staff?.staffId === staff.id)
}

function ContactMore({
  event,
  youthId,
  what,
  when,
  mayCorrect,
}: {
  event: ContactEvent
  youthId: string
  what: string
  when: string
  mayCorrect: boolean
}) {
  const say = useSay()
  return (
    <>
      {event.note && <div className="mg-note">{event.note}</div>}
      {event.noteHidden && <div className="mg-quiet">{say('youth.noteHidden')}</div>}
      {event.subjectArea && <Tag>{event.subjectArea}</Tag>}{' '}
      {event.isTeam && <Tag tone="info">{say('youth.teamWasThere')}</Tag>}{' '}
      {event.corrected && <Tag>{say('youth.corrected')}</Tag>}{' '}
      {mayCorrect && (
        <Link
          to="/unge/$youthId/kontakt/$contactId"
          params={{ youthId, contactId: String(event.contactId) }}
          aria-label={say('youth.correctEvent', { what, day: when })}
        >
          {say('youth.correct')}
        </Link>
      )}
    </>
  )
}

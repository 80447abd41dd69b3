import { sentenceStart } from '#contract/language/dates.ts'
import type { Referral } from '#contract/triage.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Card } from '#web/kit/layout.tsx'
import { Timeline } from '#web/kit/rows.tsx'
import { isMendable, MendTalk } from './mend-talk.tsx'
import { tellStep } from './tell-story.ts'

type Event = Referral['events'][number]

/** A talk that does not stand any more. */
function isUndone({ kind, takenBack }: Event): boolean {
  return kind !== 'talkTakenBack' && takenBack !== null
}

function toneOf(event: Event): 'info' | 'danger' | 'neutral' {
  if (isUndone(event)) return 'neutral'
  return event.kind === 'attempted' ? 'danger' : event.kind === 'contacted' ? 'info' : 'neutral'
}

/** What has happened, newest first, with what happened to those that were merged into it. */
export function StoryCard({ referral }: { referral: Referral }) {
  const { events, today, timeZone } = referral
  const say = useSay()
  const mayWrite = useMay()('referral.write')
  const dates = useDates()
  const whenOf = (day: Temporal.PlainDate) => {
    const isNear = Math.abs(today.until(day).days) <= 1
    return isNear ? sentenceStart(dates.relativeDay(day, today)) : dates.shortDay(day, today)
  }
  const moreOf = (event: Event) => {
    const isMine = mayWrite && isMendable(referral, event)
    if (event.note === '' && !isMine) return undefined
    return (
      <>
        {event.note !== '' && <div className="mg-note">{event.note}</div>}
        {isMine && <MendTalk referral={referral} event={event} />}
      </>
    )
  }
  return (
    <Card title={say('triage.story')}>
      <Timeline
        label={say('triage.story')}
        items={events.map(event => ({
          key: String(event.eventId),
          when: whenOf(event.day),
          day: event.day.toString(),
          tone: toneOf(event),
          what: (
            <>
              {isUndone(event) ? <s>{tellStep(say, event)}</s> : <strong>{tellStep(say, event)}</strong>}
              {isUndone(event) && ` · ${say(`triage.talkIs_${event.takenBack ?? 'removed'}`)}`}
              <span className="mg-quiet">
                {` · ${dates.time(event.at.toZonedDateTimeISO(timeZone).toPlainTime())}`}
                {event.by && ` · ${event.by}`}
                {event.ofOther && ` · ${say('triage.inOther', { reference: event.ofOther })}`}
              </span>
            </>
          ),
          more: moreOf(event),
        }))}
      />
    </Card>
  )
}

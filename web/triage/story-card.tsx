import { sentenceStart } from '#contract/language/dates.ts'
import type { Referral } from '#contract/triage.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Timeline } from '#web/kit/rows.tsx'
import { tellStep } from './tell-story.ts'

/** What has happened, newest first, with what happened to those that were merged into it. */
export function StoryCard({ referral: { events, today, timeZone } }: { referral: Referral }) {
  const say = useSay()
  const dates = useDates()
  const whenOf = (day: Temporal.PlainDate) => {
    const isNear = Math.abs(today.until(day).days) <= 1
    return isNear ? sentenceStart(dates.relativeDay(day, today)) : dates.shortDay(day, today)
  }
  return (
    <Card title={say('triage.story')}>
      <Timeline
        label={say('triage.story')}
        items={events.map(event => ({
          key: String(event.eventId),
          when: whenOf(event.day),
          day: event.day.toString(),
          tone: event.kind === 'attempted' ? 'danger' : event.kind === 'contacted' ? 'info' : 'neutral',
          what: (
            <>
              <strong>{tellStep(say, event)}</strong>
              <span className="mg-quiet">
                {` · ${dates.time(event.at.toZonedDateTimeISO(timeZone).toPlainTime())}`}
                {event.by && ` · ${event.by}`}
                {event.ofOther && ` · ${say('triage.inOther', { reference: event.ofOther })}`}
              </span>
            </>
          ),
          more: event.note === '' ? undefined : <div className="mg-note">{event.note}</div>,
        }))}
      />
    </Card>
  )
}

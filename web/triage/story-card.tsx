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
  return (
    <Card title={say('triage.story')}>
      <Timeline
        label={say('triage.story')}
        items={events.map(event => ({
          key: String(event.eventId),
          when: sentenceStart(
            dates.dayAtTime(event.at.toZonedDateTimeISO(timeZone).toPlainDateTime(), today),
          ),
          day: event.day.toString(),
          tone: event.kind === 'attempted' ? 'danger' : event.kind === 'contacted' ? 'info' : 'neutral',
          what: (
            <>
              <strong>{tellStep(say, event)}</strong>
              <span className="mg-quiet">
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

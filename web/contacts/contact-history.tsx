import type { ContactContent, ReadContact } from '#contract/contacts.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Card } from '#web/kit/layout.tsx'
import { Timeline } from '#web/kit/rows.tsx'
import { whatOf } from './what.ts'
import { useWhenSaid } from './when-said.ts'

/** "Møde · i dag kl. 9.00 · Læge · 45 min", and the note below. */
export function ContactText({ content, contact }: { content: ContactContent; contact: ReadContact }) {
  const say = useSay()
  const { when } = useWhenSaid(contact.timeZone, contact.today)
  const area = contact.subjectAreas.find(each => each.code === content.subjectArea)
  const facts = [
    say(`contacts.${whatOf(content)}`),
    when(content.startsAt),
    content.place,
    content.minutes === null ? '' : say('common.minutesShort', { minutes: content.minutes }),
    content.isTeam ? say('contacts.teamWasThere') : '',
    area?.name ?? '',
  ]
  return (
    <>
      <p className="mg-quiet">{facts.filter(Boolean).join(' · ')}</p>
      <p style={{ whiteSpace: 'pre-wrap' }}>
        {content.note || say(content.noteHidden ? 'contacts.noteHidden' : 'contacts.withoutNote')}
      </p>
    </>
  )
}

/** Every earlier wording, newest first, with who replaced it and why. */
export function ContactHistory({ contact }: { contact: ReadContact }) {
  const say = useSay()
  const dates = useDates()
  if (contact.earlier.length === 0) return null
  return (
    <Card title={say('contacts.history')}>
      <Timeline
        label={say('contacts.history')}
        items={contact.earlier.map(each => {
          const day = each.replacedAt.toZonedDateTimeISO(contact.timeZone).toPlainDate()
          const at = dates.time(each.replacedAt.toZonedDateTimeISO(contact.timeZone).toPlainTime())
          return {
            key: String(each.version),
            when: dates.shortDay(day, contact.today),
            day: day.toString(),
            what: (
              <>
                <strong>
                  {each.replacedBy === null
                    ? say('contacts.replacedBySystem', { time: at })
                    : say('contacts.replaced', { name: each.replacedBy, time: at })}
                </strong>{' '}
                {say('contacts.because', { reason: each.reason })}
              </>
            ),
            more: (
              <>
                <p>{say('contacts.saidBefore')}</p>
                <ContactText content={each} contact={contact} />
              </>
            ),
            tone: 'neutral' as const,
          }
        })}
      />
    </Card>
  )
}

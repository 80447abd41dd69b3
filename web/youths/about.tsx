import { sentenceStart } from '#contract/language/dates.ts'
import { languageName } from '#contract/language/language-name.ts'
import type { Youth } from '#contract/youths-person.ts'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Card, DefinitionList } from '#web/kit/layout.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { People } from './people.tsx'
import { ProtectedAddress } from './revealed.tsx'

type Item = { key: string; term: string; value: React.ReactNode }

/** What matters to the young person, and how to reach them. */
export function About({ youth }: { youth: Youth }) {
  const say = useSay()
  const items: (Item | false)[] = [
    {
      key: 'phone',
      term: say('youth.phone'),
      value: youth.phone ? <a href={`tel:${youth.phone}`}>{showPhone(youth.phone)}</a> : say('youth.noPhone'),
    },
    youth.email !== null && {
      key: 'email',
      term: say('youth.email'),
      value: <a href={`mailto:${youth.email}`}>{youth.email}</a>,
    },
    youth.preferredContact !== null && {
      key: 'prefers',
      term: say('youth.prefers'),
      value: say(`youth.prefers_${youth.preferredContact}`),
    },
    { key: 'address', term: say('youth.address'), value: <Address youth={youth} /> },
    youth.language !== 'da' && {
      key: 'language',
      term: say('youth.language'),
      value: languageName(say, youth.language),
    },
    youth.needsInterpreter && {
      key: 'interpreter',
      term: say('youth.interpreter'),
      value: say('youth.interpreterNeeded'),
    },
  ]
  return (
    <Card title={say('youth.about', { name: youth.givenName })}>
      {youth.about && <p className="mg-note">{youth.about}</p>}
      <DefinitionList items={items.filter(item => item !== false)} />
    </Card>
  )
}

export function Address({ youth }: { youth: Youth }) {
  const say = useSay()
  if (!youth.protectedAddress) return youth.address ?? say('youth.noAddress')
  return <ProtectedAddress youth={youth} />
}

/** What is booked, the next first. */
export function Appointments({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  return (
    <Card title={say('youth.appointments')}>
      {youth.appointments.length === 0 ? (
        <EmptyState
          title={say('youth.noAppointments')}
          actions={
            youth.isOpen &&
            youth.comesOn === null && (
              <LinkButton to="/unge/$youthId/aftale" params={{ youthId: String(youth.youthId) }}>
                {say('youth.book')}
              </LinkButton>
            )
          }
        >
          {youth.comesOn === null && say('youth.noAppointmentsText', { name: youth.givenName })}
        </EmptyState>
      ) : (
        <People
          label={say('youth.appointments')}
          people={youth.appointments.map(({ appointmentId, kind, place, startsAt, staff }) => {
            const at = startsAt.toZonedDateTimeISO(timeZone).toPlainDateTime()
            const who = say('youth.withStaff', {
              kind: say(`youths.${kind}_kind`),
              staff: `${staff.givenName} ${staff.familyName}`,
            })
            return {
              key: String(appointmentId),
              name: sentenceStart(dates.dayAtTime(at, youth.today)),
              is: [who, place].filter(Boolean).join(', '),
            }
          })}
        />
      )}
    </Card>
  )
}

import { sentenceStart } from '#contract/language/dates.ts'
import type { Youth } from '#contract/youths-person.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Card, DefinitionList } from '#web/kit/layout.tsx'
import { Agenda, EmptyState } from '#web/kit/rows.tsx'
import { isCurrent, lastDay } from './periods.ts'
import { ProtectedAddress } from './revealed.tsx'
import { timeZone } from './time-zone.ts'

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
      value: languageName(youth.language, say.locale),
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

/** "Arabisk" for `ar`; the code itself where nobody has a name for it. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
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
            youth.isOpen && (
              <LinkButton to="/unge/$youthId/aftale" params={{ youthId: String(youth.youthId) }}>
                {say('youth.book')}
              </LinkButton>
            )
          }
        >
          {say('youth.noAppointmentsText', { name: youth.givenName })}
        </EmptyState>
      ) : (
        <Agenda
          label={say('youth.appointments')}
          items={youth.appointments.map(({ appointmentId, kind, place, startsAt, staff }) => {
            const at = startsAt.toZonedDateTimeISO(timeZone).toPlainDateTime()
            const when = say('dates.dayAtTime', {
              day: dates.weekday(at.toPlainDate()),
              time: dates.time(at.toPlainTime()),
            })
            return {
              key: String(appointmentId),
              time: dates.shortDay(at.toPlainDate(), youth.today),
              title: say('youth.withStaff', {
                kind: say(`youths.${kind}_kind`),
                staff: `${staff.givenName} ${staff.familyName}`,
              }),
              detail: [sentenceStart(when), place].filter(Boolean).join(', '),
            }
          })}
        />
      )}
    </Card>
  )
}

/** Who else follows along, and who did before. */
export function Around({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const { today } = youth
  const current = youth.relations.filter(row => isCurrent(row, today))
  const earlier = youth.relations.filter(
    ({ to }) => to !== null && Temporal.PlainDate.compare(to, today) <= 0,
  )
  if (current.length + earlier.length === 0) return null
  const item = (row: Youth['relations'][number]): Item => ({
    key: `${row.role} ${row.staffId} ${row.from}`,
    term: say(`role.${row.role}`),
    value: (
      <>
        {row.givenName} {row.familyName}{' '}
        <span className="mg-quiet">
          {row.to === null
            ? say('youth.caseworkerSince', { day: dates.day(row.from, today) })
            : dates.days(row.from, lastDay(row.to), today)}
        </span>
      </>
    ),
  })
  return (
    <Card title={say('youth.around', { name: youth.givenName })}>
      <DefinitionList items={current.map(item)} />
      {earlier.length > 0 && (
        <details className="mg-why">
          <summary>{say('youth.earlier')}</summary>
          <DefinitionList items={earlier.map(item)} />
        </details>
      )}
    </Card>
  )
}

/** Parents and guardians, with what the young person's age means for them. */
export function Guardians({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const isAdult = youth.age >= 18
  const list = (
    <DefinitionList
      items={youth.guardians.map(guardian => ({
        key: String(guardian.guardianId),
        term: guardian.relation || say(guardian.hasCustody ? 'youth.custody' : 'youth.noCustody'),
        value: (
          <>
            {guardian.name}
            {!isAdult && (
              <div className="mg-quiet">
                {say(guardian.hasCustody ? 'youth.custody' : 'youth.noCustody')}
                {guardian.phone && (
                  <>
                    {' · '}
                    <a href={`tel:${guardian.phone}`}>{showPhone(guardian.phone)}</a>
                  </>
                )}
                {guardian.email && (
                  <>
                    {' · '}
                    <a href={`mailto:${guardian.email}`}>{guardian.email}</a>
                  </>
                )}
              </div>
            )}
          </>
        ),
      }))}
    />
  )
  if (isAdult) {
    return youth.guardians.length === 0 ? null : (
      <Card title={say('youth.guardians')}>
        <details className="mg-why">
          <summary>{say('youth.formerGuardians')}</summary>
          <p className="mg-quiet">{say('youth.formerGuardiansText', { name: youth.givenName })}</p>
          {list}
        </details>
      </Card>
    )
  }
  const ends = youth.birthDate.add({ years: 18 })
  return (
    <Card title={say('youth.guardians')}>
      {youth.guardians.length === 0 ? <p className="mg-quiet">{say('youth.noGuardians')}</p> : list}
      <p className="mg-quiet">
        {say('youth.custodyEnds', { day: dates.day(ends, youth.today), name: youth.givenName })}
      </p>
    </Card>
  )
}

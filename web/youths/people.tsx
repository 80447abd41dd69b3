import type { ReactNode } from 'react'
import type { Youth } from '#contract/youths-person.ts'
import { birthday } from '#domain/ages/birthday.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Card } from '#web/kit/layout.tsx'
import { isCurrent, lastDay } from './periods.ts'

interface Person {
  key: string
  name: string
  /** The quieter line: what they are to the young person. */
  is: ReactNode
}

/** People, or what is booked with them, each with a quieter line below. */
export function People({ label, people }: { label: string; people: readonly Person[] }) {
  return (
    <ul className="mg-people" aria-label={label}>
      {people.map(({ key, name, is }) => (
        <li key={key}>
          {name}
          <div className="mg-quiet">{is}</div>
        </li>
      ))}
    </ul>
  )
}

/** The caseworker first, then the others in the order in which people think of them. */
const roleOrder = ['caseworker', 'educationAdviser', 'contactPerson', 'mentor'] as const

/** Who follows along, and who did before. */
export function Around({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const mayGive = useMay()('assignment.write') && youth.isOpen
  const { today } = youth
  const current = youth.relations
    .filter(row => isCurrent(row, today))
    .sort((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role))
  const earlier = youth.relations.filter(
    ({ to }) => to !== null && Temporal.PlainDate.compare(to, today) <= 0,
  )
  const ahead = youth.relations
    .filter(({ from }) => Temporal.PlainDate.compare(from, today) > 0)
    .sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  if (current.length + earlier.length + ahead.length === 0 && !mayGive) return null
  const person = (row: Youth['relations'][number]): Person => {
    const isAhead = Temporal.PlainDate.compare(row.from, today) > 0
    const when =
      row.to === null
        ? say(isAhead ? 'youth.fromDay' : 'dates.since', { day: dates.day(row.from, today) })
        : dates.days(row.from, lastDay(row.to), today)
    return {
      key: `${row.role} ${row.staffId} ${row.from}`,
      name: `${row.givenName} ${row.familyName}`,
      is: `${say(`role.${row.role}`)} ${when}`,
    }
  }
  const label = say('youth.around', { name: youth.givenName })
  return (
    <Card
      title={label}
      actions={
        mayGive && (
          <LinkButton to="/unge/$youthId/raadgiver" params={{ youthId: String(youth.youthId) }} look="plain">
            {say(current.some(({ role }) => role === 'caseworker') ? 'fit.change' : 'fit.find')}
          </LinkButton>
        )
      }
    >
      {current.length > 0 && <People label={label} people={current.map(person)} />}
      {ahead.length > 0 && <People label={say('youth.ahead')} people={ahead.map(person)} />}
      {earlier.length > 0 && (
        <details className="mg-why">
          <summary>{say('youth.earlier')}</summary>
          <People label={say('youth.earlier')} people={earlier.map(person)} />
        </details>
      )}
    </Card>
  )
}

/** Parents and guardians, with what the young person's age means for them. */
export function Guardians({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const label = say('youth.guardians')
  if (youth.age >= 18) {
    return youth.guardians.length === 0 ? null : (
      <Card title={label}>
        <details className="mg-why">
          <summary>{say('youth.formerGuardians')}</summary>
          <p className="mg-quiet">{say('youth.formerGuardiansText', { name: youth.givenName })}</p>
          <People
            label={say('youth.formerGuardians')}
            people={youth.guardians.map(({ guardianId, name, relation }) => ({
              key: String(guardianId),
              name,
              is: relation,
            }))}
          />
        </details>
      </Card>
    )
  }
  return (
    <Card title={label}>
      {youth.guardians.length === 0 ? (
        <p className="mg-quiet">{say('youth.noGuardians')}</p>
      ) : (
        <People
          label={label}
          people={youth.guardians.map(guardian => ({
            key: String(guardian.guardianId),
            name: guardian.name,
            is: <Guardian guardian={guardian} />,
          }))}
        />
      )}
      <p className="mg-quiet">
        {say('youth.custodyEnds', {
          day: dates.day(birthday(youth.birthDate, 18), youth.today),
          name: youth.givenName,
        })}
      </p>
    </Card>
  )
}

function Guardian({ guardian }: { guardian: Youth['guardians'][number] }) {
  const say = useSay()
  const custody = say(guardian.hasCustody ? 'youth.custody' : 'youth.noCustody')
  return (
    <>
      {[guardian.relation, custody].filter(Boolean).join(' · ')}
      {guardian.phone && (
        <div>
          <a href={`tel:${guardian.phone}`}>{showPhone(guardian.phone)}</a>
        </div>
      )}
      {guardian.email && (
        <div>
          <a href={`mailto:${guardian.email}`}>{guardian.email}</a>
        </div>
      )}
    </>
  )
}

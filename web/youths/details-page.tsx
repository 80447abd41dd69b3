import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { languageName } from '#contract/language/language-name.ts'
import type { Youth } from '#contract/youths-person.ts'
import { showPhone } from '#domain/person/phone.ts'
import type { Permission } from '#domain/sharing/permissions.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, DefinitionList, Page } from '#web/kit/layout.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { Address } from './about.tsx'
import { Guardians } from './people.tsx'
import { isCurrent, lastDay } from './periods.ts'
import { youthQuery } from './queries.ts'
import { Cpr } from './revealed.tsx'
import { useMayHere } from './use-may-here.ts'
import { YouthHeader } from './youth-header.tsx'
import './youths.css'

const route = getRouteApi('/inside/unge/$youthId/oplysninger')

/** All that is registered of one young person, now and before. */
export function DetailsPage() {
  const { youthId } = route.useParams()
  const { data: youth, error } = useQuery(youthQuery(youthId))
  if (youth === undefined) {
    if (error) throw error
    return <SkeletonPage />
  }
  return <Details youth={youth} />
}

function Details({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const may = useMayHere(youth)
  const { today } = youth
  const change = (title: string, permission: Permission) =>
    may(permission) && (
      <LinkButton
        to="/unge/$youthId/perioder"
        params={{ youthId: String(youth.youthId) }}
        look="plain"
        aria-label={say('youth.changeRowsOf', { what: title })}
      >
        {say('youth.changeRows')}
      </LinkButton>
    )
  return (
    <Page>
      <YouthHeader youth={youth} />
      <div className="mg-stack mg-details">
        <Card
          title={`${youth.givenName} ${youth.familyName}`}
          actions={
            may('youth.write') && (
              <LinkButton to="/unge/$youthId/ret" params={{ youthId: String(youth.youthId) }} icon="edit">
                {say('youth.edit')}
              </LinkButton>
            )
          }
        >
          <DefinitionList
            items={[
              { key: 'cpr', term: say('youth.cpr'), value: <Cpr youth={youth} /> },
              { key: 'born', term: say('youth.born'), value: dates.day(youth.birthDate, today) },
              {
                key: 'phone',
                term: say('youth.phone'),
                value: youth.phone ? showPhone(youth.phone) : say('youth.noPhone'),
              },
              { key: 'email', term: say('youth.email'), value: youth.email ?? '–' },
              { key: 'address', term: say('youth.address'), value: <Address youth={youth} /> },
              {
                key: 'language',
                term: say('youth.language'),
                value: languageName(say, youth.language),
              },
              {
                key: 'interpreter',
                term: say('youth.interpreter'),
                value: say(youth.needsInterpreter ? 'common.yes' : 'common.no'),
              },
            ]}
          />
        </Card>
        <History
          title={say('youth.targetGroups')}
          rows={youth.targetGroups}
          today={today}
          change={
            youth.comesOn === null && (
              <LinkButton
                to="/unge/$youthId/visitation"
                params={{ youthId: String(youth.youthId) }}
                look="plain"
              >
                {say('youth.toAssessment')}
              </LinkButton>
            )
          }
        >
          {({ name, reason }) => (
            <>
              {name}
              {reason && <div className="mg-quiet mg-note">{reason}</div>}
            </>
          )}
        </History>
        <History
          title={say('youth.programmes')}
          rows={youth.programmes}
          today={today}
          change={change(say('youth.programmes'), 'youth.write')}
        >
          {({ name, endReason }) => (
            <>
              {name}
              {endReason && <div className="mg-quiet">{endReason}</div>}
            </>
          )}
        </History>
        <History
          title={say('youth.relations')}
          rows={youth.relations}
          today={today}
          change={change(say('youth.relations'), 'assignment.write')}
        >
          {({ givenName, familyName, role }) => (
            <>
              {givenName} {familyName} <span className="mg-quiet">{say(`role.${role}`)}</span>
            </>
          )}
        </History>
        <Guardians youth={youth} />
        <History
          title={say('youth.activities')}
          rows={youth.activities}
          today={today}
          change={change(say('youth.activities'), 'youth.write')}
        >
          {({ kind, description, weeklyMinutes }) => (
            <>
              {say(`youth.${kind}_activity`)}
              <span className="mg-quiet">
                {description && ` · ${description}`}
                {weeklyMinutes !== null &&
                  ` · ${say('youth.weekly', { count: Math.round(weeklyMinutes / 6) / 10 })}`}
              </span>
            </>
          )}
        </History>
        <History
          title={say('youth.benefits')}
          rows={youth.benefits}
          today={today}
          change={change(say('youth.benefits'), 'youth.write')}
        >
          {({ kind }) => say(`youths.${kind}_benefit`)}
        </History>
        <History
          title={say('youth.pauses')}
          rows={youth.pauses}
          today={today}
          change={change(say('youth.pauses'), 'youth.write')}
        >
          {({ reason }) => say(`youth.${reason}_pause`)}
        </History>
        <History title={say('youth.cases')} rows={youth.cases} today={today}>
          {({ enquiryDay, closeReason }) => (
            <>
              {enquiryDay
                ? say('youth.enquiry', { day: dates.day(enquiryDay, today) })
                : say('youth.caseOpened')}
              {closeReason && <div className="mg-quiet">{closeReason}</div>}
            </>
          )}
        </History>
      </div>
    </Page>
  )
}

/** Dated rows, the latest first: what holds now is marked, what is over says when it was. */
function History<Row extends { from: Temporal.PlainDate; to: Temporal.PlainDate | null }>({
  title,
  rows,
  today,
  change,
  children,
}: {
  title: string
  rows: readonly Row[]
  today: Temporal.PlainDate
  /** The way to where the rows are added to and corrected, for those who may. */
  change?: ReactNode
  children: (row: Row) => ReactNode
}) {
  const say = useSay()
  const dates = useDates()
  return (
    <Card title={title} actions={change}>
      {rows.length === 0 ? (
        <p className="mg-quiet">{say('youth.nothingHere')}</p>
      ) : (
        <DefinitionList
          items={rows.map(row => ({
            key: `${row.from} ${JSON.stringify(row)}`,
            term:
              row.to === null
                ? say(Temporal.PlainDate.compare(row.from, today) > 0 ? 'youth.fromDay' : 'dates.since', {
                    day: dates.day(row.from, today),
                  })
                : dates.days(row.from, lastDay(row.to), today),
            value: (
              <>
                {children(row)} {isCurrent(row, today) && <Tag tone="good">{say('youth.now')}</Tag>}
              </>
            ),
          }))}
        />
      )}
    </Card>
  )
}

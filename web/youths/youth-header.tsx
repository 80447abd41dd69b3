import { Link } from '@tanstack/react-router'
import type { Youth } from '#contract/youths-person.ts'
import { groupSince } from '#domain/assessment/since.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { AnchorButton, LinkButton } from '#web/kit/button.tsx'
import { Alert } from '#web/kit/feedback.tsx'
import { BackLink, PageHeader, TabLink, Tabs } from '#web/kit/page-header.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { ComingCaseworker } from './coming-caseworker.tsx'
import { comingOf, isCurrent, lastDay } from './periods.ts'
import { useMayHere } from './use-may-here.ts'

/** Who this is, who holds the case and since when, and what one can do; the same on each tab. */
export function YouthHeader({ youth }: { youth: Youth }) {
  const say = useSay()
  const dates = useDates()
  const may = useMayHere(youth)
  const { today } = youth
  const name = `${youth.givenName} ${youth.familyName}`
  const params = { youthId: String(youth.youthId) }
  const current = <Row extends { from: Temporal.PlainDate; to: Temporal.PlainDate | null }>(
    rows: readonly Row[],
  ) => rows.filter(row => isCurrent(row, today))
  const [group] = current(youth.targetGroups)
  const since =
    group &&
    groupSince(
      youth.targetGroups.map(({ code, from, to }) => ({ code, during: { from, to } })),
      { code: group.code, during: group },
    )
  const isAssessed = group !== undefined && group.code !== 'notAssessed'
  const [pause] = current(youth.pauses)
  const ahead = youth.pauses.findLast(({ from }) => Temporal.PlainDate.compare(from, today) > 0)
  const caseworker = current(youth.relations).find(({ role }) => role === 'caseworker')
  const closedOn = youth.isOpen ? null : (youth.cases[0]?.to ?? null)
  const groupTag = (
    <Tag>
      {group && since
        ? say('youth.since', { what: group.name, day: dates.day(since, today) })
        : say('youth.notAssessed')}
    </Tag>
  )
  const next = comingOf(youth.relations, today)
  return (
    <>
      <PageHeader
        title={name}
        aside={say('common.years', { count: youth.age })}
        back={<BackLink to="/unge">{say('youth.backToList')}</BackLink>}
        actions={
          <>
            {youth.phone && (
              <AnchorButton
                href={`tel:${youth.phone}`}
                look="plain"
                aria-label={say('youth.callName', { name })}
              >
                {say('youth.call')}
              </AnchorButton>
            )}
            {youth.isOpen && !isAssessed && may('assessment.write') && (
              <LinkButton to="/unge/$youthId/visitation" params={params}>
                {say('youth.assess')}
              </LinkButton>
            )}
            {may('contact.write') && (
              <>
                <LinkButton to="/unge/$youthId/aftale" params={params}>
                  {say('youth.book')}
                </LinkButton>
                <LinkButton to="/unge/$youthId/kontakt" params={params} look="primary">
                  {say('youth.registerContact')}
                </LinkButton>
              </>
            )}
          </>
        }
      >
        {current(youth.programmes).map(programme => (
          <span key={programme.programmeId}>
            <Tag tone="info">{programme.name}</Tag>{' '}
          </span>
        ))}
        {youth.comesOn === null ? (
          <Link to="/unge/$youthId/visitation" params={params}>
            {groupTag}
          </Link>
        ) : (
          groupTag
        )}{' '}
        {youth.protectedAddress && (
          <>
            <Tag tone="info">{say('youth.addressProtected')}</Tag>{' '}
          </>
        )}
        {pause?.to && (
          <>
            <Tag tone="warning">{say('youth.pausedUntil', { day: dates.day(pause.to, today) })}</Tag>{' '}
          </>
        )}
        {ahead?.to && (
          <>
            <Tag tone="info">
              {say('youth.pauseAhead', { days: dates.days(ahead.from, lastDay(ahead.to), today) })}
            </Tag>{' '}
          </>
        )}
        {caseworker ? (
          <span>
            {say('youth.caseworker')}{' '}
            <strong>
              {caseworker.givenName} {caseworker.familyName}
            </strong>{' '}
            {say('youth.caseworkerSince', { day: dates.day(caseworker.from, today) })}
          </span>
        ) : (
          <Tag tone="warning">{say('youth.noCaseworker')}</Tag>
        )}
        {(next || caseworker?.to) && (
          <span>
            {' '}
            {caseworker?.to &&
              say('youth.caseworkerUntil', { day: dates.day(lastDay(caseworker.to), today) })}{' '}
            {next ? (
              say('youth.caseworkerComes', {
                name: `${next.givenName} ${next.familyName}`,
                day: dates.day(next.from, today),
              })
            ) : (
              <Tag tone="warning">{say('youth.caseworkerNobody')}</Tag>
            )}
          </span>
        )}
      </PageHeader>
      <ComingCaseworker youth={youth} />
      {closedOn && (
        <Alert tone="info" title={say('youth.closedCase')}>
          {say('youth.closedCaseText', { day: dates.day(closedOn, today) })}
        </Alert>
      )}
      <Tabs label={say('youth.tabs', { name: youth.givenName })}>
        <TabLink to="/unge/$youthId" params={params} activeOptions={{ exact: true }}>
          {say('youth.overview')}
        </TabLink>
        <TabLink to="/unge/$youthId/oplysninger" params={params}>
          {say('youth.details')}
        </TabLink>
        {may('accesslog.read') && (
          <TabLink to="/unge/$youthId/adgang" params={params}>
            {say('youth.access')}
          </TabLink>
        )}
      </Tabs>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Assessment, Assessments } from '#contract/assessments.ts'
import { interviewsOf, isWorkStatus } from '#domain/assessment/may-decide.ts'
import { groupSince } from '#domain/assessment/since.ts'
import { contains } from '#domain/calendar/period.ts'
import { showPhone } from '#domain/person/phone.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { ClockBar } from '#web/kit/bars.tsx'
import { Button, ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Columns, DefinitionList, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { DecisionForm } from './decision-form.tsx'
import { historyIn, stageFor, valuesFor } from './decision-values.ts'
import { AssessmentHistory } from './history.tsx'
import { assessmentsQuery } from './queries.ts'
import { sourceInWords } from './sources.ts'
import './assessments.css'

const route = getRouteApi('/inside/unge/$youthId/visitation')

/** The target group of a young person: what holds, deciding it, and everything that was decided. */
export function AssessmentPage() {
  const { youthId } = route.useParams()
  const { data, error } = useQuery(assessmentsQuery(youthId))
  if (data) return <Visitation key={youthId} data={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Visitation({ data }: { data: Assessments }) {
  const say = useSay()
  const may = useMay()
  const [correcting, setCorrecting] = useState<Assessment | null>(null)
  // What was just saved is what one sees; another decision is begun when somebody wants to.
  const [isSaved, setSaved] = useState(false)
  const params = { youthId: String(data.youthId) }
  const isOpen = contains(data.case, data.today)
  return (
    <Page>
      <PageHeader
        title={say('assessments.title', { name: `${data.givenName} ${data.familyName}` })}
        back={
          <BackLink to="/unge/$youthId" params={params}>
            {say('assessments.toPerson', { name: data.givenName })}
          </BackLink>
        }
        actions={
          <LinkButton to="/unge/$youthId/paalaeg" params={params}>
            {say('assessments.toOrder')}
          </LinkButton>
        }
      >
        {say('assessments.lead', { name: data.givenName })}
      </PageHeader>
      <Columns
        aside={
          <>
            <Guardians data={data} />
            <Definitions data={data} />
          </>
        }
      >
        <Current data={data} />
        {may('assessment.write') ? (
          (isOpen || correcting !== null) && (
            <Deciding
              // A decision that was saved is the beginning of another one.
              key={`${correcting?.id ?? 'new'} ${data.assessments[0]?.id ?? 0}`}
              data={data}
              row={correcting}
              isClosed={isSaved && correcting === null}
              onOpen={() => setSaved(false)}
              onDone={() => setCorrecting(null)}
              onSaved={() => {
                setSaved(true)
                setCorrecting(null)
              }}
            />
          )
        ) : (
          <Alert tone="info">{say('assessments.mayNotDecide')}</Alert>
        )}
        <AssessmentHistory data={data} onCorrect={setCorrecting} />
      </Columns>
    </Page>
  )
}

function Current({ data }: { data: Assessments }) {
  const say = useSay()
  const dates = useDates()
  const { today, final } = data
  const current = data.assessments.find(
    ({ withdrawn, during }) => withdrawn === null && contains(during, today),
  )
  const standing = data.assessments.filter(({ withdrawn }) => withdrawn === null)
  const since =
    current &&
    groupSince(
      standing.map(({ targetGroup: code, during }) => ({ code, during })),
      { code: current.targetGroup, during: current.during },
    )
  const group = data.groups.find(({ code }) => code === current?.targetGroup)
  const holds = data.groups.some(
    ({ code, during }) => code === current?.targetGroup && contains(during, today),
  )
  return (
    <Card title={say('assessments.now')}>
      <Stack gap="medium">
        {current === undefined || since === undefined ? (
          <EmptyState title={say('assessments.none')}>
            {contains(data.case, today)
              ? say('assessments.noneText')
              : say('assessments.closed', { name: data.givenName })}
          </EmptyState>
        ) : (
          <div>
            <p>
              <strong>
                {say('assessments.since', { name: current.name, day: dates.day(since, today) })}
              </strong>{' '}
              {current.stage !== null && <Tag>{say(`assessments.stage_${current.stage}`)}</Tag>}
            </p>
            {group !== undefined && <p className="mg-assessment-words">{group.definition}</p>}
            {!isWorkStatus(data.groups, current.targetGroup, current.during.from) && (
              <p className="mg-quiet mg-assessment-words">
                {current.broughtInOn !== null
                  ? say('assessments.decidedElsewhere')
                  : current.author !== null && say('assessments.decidedBy', { staff: current.author })}
              </p>
            )}
            {!holds && (
              <Alert tone="warning">{say('assessments.groupEnded', { name: data.givenName })}</Alert>
            )}
          </div>
        )}
        {final !== null && final.state === 'open' && <FinalClock final={final} today={today} />}
        {final !== null &&
          final.state !== 'open' &&
          final.closedDay !== null &&
          final.state !== 'excused' && (
            <p className="mg-quiet">
              {say('assessments.finalDone', { day: dates.day(final.closedDay, today) })}
            </p>
          )}
      </Stack>
    </Card>
  )
}

type Final = NonNullable<Assessments['final']>

/** How long there is to the final assessment, and why. */
function FinalClock({ final, today }: { final: Final; today: Temporal.PlainDate }) {
  const say = useSay()
  const dates = useDates()
  const { anchorDay, dueDay, lastWorkingDay } = final
  const left = today.until(dueDay).days
  const all = Math.max(1, anchorDay.until(dueDay).days)
  return (
    <ClockBar
      title={final.ruleName}
      due={
        left < 0
          ? say('assessments.finalOver', { count: -left })
          : left === 0
            ? say('assessments.finalToday')
            : say('assessments.finalDue', { day: dates.day(dueDay, today) })
      }
      share={anchorDay.until(today).days / all}
      tone={left < 0 ? 'danger' : left <= 14 ? 'warning' : 'neutral'}
    >
      {[
        say('assessments.finalWhy', { day: dates.day(anchorDay, today) }),
        left >= 0 && !lastWorkingDay.equals(dueDay)
          ? say('assessments.finalWorkingDay', { day: dates.weekdayAndDay(lastWorkingDay, today) })
          : '',
        sourceInWords(say, final),
      ]
        .filter(Boolean)
        .join(' ')}
    </ClockBar>
  )
}

interface DecidingProps {
  data: Assessments
  row: Assessment | null
  /** Shown as something that can be begun. */
  isClosed: boolean
  onOpen: () => void
  /** It is left without being saved. */
  onDone: () => void
  onSaved: () => void
}

/** The form, under what it is: the first decision, the final one, a later one, or a correction. */
function Deciding({ data, row, isClosed, onOpen, onDone, onSaved }: DecidingProps) {
  const say = useSay()
  const dates = useDates()
  const isElsewhere = row !== null && row.broughtInOn !== null
  if (interviewsOf(historyIn(data)).length === 0 && !isElsewhere) {
    return (
      <Card>
        <EmptyState
          title={say('assessments.noInterviewTitle')}
          actions={
            <LinkButton to="/unge/$youthId/kontakt" params={{ youthId: String(data.youthId) }} look="primary">
              {say('assessments.registerInterview')}
            </LinkButton>
          }
        >
          {say('assessments.noInterviewText')}
        </EmptyState>
      </Card>
    )
  }
  const stage = stageFor(data, row, valuesFor(data, row))
  if (isClosed) {
    return (
      <ButtonRow>
        <Button onClick={onOpen}>{say(`assessments.decide_${stage}`)}</Button>
      </ButtonRow>
    )
  }
  return (
    <Card
      title={
        row === null
          ? say(`assessments.decide_${stage}`)
          : say('assessments.correctTitle', { day: dates.day(row.during.from, data.today) })
      }
    >
      <DecisionForm data={data} row={row} onDone={onSaved} onCancel={row === null ? null : onDone} />
    </Card>
  )
}

/** Under 18: who has custody and is to be told. */
function Guardians({ data }: { data: Assessments }) {
  const say = useSay()
  if (Temporal.PlainDate.compare(data.birthDate.add({ years: 18 }), data.today) <= 0) return null
  return (
    <Card title={say('assessments.guardians')}>
      <p>{say('assessments.guardiansText', { name: data.givenName })}</p>
      {data.guardians.length === 0 ? (
        <EmptyState
          title={say('assessments.guardiansNone')}
          actions={
            <LinkButton to="/unge/$youthId/ret" params={{ youthId: String(data.youthId) }}>
              {say('assessments.guardiansAdd')}
            </LinkButton>
          }
        />
      ) : (
        <DefinitionList
          items={data.guardians.map(({ guardianId, name, relation, phone, email }) => ({
            key: String(guardianId),
            term: relation === '' ? name : `${name} (${relation})`,
            value: (
              <>
                {phone !== null && <a href={`tel:${phone}`}>{showPhone(phone)}</a>}
                {phone !== null && email !== null && ' · '}
                {email !== null && <a href={`mailto:${email}`}>{email}</a>}
              </>
            ),
          }))}
        />
      )}
    </Card>
  )
}

function Definitions({ data }: { data: Assessments }) {
  const say = useSay()
  return (
    <Card>
      <details className="mg-assessment-why">
        <summary>{say('assessments.definitions')}</summary>
        <DefinitionList
          items={data.groups
            .filter(({ during }) => contains(during, data.today))
            .map(group => ({
              key: group.code,
              term: group.name,
              value: (
                <>
                  {group.definition}
                  <div className="mg-quiet">{sourceInWords(say, group)}</div>
                </>
              ),
            }))}
        />
      </details>
    </Card>
  )
}

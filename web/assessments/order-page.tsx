import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { EducationOrder, EducationOrders } from '#contract/assessments.ts'
import { mayOrder, type OrderPossibility } from '#domain/assessment/education-order.ts'
import { ageOn } from '#domain/calendar/months.ts'
import { contains } from '#domain/calendar/period.ts'
import { explainField } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { OrderCard, OrderSteps } from './order-card.tsx'
import { OrderForm } from './order-form.tsx'
import { ordersQuery } from './queries.ts'
import { sourceInWords } from './sources.ts'
import './assessments.css'

const route = getRouteApi('/inside/unge/$youthId/paalaeg')

/** The education order of a young person: its steps, giving one, and those before it. */
export function OrderPage() {
  const { youthId } = route.useParams()
  const { data, error } = useQuery(ordersQuery(youthId))
  if (data) return <Orders key={youthId} data={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Orders({ data }: { data: EducationOrders }) {
  const say = useSay()
  const [writing, setWriting] = useState<'new' | number | null>(null)
  const params = { youthId: String(data.youthId) }
  const standing = data.orders.find(order => isStanding(order))
  const earlier = data.orders.filter(order => order !== standing)
  const corrected = data.orders.find(({ orderId }) => orderId === writing) ?? null
  return (
    <Page width="reading">
      <PageHeader
        title={say('assessments.orderTitle', { name: `${data.givenName} ${data.familyName}` })}
        back={
          <BackLink to="/unge/$youthId" params={params}>
            {say('assessments.toPerson', { name: data.givenName })}
          </BackLink>
        }
        actions={
          <LinkButton to="/unge/$youthId/visitation" params={params}>
            {say('assessments.toAssessment')}
          </LinkButton>
        }
      >
        {say('assessments.orderLead')}
      </PageHeader>
      <Stack>
        {writing !== null ? (
          <Card title={say(writing === 'new' ? 'assessments.orderGive' : 'assessments.orderCorrect')}>
            <OrderForm
              data={data}
              order={corrected}
              onDone={() => setWriting(null)}
              onCancel={() => setWriting(null)}
            />
          </Card>
        ) : standing !== undefined ? (
          <OrderCard data={data} order={standing} onCorrect={() => setWriting(standing.orderId)} />
        ) : (
          <NoOrder data={data} onGive={() => setWriting('new')} />
        )}
        {earlier.length > 0 && (
          <Card title={say('assessments.orderHistory')}>
            <Stack>
              {earlier.map(order => (
                <Earlier key={order.orderId} data={data} order={order} />
              ))}
            </Stack>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function isStanding({ withdrawn, during }: EducationOrder): boolean {
  return withdrawn === null && during.to === null
}

/** Why there is none, or that one can be given. */
function NoOrder({ data, onGive }: { data: EducationOrders; onGive: () => void }) {
  const say = useSay()
  const may = useMay()
  const { today } = data
  const isOpen = contains(data.case, today)
  const group = data.targetGroups.find(({ during }) => contains(during, today))
  const possible = mayOrder(data.rules, today, {
    targetGroup: group?.code ?? null,
    age: ageOn(data.birthDate, today),
  })
  return (
    <Card>
      <EmptyState
        title={say('assessments.orderNone', { name: data.givenName })}
        actions={
          possible.may &&
          isOpen &&
          may('assessment.write') && (
            <Button look="primary" onClick={onGive}>
              {say('assessments.orderGive')}
            </Button>
          )
        }
      >
        <p>
          {possible.may ? say('assessments.orderMay') : explainField(say, { field: '', code: possible.code })}
        </p>
        <RuleText data={data} possible={possible} />
      </EmptyState>
    </Card>
  )
}

/** To whom orders can be given, and by what. */
function RuleText({ data, possible }: { data: EducationOrders; possible: OrderPossibility }) {
  const say = useSay()
  const dates = useDates()
  const { rule } = possible
  if (rule === null) return null
  const names = rule.targetGroups.map(
    code => data.groupNames.find(group => group.code === code)?.name.toLocaleLowerCase(say.locale) ?? code,
  )
  return (
    <>
      {contains(rule.during, data.today) && (
        <p>
          {say('assessments.orderRule', {
            groups: dates.list(names),
            from: String(rule.ageFrom),
            to: String(rule.ageTo),
          })}
        </p>
      )}
      <p>{sourceInWords(say, rule)}</p>
    </>
  )
}

function Earlier({ data, order }: { data: EducationOrders; order: EducationOrder }) {
  const say = useSay()
  const dates = useDates()
  const { today } = data
  const { withdrawn, during, endReason } = order
  const day = (on: Temporal.PlainDate) => dates.day(on, today)
  const isCorrected = data.orders.some(({ correctsId }) => correctsId === order.orderId)
  const withdrawnOn =
    withdrawn === null ? '' : day(withdrawn.at.toZonedDateTimeISO(data.timeZone).toPlainDate())
  const outcome =
    withdrawn !== null
      ? withdrawn.by === null
        ? say('assessments.takenBySomebody', { day: withdrawnOn, reason: withdrawn.reason })
        : say(isCorrected ? 'assessments.replacedBy' : 'assessments.taken', {
            day: withdrawnOn,
            staff: withdrawn.by,
            reason: withdrawn.reason,
          })
      : during.to === null
        ? ''
        : endReason !== null
          ? say('assessments.orderFellAway', { day: day(during.to), reason: endReason })
          : order.steps.every(({ doneDay }) => doneDay !== null)
            ? say('assessments.orderMet', { day: day(during.to.subtract({ days: 1 })) })
            : say('assessments.orderClosed', { day: day(during.to.subtract({ days: 1 })) })
  return (
    <div>
      <p>
        <strong>{`${say('assessments.orderGivenOn')} ${day(order.givenOn)}`}</strong>{' '}
        {order.author !== null && (
          <span className="mg-quiet">{say('assessments.author', { staff: order.author })}</span>
        )}
      </p>
      <p className="mg-assessment-words">{outcome}</p>
      <details className="mg-assessment-why">
        <summary>{say('assessments.letterSteps')}</summary>
        <p className="mg-assessment-words">{order.text}</p>
        <OrderSteps data={data} order={order} actions={null} />
      </details>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { EducationOrder, EducationOrders } from '#contract/assessments.ts'
import { contains } from '#domain/calendar/period.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { Button } from '#web/kit/button.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { ordersQuery } from './queries.ts'
import './assessments.css'

const route = getRouteApi('/inside/unge/$youthId/paalaeg/brev')

/** The order as a letter that can be printed: what is to be done, by when, and whom to call. */
export function LetterPage() {
  const { youthId } = route.useParams()
  const say = useSay()
  const { data, error } = useQuery(ordersQuery(youthId))
  if (error && !data) throw error
  if (!data) return <SkeletonPage />
  const order = data.orders.find(({ withdrawn, during }) => withdrawn === null && during.to === null)
  const rule = data.rules.find(({ during }) => order !== undefined && contains(during, order.givenOn))
  return (
    <Page width="reading">
      <PageHeader
        title={say('assessments.letterTitle', { name: `${data.givenName} ${data.familyName}` })}
        back={
          <BackLink to="/unge/$youthId/paalaeg" params={{ youthId }}>
            {say('assessments.letterBack')}
          </BackLink>
        }
        actions={
          order && (
            <Button look="primary" onClick={() => window.print()}>
              {say('assessments.letterPrint')}
            </Button>
          )
        }
      />
      <Stack>
        {order !== undefined && rule?.status === 'unverified' && (
          <div className="mg-no-print">
            <Alert tone="warning">{say('assessments.letterUnverified')}</Alert>
          </div>
        )}
        {order === undefined ? (
          <EmptyState title={say('assessments.orderNone', { name: data.givenName })} />
        ) : (
          <Letter data={data} order={order} />
        )}
      </Stack>
    </Page>
  )
}

function Letter({ data, order }: { data: EducationOrders; order: EducationOrder }) {
  const say = useSay()
  const dates = useDates()
  const { today, caseworker } = data
  const group = data.targetGroups.find(({ during }) => contains(during, order.givenOn))
  return (
    <article className="mg-letter">
      <p>
        {data.givenName} {data.familyName}
      </p>
      <p className="mg-quiet">{`${data.municipality}, ${dates.day(order.givenOn, today)}`}</p>
      <h2>{say('assessments.letterHeading')}</h2>
      <p>{say('assessments.letterDear', { name: data.givenName })}</p>
      <p>{order.text}</p>
      <h3>{say('assessments.letterSteps')}</h3>
      <ol>
        {order.steps.map(step => (
          <li key={step.position}>
            <strong>{say(`assessments.step_${step.kind}`)}</strong>
            {step.note !== '' && <p>{step.note}</p>}
            <p>
              {step.doneDay === null
                ? say('assessments.letterStepBy', { day: dates.weekdayAndDay(step.dueDay, today) })
                : say('assessments.letterStepDone')}
            </p>
          </li>
        ))}
      </ol>
      {group !== undefined && (
        <p>{say('assessments.letterGroup', { group: group.name.toLocaleLowerCase(say.locale) })}</p>
      )}
      <p>{say('assessments.letterHelp')}</p>
      <p>{say('assessments.letterComplain')}</p>
      <p>{say('assessments.letterGreeting')}</p>
      {caseworker !== null && (
        <p>
          {caseworker.name}
          <br />
          {caseworker.profession}
        </p>
      )}
    </article>
  )
}

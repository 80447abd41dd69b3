import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FitAnswer } from '#contract/caseload-fit.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { FitForm } from './fit-form.tsx'
import { fitQuery } from './fit-queries.ts'
import { cannotSaid } from './fit-said.ts'
import { nameOf } from './proposal-names.ts'
import './fit.css'

const route = getRouteApi('/inside/unge/$youthId/raadgiver')

/** Who should be one young person's caseworker: the three who fit best, everybody else, and who cannot. */
export function FitPage() {
  const { youthId } = route.useParams()
  const { data, error } = useQuery(fitQuery(youthId))
  if (error && !data) throw error
  return data ? <Fits key={youthId} answer={data} /> : <SkeletonPage />
}

function Fits({ answer }: { answer: FitAnswer }) {
  const say = useSay()
  const dates = useDates()
  const { givenName: name, holder, minutes, planned, today, cannot } = answer
  const params = { youthId: String(answer.youthId) }
  return (
    <Page width="reading">
      <PageHeader
        title={say('fit.title', { name: nameOf(answer) })}
        back={
          <BackLink to="/unge/$youthId" params={params}>
            {say('fit.toPerson', { name })}
          </BackLink>
        }
      >
        {holder === null
          ? say('fit.leadNobody', { name, minutes })
          : say('fit.leadHolder', { holder: nameOf(holder), minutes })}
      </PageHeader>
      <Stack>
        {holder !== null && answer.holderBarred && (
          <Alert tone="warning">{say('fit.holderBarred', { name, holder: nameOf(holder) })}</Alert>
        )}
        {planned !== null && (
          <Alert
            tone="info"
            actions={
              <LinkButton to="/unge/$youthId/perioder" params={params}>
                {say('fit.plannedFix')}
              </LinkButton>
            }
          >
            {say('fit.planned', { name, staff: nameOf(planned.staff), day: dates.day(planned.from, today) })}
          </Alert>
        )}
        <FitForm answer={answer} />
        {cannot.length > 0 && (
          <Card>
            <details className="mg-why" open={answer.best.length === 0}>
              <summary>{say('fit.cannot', { count: cannot.length })}</summary>
              <ul>
                {cannot.map(each => (
                  <li key={each.staffId}>{cannotSaid(each, today, { say, dates })}</li>
                ))}
              </ul>
            </details>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

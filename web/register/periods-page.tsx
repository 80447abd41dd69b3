import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { DatedRowKind } from '#contract/register.ts'
import { useSay } from '#web/calls/language.tsx'
import { ButtonRow, LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { PeriodCard } from './period-card.tsx'
import { rowsQuery } from './queries.ts'
import './register.css'

const route = getRouteApi('/inside/unge/$youthId/perioder')

const kinds: readonly DatedRowKind[] = ['membership', 'assignment', 'pause', 'activity', 'benefit']

/** Everything dated about a young person, to be added to and corrected. */
export function PeriodsPage() {
  const { youthId } = route.useParams()
  const say = useSay()
  const { data, error } = useQuery(rowsQuery(youthId))
  if (error && !data) throw error
  if (!data) return <SkeletonPage />
  const params = { youthId }
  return (
    <Page width="reading">
      <PageHeader
        title={say('register.periodsTitle', { name: `${data.givenName} ${data.familyName}` })}
        back={
          <BackLink to="/unge/$youthId" params={params}>
            {say('register.toPerson', { name: data.givenName })}
          </BackLink>
        }
      >
        {say('register.periodsLead')}
      </PageHeader>
      <Stack>
        <div>
          <ButtonRow>
            <LinkButton to="/unge/$youthId/ret" params={params}>
              {say('register.toRecord')}
            </LinkButton>
            <LinkButton to="/unge/$youthId/visitation" params={params}>
              {say('register.toAssessment')}
            </LinkButton>
          </ButtonRow>
        </div>
        {kinds.map(kind => (
          <PeriodCard key={`${youthId} ${kind}`} kind={kind} youthId={Number(youthId)} data={data} />
        ))}
      </Stack>
    </Page>
  )
}

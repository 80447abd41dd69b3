import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { BackLink, PageHeader } from '#web/kit/page-header.tsx'
import { useDraft } from '#web/kit/use-draft.tsx'
import { CaseCard } from './case-card.tsx'
import { personOf, type YouthRecord } from './person-values.ts'
import { recordQuery } from './queries.ts'
import { RecordForm, type RecordValues } from './record-form.tsx'

const route = getRouteApi('/inside/unge/$youthId/ret')

/** What the register knows of somebody, to be corrected, and the end of the case. */
export function RecordPage() {
  const { youthId } = route.useParams()
  const { data, error } = useQuery(recordQuery(youthId))
  if (data) return <Correcting key={youthId} record={data} />
  if (error) throw error
  return <SkeletonPage />
}

function Correcting({ record }: { record: YouthRecord }) {
  const say = useSay()
  const [initial] = useState<RecordValues>(() => {
    const base = personOf(record)
    return { version: record.version, base, person: base }
  })
  const draft = useDraft(`record.${record.youthId}`, initial)
  const params = { youthId: String(record.youthId) }
  if (!draft.ready) return <SkeletonPage />
  return (
    <Page width="reading">
      <PageHeader
        title={say('register.correctTitle', { name: `${record.givenName} ${record.familyName}` })}
        back={
          <BackLink to="/unge/$youthId" params={params}>
            {say('register.toPerson', { name: record.givenName })}
          </BackLink>
        }
      >
        {say('register.correctLead')}
      </PageHeader>
      <Stack>
        <div>
          <LinkButton to="/unge/$youthId/perioder" params={params}>
            {say('register.toPeriods')}
          </LinkButton>
        </div>
        <RecordForm record={record} draft={draft} />
        <CaseCard record={record} />
      </Stack>
    </Page>
  )
}

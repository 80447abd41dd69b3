import { useQuery } from '@tanstack/react-query'
import { useSay } from '#web/calls/language.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { CeilingsPart } from './ceilings-part.tsx'
import { limitsQuery, weightsQuery } from './queries.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { TimePart } from './time-part.tsx'
import { WorkPart } from './work-part.tsx'

/** What loads are reckoned by: ceilings, the time of caseworkers, and minutes of each case. */
export function CaseloadRulesPage() {
  const say = useSay()
  const weights = useQuery(weightsQuery)
  const limits = useQuery(limitsQuery)
  const failure = weights.error ?? limits.error
  if (weights.data === undefined || limits.data === undefined) {
    if (failure) throw failure
    return <SkeletonPage />
  }
  return (
    <Page>
      <PageHeader title={say('limits.title')}>{say('limits.lead')}</PageHeader>
      <SetupTabs />
      <Stack>
        <CeilingsPart limits={limits.data} />
        <TimePart settings={limits.data.settings} onboarding={limits.data.onboarding} />
        <WorkPart rows={weights.data.rows} />
      </Stack>
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate } from '@tanstack/react-router'
import type { listProposals } from '#contract/proposals.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { nameOf, titleOf, toneOf } from './proposal-names.ts'
import { proposalsQuery } from './proposal-queries.ts'
import { StalledHandovers } from './stalled-handovers.tsx'
import { UnitTabs } from './unit-tabs.tsx'

type Listed = OutputOf<typeof listProposals>

const route = getRouteApi('/inside/ledelse/forslag')

/** Proposals of who should have whom, and the way to a new one. */
export function ProposalsPage() {
  const { anledning, ...search } = route.useSearch()
  const { data, error } = useQuery(proposalsQuery)
  if (anledning !== undefined)
    return <Navigate to="/ledelse/forslag/ny" search={{ ...search, anledning }} replace />
  if (error && !data) throw error
  return data ? <Proposals list={data} /> : <SkeletonPage />
}

function Proposals({ list }: { list: Listed }) {
  const say = useSay()
  const dates = useDates()
  return (
    <Page>
      <PageHeader
        title={say('proposals.listTitle')}
        actions={
          <LinkButton to="/ledelse/forslag/ny" look="primary">
            {say('proposals.newOne')}
          </LinkButton>
        }
      >
        {say('proposals.listLead')}
      </PageHeader>
      <UnitTabs />
      <Stack>
        <StalledHandovers />
        {list.proposals.length === 0 ? (
          <EmptyState title={say('proposals.none')}>{say('proposals.noneText')}</EmptyState>
        ) : (
          <Card flush>
            <RowCards label={say('proposals.listTitle')}>
              {list.proposals.map(proposal => (
                <RowCard
                  key={proposal.proposalId}
                  title={
                    <Link
                      to="/ledelse/forslag/$proposalId"
                      params={{ proposalId: String(proposal.proposalId) }}
                    >
                      {titleOf(proposal, say)}
                    </Link>
                  }
                >
                  <Inline tight>
                    <Tag tone={toneOf(proposal.state)}>{say(`proposals.state_${proposal.state}`)}</Tag>
                    {proposal.state === 'accepted'
                      ? say('proposals.rowCarriedOut', { done: proposal.carriedOut, count: proposal.moves })
                      : proposal.state === 'ready' && say('proposals.rowMoves', { count: proposal.moves })}
                  </Inline>
                  <div className="mg-quiet">
                    {say('proposals.askedLine', {
                      day: dates.day(
                        proposal.askedAt.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate(),
                        list.today,
                      ),
                      name: nameOf(proposal.askedBy),
                      effective: dates.day(proposal.effectiveOn, list.today),
                    })}
                  </div>
                </RowCard>
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

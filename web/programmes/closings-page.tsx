import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Closing } from '#contract/closings.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { closingsQuery } from './queries.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { isStanding, StandingTags } from './standing-tags.tsx'
import { matches, useWhen, WhenFilter } from './when-filter.tsx'

/** When the house and the schools are closed. */
export function ClosingsPage() {
  const { data, error } = useQuery(closingsQuery)
  if (data) return <Closings closings={data.closings} />
  if (error) throw error
  return <SkeletonPage />
}

function Closings({ closings }: { closings: readonly Closing[] }) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  const [sought, setSought] = useState('')
  const { shows } = useWhen()
  const shown = closings.filter(
    closing => shows(closing.during) && matches(sought, closing.name, closing.source),
  )
  return (
    <Page>
      <PageHeader
        title={say('rules.closings')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/lukning" look="primary">
              {say('rules.addClosing')}
            </LinkButton>
          )
        }
      >
        {say('rules.closingsLead')}
      </PageHeader>
      <SetupTabs />
      <Stack>
        <WhenFilter sought={sought} onSearch={setSought} />
        {shown.length === 0 ? (
          <EmptyState title={say('rules.noClosings')}>{say('rules.noClosingsText')}</EmptyState>
        ) : (
          <Card flush>
            <RowCards label={say('rules.closings')}>
              {shown.map(closing => (
                <ClosingRow key={closing.id} closing={closing} />
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function ClosingRow({ closing }: { closing: Closing }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const { from, lastDay } = closing.during
  return (
    <RowCard
      title={closing.name}
      aside={dates.days(from, lastDay ?? from, today)}
      actions={
        mayWrite &&
        isStanding(closing.during, today) && (
          <Link
            to="/opsaetning/lukning"
            search={{ ret: String(closing.id) }}
            aria-label={say('programmes.changeRule', { name: closing.name })}
          >
            {say('programmes.edit')}
          </Link>
        )
      }
    >
      <p>{say(closing.kind === 'house' ? 'rules.houseText' : 'rules.schoolText')}</p>
      <StandingTags status={closing.status} during={closing.during} />
      <div className="mg-quiet">{say('programmes.source', { source: closing.source })}</div>
    </RowCard>
  )
}

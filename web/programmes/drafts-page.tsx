import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Draft } from '#contract/rule-drafts.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Inline, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { Tag } from '#web/kit/tag.tsx'
import { draftsQuery } from './queries.ts'
import { SetupTabs } from './setup-tabs.tsx'

/** Changes that are expected, without effect until they are adopted. */
export function DraftsPage() {
  const { data, error } = useQuery(draftsQuery)
  if (data) return <Drafts drafts={data.drafts} />
  if (error) throw error
  return <SkeletonPage />
}

function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  return (
    <Page>
      <PageHeader
        title={say('rules.drafts')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/kladde" look="primary">
              {say('rules.addDraft')}
            </LinkButton>
          )
        }
      >
        {say('rules.draftsLead')}
      </PageHeader>
      <SetupTabs />
      <Stack>
        {drafts.length === 0 ? (
          <EmptyState title={say('rules.noDrafts')}>{say('rules.noDraftsText')}</EmptyState>
        ) : (
          <Card flush>
            <RowCards label={say('rules.drafts')}>
              {drafts.map(draft => (
                <DraftRow key={draft.id} draft={draft} />
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function DraftRow({ draft }: { draft: Draft }) {
  const say = useSay()
  const dates = useDates()
  const today = useToday()
  const missing = draft.changes.filter(({ kind }) => kind === 'missing').length
  return (
    <RowCard
      title={
        <Link to="/opsaetning/kladde" search={{ ret: String(draft.id) }}>
          {draft.title}
        </Link>
      }
    >
      <p>{draft.status}</p>
      <Inline tight>
        <Tag tone={draft.state === 'adopted' ? 'good' : 'neutral'}>
          {say(draft.state === 'adopted' ? 'rules.adopted' : 'rules.draft')}
        </Tag>
        {draft.state === 'draft' && missing > 0 && (
          <Tag tone="warning">{say('rules.draftMissing', { count: missing })}</Tag>
        )}
        <span className="mg-quiet">
          {[
            say('programmes.runsFrom', { day: dates.day(draft.fromDay, today) }),
            say('rules.draftCount', { count: draft.changes.length - missing }),
          ].join(' · ')}
        </span>
      </Inline>
      <div className="mg-quiet">{say('programmes.source', { source: draft.source })}</div>
    </RowCard>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { ShownTargetGroup } from '#contract/target-groups.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { EditRule } from './edit-rule.tsx'
import { setupQuery } from './queries.ts'
import { SetupTabs } from './setup-tabs.tsx'
import { StandingTags } from './standing-tags.tsx'
import { matches, useWhen, WhenFilter } from './when-filter.tsx'

/** The groups that a decision may choose, with definition and source, now or on a day. */
export function GroupsPage() {
  const { data, error } = useQuery(setupQuery)
  if (data) return <Groups groups={data.targetGroups} />
  if (error) throw error
  return <SkeletonPage />
}

function Groups({ groups }: { groups: readonly ShownTargetGroup[] }) {
  const say = useSay()
  const mayWrite = useMay()('setup.write')
  const [sought, setSought] = useState('')
  const { shows } = useWhen()
  const shown = groups.filter(
    group => shows(group.during) && matches(sought, group.name, group.definition, group.source),
  )
  return (
    <Page>
      <PageHeader
        title={say('rules.groups')}
        actions={
          mayWrite && (
            <LinkButton to="/opsaetning/regel" search={{ slags: 'maalgruppe' }} look="primary">
              {say('rules.addGroup')}
            </LinkButton>
          )
        }
      >
        {say('rules.groupsLead')}
      </PageHeader>
      <SetupTabs />
      <Stack>
        <WhenFilter sought={sought} onSearch={setSought} withEras />
        {shown.length === 0 ? (
          <EmptyState title={say('rules.noneFound')} />
        ) : (
          <Card flush>
            <RowCards label={say('rules.groups')}>
              {shown.map(group => (
                <GroupRow key={`${group.code} ${group.during.from}`} group={group} />
              ))}
            </RowCards>
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function GroupRow({ group }: { group: ShownTargetGroup }) {
  const say = useSay()
  const dates = useDates()
  return (
    <RowCard
      title={group.name}
      aside={group.youths === null ? undefined : say('programmes.members', { count: group.youths })}
      actions={
        <EditRule slags="maalgruppe" row={{ key: group.code, during: group.during }} name={group.name} />
      }
    >
      <p>{group.definition}</p>
      <StandingTags status={group.status} during={group.during} />
      <div className="mg-quiet">
        <div>{decidedInWords(say, dates, group)}</div>
        <div>{say('programmes.source', { source: group.source })}</div>
      </div>
    </RowCard>
  )
}

/** "Kan vælges ved: første samtale og endelig vurdering." */
function decidedInWords(say: Say, dates: Dates, { decidedAt }: ShownTargetGroup): string {
  if (decidedAt === null) return say('rules.decidedEach')
  if (decidedAt.length === 0) return say('rules.decidedNone')
  const stages = decidedAt.map(({ stage, specialCase }) => {
    const name = say(`rules.stage_${stage}`).toLocaleLowerCase(say.locale)
    return specialCase ? say('rules.decidedSpecial', { stage: name }) : name
  })
  return say('rules.decidedAt', { stages: dates.list(stages) })
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeTargetGroup, type ShownTargetGroup } from '#contract/target-groups.ts'
import { RuleStatus } from '#contract/words.ts'
import { call } from '#web/calls/call.ts'
import { useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceChips } from '#web/kit/choice-chips.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Alert, SkeletonPage } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCard, RowCards } from '#web/kit/rows.tsx'
import { TextArea, TextField } from '#web/kit/text-field.tsx'
import { flatFaults } from './flat-faults.ts'
import { setupQuery } from './queries.ts'
import { RowDialog, required } from './row-dialog.tsx'
import { SetupTabs } from './setup-tabs.tsx'
import { isAhead, isStanding, StandingTags } from './standing-tags.tsx'
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
  const [adding, setAdding] = useState(false)
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
            <Button look="primary" onClick={() => setAdding(true)}>
              {say('rules.addGroup')}
            </Button>
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
      {adding && <GroupDialog group={null} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function GroupRow({ group }: { group: ShownTargetGroup }) {
  const say = useSay()
  const today = useToday()
  const mayWrite = useMay()('setup.write')
  const [doing, setDoing] = useState<'change' | 'end' | null>(null)
  const standing = isStanding(group.during, today)
  return (
    <RowCard
      title={group.name}
      aside={group.youths === null ? undefined : say('programmes.members', { count: group.youths })}
      actions={
        mayWrite &&
        standing && (
          <>
            {!isAhead(group.during, today) && (
              <Button
                look="plain"
                onClick={() => setDoing('end')}
                aria-label={say('rules.endNamed', { name: group.name })}
              >
                {say('rules.end')}
              </Button>
            )}
            <Button
              look="plain"
              onClick={() => setDoing('change')}
              aria-label={say('programmes.changeRule', { name: group.name })}
            >
              {say('programmes.edit')}
            </Button>
          </>
        )
      }
    >
      <p>{group.definition}</p>
      <StandingTags status={group.status} during={group.during} />
      <div className="mg-quiet">{say('programmes.source', { source: group.source })}</div>
      {doing === 'change' && <GroupDialog group={group} onClose={() => setDoing(null)} />}
      {doing === 'end' && <EndGroupDialog group={group} onClose={() => setDoing(null)} />}
    </RowCard>
  )
}

interface Values {
  name: string
  definition: string
  source: string
  status: ShownTargetGroup['status']
  from: Temporal.PlainDate | null
}

const aboutGroup = ({ code, during, version }: ShownTargetGroup) => `${code}.${during.from}.${version}`

const replacing = (group: ShownTargetGroup | null) =>
  group && { code: group.code, begins: String(group.during.from), version: group.version }

/** A new group, or another definition from a day on. */
function GroupDialog({ group, onClose }: { group: ShownTargetGroup | null; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const ahead = group !== null && isAhead(group.during, today)
  return (
    <RowDialog<Values>
      name={`group.${group === null ? 'new' : aboutGroup(group)}`}
      title={group === null ? say('rules.addGroup') : say('programmes.changeRule', { name: group.name })}
      initial={{
        name: group?.name ?? '',
        definition: group?.definition ?? '',
        source: group?.source ?? '',
        status: group?.status ?? 'unverified',
        from: ahead ? group.during.from : today,
      }}
      check={values => required(values, 'name', 'definition', 'source', 'from')}
      send={({ from, ...content }) =>
        call(changeTargetGroup, {
          replaces: replacing(group),
          from: String(from),
          group: content,
          reason: '',
        }).catch(flatFaults('group'))
      }
      confirm={say('rules.saveGroup')}
      said={say('rules.groupSaved')}
      onClose={onClose}
    >
      {({ field }) => {
        const status = field('status')
        return (
          <>
            {group?.status === 'law' && (
              <Alert tone="warning" title={say('rules.lawWarningTitle')}>
                {say('rules.lawGroupWarning', { source: group.source })}
              </Alert>
            )}
            <TextField {...field('name')} label={say('programmes.name')} size="full" maxLength={100} />
            <TextArea {...field('definition')} label={say('rules.definition')} rows={4} maxLength={2000} />
            <TextArea
              {...field('source')}
              label={say('rules.sourceLabel')}
              hint={say('rules.sourceHint')}
              rows={2}
              maxLength={500}
            />
            <ChoiceChips
              {...status}
              label={say('rules.status')}
              onChange={chosen => chosen !== null && status.onChange(chosen)}
              choices={RuleStatus.options.map(value => ({ value, label: say(`programmes.${value}`) }))}
            />
            <DateField
              {...field('from')}
              label={say('programmes.validFrom')}
              min={today}
              example={today}
              disabled={ahead}
            />
          </>
        )
      }}
    </RowDialog>
  )
}

interface Ending {
  from: Temporal.PlainDate | null
  reason: string
}

function EndGroupDialog({ group, onClose }: { group: ShownTargetGroup; onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  return (
    <RowDialog<Ending>
      name={`group-end.${aboutGroup(group)}`}
      title={say('rules.endNamed', { name: group.name })}
      initial={{ from: null, reason: '' }}
      check={values => required(values, 'from', 'reason')}
      send={({ from, reason }) =>
        call(changeTargetGroup, { replaces: replacing(group), from: String(from), group: null, reason })
      }
      confirm={say('rules.end')}
      said={say('rules.groupSaved')}
      onClose={onClose}
    >
      {({ field }) => (
        <>
          <p>{say('rules.endGroupText', { count: group.youths ?? 0 })}</p>
          <DateField
            {...field('from')}
            label={say('rules.firstWithout')}
            hint={say('rules.fromHint')}
            min={today}
            example={today}
          />
          <TextArea {...field('reason')} label={say('rules.reason')} rows={2} maxLength={500} />
        </>
      )}
    </RowDialog>
  )
}

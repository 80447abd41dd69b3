import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type DutyRow, dutyGroups, noteShowedUp, type readDuty } from '#contract/duty.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonPage, useAnnounce } from '#web/kit/feedback.tsx'
import { Card, Page, Stack } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState, RowCards } from '#web/kit/rows.tsx'
import { CountTile, CountTiles } from '#web/kit/tag.tsx'
import { DutyFilters } from './duty-filters.tsx'
import { DutyRowCard } from './duty-row.tsx'
import { ExportButton } from './export-button.tsx'
import { dutyQuery, useForgetDuty } from './queries.ts'
import { type DutySearch, emptinessOf, filterOf, groupOf, weekText } from './search.ts'
import { WhatCounts } from './what-counts.tsx'
import './duty.css'

const route = getRouteApi('/inside/unge-15-17')

type Overview = OutputOf<typeof readDuty>

/** The week's list of those of 15-17: whom to reach, who needs something new, who begins and who ends. */
export function DutyPage() {
  const search = route.useSearch()
  const { data, error } = useQuery(dutyQuery(filterOf(search)))
  if (error && !data) throw error
  return data ? <DutyOverview overview={data} search={search} /> : <SkeletonPage />
}

function DutyOverview({ overview, search }: { overview: Overview; search: DutySearch }) {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const navigate = route.useNavigate()
  const { week, today, asOf, isThisWeek, counts, total, onPlan } = overview
  const chosen = groupOf(search)
  const go = (change: DutySearch) =>
    navigate({
      search: before => {
        const next = Object.entries({ ...before, ...change }).filter(([, value]) => value)
        return Object.fromEntries(next)
      },
      replace: true,
      resetScroll: false,
    })
  const mayWrite = may('duty.write') && isThisWeek
  const shown = dutyGroups.filter(group => (chosen === null || chosen === group) && counts[group] > 0)

  return (
    <Page>
      <PageHeader
        title={say('duty.title')}
        actions={
          <>
            <Button className="mg-duty-print" onClick={() => window.print()}>
              {say('duty.print')}
            </Button>
            <ExportButton filter={filterOf(search)} />
            {may('duty.write') && (
              <LinkButton to="/unge-15-17/besked" icon="plus">
                {say('duty.schoolMessage')}
              </LinkButton>
            )}
          </>
        }
      >
        {say('duty.weekOf', {
          number: String(week.number),
          days: dates.days(week.monday, week.sunday, today),
        })}
        {'. '}
        {!isThisWeek && `${say('duty.asOf', { day: dates.day(asOf, today) })} `}
        {say('duty.onPlanOf', { onPlan, total })}
      </PageHeader>
      <Stack gap="medium">
        <div className="mg-button-row mg-duty-weeks">
          <Button
            icon="chevron-left"
            onClick={() => go({ uge: weekText(week.monday.subtract({ weeks: 1 })) })}
          >
            {say('duty.previousWeek')}
          </Button>
          {!isThisWeek && (
            <>
              <Button onClick={() => go({ uge: weekText(week.monday.add({ weeks: 1 })) })}>
                {say('duty.nextWeek')}
              </Button>
              <Button look="plain" onClick={() => go({ uge: undefined })}>
                {say('duty.back')}
              </Button>
            </>
          )}
        </div>
        <CountTiles label={say('duty.counts')}>
          {dutyGroups.map(group => (
            <CountTile
              key={group}
              count={dates.count(counts[group])}
              label={say(`duty.${group}_short`)}
              pressed={chosen === group}
              tone={group === 'new' && counts[group] > 0 ? 'danger' : 'neutral'}
              onPress={() => go({ gruppe: chosen === group ? undefined : group })}
            />
          ))}
        </CountTiles>
        <DutyFilters search={search} choices={overview.choices} onChange={go} />
        <Groups overview={overview} groups={shown} mayWrite={mayWrite}>
          <Nobody overview={overview} search={search} onChange={go} />
        </Groups>
        <p className="mg-quiet">
          {say('duty.onPlan', { count: onPlan })}. {say('duty.onPlanText')}
        </p>
        <WhatCounts rules={overview.rules} asOf={asOf} />
      </Stack>
    </Page>
  )
}

/** Says why nobody is on the list, and takes away the filter that it is for. */
function Nobody({
  overview,
  search,
  onChange,
}: {
  overview: Overview
  search: DutySearch
  onChange: (change: DutySearch) => void
}) {
  const say = useSay()
  const why = emptinessOf(search, overview)
  const group = groupOf(search)
  if (why === null) return null
  const everybody =
    why === 'groupEmpty'
      ? { gruppe: undefined }
      : { vejleder: undefined, raadgiver: undefined, skole: undefined }
  const canShowAll = why === 'groupEmpty' || why === 'nobodyFiltered'
  return (
    <EmptyState
      title={why !== 'groupEmpty' ? say(`duty.${why}Title`) : say(`duty.${group ?? 'new'}_none`)}
      actions={canShowAll && <Button onClick={() => onChange(everybody)}>{say('duty.showAll')}</Button>}
    >
      {say(`duty.${why}Text`)}
    </EmptyState>
  )
}

function Groups({
  overview,
  groups,
  mayWrite,
  children,
}: {
  overview: Overview
  groups: readonly DutyRow['group'][]
  mayWrite: boolean
  /** What is said where nobody is on the list. */
  children: ReactNode
}) {
  const say = useSay()
  const forget = useForgetDuty()
  const announce = useAnnounce()
  const [noted, setNoted] = useState<{ row: DutyRow; showedUp: boolean } | null>(null)
  const note = useMutation({
    mutationFn: ({ row, showedUp }: { row: DutyRow; showedUp: boolean | null }) =>
      call(noteShowedUp, { activityId: row.next?.activityId ?? 0, showedUp }),
    onSuccess: (_, { row, showedUp }) => {
      setNoted(showedUp === null ? null : { row, showedUp })
      if (showedUp === null) announce(say('duty.undone'))
      return forget()
    },
    onError: error => announce(explainError(say, error), 'error'),
  })
  const { rows, counts, asOf, rules } = overview
  const shown = (group: DutyRow['group']) => rows.filter(row => row.group === group)
  const workMinutes =
    rules.find(({ activityKind, during: { from, lastDay } }) => {
      const holds =
        Temporal.PlainDate.compare(from, asOf) <= 0 &&
        (lastDay === null || Temporal.PlainDate.compare(asOf, lastDay) <= 0)
      return activityKind === 'work' && holds
    })?.weeklyMinutes ?? null
  return (
    <>
      {noted && (
        <Alert
          tone="success"
          live
          actions={
            <Button onClick={() => note.mutate({ row: noted.row, showedUp: null })}>
              {say('duty.undo')}
            </Button>
          }
        >
          {say(noted.showedUp ? 'duty.cameSaved' : 'duty.cameNotSaved', { name: noted.row.givenName })}
        </Alert>
      )}
      {children}
      <div className="mg-duty mg-stack-medium">
        {groups.map(group => (
          <Card key={group} title={say(`duty.${group}_group`)} flush>
            <p className="mg-quiet mg-duty-help">{say(`duty.${group}_help`)}</p>
            <RowCards label={say(`duty.${group}_group`)}>
              {shown(group).map(row => (
                <DutyRowCard
                  key={row.youthId}
                  row={row}
                  asOf={asOf}
                  workMinutes={workMinutes}
                  mayWrite={mayWrite}
                  onCame={(one, showedUp) => note.mutate({ row: one, showedUp })}
                />
              ))}
            </RowCards>
            {counts[group] > shown(group).length && (
              <p className="mg-quiet mg-duty-help">
                {say('duty.mostUrgent', { shown: shown(group).length, count: counts[group] })}
              </p>
            )}
          </Card>
        ))}
      </div>
    </>
  )
}

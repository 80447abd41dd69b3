import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Setup } from '#contract/programmes.ts'
import { CallError } from '#web/calls/call.ts'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { AgeEditor } from './age-editor.tsx'
import { CaseloadRule, isOfCaseload } from './caseload-rule.tsx'
import { DutyEditor } from './duty-editor.tsx'
import { GroupEditor } from './group-editor.tsx'
import { OrderEditor } from './order-editor.tsx'
import { setupQuery } from './queries.ts'
import { RetentionEditor } from './retention-editor.tsx'

const route = getRouteApi('/inside/opsaetning/regel')

/**
 * What keeps the duty, who can be given an education order, what changes on birthdays, how long enquiries are kept, a
 * target group, or what loads are reckoned by (`?slags=`):
 * a new one, or one that is changed or ended from a day on (`?ret=`, of the row that begins on `?fra=`).
 */
export function DatedRulePage() {
  const { slags, ret, fra, minutter } = route.useSearch()
  const ofCaseload = isOfCaseload(slags)
  const { data, error } = useQuery({ ...setupQuery, enabled: !ofCaseload })
  if (ofCaseload) return <CaseloadRule key={`${slags} ${ret} ${fra}`} {...{ slags, ret, fra, minutter }} />
  if (data) return <Chosen key={`${slags} ${ret} ${fra}`} setup={data} {...{ slags, ret, fra }} />
  if (error) throw error
  return <SkeletonPage />
}

interface Sought {
  slags?: string | undefined
  ret?: string | undefined
  fra?: string | undefined
}

function Chosen({ setup, slags, ret, fra }: Sought & { setup: Setup }) {
  const { others, targetGroups } = setup
  /** @throws CallError where the address leads to nothing */
  const found = <Row extends { during: Setup['rules'][number]['during'] }>(
    rows: readonly Row[],
    keyOf: (row: Row) => string,
  ): Row | null => {
    if (ret === undefined) return null
    const row = rows.find(one => keyOf(one) === ret && String(one.during.from) === fra)
    if (row === undefined) throw new CallError('notFound')
    return row
  }
  switch (slags) {
    case 'pligt':
      return <DutyEditor row={found(others.dutyRules, row => row.key)} />
    case 'paalaeg':
      return <OrderEditor row={found(others.orderRules, row => row.key)} groups={targetGroups} />
    case 'foedselsdag':
      return <AgeEditor row={found(others.ageChanges, row => row.key)} />
    case 'opbevaring':
      return <RetentionEditor row={found(others.retention, row => row.key)} />
    case 'maalgruppe':
      return <GroupEditor group={found(targetGroups, row => row.code)} />
    default:
      throw new CallError('notFound')
  }
}

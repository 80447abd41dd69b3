import { useQuery } from '@tanstack/react-query'
import type { Setup } from '#contract/programmes.ts'
import { CallError } from '#web/calls/call.ts'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { CeilingEditor } from './ceiling-editor.tsx'
import { NewcomerEditor } from './newcomer-editor.tsx'
import { limitsQuery, weightsQuery } from './queries.ts'
import { TimeEditor } from './time-editor.tsx'
import { readWhole } from './whole-number.ts'
import { WorkEditor } from './work-editor.tsx'

const kinds = ['tid-til-sag', 'raadgivertid', 'ny', 'loft']

/** Whether the address asks for what loads are reckoned by. */
export function isOfCaseload(slags: string | undefined): slags is string {
  return slags !== undefined && kinds.includes(slags)
}

interface Sought {
  slags: string
  ret: string | undefined
  fra: string | undefined
  /** Minutes that are proposed for a kind of work. */
  minutter: string | undefined
}

/** A line of work, a figure of time, a step of being new or a ceiling: a new one, or one that is changed or ended. */
export function CaseloadRule({ slags, ret, fra, minutter }: Sought) {
  const weights = useQuery({ ...weightsQuery, enabled: slags === 'tid-til-sag' })
  const { data, error } = useQuery(limitsQuery)
  /** @throws CallError where the address leads to nothing */
  const found = <Row extends { key: string; during: Setup['rules'][number]['during'] }>(
    rows: readonly Row[],
  ): Row | null => {
    if (ret === undefined) return null
    const row = rows.find(one => one.key === ret && String(one.during.from) === fra)
    if (row === undefined) throw new CallError('notFound')
    return row
  }
  const failure = error ?? weights.error
  if (failure) throw failure
  if (data === undefined) return <SkeletonPage />
  switch (slags) {
    case 'raadgivertid': {
      const row = found(data.settings)
      if (row === null) throw new CallError('notFound')
      return <TimeEditor row={row} />
    }
    case 'ny':
      return <NewcomerEditor row={found(data.onboarding)} />
    case 'loft':
      return <CeilingEditor row={found(data.ceilings)} limits={data} />
    default: {
      if (weights.data === undefined) return <SkeletonPage />
      const proposed = readWhole(minutter ?? '') ?? null
      return <WorkEditor row={found(weights.data.rows)} programmes={data.programmes} proposed={proposed} />
    }
  }
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { readWeights } from '#contract/caseload-board.ts'
import { readLimits } from '#contract/caseload-limits.ts'
import { readClosings } from '#contract/closings.ts'
import { readSetup } from '#contract/programmes.ts'
import { readRates } from '#contract/rates.ts'
import { readDrafts } from '#contract/rule-drafts.ts'
import { call } from '#web/calls/call.ts'

/** Somebody who is writing is told of a change when saving, not while thinking. */
const calm = { refetchOnWindowFocus: false } as const

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(readSetup, {}, signal),
  ...calm,
})

export const ratesQuery = queryOptions({
  queryKey: ['setup', 'rates'],
  queryFn: ({ signal }) => call(readRates, {}, signal),
  ...calm,
})

export const closingsQuery = queryOptions({
  queryKey: ['setup', 'closings'],
  queryFn: ({ signal }) => call(readClosings, {}, signal),
  ...calm,
})

export const draftsQuery = queryOptions({
  queryKey: ['setup', 'drafts'],
  queryFn: ({ signal }) => call(readDrafts, {}, signal),
  ...calm,
})

export const weightsQuery = queryOptions({
  queryKey: ['setup', 'weights'],
  queryFn: ({ signal }) => call(readWeights, {}, signal),
  ...calm,
})

export const limitsQuery = queryOptions({
  queryKey: ['setup', 'limits'],
  queryFn: ({ signal }) => call(readLimits, {}, signal),
  ...calm,
})

/** A rule moves deadlines everywhere: all of it is asked for anew. */
export function useForgetSetup(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

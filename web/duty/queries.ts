import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { readDuty } from '#contract/duty.ts'
import type { InputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'

export type DutyFilter = InputOf<typeof readDuty>

export function dutyQuery(filter: DutyFilter) {
  return queryOptions({
    queryKey: ['duty', filter],
    queryFn: ({ signal }) => call(readDuty, filter, signal),
    placeholderData: keepPreviousData,
  })
}

/** After a change: the overview is asked for anew, and so is all that tells of the same person. */
export function useForgetDuty(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { readSetup } from '#contract/programmes.ts'
import { call } from '#web/calls/call.ts'

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(readSetup, {}, signal),
  // Somebody who is writing is told of a change when saving, not while thinking.
  refetchOnWindowFocus: false,
})

/** A promise moves deadlines everywhere: all of it is asked for anew. */
export function useForgetSetup(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

import { queryOptions } from '@tanstack/react-query'
import { readStartingPoints } from '#contract/setup.ts'
import { call } from '#web/calls/call.ts'

export const startingPointsQuery = queryOptions({
  queryKey: ['setup', 'starting-points'],
  queryFn: ({ signal }) => call(readStartingPoints, {}, signal),
})

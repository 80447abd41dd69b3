import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { listStaff, readMember } from '#contract/staff.ts'
import { call } from '#web/calls/call.ts'

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: ({ signal }) => call(listStaff, {}, signal),
})

export function memberQuery(staffId: string) {
  return queryOptions({
    queryKey: ['staff', staffId],
    queryFn: ({ signal }) => call(readMember, { staffId: Number(staffId) }, signal),
    // Somebody who is writing is told of a change when saving, not while thinking.
    refetchOnWindowFocus: false,
  })
}

/** After a change: who works here is asked for anew, and so is all that names them. */
export function useForgetStaff(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}

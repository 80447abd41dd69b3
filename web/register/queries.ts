import { queryOptions } from '@tanstack/react-query'
import { readEnquirer } from '#contract/enquirer.ts'
import { readCaseworkers, readYouthRecord, readYouthRows } from '#contract/register.ts'
import { call } from '#web/calls/call.ts'

export function recordQuery(youthId: string) {
  return queryOptions({
    queryKey: ['record', youthId],
    queryFn: ({ signal }) => call(readYouthRecord, { youthId: Number(youthId) }, signal),
    // Somebody who is writing is told of a change when saving, not while thinking.
    refetchOnWindowFocus: false,
  })
}

export function rowsQuery(youthId: string) {
  return queryOptions({
    queryKey: ['youth-rows', youthId],
    queryFn: ({ signal }) => call(readYouthRows, { youthId: Number(youthId) }, signal),
  })
}

/** An enquiry as the beginning of somebody's record. */
export function enquirerQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId, 'as-youth'],
    queryFn: ({ signal }) => call(readEnquirer, { referralId: Number(referralId) }, signal),
    refetchOnWindowFocus: false,
  })
}

export const caseworkersQuery = queryOptions({
  queryKey: ['caseworkers'],
  queryFn: ({ signal }) => call(readCaseworkers, {}, signal),
})

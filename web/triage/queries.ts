import { queryOptions } from '@tanstack/react-query'
import { readDoubles, readQueue, readReferral } from '#contract/triage.ts'
import { call } from '#web/calls/call.ts'

/** Asked again when one comes back to the window: a colleague may have taken one meanwhile. */
export function queueQuery(show: 'open' | 'done') {
  return queryOptions({
    queryKey: ['referrals', show],
    queryFn: ({ signal }) => call(readQueue, { show }, signal),
    placeholderData: before => before,
  })
}

export function referralQuery(referralId: string) {
  return queryOptions({
    queryKey: ['referral', referralId],
    queryFn: ({ signal }) => call(readReferral, { referralId: Number(referralId) }, signal),
    // Somebody who is writing is told of a change when saving, not while thinking.
    refetchOnWindowFocus: false,
  })
}

/** Each look is logged about everybody who is shown, so it is asked once a page. */
export function doublesQuery(referralId: number) {
  return queryOptions({
    queryKey: ['referral-doubles', String(referralId)],
    queryFn: ({ signal }) => call(readDoubles, { referralId }, signal),
    refetchOnWindowFocus: false,
    staleTime: 5 * 60 * 1000,
  })
}

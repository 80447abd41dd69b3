import { queryOptions } from '@tanstack/react-query'
import { readFit, readWaiting } from '#contract/caseload-fit.ts'
import { call } from '#web/calls/call.ts'

/* Under the key that is forgotten when somebody gets another caseworker: see forgetAssignments. */

export function fitQuery(youthId: string) {
  return queryOptions({
    queryKey: ['caseload', 'fit', youthId],
    queryFn: ({ signal }) => call(readFit, { youthId: Number(youthId) }, signal),
  })
}

export const waitingQuery = queryOptions({
  queryKey: ['caseload', 'waiting'],
  queryFn: ({ signal }) => call(readWaiting, {}, signal),
})

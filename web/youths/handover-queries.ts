import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { readHandover } from '#contract/handovers.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { call } from '#web/calls/call.ts'

export type HandoverRead = NonNullable<OutputOf<typeof readHandover>['handover']>

export function handoverQuery(youthId: number) {
  return queryOptions({
    queryKey: ['youth', String(youthId), 'handover'],
    queryFn: ({ signal }) => call(readHandover, { youthId }, signal),
  })
}

/** Shown on the person's page and on my day. */
export function forgetHandover(client: QueryClient, youthId: number): Promise<void> {
  void client.invalidateQueries({ queryKey: ['handovers'] })
  return client.invalidateQueries({ queryKey: handoverQuery(youthId).queryKey })
}

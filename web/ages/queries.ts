import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { listAges } from '#contract/ages.ts'
import { call } from '#web/calls/call.ts'

/** Everything that the page shows; filters are of what is here. */
export const agesQuery = queryOptions({
  queryKey: ['ages'],
  queryFn: ({ signal }) => call(listAges, {}, signal),
})

/** What was ticked off or taken back is shown on the person's page and on my day too. */
export function forgetElsewhere(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['youth'] })
  void client.invalidateQueries({ queryKey: ['day'] })
}

import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { readSession, type Session } from '#contract/session.ts'
import type { Permission } from '#domain/sharing/permissions.ts'
import { call } from './call.ts'

/**
 * Asked again whenever the person comes back to the window, so that `today` follows the days; never by the clock,
 * since that would keep a session alive where nobody is.
 */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(readSession, {}, signal),
  staleTime: 5 * 60 * 1000,
  refetchOnWindowFocus: true,
  retry: false,
})

/** Who is logged in. Only for pages inside the shell, which shows none before somebody is. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Today where the municipality lies, whatever the computer's clock says. */
export function useToday(): Temporal.PlainDate {
  return useSession().today
}

/** Whether the person may: for showing or hiding; the server decides. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return permission => permissions.includes(permission)
}

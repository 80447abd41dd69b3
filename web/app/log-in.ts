import { logOut as logOutCase } from '#contract/session.ts'
import { call } from '#web/calls/call.ts'

/** Where log-in begins; afterwards the server sends the person on to `path`, one of our own pages. */
export function logInAddress(path: string): string {
  return `/api/log-in?${new URLSearchParams({ return: path })}`
}

/** Ends the session, here and at the log-in provider; a full load, so that nothing of the person stays in memory. */
export async function logOut(): Promise<void> {
  const { goTo } = await call(logOutCase, {})
  location.assign(goTo ?? '/log-ind?ud=1')
}

import type { QueryClient } from '@tanstack/react-query'
import { CallError } from '#web/calls/call.ts'

/**
 * Sends, and has what is shown asked for anew where somebody else was quicker: whoever is told of it then sees what
 * stands, and can send again.
 */
export async function sendOrAskAnew<Answer>(queries: QueryClient, sending: Promise<Answer>): Promise<Answer> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof CallError && error.code === 'changedMeanwhile') await queries.invalidateQueries()
    throw error
  }
}

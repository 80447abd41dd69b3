import type { QueuedReferral } from '#contract/triage.ts'

export const queueFilters = ['new', 'mine', 'waiting', 'overdue'] as const
export type QueueFilter = (typeof queueFilters)[number]

type Filtered = Pick<QueuedReferral, 'state' | 'handler' | 'attempts' | 'isOverdue'>

/**
 * Whether an enquiry is in a filter: `waiting` is taken, and the young person has been called in vain since somebody
 * last spoke with them.
 */
export function inFilter(referral: Filtered, filter: QueueFilter | null, me: number): boolean {
  switch (filter) {
    case 'new':
      return referral.state === 'new'
    case 'mine':
      return referral.state === 'taken' && referral.handler?.staffId === me
    case 'waiting':
      return referral.state === 'taken' && referral.attempts > 0
    case 'overdue':
      return referral.isOverdue
    case null:
      return true
  }
}

import type { z } from 'zod'
import type { ReferralClock } from '#contract/triage.ts'
import type { EnquiryDeadline } from '#domain/triage/clock.ts'
import { toldDeadline } from '#server/records/told-deadline.ts'

/** As it travels. */
export function toClock({ deadline, rule, stage }: EnquiryDeadline): z.input<typeof ReferralClock> {
  return {
    ...toldDeadline(rule, deadline),
    stage,
    state: deadline.state,
    closedDay: deadline.closedDay?.toString() ?? null,
  }
}

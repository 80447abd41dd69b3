import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day } from './values.ts'

export const countReferrals = defineUseCase({
  name: 'referral.count',
  summary: 'How many enquiries nobody has taken, and how many wait beyond what was promised; of whom nothing',
  method: 'GET',
  path: '/api/referrals/count',
  permission: 'referral.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** Nobody has taken them. */
    new: z.number(),
    /** Taken or not, with something owed that was not kept in time. */
    overdue: z.number(),
    /** When the oldest of the overdue came in. */
    oldest: Day.nullable(),
  }),
})

import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day } from './values.ts'

export const countReferrals = defineUseCase({
  name: 'referral.count',
  summary: 'How many enquiries nobody has taken; of whom nothing',
  method: 'GET',
  path: '/api/referrals/count',
  permission: 'referral.read',
  input: z.object({}),
  output: z.object({ new: z.number() }),
})

export const countOverdueReferrals = defineUseCase({
  name: 'referral.overdue',
  summary: 'How many enquiries wait beyond what was promised, and since when; of whom nothing',
  method: 'GET',
  path: '/api/referrals/overdue',
  permission: 'referral.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** Taken or not, with something owed that was not kept in time. */
    overdue: z.number(),
    /** When the oldest of them came in. */
    oldest: Day.nullable(),
  }),
})

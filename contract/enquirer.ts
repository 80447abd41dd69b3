import { z } from 'zod'
import { senderIsYouthAnswers } from '#domain/entrance/who-wrote.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id } from './values.ts'

/** Whether it is the young person who wrote, where the sender said so. */
export const SenderIsYouth = z.enum(senderIsYouthAnswers)
export type SenderIsYouth = z.output<typeof SenderIsYouth>

/** An enquiry, with what was merged into it, as the beginning of somebody's record. Empty and null are not known. */
export const readEnquirer = defineUseCase({
  name: 'referral.asYouth',
  summary: 'What an enquiry says of the young person, for registering them from it',
  method: 'GET',
  path: '/api/referrals/:referralId/as-youth',
  permission: 'referral.write',
  input: z.object({ referralId: Id }),
  output: z.object({
    referralId: z.number(),
    version: z.number(),
    reference: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    birthDate: Day.nullable(),
    phone: z.string(),
    email: z.string(),
    language: z.string(),
    /** The parents who wrote, this one and those that were merged into it; somebody may have written more than once. */
    guardians: z.array(z.object({ name: z.string(), phone: z.string(), email: z.string() })),
    /** The day on which the first enquiry came in: the clocks count from it. */
    enquiryDay: Day,
    /** Talks with the young person and attempts, which become contacts. */
    talks: z.number(),
    /** Somebody is registering or has registered the young person already. */
    isOpen: z.boolean(),
    /** Whoever wrote said that it is about themselves, and nobody has found out: it is to be answered. */
    asksWhoWrote: z.boolean(),
  }),
})

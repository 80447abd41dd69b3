import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, SensibleDay, text, Version } from './values.ts'

/** Whose wish: the young person's own, or what the case calls for. */
export const wishWhose = ['youth', 'case'] as const
export const wishKinds = ['person', 'competence', 'profession'] as const

const Staff = z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })
const Competence = z.object({ code: z.string(), name: z.string() })

const Wish = z.object({
  wishId: z.number(),
  whose: z.enum(wishWhose),
  /** One of the three. */
  staff: Staff.nullable(),
  competence: Competence.nullable(),
  profession: z.string().nullable(),
  from: Day,
  /** Null: until somebody ends it. */
  lastDay: Day.nullable(),
  version: z.number(),
})
export type Wish = z.output<typeof Wish>

export const readWishes = defineUseCase({
  name: 'wish.read',
  summary: 'What a young person wishes, or their case calls for, in a caseworker, and what can be chosen',
  method: 'GET',
  path: '/api/youths/:youthId/wishes',
  permission: 'wish.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    wishes: z.array(Wish),
    staff: z.array(Staff),
    competences: z.array(Competence),
  }),
})

export const addWish = defineUseCase({
  name: 'wish.add',
  summary: 'Writes down what a young person wishes, or their case calls for, in a caseworker',
  method: 'POST',
  path: '/api/youths/:youthId/wishes',
  permission: 'wish.write',
  input: z
    .object({
      youthId: Id,
      whose: z.enum(wishWhose),
      kind: z.enum(wishKinds),
      /** What the kind says is asked for; the others are not looked at. */
      staffId: Id.nullable(),
      competence: text(100),
      profession: text(100),
      from: SensibleDay,
      lastDay: SensibleDay.nullable(),
    })
    .refine(({ from, lastDay }) => lastDay === null || Temporal.PlainDate.compare(from, lastDay) <= 0, {
      path: ['lastDay'],
      error: 'periodOrder',
    }),
  output: z.object({ wishId: z.number() }),
})

export const endWish = defineUseCase({
  name: 'wish.end',
  summary: 'Ends a wish after its last day',
  method: 'POST',
  path: '/api/wishes/:wishId/end',
  permission: 'wish.write',
  input: z.object({ wishId: Id, version: Version, lastDay: SensibleDay }),
  output: z.object({ version: z.number() }),
})

import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, SensibleDay, text, Version } from './values.ts'

export const barReasons = ['kinship', 'conflict', 'youthWish', 'other'] as const

const Bar = z.object({
  barId: z.number(),
  staff: z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() }),
  reason: z.enum(barReasons),
  note: z.string(),
  from: Day,
  /** Null: until somebody ends it. */
  lastDay: Day.nullable(),
  version: z.number(),
})
export type Bar = z.output<typeof Bar>

export const readBars = defineUseCase({
  name: 'bar.read',
  summary: 'Who may not be a young person’s caseworker, now or later, and whom one can say it of',
  method: 'GET',
  path: '/api/youths/:youthId/bars',
  permission: 'bar.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    bars: z.array(Bar),
    staff: z.array(z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })),
  }),
})

export const addBar = defineUseCase({
  name: 'bar.add',
  summary: 'Says that somebody may not be a young person’s caseworker, and why',
  method: 'POST',
  path: '/api/youths/:youthId/bars',
  permission: 'bar.write',
  input: z
    .object({
      youthId: Id,
      staffId: Id,
      reason: z.enum(barReasons),
      note: text(500),
      from: SensibleDay,
      lastDay: SensibleDay.nullable(),
    })
    .refine(({ from, lastDay }) => lastDay === null || Temporal.PlainDate.compare(from, lastDay) <= 0, {
      path: ['lastDay'],
      error: 'periodOrder',
    }),
  output: z.object({
    barId: z.number(),
    /** Whether they are the young person's caseworker today: the bar takes nobody away, and another is to be found. */
    isCaseworker: z.boolean(),
  }),
})

export const endBar = defineUseCase({
  name: 'bar.end',
  summary: 'Ends a bar after its last day',
  method: 'POST',
  path: '/api/bars/:barId/end',
  permission: 'bar.write',
  input: z.object({ barId: Id, version: Version, lastDay: SensibleDay }),
  output: z.object({ version: z.number() }),
})

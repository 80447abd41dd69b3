import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant } from './values.ts'

/** What one member of staff was shown of a young person on one day. */
export const DayOfReading = z.object({
  day: Day,
  staff: z.object({
    staffId: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    profession: z.string(),
  }),
  first: Instant,
  last: Instant,
  /** In which connection, as the name of a use case, and how often. */
  actions: z.array(z.object({ action: z.string(), times: z.number() })),
})
export type DayOfReading = z.output<typeof DayOfReading>

export const readAccess = defineUseCase({
  name: 'accesslog.read',
  summary: 'Who has been shown a young person, when and in which connection; reading it is logged too',
  method: 'GET',
  path: '/api/youths/:youthId/access',
  permission: 'accesslog.read',
  input: z.object({
    youthId: Id,
    /** Only what was read before this day: `next` of the page before. */
    before: Day.optional(),
  }),
  output: z.object({
    today: Day,
    name: z.object({ givenName: z.string(), familyName: z.string() }),
    /** The latest days first, within a day the latest reader first. */
    readings: z.array(DayOfReading),
    next: Day.nullable(),
  }),
})

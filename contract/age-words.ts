import { z } from 'zod'
import { ageChangeKinds } from '#domain/ages/age-changes.ts'
import { Day } from './values.ts'
import { RuleStatus } from './words.ts'

/** Something to be done before a birthday, and by whom it was. */
const AgeTask = z.object({
  item: z.string(),
  text: z.string(),
  dueDay: Day,
  done: z.object({ by: z.string(), on: Day }).nullable(),
})

/** One birthday of one young person that changes something. */
export const AgeTurn = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  age: z.number(),
  day: Day,
  /** The fixed caseworker on the day of reading; null for none. */
  caseworker: z.object({ staffId: z.number(), name: z.string() }).nullable(),
  /** What changes, with source and status. */
  changes: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(ageChangeKinds),
      name: z.string(),
      text: z.string(),
      source: z.string(),
      status: RuleStatus,
    }),
  ),
  /** What happens by itself; `name` is the programme's or the target group's. */
  byItself: z.array(z.object({ what: z.enum(['guardians', 'membership', 'assessment']), name: z.string() })),
  tasks: z.array(AgeTask),
  /** Whether something should have been done by now, or the case handed over. */
  isLate: z.boolean(),
})
export type AgeTurn = z.output<typeof AgeTurn>

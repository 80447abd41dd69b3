import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day } from './values.ts'
import { Clock, Kept, RuleStatus } from './words.ts'

export const Caseworker = z.object({
  staffId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  profession: z.string(),
  weeklyMinutes: z.number().nullable(),
  /** Away today, with the last day away; null is open-ended. */
  absence: z.object({ lastDay: Day.nullable() }).nullable(),
  /** The programmes of the young people, most frequent first. */
  programmes: z.array(z.string()),
  youths: z.number(),
  promise: Kept,
  statutory: Kept,
  overduePromise: z.number(),
  overdueStatutory: z.number(),
})
export type Caseworker = z.output<typeof Caseworker>

/** Somebody whom the leader must see: without a caseworker, overdue, or with attempts that keep failing. */
export const Concern = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  caseworker: z.object({ givenName: z.string(), familyName: z.string() }).nullable(),
  ruleName: z.string().nullable(),
  clock: Clock.nullable(),
  status: RuleStatus.nullable(),
  /** The last day on which it would have been kept; for somebody without a caseworker, since when. */
  since: Day.nullable(),
  attempts: z.number(),
})
export type Concern = z.output<typeof Concern>

const BothKept = z.object({ promise: Kept, statutory: Kept })

const ConcernList = z.object({ total: z.number(), first: z.array(Concern) })

export const readUnit = defineUseCase({
  name: 'unit.read',
  summary:
    'Each caseworker with number of young people and kept rhythm over a period, and what needs a leader',
  method: 'GET',
  path: '/api/unit',
  permission: 'unit.read',
  input: z.object({ from: Day, to: Day }).refine(({ from, to }) => Temporal.PlainDate.compare(from, to) < 0, {
    path: ['to'],
    error: 'periodOrder',
  }),
  output: z.object({
    today: Day,
    /** The period counted: `from` included, `to` excluded. */
    from: Day,
    to: Day,
    youths: z.number(),
    promise: Kept,
    statutory: Kept,
    /** Of those of the whole unit, what fell due on a day on which nobody held the case. */
    nobodys: BothKept,
    /** And what belongs to people who are no caseworkers any more; the rest are those of the caseworkers. */
    formers: BothKept,
    /** Names of the statutory rules counted here whose demand in law is not confirmed. */
    unverified: z.array(z.string()),
    caseworkers: z.array(Caseworker),
    withoutCaseworker: ConcernList,
    overdue: ConcernList,
    escalated: ConcernList,
  }),
})

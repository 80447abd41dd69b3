import { z } from 'zod'
import { Person, Waiting } from './caseload-board.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id } from './values.ts'

/* Who fits one young person, and who waits for somebody. All minutes are minutes a month, whole. */

const Whose = z.enum(['youth', 'case'])

/** What speaks for a caseworker; `otherProgramme` alone speaks against. */
const FitTerm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wished') }),
  /** Was the young person's caseworker before: the last time, both days included. */
  z.object({ kind: z.literal('knownBefore'), from: Day, lastDay: Day }),
  z.object({ kind: z.literal('language'), language: z.string(), insteadOfInterpreter: z.boolean() }),
  z.object({ kind: z.literal('competence'), name: z.string(), whose: Whose }),
  z.object({ kind: z.literal('profession'), name: z.string(), whose: Whose }),
  z.object({ kind: z.literal('place'), postalCode: z.string(), city: z.string() }),
  z.object({ kind: z.literal('otherProgramme') }),
])

/** What is wished or called for, and this caseworker does not meet. */
const Lack = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), staff: Person }),
  z.object({ kind: z.literal('competence'), name: z.string(), whose: Whose }),
  z.object({ kind: z.literal('profession'), name: z.string(), whose: Whose }),
])

const LoadThen = z.object({ day: Day, minutes: z.number(), of: z.number() })

const Fit = Person.extend({
  profession: z.string(),
  /** Minutes carried today, without and with the young person. */
  before: z.number(),
  after: z.number(),
  /** What there is time for today; null where that is no number, and `capacity` says why. */
  of: z.number().nullable(),
  capacity: z.enum(['available', 'unknown', 'full']),
  terms: z.array(FitTerm),
  lacks: z.array(Lack),
  /** The fullest of today and twelve weeks, with the young person. */
  worst: LoadThen.nullable(),
  /** The first day on which it is more than there is time for. */
  overFrom: Day.nullable(),
  /** The first day within the twelve weeks on which other duties take all of their time. */
  noTimeFrom: Day.nullable(),
  /** A short absence that runs today: its last day. */
  offUntil: Day.nullable(),
  /** A long absence that begins within the twelve weeks. */
  away: z.object({ from: Day, lastDay: Day.nullable() }).nullable(),
  /** The last day as a caseworker, where it comes within the twelve weeks. */
  lastDay: Day.nullable(),
  /** Where it becomes too much: somebody of theirs whose going on to a third caseworker would pay for itself. */
  makesRoom: z
    .object({
      youthId: z.number(),
      givenName: z.string(),
      familyName: z.string(),
      to: Person,
    })
    .nullable(),
})
export type Fit = z.output<typeof Fit>

const Cannot = z.discriminatedUnion('why', [
  Person.extend({ why: z.literal('barred') }).describe('A bar stands between the two; which one is not told'),
  Person.extend({ why: z.literal('away'), lastDay: Day.nullable() }),
  Person.extend({
    why: z.literal('ceiling'),
    programme: z.string().nullable(),
    mostCases: z.number().nullable(),
    mostMinutes: z.number().nullable(),
    /** The day on which it would be passed, with what is planned; null for today */
    from: Day.nullable(),
  }),
])
export type Cannot = z.output<typeof Cannot>

export const readFit = defineUseCase({
  name: 'caseload.fit',
  summary:
    'The best three caseworkers for one young person, the others who may, and who may not: load before and after, match, who had them before, and what stands in the way',
  method: 'GET',
  path: '/api/caseload/fit/:youthId',
  permission: 'assignment.write',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    youthId: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    /** What the case weighs today. */
    minutes: z.number(),
    /** Whoever has the case, and whether a bar keeps the two apart. */
    holder: Person.nullable(),
    holderBarred: z.boolean(),
    /** From when somebody else is to have the case already; null where nothing is planned. */
    planned: z.object({ staff: Person, from: Day }).nullable(),
    /** Three, or fewer where fewer may. */
    best: z.array(Fit),
    others: z.array(Fit),
    cannot: z.array(Cannot),
  }),
})
export type FitAnswer = z.output<typeof readFit.output>

export const readWaiting = defineUseCase({
  name: 'caseload.waiting',
  summary:
    'Young people whose work nobody has, in the order in which they should get somebody, and those whose caseworker a bar keeps from them',
  method: 'GET',
  path: '/api/caseload/waiting',
  permission: 'assignment.write',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** How many wait; of a long list the first ones are told. */
    total: z.number(),
    waiting: z.array(Waiting),
    /** They have a caseworker, and are to get another. */
    mustChange: z.array(
      z.object({
        youthId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        holder: Person,
        /** Since when the bar has stood between the two. */
        since: Day,
      }),
    ),
  }),
})
export type WaitingAnswer = z.output<typeof readWaiting.output>

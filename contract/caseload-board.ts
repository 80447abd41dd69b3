import { z } from 'zod'
import { workUnits } from '#domain/caseload/weight.ts'
import { ShownWork } from './dated-rules.ts'
import { AbsenceKind } from './staff.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id } from './values.ts'
import { Clock, Kept, RuleStatus } from './words.ts'

/* Weights, time, the board with its forecast. All minutes are minutes a month, whole. */

/** So many times in so many months. */
const Frequency = z.object({ times: z.number(), months: z.number() })

export const Person = z.object({ staffId: z.number(), givenName: z.string(), familyName: z.string() })

/** A line of what somebody has time for; those that take away are negative. */
export const CapacityTerm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hours'), weeklyMinutes: z.number(), minutes: z.number() }),
  z.object({ kind: z.literal('duty'), name: z.string(), weeklyMinutes: z.number(), minutes: z.number() }),
  z.object({
    kind: z.literal('onboarding'),
    percent: z.number(),
    since: Day,
    /** The first day of the next step; null where there is none. */
    until: Day.nullable(),
    minutes: z.number(),
  }),
])

/** What somebody has time for today, or why that cannot be a number. */
export const Capacity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('available'), minutes: z.number(), terms: z.array(CapacityTerm) }),
  z.object({
    kind: z.literal('away'),
    since: Day,
    lastDay: Day.nullable(),
    deputy: Person.nullable(),
  }),
  z.object({ kind: z.literal('unknown') }).describe('No contracted hours are given'),
  z.object({ kind: z.literal('full'), terms: z.array(CapacityTerm) }),
  z.object({
    kind: z.literal('notCaseworker'),
    from: Day.nullable(),
    /** The last day on which they were one; null where they never were. */
    lastDay: Day.nullable(),
  }),
])

const Tally = z.object({ cases: z.number(), minutes: z.number() })

/** One point of the forecast, in the order of `weeks`; the first is today. */
export const Point = z.object({
  /** Minutes carried. */
  minutes: z.number(),
  cases: z.number(),
  /** Minutes that there is time for; null where that is no number. */
  of: z.number().nullable(),
  /** `stopped`: a caseworker no more. `notYet`: again, or for the first time, on a later day. */
  capacity: z.enum(['available', 'away', 'unknown', 'full', 'stopped', 'notYet', 'notCaseworker']),
  /** What the recent rate of new and closed cases would add and take, beside what is known. */
  expectedComing: z.number(),
  expectedGoing: z.number(),
})

const CeilingStanding = z.object({
  ceilingId: z.number(),
  programme: z.string().nullable(),
  cases: z.number(),
  minutes: z.number(),
  mostCases: z.number().nullable(),
  mostMinutes: z.number().nullable(),
  state: z.enum(['under', 'at', 'over']),
  exception: z.object({ reason: z.string(), lastDay: Day }).nullable(),
  status: RuleStatus,
})

/** One caseworker on the board. */
export const BoardCaseworker = Person.extend({
  profession: z.string(),
  /** Contracted minutes a week; null where nobody has given any. */
  weeklyMinutes: z.number().nullable(),
  /** The last day as a caseworker of whoever is one today; null where none is known. */
  lastDay: Day.nullable(),
  /** Of today and those that begin within the weeks ahead. Only long ones take the work away. */
  absences: z.array(
    z.object({
      from: Day,
      lastDay: Day.nullable(),
      isLong: z.boolean(),
      deputy: Person.nullable(),
      /** Why: the board is the leader's, who may see it. */
      kind: AbsenceKind,
    }),
  ),
  /** The programmes of their young people, most frequent first. */
  programmes: z.array(z.string()),
  capacity: Capacity,
  /** By assignment; of those, the ones whose work they have; and those for whom they stand in. */
  held: Tally,
  own: Tally,
  standsIn: Tally,
  points: z.array(Point),
  overNow: z.boolean().nullable(),
  /** The first week in which what is known is too much; and in which it would be with what is expected. */
  overFromWeek: z.number().nullable(),
  perhapsFromWeek: z.number().nullable(),
  /** The very day within those weeks from which other duties take all of the time; null where they do not, or do already. */
  noTimeFrom: Day.nullable(),
  ceilings: z.array(CeilingStanding),
  /** Of those held: how many have had another caseworker in the last year, and how often in all. */
  changed: z.object({ cases: z.number(), changes: z.number() }),
  /** Promises that fell due in the last three months while the case was theirs. */
  promise: Kept,
})
export type BoardCaseworker = z.output<typeof BoardCaseworker>

/** Why a case stands where it does in the list of those that nobody has. */
const WaitingReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('statutory'), dueDay: Day, name: z.string() }),
  z.object({ kind: z.literal('since'), day: Day }),
])

/** Somebody whose work nobody has. */
export const Waiting = z.object({
  place: z.number(),
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  minutes: z.number(),
  since: Day,
  /** `deputyBarred`: the caseworker is away, and a bar keeps the deputy from the young person. */
  why: z.enum(['noCaseworker', 'away', 'deputyBarred']),
  /** The caseworker who is away, or works here no more. */
  holder: Person.nullable(),
  reason: WaitingReason,
})

const ComingEvent = z.object({
  kind: z.enum([
    'joins',
    'leaves',
    'opens',
    'closes',
    'takesOver',
    'handsOn',
    'assigned',
    'returns',
    'standsIn',
    'standsDown',
    'grows',
    'shrinks',
  ]),
  programme: z.string().nullable(),
  colleague: Person.nullable(),
  colleagueAwayFrom: Day.nullable(),
  cases: z.number(),
  minutes: z.number(),
})

export const readBoard = defineUseCase({
  name: 'caseload.read',
  summary:
    'Every caseworker’s load now and twelve weeks ahead, who is or comes to be over and why, and who waits for a caseworker',
  method: 'GET',
  path: '/api/caseload',
  permission: 'unit.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** Today and the same weekday of the coming twelve weeks: thirteen days. */
    weeks: z.array(Day),
    caseworkers: z.array(BoardCaseworker),
    /** All open cases; and the minutes for which there is time. */
    cases: Tally,
    time: z.number(),
    waiting: z.object({ total: z.number(), minutes: z.number(), first: z.array(Waiting) }),
    recent: z.object({
      weeks: z.number(),
      opened: z.number(),
      closed: z.number(),
      newCaseMinutes: z.number(),
    }),
    /** Everybody who comes to have too much, or more so than today, by most minutes first. */
    coming: z.array(
      z.object({
        caseworker: Person,
        week: z.number(),
        day: Day,
        /** The first week with too much; 0 where it is too much today, and grows. */
        firstWeek: z.number(),
        minutes: z.number(),
        of: z.number(),
        /** The very day from which other duties take all of their time; null where that is not what comes. */
        noTimeFrom: Day.nullable(),
        capacityChange: z.number(),
        events: z.array(ComingEvent),
        /** The fewest moves from today on, three at the most, that keep them from it at nobody's expense; null for none. */
        easing: z
          .object({
            moves: z.array(z.object({ youthId: z.number(), toId: z.number() })),
            /** Whether nobody at all has too much then, in any of the weeks. */
            isForEverybody: z.boolean(),
          })
          .nullable(),
      }),
    ),
    leftAlone: z.array(
      z.object({
        caseworker: Person,
        /** Who has been given them by then and is not here either; null where that is nobody else. */
        givenTo: Person.nullable(),
        /** 0: nobody has them today. */
        week: z.number(),
        day: Day,
        /** `deputyBarred`: somebody stands in, and a bar keeps that one from these. */
        why: z.enum(['gone', 'away', 'deputyBarred']),
        /** Who stands in and may not have them; else null. */
        deputy: Person.nullable(),
        cases: z.number(),
        minutes: z.number(),
      }),
    ),
    /** Open cases that weigh nothing, since no minutes are configured for them: a fault to be mended, no light cases. */
    unweighed: z.number(),
    /** Whether minutes or time here are not confirmed by anybody. */
    unverified: z.boolean(),
  }),
})

export const readCasesOf = defineUseCase({
  name: 'caseload.cases',
  summary: 'The young people whose work one caseworker has, or holds while away, each with its minutes',
  method: 'GET',
  path: '/api/caseload/caseworkers/:staffId/cases',
  permission: 'unit.read',
  input: z.object({ staffId: Id }),
  output: z.object({
    today: Day,
    caseworker: Person,
    cases: z.array(
      z.object({
        youthId: z.number(),
        givenName: z.string(),
        familyName: z.string(),
        minutes: z.number(),
        programmes: z.array(z.string()),
        /** Since when they have had their caseworker. */
        since: Day,
        /** `own`: hers or his. `standsIn`: of a colleague who is away. `away`: held, while somebody else or nobody works. */
        as: z.enum(['own', 'standsIn', 'away']),
        holder: Person.nullable(),
      }),
    ),
  }),
})

/** Why a line of a weight is as often as it is. */
const TermReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('monthly') }),
  z.object({ kind: z.literal('rules'), ruleIds: z.array(z.number()) }),
  z.object({ kind: z.literal('planned'), timesAYear: z.number() }),
  z.object({ kind: z.literal('nobodySays') }),
  z.object({ kind: z.literal('seats'), seats: z.number() }),
  z.object({ kind: z.literal('firstHalfYear'), since: Day, until: Day }),
  z.object({ kind: z.literal('bridge'), start: Day, until: Day }),
  z.object({ kind: z.literal('interpreter'), ruleIds: z.array(z.number()) }),
])

const Spoken = z.enum(['meeting', 'call', 'accompaniment'])

export const readCaseWeight = defineUseCase({
  name: 'caseload.case',
  summary:
    'What one young person’s case weighs in minutes a month, opened into its terms, beside what was logged',
  method: 'GET',
  path: '/api/caseload/cases/:youthId',
  permission: 'youth.read',
  input: z.object({ youthId: Id }),
  output: z.object({
    today: Day,
    youthId: z.number(),
    givenName: z.string(),
    familyName: z.string(),
    minutes: z.number(),
    /** The programme whose minutes were used; null for those of all other cases. */
    programme: z.string().nullable(),
    /** Minutes a month that somebody with full time has for young people. */
    fullTime: z.number(),
    terms: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        per: z.enum(workUnits),
        minutesEach: z.number(),
        frequency: Frequency,
        minutes: z.number(),
        why: TermReason,
        source: z.string(),
        status: RuleStatus,
      }),
    ),
    /** The rules that the terms name. */
    rules: z.array(z.object({ id: z.number(), name: z.string(), clock: Clock, status: RuleStatus })),
    /** What was held in the last three months, or since the case was opened where that is later. */
    logged: z.object({
      from: Day,
      days: z.number(),
      kinds: z.array(
        z.object({ kind: Spoken, held: z.number(), withMinutes: z.number(), minutes: z.number() }),
      ),
    }),
  }),
})

export const readWeights = defineUseCase({
  name: 'caseload.weights',
  summary:
    'The minutes assumed for each kind of work beside those logged, with a proposal where enough is logged',
  method: 'GET',
  path: '/api/caseload/weights',
  permission: 'unit.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    /** The period counted: `from` included, `to` excluded. */
    from: Day,
    to: Day,
    rows: z.array(
      ShownWork.extend({
        programme: z.string().nullable(),
        /** For work that is logged: held contacts with minutes, their mean, and how often they were held. */
        logged: z
          .object({
            held: z.number(),
            withMinutes: z.number(),
            meanMinutes: z.number().nullable(),
            /** Held contacts for each case and year, over the cases that were open; null where none was. */
            timesAYear: z.number().nullable(),
          })
          .nullable(),
        /** Minutes that would fit what was logged; null where too little is, or where it fits already. */
        proposal: z.number().nullable(),
      }),
    ),
  }),
})

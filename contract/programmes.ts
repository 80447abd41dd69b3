import { z } from 'zod'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { Clock, ContactKind, RulePattern, RuleStatus } from './words.ts'

export const IntervalUnit = z.enum(['months', 'days', 'workingDays'])
/** First and last day, both included; null runs on. */
const Shown = z.object({ from: Day, lastDay: Day.nullable() })

/** What a promise says; the names are those of `domain/rhythm/types.ts`. */
const RuleContent = z.object({
  name: requiredText(100),
  pattern: RulePattern,
  fulfilledBy: z.array(ContactKind).min(1).max(5),
  intervalUnit: IntervalUnit,
  intervalLength: z.number().int().min(1).max(400),
  /** For `counted`: how many. */
  count: z.number().int().min(1).max(100),
  windowWorkingDays: z.number().int().min(0).max(20),
  stopsInPause: z.boolean(),
  returnWorkingDays: z.number().int().min(1).max(60),
  retryWorkingDays: z.number().int().min(1).max(60),
  escalateAfter: z.number().int().min(1).max(20),
  /** Who decided it, and where it can be read. */
  source: requiredText(500),
})
export type RuleContent = z.output<typeof RuleContent>

const ShownRule = RuleContent.extend({
  id: z.number(),
  version: z.number(),
  programmeId: z.number().nullable(),
  /** The name of the group that it is about. */
  targetGroup: z.string().nullable(),
  clock: Clock,
  status: RuleStatus,
  anchor: z.enum(['enquiry', 'assessment', 'membership']),
  during: Shown,
})
export type ShownRule = z.output<typeof ShownRule>

const Programme = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  description: z.string(),
  ageFrom: z.number().nullable(),
  ageTo: z.number().nullable(),
  targetGroups: z.array(z.string()),
  benefitWeeks: z.number().nullable(),
  during: Shown,
  status: RuleStatus,
  source: z.string(),
  /** How many are in it today. */
  members: z.number(),
})
export type Programme = z.output<typeof Programme>

export const readSetup = defineUseCase({
  name: 'setup.read',
  summary: 'Programmes with their rhythm, target groups, and the law’s rules, with source and status',
  method: 'GET',
  path: '/api/setup',
  permission: 'setup.read',
  input: z.object({}),
  output: z.object({
    programmes: z.array(Programme),
    /** Those that hold or will hold first; those that have ended stay readable. */
    rules: z.array(ShownRule),
    targetGroups: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        definition: z.string(),
        during: Shown,
        source: z.string(),
        status: RuleStatus,
      }),
    ),
  }),
})
export type Setup = z.output<typeof readSetup.output>

const Age = z.number().int().min(0).max(99).nullable()
const programme = {
  name: requiredText(100),
  description: text(2000),
  ageFrom: Age,
  ageTo: Age,
  /** Codes of target groups; none is all of them. */
  targetGroups: z.array(requiredText(60)).max(20),
  benefitWeeks: z.number().int().min(0).max(1000).nullable(),
  from: SensibleDay,
  lastDay: SensibleDay.nullable(),
  source: text(500),
}

export const addProgramme = defineUseCase({
  name: 'programme.add',
  summary: 'Adds a programme with its entry rules; its rhythm is added rule by rule',
  method: 'POST',
  path: '/api/programmes',
  permission: 'setup.write',
  input: z.object(programme),
  output: z.object({ id: z.number() }),
})

export const changeProgramme = defineUseCase({
  name: 'programme.change',
  summary: 'Changes name, description, entry rules and period of a programme',
  method: 'PUT',
  path: '/api/programmes/:id',
  permission: 'setup.write',
  input: z.object({ id: Id, version: Version, ...programme }),
  output: z.object({ version: z.number() }),
})

/** A promise begins (`replaces` null), changes, or ends (`rule` null) from a day on. */
const RuleChange = z.object({
  /** The programme that a new promise belongs to; null for a promise to everybody. Not asked of one that is replaced. */
  programmeId: Id.nullable(),
  replaces: z.object({ id: Id, version: Version }).nullable(),
  from: SensibleDay,
  rule: RuleContent.nullable(),
})

/** What a change does to open deadlines, judged on the day that it holds from. */
const Effect = z.object({
  youths: z.number(),
  /** The latest day becomes another. */
  moved: z.number(),
  begun: z.number(),
  ended: z.number(),
})
export type Effect = z.output<typeof Effect>

export const previewRule = defineUseCase({
  name: 'rule.preview',
  summary: 'How many open deadlines a change of a promise would move, and for how many; changes nothing',
  method: 'POST',
  path: '/api/rules/preview',
  permission: 'setup.write',
  input: RuleChange,
  output: Effect,
})

export const changeRule = defineUseCase({
  name: 'rule.change',
  summary: 'Ends a promise and begins another from a day on, and derives all deadlines anew in the same step',
  method: 'POST',
  path: '/api/rules',
  permission: 'setup.write',
  input: RuleChange,
  output: Effect,
})

import { z } from 'zod'
import { promiseStages } from '#domain/entrance/promise.ts'
import { ShownAgeChange, ShownDutyRule, ShownOrderRule, ShownRetention } from './dated-rules.ts'
import { Shown, ShownRule } from './rules.ts'
import { ShownTargetGroup } from './target-groups.ts'
import { defineUseCase } from './use-case.ts'
import { Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { RuleStatus } from './words.ts'

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

const Standing = { during: Shown, source: z.string(), status: RuleStatus }

/** Dated rules that are no deadlines of a case: shown beside the law's, so that all of them stand in one place. */
const OtherRules = z.object({
  entrancePromises: z.array(
    z.object({
      id: z.number(),
      stage: z.enum(promiseStages),
      unit: z.enum(['days', 'workingDays']),
      length: z.number(),
      ...Standing,
    }),
  ),
  /** How many months after its closing an enquiry is deleted that never became a case. */
  retention: z.array(ShownRetention),
  dutyRules: z.array(ShownDutyRule),
  ageChanges: z.array(ShownAgeChange),
  orderRules: z.array(ShownOrderRule),
})
export type OtherRules = z.output<typeof OtherRules>

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
    targetGroups: z.array(ShownTargetGroup),
    others: OtherRules,
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

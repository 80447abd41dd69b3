import { z } from 'zod'
import { Shown } from './rules.ts'
import { defineUseCase } from './use-case.ts'
import { requiredText, SensibleDay, text, Version } from './values.ts'
import { RuleStatus } from './words.ts'

export const TargetGroupContent = z.object({
  name: requiredText(100),
  /** What makes somebody belong to it, as the decision is read. */
  definition: requiredText(2000),
  source: requiredText(500),
  status: RuleStatus,
})
export type TargetGroupContent = z.output<typeof TargetGroupContent>

export const ShownTargetGroup = TargetGroupContent.extend({
  code: z.string(),
  version: z.number(),
  during: Shown,
  /** How many are in it today; null where it does not hold today. */
  youths: z.number().nullable(),
})
export type ShownTargetGroup = z.output<typeof ShownTargetGroup>

export const changeTargetGroup = defineUseCase({
  name: 'targetGroup.change',
  summary: 'Begins a target group, or ends one and begins it anew with another definition, from a day on',
  method: 'POST',
  path: '/api/target-groups',
  permission: 'setup.write',
  input: z.object({
    /** Null begins a new group. `begins` is the first day of the row that was read. */
    replaces: z.object({ code: requiredText(60), begins: SensibleDay, version: Version }).nullable(),
    from: SensibleDay,
    /** Null ends it. */
    group: TargetGroupContent.nullable(),
    /** Why it ends: for a group of the law the paragraph that takes it away. */
    reason: text(500),
  }),
  output: z.object({ code: z.string() }),
})

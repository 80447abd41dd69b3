import { z } from 'zod'
import { Shown } from './rules.ts'
import { requiredText } from './values.ts'
import { RuleStatus } from './words.ts'

export const DecisionStage = z.enum(['first', 'provisional', 'final', 'later'])

/** A decision at which a group may be chosen. */
const DecidableAt = z.object({
  stage: DecisionStage,
  /** Only in quite special cases. */
  specialCase: z.boolean(),
  source: requiredText(1000),
  status: RuleStatus,
})

export const TargetGroupContent = z.object({
  name: requiredText(100),
  /** What makes somebody belong to it, as the decision is read. */
  definition: requiredText(2000),
  /** At which decisions it may be chosen: null is at each, none is a work status that nobody decides. */
  decidedAt: z.array(DecidableAt).max(20).nullable(),
  source: requiredText(500),
  status: RuleStatus,
})

export const ShownTargetGroup = TargetGroupContent.extend({
  code: z.string(),
  version: z.number(),
  during: Shown,
  /** How many are in it today; null where it does not hold today. */
  youths: z.number().nullable(),
})
export type ShownTargetGroup = z.output<typeof ShownTargetGroup>

import { z } from 'zod'
import { Effect, PreviewPart, Shown } from './rules.ts'
import { defineUseCase } from './use-case.ts'
import { Id, requiredText, SensibleDay, text, Version } from './values.ts'
import { RuleStatus } from './words.ts'

export const ClosingKind = z.enum(['house', 'school'])
/** So long a closing may be; the schools' summer is a good month. */
export const longestClosing = 120

const Closing = z.object({
  id: z.number(),
  version: z.number(),
  kind: ClosingKind,
  name: z.string(),
  during: Shown,
  source: z.string(),
  status: RuleStatus,
})
export type Closing = z.output<typeof Closing>

export const readClosings = defineUseCase({
  name: 'closings.read',
  summary: 'When the house and the schools are closed, past and ahead',
  method: 'GET',
  path: '/api/closings',
  permission: 'setup.read',
  input: z.object({}),
  output: z.object({ closings: z.array(Closing) }),
})

/** A closing is added (`replaces` null), changed, or taken back (`closing` null). */
const change = {
  replaces: z.object({ id: Id, version: Version }).nullable(),
  closing: z
    .object({
      kind: ClosingKind,
      name: requiredText(100),
      from: SensibleDay,
      lastDay: SensibleDay,
      source: requiredText(500),
      status: RuleStatus,
    })
    .nullable(),
  /** Why it is taken back. */
  reason: text(500),
}
const ClosingChange = z.object(change)
export type ClosingChange = z.output<typeof ClosingChange>

export const previewClosing = defineUseCase({
  name: 'closing.preview',
  summary: 'Which open deadlines a closing would move, and whose; changes nothing',
  method: 'POST',
  path: '/api/closings/preview',
  permission: 'setup.write',
  input: z.object({ ...change, ...PreviewPart }),
  output: Effect,
})

export const changeClosing = defineUseCase({
  name: 'closing.change',
  summary: 'Adds, changes or takes back a closing, and derives all deadlines anew in the same step',
  method: 'POST',
  path: '/api/closings',
  permission: 'setup.write',
  input: ClosingChange,
  output: z.object({ id: z.number() }),
})

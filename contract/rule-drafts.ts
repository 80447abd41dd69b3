import { z } from 'zod'
import { Effect, PreviewPart, RuleContent } from './rules.ts'
import { TargetGroupContent } from './target-groups.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText, SensibleDay, Version } from './values.ts'

const Key = requiredText(100)

/** One step of a draft. Rules and groups are named by key, so that a draft can wait while they change. */
export const DraftChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('endRule'), key: Key }),
  z.object({
    kind: z.literal('changeRule'),
    key: Key,
    rule: RuleContent,
    /** As in a change of the rule itself. */
    wordsStand: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('beginRule'), programme: Key.nullable(), rule: RuleContent }),
  z.object({ kind: z.literal('endGroup'), code: Key }),
  z.object({
    kind: z.literal('beginGroup'),
    group: TargetGroupContent.pick({ name: true, definition: true }),
  }),
  /** Something that is not known yet. A draft in which something is missing cannot be adopted. */
  z.object({ kind: z.literal('missing'), text: requiredText(1000) }),
])
export type DraftChange = z.output<typeof DraftChange>
export const DraftChanges = z.array(DraftChange).max(200)

const content = {
  title: requiredText(200),
  /** Where the change is announced or decided. */
  source: requiredText(1000),
  /** How far it has come, in a sentence. */
  status: requiredText(500),
  fromDay: SensibleDay,
  changes: DraftChanges,
}

const Draft = z.object({
  ...content,
  fromDay: Day,
  id: z.number(),
  version: z.number(),
  state: z.enum(['draft', 'adopted', 'discarded']),
})
export type Draft = z.output<typeof Draft>

export const readDrafts = defineUseCase({
  name: 'drafts.read',
  summary: 'Changes of rules and groups that are expected, without effect until they are adopted',
  method: 'GET',
  path: '/api/rule-drafts',
  permission: 'setup.read',
  input: z.object({}),
  output: z.object({ drafts: z.array(Draft) }),
})

export const addDraft = defineUseCase({
  name: 'draft.add',
  summary: 'Writes a draft, which has no effect',
  method: 'POST',
  path: '/api/rule-drafts',
  permission: 'setup.write',
  input: z.object(content),
  output: z.object({ id: z.number() }),
})

export const changeDraft = defineUseCase({
  name: 'draft.change',
  summary: 'Changes what a draft says',
  method: 'PUT',
  path: '/api/rule-drafts/:id',
  permission: 'setup.write',
  input: z.object({ id: Id, version: Version, ...content }),
  output: z.object({ version: z.number() }),
})

export const previewDraft = defineUseCase({
  name: 'draft.preview',
  summary: 'Which open deadlines the whole draft would move, and whose; changes nothing',
  method: 'POST',
  path: '/api/rule-drafts/:id/preview',
  permission: 'setup.write',
  input: z.object({ id: Id, ...PreviewPart }),
  output: Effect,
})

export const adoptDraft = defineUseCase({
  name: 'draft.adopt',
  summary: 'Makes all of a draft’s changes in one step, from its day on',
  method: 'POST',
  path: '/api/rule-drafts/:id/adopt',
  permission: 'setup.write',
  input: z.object({ id: Id, version: Version }),
  output: z.object({}),
})

export const discardDraft = defineUseCase({
  name: 'draft.discard',
  summary: 'Puts a draft away; it stays in the change log',
  method: 'POST',
  path: '/api/rule-drafts/:id/discard',
  permission: 'setup.write',
  input: z.object({ id: Id, version: Version }),
  output: z.object({}),
})

import {
  type addDraft,
  type adoptDraft,
  type changeDraft,
  type DraftChange,
  DraftChanges,
  type discardDraft,
  type previewDraft,
} from '#contract/rule-drafts.ts'
import type { RuleChange } from '#contract/rules.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { contains } from '#domain/calendar/period.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { loadRules } from '#server/records/rules.ts'
import { lockRules, proposedBy, storePlan } from './change-rule.ts'
import { lockKind, planDated, storeDated, type Wanted } from './dated-plan.ts'
import { deriveForAll } from './derive-for-all.ts'
import { effectOfPart } from './effect-part.ts'
import { checkWords, type Plan, planChanges } from './rule-plan.ts'
import { namesParagraph } from './succession.ts'

export async function addTheDraft(
  input: ParsedInputOf<typeof addDraft>,
  { db }: Scope,
): Promise<AnswerOf<typeof addDraft>> {
  await checkDraftedWords(input, [], db)
  const row = columnsOf(input)
  const { id } = await db.insertInto('rule_draft').values(row).returning('id').executeTakeFirstOrThrow()
  await logDraft('draft.add', id, undefined, input, db)
  return { id }
}

export async function changeTheDraft(
  { id, version, ...content }: ParsedInputOf<typeof changeDraft>,
  { db }: Scope,
): Promise<AnswerOf<typeof changeDraft>> {
  const before = await lockedDraft(id, version, db)
  await checkDraftedWords(content, DraftChanges.parse(before.changes), db)
  await db
    .updateTable('rule_draft')
    .set({ ...columnsOf(content), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await logDraft('draft.change', id, before, content, db)
  return { version: version + 1 }
}

export async function discardTheDraft(
  { id, version }: ParsedInputOf<typeof discardDraft>,
  { db }: Scope,
): Promise<AnswerOf<typeof discardDraft>> {
  const before = await lockedDraft(id, version, db)
  const after = { state: 'discarded', version: version + 1 }
  await db.updateTable('rule_draft').set(after).where('id', '=', id).execute()
  await logDraft('draft.discard', id, before, after, db)
  return {}
}

/** What the whole draft would do on its day. What is missing in it is left out of the count. */
export async function previewTheDraft(
  { id, ...part }: ParsedInputOf<typeof previewDraft>,
  scope: Scope,
): Promise<AnswerOf<typeof previewDraft>> {
  const row = await scope.db.selectFrom('rule_draft').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined || row.state !== 'draft') throw new Refusal('notFound')
  // The act may have no number yet; it is asked for when the draft is adopted.
  const plan = await planOf(row, scope, false)
  return effectOfPart(proposedBy(plan, row.from_day), part, scope)
}

/** All of a draft's changes in one transaction, or none of them. */
export async function adoptTheDraft(
  { id, version }: ParsedInputOf<typeof adoptDraft>,
  scope: Scope,
): Promise<AnswerOf<typeof adoptDraft>> {
  const { db, today } = scope
  await lockRules(scope)
  await lockKind('group', scope)
  const row = await lockedDraft(id, version, db)
  const changes = DraftChanges.parse(row.changes)
  if (Temporal.PlainDate.compare(row.from_day, today) < 0) throw fieldRefusal('fromDay', 'dayPassed')
  if (changes.some(({ kind }) => kind === 'missing'))
    throw new Refusal('refused', { reason: 'draftMissesSomething' })
  if (changes.length === 0) throw new Refusal('refused', { reason: 'draftIsEmpty' })
  const plan = await planOf(row, scope, true)
  await storePlan(plan, scope)
  for (const change of changes) await changeGroup(change, row, scope)
  const after = { state: 'adopted', version: version + 1 }
  await db.updateTable('rule_draft').set(after).where('id', '=', id).execute()
  await logDraft('draft.adopt', id, row, after, db)
  if (row.from_day.equals(today)) await deriveForAll(null, scope)
  return {}
}

type Content = ParsedInputOf<typeof addDraft>
type Row = Awaited<ReturnType<typeof lockedDraft>>

async function lockedDraft(id: number, version: number, db: Scope['db']) {
  const row = await db
    .selectFrom('rule_draft')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version || row.state !== 'draft') throw new Refusal('changedMeanwhile')
  return row
}

/**
 * The draft's changes of rules as of its day. A rule that does not hold then has nothing to end and is passed over;
 * one that was to be changed is refused, since somebody must decide what is meant now.
 */
async function planOf(
  { from_day: from, changes, source }: Row,
  { db, today }: Scope,
  sourced: boolean,
): Promise<Plan> {
  const [rules, programmes] = await Promise.all([
    db.selectFrom('rule').select(['id', 'key', 'version', 'during']).execute(),
    db.selectFrom('programme').select(['id', 'key']).execute(),
  ])
  // Asked for when it was written.
  const words = { wordsStand: true }
  const inForce = (key: string) => rules.find(rule => rule.key === key && contains(rule.during, from))
  const wanted = DraftChanges.parse(changes).flatMap((change): RuleChange[] => {
    if (change.kind === 'beginRule') {
      const programme = programmes.find(({ key }) => key === change.programme)
      if (change.programme !== null && programme === undefined)
        throw new Refusal('refused', { reason: 'draftNamesNothing' })
      const programmeId = programme?.id ?? null
      return [{ ...words, programmeId, replaces: null, from, rule: change.rule, reason: '' }]
    }
    if (change.kind !== 'endRule' && change.kind !== 'changeRule') return []
    const found = inForce(change.key)
    if (found === undefined) {
      if (change.kind === 'endRule') return []
      throw new Refusal('refused', { reason: 'draftNamesNothing' })
    }
    const rule = change.kind === 'endRule' ? null : change.rule
    return [{ ...words, programmeId: null, replaces: found, from, rule, reason: source }]
  })
  return planChanges(wanted, { db, today }, { sourced })
}

/**
 * What a draft newly changes of a rule is asked for its words when it is written, against the rule of its day.
 *
 * @param written what stood in the draft before: that has been answered
 */
async function checkDraftedWords(
  { fromDay, changes }: Content,
  written: readonly DraftChange[],
  db: Scope['db'],
): Promise<void> {
  const stored = new Set(written.map(change => JSON.stringify(change)))
  const fresh = changes
    .map((change, at) => ({ change, at }))
    .filter(({ change }) => !stored.has(JSON.stringify(change)))
  if (!fresh.some(({ change }) => change.kind === 'changeRule')) return
  const rules = await loadRules(db)
  for (const { change, at } of fresh) {
    if (change.kind !== 'changeRule' || change.wordsStand) continue
    const rule = rules.find(({ key, during }) => key === change.key && contains(during, fromDay))
    if (rule !== undefined) checkWords(rule, change.rule, `changes.${at}.rule`)
  }
}

async function changeGroup(
  change: DraftChange,
  { from_day: from, source }: Row,
  scope: Scope,
): Promise<void> {
  const wanted = { kind: 'group' as const, from, reason: source }
  const take = async (more: Pick<Wanted, 'replaces' | 'content'>) =>
    storeDated(await planDated({ ...wanted, ...more }, scope, { sourced: false }), scope)
  if (change.kind === 'beginGroup') {
    const status = namesParagraph(source) ? 'law' : 'local'
    const content = { ...change.group, kind: 'group' as const, decidedAt: null, source, status } as const
    await take({ replaces: null, content })
  }
  if (change.kind !== 'endGroup') return
  const rows = await scope.db
    .selectFrom('target_group')
    .select('during')
    .where('code', '=', change.code)
    .execute()
  const row = rows.find(({ during }) => contains(during, from))
  if (row === undefined) return
  await take({ replaces: { key: change.code, begins: row.during.from, version: null }, content: null })
}

function columnsOf({ title, source, status, fromDay, changes }: Content) {
  return { title, source, status, from_day: fromDay, changes: JSON.stringify(changes) }
}

function logDraft(
  action: string,
  id: number,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
  db: Scope['db'],
): Promise<void> {
  const was = before === undefined ? {} : { before }
  return logChange(db, { action, youthId: null, subject: 'rule_draft', subjectId: id, ...was, after })
}

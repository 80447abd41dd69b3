import { sql } from 'kysely'
import type { changeRule, confirmRule, previewRule, withdrawRule } from '#contract/rules.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { ruleColumns } from '#server/records/rule-columns.ts'
import { deriveForAll } from './derive-for-all.ts'
import { effectOfPart, type Proposed } from './effect-part.ts'
import { freeKey } from './free-key.ts'
import { type Plan, planChanges, type Step } from './rule-plan.ts'
import { namesParagraph } from './succession.ts'

/** What a change would do to one part of the young people, without doing it. */
export async function previewTheRule(
  { after, names, ...change }: ParsedInputOf<typeof previewRule>,
  scope: Scope,
): Promise<AnswerOf<typeof previewRule>> {
  const plan = await planChanges([change], scope)
  return effectOfPart(proposedBy(plan, change.from), { after, names }, scope)
}

/**
 * Ends a rule and begins another on the day: all in one transaction. What was owed before the day stays as it was.
 * From today, the deadlines of everybody whom it concerns follow in the same transaction. From a later day nothing
 * is due otherwise yet, and the night before derives it as it does every night.
 */
export async function changeTheRule(
  input: ParsedInputOf<typeof changeRule>,
  scope: Scope,
): Promise<AnswerOf<typeof changeRule>> {
  await lockRules(scope)
  const plan = await planChanges([input], scope)
  const programmeIds = programmesOf(plan)
  const [id = null] = await storePlan(plan, scope)
  if (input.from.equals(scope.today)) await deriveForAll(programmeIds, scope)
  return { id }
}

/** Says where an unverified rule comes from. Nothing that is due depends on it, so that it holds at once. */
export async function confirmTheRule(
  { id, version, status, source }: ParsedInputOf<typeof confirmRule>,
  { db }: Scope,
): Promise<AnswerOf<typeof confirmRule>> {
  const row = await db.selectFrom('rule').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version || row.status !== 'unverified') throw new Refusal('changedMeanwhile')
  if (status === 'law' && row.clock === 'promise') throw fieldRefusal('status', 'promiseIsNotLaw')
  if (status === 'law' && !namesParagraph(source)) throw fieldRefusal('source', 'paragraph')
  const confirmed = { status, source, version: version + 1 }
  await db.updateTable('rule').set(confirmed).where('id', '=', id).execute()
  await logChange(db, {
    action: 'rule.confirm',
    youthId: null,
    subject: 'rule',
    subjectId: id,
    before: { status: row.status, source: row.source },
    after: confirmed,
  })
  return { version: version + 1 }
}

/** Takes back a rule that has not begun: nothing is due by it, so that nothing else is touched. */
export async function withdrawTheRule(
  { id, version }: ParsedInputOf<typeof withdrawRule>,
  scope: Scope,
): Promise<AnswerOf<typeof withdrawRule>> {
  const { db, today } = scope
  await lockRules(scope)
  const row = await db.selectFrom('rule').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(row.during.from, today) <= 0)
    throw new Refusal('refused', { reason: 'rule_past_stays' })
  await db.deleteFrom('rule').where('id', '=', id).execute()
  // The one that it was to replace, if there is one, ends on the very day.
  const { rows } = await sql<{ id: number }>`
    update rule set during = daterange(lower(during), ${row.during.to}::date), version = version + 1
    where key = ${row.key} and upper(during) = ${row.during.from}::date returning id`.execute(db)
  await logChange(db, {
    action: 'rule.withdraw',
    youthId: null,
    subject: 'rule',
    subjectId: id,
    before: row,
    after: { runsOn: rows[0]?.id ?? null },
  })
  return {}
}

/** One change of the rules at a time: of two at once the second finds another version. */
export async function lockRules({ db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`lock table rule in share row exclusive mode`.execute(db)
}

/** What a plan would change, compared on a day. */
export function proposedBy(plan: Plan, on: Temporal.PlainDate): Proposed {
  const { before, after, steps } = plan
  return {
    before,
    after,
    asIf: null,
    successors: new Map(
      steps.flatMap(({ made, replaced, inPlace }) =>
        made && replaced && !inPlace ? [[made.id, replaced.rule.id] as const] : [],
      ),
    ),
    on,
    programmeIds: programmesOf(plan),
  }
}

/** The programmes whose members alone are concerned; null where somebody else can be. */
function programmesOf({ steps }: Plan): number[] | null {
  const ids = steps.map(step => (step.made ?? step.replaced?.rule)?.programmeId ?? null)
  const named = ids.filter(id => id !== null)
  return named.length < ids.length ? null : named
}

/** Stores what was decided, and gives the ids of what begins. */
export async function storePlan({ steps }: Plan, { db }: Pick<Scope, 'db'>): Promise<number[]> {
  const begun: number[] = []
  for (const step of steps) {
    if (step.replaced !== null) await endOrCorrect(step, step.replaced, db)
    if (step.made === null) continue
    begun.push(step.inPlace ? step.made.id : await insertRule(step, step.made, db))
  }
  return begun
}

async function endOrCorrect(
  { inPlace, made, from, reason }: Step,
  { rule: { id, during }, rule }: NonNullable<Step['replaced']>,
  db: Scope['db'],
): Promise<void> {
  const columns = inPlace && made ? ruleColumns(made) : { during: { from: during.from, to: from } }
  await db
    .updateTable('rule')
    .set(({ eb }) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await logChange(db, {
    action: inPlace ? 'rule.correct' : 'rule.end',
    youthId: null,
    subject: 'rule',
    subjectId: id,
    before: { ...rule },
    after: inPlace ? { ...made } : { firstDayWithout: from, reason },
  })
}

async function insertRule(
  { replaced }: Step,
  made: NonNullable<Step['made']>,
  db: Scope['db'],
): Promise<number> {
  const taken = await db.selectFrom('rule').select('key').execute()
  const key = replaced?.key ?? freeKey(made.name, new Set(taken.map(row => row.key)))
  const { id } = await db
    .insertInto('rule')
    .values({ ...ruleColumns(made), key })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'rule.begin',
    youthId: null,
    subject: 'rule',
    subjectId: id,
    after: { ...made, id, replaces: replaced?.rule.id ?? null },
  })
  return id
}

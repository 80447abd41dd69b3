import { sql } from 'kysely'
import type { changeTargetGroup, TargetGroupContent } from '#contract/target-groups.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { freeKey } from './free-key.ts'
import { namesParagraph } from './rule-plan.ts'

type Input = ParsedInputOf<typeof changeTargetGroup>

/**
 * Begins a target group, or ends one and begins it anew from a day on. Decisions that were made stay: a group that
 * has ended can no longer be decided, and those who are in it are decided about one by one.
 */
export async function changeTheTargetGroup(
  input: Input,
  scope: Scope,
): Promise<AnswerOf<typeof changeTargetGroup>> {
  await lockTargetGroups(scope)
  if (Temporal.PlainDate.compare(input.from, scope.today) < 0) throw fieldRefusal('from', 'dayPassed')
  if (input.replaces === null) {
    if (input.group === null) throw new Refusal('badInput')
    return { code: await beginTargetGroup(input.group, input.from, scope) }
  }
  const { code, begins, version } = input.replaces
  const row = await scope.db
    .selectFrom('target_group')
    .selectAll()
    .where('code', '=', code)
    .where(sql<boolean>`lower(during) = ${begins}::date`)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  checkSources(input, row.status)
  await replaceTargetGroup({ ...input, code, begins }, row.during, scope)
  return { code }
}

/** One change of the groups at a time: of two at once the second finds another version. */
export async function lockTargetGroups({ db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`lock table target_group in share row exclusive mode`.execute(db)
}

/** @throws Refusal at the field where what is law has no paragraph */
function checkSources({ group, reason }: Input, before: string): void {
  if (group === null) {
    if (reason === '') throw fieldRefusal('reason', 'required')
    if (before === 'law' && !namesParagraph(reason)) throw fieldRefusal('reason', 'paragraph')
  } else if ((group.status === 'law' || before === 'law') && !namesParagraph(group.source))
    throw fieldRefusal('group.source', 'paragraph')
}

interface Replacement {
  code: string
  begins: Temporal.PlainDate
  from: Temporal.PlainDate
  group: TargetGroupContent | null
  reason: string
}

/** Ends the row that begins on a day, and begins the group anew with whatever else the row says. */
export async function replaceTargetGroup(
  { code, begins, from, group, reason }: Replacement,
  during: { from: Temporal.PlainDate; to: Temporal.PlainDate | null },
  { db }: Pick<Scope, 'db'>,
): Promise<void> {
  const order = Temporal.PlainDate.compare(from, begins)
  if (order < 0 || (order === 0 && group === null)) throw fieldRefusal('from', 'beforeRule')
  if (during.to !== null && Temporal.PlainDate.compare(from, during.to) >= 0)
    throw fieldRefusal('from', 'ruleHasEnded')
  const where = sql`code = ${code} and lower(during) = ${begins}::date`
  const before = await sql<Record<string, unknown>>`select * from target_group where ${where}`.execute(db)
  if (order === 0)
    await sql`update target_group set name = ${group?.name}, definition = ${group?.definition},
      source = ${group?.source}, status = ${group?.status}, version = version + 1 where ${where}`.execute(db)
  else
    await sql`update target_group set during = daterange(lower(during), ${from}::date), version = version + 1
      where ${where}`.execute(db)
  if (order > 0 && group !== null)
    await sql`
      insert into target_group
      select (jsonb_populate_record(t, ${JSON.stringify({ ...group, version: 1 })}::jsonb
        || jsonb_build_object('during', daterange(${from}::date, ${during.to}::date)))).*
      from target_group t where ${where}`.execute(db)
  await logChange(db, {
    action: group === null ? 'targetGroup.end' : 'targetGroup.change',
    youthId: null,
    subject: 'target_group',
    subjectId: null,
    before: { ...before.rows[0] },
    after: { code, from, ...(group ?? { reason }) },
  })
}

/** Begins a group that has not been, last in the list, and gives its code. */
export async function beginTargetGroup(
  group: TargetGroupContent,
  from: Temporal.PlainDate,
  { db }: Pick<Scope, 'db'>,
): Promise<string> {
  if (group.status === 'law' && !namesParagraph(group.source)) throw fieldRefusal('group.source', 'paragraph')
  const rows = await db.selectFrom('target_group').select(['code', 'position']).execute()
  const code = freeKey(group.name, new Set(rows.map(row => row.code)))
  const position = Math.max(-1, ...rows.map(row => row.position)) + 1
  await db
    .insertInto('target_group')
    .values({ code, ...group, during: { from, to: null }, position })
    .execute()
  await logChange(db, {
    action: 'targetGroup.begin',
    youthId: null,
    subject: 'target_group',
    subjectId: null,
    after: { code, from, ...group },
  })
  return code
}

import type { correctRate, setRate } from '#contract/rates.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/**
 * Enters a rate that is missing, or ends one and begins another from a day on. No deadline follows from a rate, so
 * that days that have passed may be filled in; two amounts on one day are refused by the table itself.
 */
export async function setTheRate(
  input: ParsedInputOf<typeof setRate>,
  { db, today }: Scope,
): Promise<AnswerOf<typeof setRate>> {
  const { kind, replaces, from, lastDay, ...content } = input
  const known = await db.selectFrom('rate_kind').selectAll().where('key', '=', kind).executeTakeFirst()
  if (known === undefined) throw new Refusal('notFound')
  if (lastDay !== null && Temporal.PlainDate.compare(lastDay, from) < 0)
    throw fieldRefusal('lastDay', 'periodOrder')
  const to = lastDay?.add({ days: 1 }) ?? null
  const { from: first, to: end } = known.during
  if (Temporal.PlainDate.compare(from, first) < 0) throw fieldRefusal('from', 'outsideRate')
  if (end !== null && (to === null || Temporal.PlainDate.compare(to, end) > 0))
    throw fieldRefusal('lastDay', 'outsideRate')
  if (replaces !== null) {
    const old = await lockedRate(replaces, db)
    if (old.kind !== kind) throw new Refusal('notFound')
    // What was paid out on days that have passed was that amount: it is corrected with a reason, or stays.
    if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
    if (Temporal.PlainDate.compare(from, old.during.from) <= 0) throw fieldRefusal('from', 'beforeRule')
    if (old.during.to !== null && Temporal.PlainDate.compare(from, old.during.to) >= 0)
      throw fieldRefusal('from', 'ruleHasEnded')
    const after = { during: { from: old.during.from, to: from }, version: old.version + 1 }
    await db.updateTable('rate').set(after).where('id', '=', old.id).execute()
    await logChange(db, {
      action: 'rate.end',
      youthId: null,
      subject: 'rate',
      subjectId: old.id,
      before: old,
      after,
    })
  }
  const row = { kind, during: { from, to }, ...content }
  const { id } = await db.insertInto('rate').values(row).returning('id').executeTakeFirstOrThrow()
  await logChange(db, { action: 'rate.begin', youthId: null, subject: 'rate', subjectId: id, after: row })
  return { id }
}

/** Corrects what was entered wrongly, or says where an unverified amount comes from. */
export async function correctTheRate(
  { id, version, reason, ...content }: ParsedInputOf<typeof correctRate>,
  { db }: Scope,
): Promise<AnswerOf<typeof correctRate>> {
  const before = await lockedRate({ id, version }, db)
  const after = { ...content, version: version + 1 }
  await db.updateTable('rate').set(after).where('id', '=', id).execute()
  await logChange(db, {
    action: 'rate.correct',
    youthId: null,
    subject: 'rate',
    subjectId: id,
    before,
    after: { ...after, reason },
  })
  return { version: version + 1 }
}

async function lockedRate({ id, version }: { id: number; version: number }, db: Scope['db']) {
  const row = await db.selectFrom('rate').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  return row
}

import { z } from 'zod'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type changeView, type createView, type listViews, ViewDefinition } from '#contract/youths.ts'
import { inDanishOrder } from '#domain/person/danish-order.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

const page = 'youths'
const most = 50

/** My views by name. What an older version of Medgang saved and this one cannot read is left out. */
export async function listMyViews(
  _input: object,
  { db, staffId }: Scope,
): Promise<AnswerOf<typeof listViews>> {
  const rows = await db
    .selectFrom('saved_view')
    .select(['id', 'name', 'definition'])
    .where('staff_id', '=', staffId)
    .where('page', '=', page)
    .orderBy('name')
    .execute()
  const views = rows.flatMap(({ id, name, definition }) => {
    const read = ViewDefinition.safeParse(definition)
    return read.success ? [{ viewId: id, name, definition: read.data }] : []
  })
  return { views: views.sort((a, b) => inDanishOrder(a.name, b.name)) }
}

/** @throws Refusal tooMany when somebody has more views than a list can show */
export async function createMyView(
  { name, definition }: ParsedInputOf<typeof createView>,
  { db, staffId }: Scope,
): Promise<{ viewId: number }> {
  const { count } = await db
    .selectFrom('saved_view')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('page', '=', page)
    .executeTakeFirstOrThrow()
  if (count >= most) throw new Refusal('refused', { reason: 'tooManyViews' })
  const { id } = await db
    .insertInto('saved_view')
    .values({ staff_id: staffId, page, name, definition: JSON.stringify(definition) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'youthView.create',
    youthId: null,
    subject: 'saved_view',
    subjectId: id,
    after: { name, definition },
  })
  return { viewId: id }
}

/** @throws Refusal notFound for a view that is not mine */
export async function changeMyView(
  { viewId, name, definition }: ParsedInputOf<typeof changeView>,
  { db }: Scope,
): Promise<{ viewId: number }> {
  const before = await lockView(viewId, db)
  await db
    .updateTable('saved_view')
    .set({ name, definition: JSON.stringify(definition) })
    .where('id', '=', viewId)
    .execute()
  await logChange(db, {
    action: 'youthView.change',
    youthId: null,
    subject: 'saved_view',
    subjectId: viewId,
    before,
    after: { name, definition },
  })
  return { viewId }
}

/** @throws Refusal notFound for a view that is not mine */
export async function deleteMyView(
  { viewId }: { viewId: number },
  { db }: Scope,
): Promise<{ viewId: number }> {
  const before = await lockView(viewId, db)
  await db.deleteFrom('saved_view').where('id', '=', viewId).execute()
  await logChange(db, {
    action: 'youthView.delete',
    youthId: null,
    subject: 'saved_view',
    subjectId: viewId,
    before,
  })
  return { viewId }
}

/** Row-level security shows nobody another's views, so one that is not mine is not found. */
async function lockView(viewId: number, db: Scope['db']) {
  const row = await db
    .selectFrom('saved_view')
    .select(['name', 'definition'])
    .where('id', '=', viewId)
    .where('page', '=', page)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  return { name: row.name, definition: z.record(z.string(), z.unknown()).parse(row.definition) }
}

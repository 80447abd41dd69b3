import { sql } from 'kysely'
import type { AgeChange, AgeTask } from '#domain/ages/age-changes.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'

interface ChangeRow extends Omit<AgeChange, 'tasks'> {
  tasks: [item: string, text: string, daysBefore: number, onlyWith: AgeChange['tasks'][number]['onlyWith']][]
  during: Period
}

/** The configuration of what changes on birthdays, all periods, in the order in which people read it. */
export async function loadAgeChanges(db: Db): Promise<AgeChange[]> {
  const { rows } = await sql<ChangeRow>`
    select c.key, c.age, c.kind, c.name, c.text, c.source, c.status, c.during, coalesce((
      select json_agg(json_build_array(t.item, t.text, t.days_before, t.only_with) order by t.position, t.item)
      from age_task t where t.age_change_id = c.id), '[]') as tasks
    from age_change c order by c.age, c.position, c.id`.execute(db)
  return rows.map(row => ({
    ...row,
    tasks: row.tasks.map(([item, text, daysBefore, onlyWith]) => ({ item, text, daysBefore, onlyWith })),
  }))
}

/**
 * Stores a change with its tasks and gives its id.
 *
 * @param place among those of its age; left out: behind them
 */
export async function insertAgeChange(db: Db, { tasks, ...row }: AgeChange, place?: number): Promise<number> {
  const { last } = await db
    .selectFrom('age_change')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('age_change')
    .values({ ...row, position: place ?? (last ?? 0) + 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertTasks(db, id, tasks)
  return id
}

/** What the row of the same key and first day says is written anew. */
export async function rewriteAgeChange(db: Db, { tasks, ...row }: AgeChange): Promise<void> {
  const { id } = await db
    .updateTable('age_change')
    .set({ ...row, version: sql`version + 1` })
    .where('key', '=', row.key)
    .where(sql<boolean>`lower(during) = ${row.during.from}::date`)
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.deleteFrom('age_task').where('age_change_id', '=', id).execute()
  await insertTasks(db, id, tasks)
}

/** @param day the first on which it no longer holds; a row that ends earlier already is left as it is */
export async function endAgeChange(
  db: Db,
  { key, during }: Pick<AgeChange, 'key' | 'during'>,
  day: Temporal.PlainDate,
): Promise<void> {
  await sql`
    update age_change set during = daterange(lower(during), least(upper(during), ${day}::date)), version = version + 1
    where key = ${key} and lower(during) = ${during.from}::date`.execute(db)
}

async function insertTasks(db: Db, changeId: number, tasks: readonly AgeTask[]): Promise<void> {
  if (tasks.length === 0) return
  const rows = tasks.map(({ item, text, daysBefore, onlyWith }, position) => ({
    age_change_id: changeId,
    item,
    text,
    days_before: daysBefore,
    only_with: onlyWith,
    position,
  }))
  await db.insertInto('age_task').values(rows).execute()
}

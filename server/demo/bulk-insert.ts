import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import type { DB } from '#server/database/row-types.ts'

/** Small enough that neither side holds much at a time, large enough that round trips do not count. */
const rowsAtOnce = 5_000

/**
 * Inserts many rows with one statement for some thousands of them. `columns` gives each column's type in
 * PostgreSQL; values are as JSON and PostgreSQL's own input read them.
 */
export async function bulkInsert<Column extends string>(
  db: Db,
  table: keyof DB,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Promise<void> {
  for (const { statement } of statements(table, columns, rows)) await statement.execute(db)
}

/** As `bulkInsert`, and gives the new ids in the order of the rows. */
export async function bulkInsertWithIds<Column extends string>(
  db: Db,
  table: keyof DB,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Promise<number[]> {
  const ids: number[] = []
  for (const { statement, count } of statements(table, columns, rows)) {
    const inserted = await sql<{ id: number }>`${statement} returning id`.execute(db)
    if (inserted.rows.length !== count) throw new Error('a row was not inserted')
    // Identity values are given in the order of the select, so the smallest belongs to the first row.
    ids.push(...inserted.rows.map(({ id }) => id).sort((a, b) => a - b))
  }
  return ids
}

function* statements<Column extends string>(
  table: keyof DB,
  columns: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
) {
  const names = Object.keys(columns) as Column[]
  const list = sql.join(names.map(name => sql.ref(name)))
  const types = sql.join(names.map(name => sql`${sql.ref(name)} ${sql.raw(columns[name])}`))
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const objects = rows.slice(at, at + rowsAtOnce).map((row, nr) => ({ nr, ...row }))
    yield {
      count: objects.length,
      statement: sql`insert into ${sql.table(table)} (${list})
        select ${list} from json_to_recordset(${JSON.stringify(objects)}::json) as t (nr int, ${types}) order by nr`,
    }
  }
}

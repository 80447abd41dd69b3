import { sql } from 'kysely'
import type { Step } from '#domain/setup/compare.ts'
import type { RowOf } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'

type CaseloadSection = 'timeSettings' | 'newcomerSteps' | 'ceilings'
/** Changes of these sections. */
type Change = Extract<Step, { section: CaseloadSection }>

type IdOf = (key: string | null) => number | null

const timeColumns = ({ setting, ...row }: RowOf<'timeSettings'>) => ({ ...row, key: setting })
const stepColumns = ({ fromWeek, ...row }: RowOf<'newcomerSteps'>) => ({ ...row, from_week: fromWeek })
const ceilingColumns = ({ programme: _, ...row }: RowOf<'ceilings'>) => row

/** How rows of these sections are inserted. */
export const caseloadInserts = {
  timeSettings: (db: Db, rows: readonly RowOf<'timeSettings'>[]) =>
    db.insertInto('capacity_setting').values(rows.map(timeColumns)).execute(),
  newcomerSteps: (db: Db, rows: readonly RowOf<'newcomerSteps'>[]) =>
    db.insertInto('onboarding_step').values(rows.map(stepColumns)).execute(),
}

export async function insertCeilings(
  db: Db,
  rows: readonly RowOf<'ceilings'>[],
  idOf: IdOf,
): Promise<unknown> {
  const values = rows.map(row => ({ ...ceilingColumns(row), programme_id: idOf(row.programme) }))
  return db.insertInto('ceiling').values(values).execute()
}

const counted = { version: sql<number>`version + 1` }
const beginsWith = (row: { during: { from: Temporal.PlainDate } }) =>
  sql<boolean>`lower(during) = ${row.during.from}::date`

/** Everybody's row of these sections: those of one member of staff are in no file. */
const isCeiling = (row: RowOf<'ceilings'>, idOf: IdOf) =>
  sql<boolean>`staff_id is null and programme_id is not distinct from ${idOf(row.programme)}::bigint`

/** The row of the same name and first day says something else. */
export async function replaceInCaseload(
  db: Db,
  step: Extract<Change, { act: 'replace' }>,
  idOf: IdOf,
): Promise<void> {
  switch (step.section) {
    case 'timeSettings':
      await db
        .updateTable('capacity_setting')
        .set({ ...timeColumns(step.row), ...counted })
        .where('key', '=', step.row.setting)
        .where(beginsWith(step.row))
        .execute()
      return
    case 'newcomerSteps':
      await db
        .updateTable('onboarding_step')
        .set({ ...stepColumns(step.row), ...counted })
        .where('staff_id', 'is', null)
        .where('from_week', '=', step.row.fromWeek)
        .where(beginsWith(step.row))
        .execute()
      return
    case 'ceilings':
      await db
        .updateTable('ceiling')
        .set({ ...ceilingColumns(step.row), ...counted })
        .where(isCeiling(step.row, idOf))
        .where(beginsWith(step.row))
        .execute()
  }
}

/** What held before the day stays; a row that ends earlier already is left as it is. */
export async function endInCaseload(
  db: Db,
  { section, row, day }: Extract<Change, { act: 'end' }>,
  idOf: IdOf,
): Promise<void> {
  const until = sql`during = daterange(lower(during), least(upper(during), ${day}::date)), version = version + 1`
  switch (section) {
    case 'timeSettings':
      await sql`update capacity_setting set ${until}
        where key = ${row.setting} and ${beginsWith(row)}`.execute(db)
      return
    case 'newcomerSteps':
      await sql`update onboarding_step set ${until}
        where staff_id is null and from_week = ${row.fromWeek} and ${beginsWith(row)}`.execute(db)
      return
    case 'ceilings':
      await sql`update ceiling set ${until} where ${isCeiling(row, idOf)} and ${beginsWith(row)}`.execute(db)
  }
}

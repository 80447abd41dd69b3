import { sql } from 'kysely'
import type { Step } from '#domain/setup/compare.ts'
import type { RowOf } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'

/* The sections about the entrance, how long it keeps, the duty of those of 15-17 and education orders: how they are stored. */

type Section = 'entranceTexts' | 'entrancePromises' | 'dutyRules' | 'orderRules' | 'enquiryRetention'
type Change = Step<Section>

const dutyColumns = ({ activityKind, weeklyMinutes, countsInPart, ...row }: RowOf<'dutyRules'>) => ({
  ...row,
  activity_kind: activityKind,
  weekly_minutes: weeklyMinutes,
  counts_in_part: countsInPart,
})
const orderColumns = ({ targetGroups, ageFrom, ageTo, ...row }: RowOf<'orderRules'>) => ({
  ...row,
  target_groups: [...targetGroups],
  age_from: ageFrom,
  age_to: ageTo,
})
const promiseColumns = ({ interval, ...row }: RowOf<'entrancePromises'>) => ({
  ...row,
  interval_unit: interval.unit,
  interval_length: interval.length,
})

/** How rows of each of these sections are inserted; the entrance's texts are columns of its one row. */
export const entranceAndDutyInserts = {
  async entranceTexts(db: Db, rows: readonly RowOf<'entranceTexts'>[]) {
    for (const row of rows) await setText(db, row)
  },
  entrancePromises: (db: Db, rows: readonly RowOf<'entrancePromises'>[]) =>
    db.insertInto('entrance_promise').values(rows.map(promiseColumns)).execute(),
  dutyRules: (db: Db, rows: readonly RowOf<'dutyRules'>[]) =>
    db.insertInto('duty_rule').values(rows.map(dutyColumns)).execute(),
  orderRules: (db: Db, rows: readonly RowOf<'orderRules'>[]) =>
    db.insertInto('education_order_rule').values(rows.map(orderColumns)).execute(),
  enquiryRetention: (db: Db, rows: readonly RowOf<'enquiryRetention'>[]) =>
    db
      .insertInto('enquiry_retention')
      .values([...rows])
      .execute(),
}

async function setText(db: Db, { key, text }: RowOf<'entranceTexts'>): Promise<void> {
  const column = key === 'outOfHours' ? 'out_of_hours' : 'notification_place'
  await db
    .updateTable('entrance_setting')
    .set({ [column]: text, version: sql`version + 1` })
    .execute()
}

/** The row of the same name and first day says something else. */
export async function replaceEntranceOrDuty(
  db: Db,
  step: Extract<Change, { act: 'replace' }>,
): Promise<void> {
  const { section } = step
  switch (section) {
    case 'entranceTexts':
      return setText(db, step.row)
    case 'entrancePromises':
      await db
        .updateTable('entrance_promise')
        .set(promiseColumns(step.row))
        .where('stage', '=', step.row.stage)
        .where(beginsWith(step.row))
        .execute()
      return
    case 'dutyRules':
      await db
        .updateTable('duty_rule')
        .set({ ...dutyColumns(step.row), version: sql`version + 1` })
        .where('activity_kind', '=', step.row.activityKind)
        .where(beginsWith(step.row))
        .execute()
      return
    case 'orderRules':
      await db
        .updateTable('education_order_rule')
        .set({ ...orderColumns(step.row), version: sql`version + 1` })
        .where(beginsWith(step.row))
        .execute()
      return
    case 'enquiryRetention':
      await db
        .updateTable('enquiry_retention')
        .set({ ...step.row, version: sql`version + 1` })
        .where(beginsWith(step.row))
        .execute()
  }
}

const beginsWith = (row: { during: { from: Temporal.PlainDate } }) =>
  sql<boolean>`lower(during) = ${row.during.from}::date`

/** What held before the day stays; a row that ends earlier already is left as it is. */
export async function endEntranceOrDuty(db: Db, step: Extract<Change, { act: 'end' }>): Promise<void> {
  const { section, row, day } = step
  if (!('during' in row)) return
  const until = sql`daterange(lower(during), least(upper(during), ${day}::date))`
  const first = row.during.from
  switch (section) {
    case 'entrancePromises':
      await sql`update entrance_promise set during = ${until}
        where stage = ${row.stage} and lower(during) = ${first}::date`.execute(db)
      return
    case 'dutyRules':
      await sql`update duty_rule set during = ${until}, version = version + 1
        where activity_kind = ${row.activityKind} and lower(during) = ${first}::date`.execute(db)
      return
    case 'orderRules':
      await sql`update education_order_rule set during = ${until}, version = version + 1
        where lower(during) = ${first}::date`.execute(db)
      return
    case 'enquiryRetention':
      await sql`update enquiry_retention set during = ${until}, version = version + 1
        where lower(during) = ${first}::date`.execute(db)
  }
}

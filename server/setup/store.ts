import { sql } from 'kysely'
import { shippedDecidedAt } from '#domain/assessment/shipped.ts'
import type { Step } from '#domain/setup/compare.ts'
import type { RowOf, SectionName, Setup } from '#domain/setup/setup.ts'
import type { Db } from '#server/database/connection.ts'
import { endAgeChange, insertAgeChange, rewriteAgeChange } from '#server/records/age-changes.ts'
import { ruleColumns } from '#server/records/rule-columns.ts'
import { caseloadInserts, endInCaseload, insertCeilings, replaceInCaseload } from './store-caseload.ts'
import { endEntranceOrDuty, entranceAndDutyInserts, replaceEntranceOrDuty } from './store-entrance-duty.ts'

/** Stores a whole set-up where none of its rows are yet. */
export async function insertSetup(db: Db, setup: Setup): Promise<void> {
  const all = <S extends SectionName>(section: S) => insertRows(db, section, setup[section])
  await all('words')
  await all('targetGroups')
  await all('subjectAreas')
  await all('competences')
  await all('programmes')
  await all('rules')
  await all('weights')
  await all('closings')
  await all('rateKinds')
  await all('rates')
  await all('entranceTexts')
  await all('entrancePromises')
  await all('dutyRules')
  await all('orderRules')
  await all('ageChanges')
  await all('enquiryRetention')
  await all('timeSettings')
  await all('newcomerSteps')
  await all('ceilings')
}

/** Takes the steps of a comparison, one after the other. */
export async function takeSteps(db: Db, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await takeStep(db, step)
}

async function takeStep(db: Db, step: Step): Promise<void> {
  if (step.act === 'end') return endRow(db, step)
  if (step.act === 'insert') return insertRows(db, step.section, [step.row] as never)
  return replaceRow(db, step)
}

async function insertRows<S extends SectionName>(
  db: Db,
  section: S,
  rows: readonly RowOf<S>[],
): Promise<void> {
  if (rows.length > 0) await inserts[section](db, rows)
}

/** Ids of programmes by key; without its programme a rule would hold for everybody. */
async function programmeIds(db: Db): Promise<(key: string | null) => number | null> {
  const rows = await db.selectFrom('programme').select(['id', 'key']).execute()
  return key => {
    if (key === null) return null
    const found = rows.find(row => row.key === key)
    if (found === undefined) throw new Error('a row names a programme that is not there')
    return found.id
  }
}

const programmeColumns = (row: RowOf<'programmes'>) => ({
  key: row.key,
  name: row.name,
  description: row.description,
  during: row.during,
  entry_age_from: row.ageFrom,
  entry_age_to: row.ageTo,
  entry_target_groups: [...row.targetGroups],
  entry_benefit_weeks: row.benefitWeeks,
  leave_age: row.leaveAge,
  source: row.source,
  status: row.status,
})

/** When a group may be decided, as it is said or as it ships; null is at any decision. */
const decisions = ({ key, decidedAt = shippedDecidedAt[key] ?? null }: RowOf<'targetGroups'>) =>
  decidedAt === null ? null : JSON.stringify(decidedAt)

const targetGroupColumns = ({ key, decidedAt, ...row }: RowOf<'targetGroups'>) => ({
  ...row,
  code: key,
  decided_at: decisions({ key, decidedAt, ...row }),
})

const weightColumns = ({ programme: _, timesAYear, ...row }: RowOf<'weights'>) => ({
  ...row,
  times_a_year: timesAYear,
})

/** Behind what is there already. */
const nextPosition = async (db: Db, table: 'target_group' | 'subject_area' | 'rate_kind') => {
  const { last } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? -1) + 1
}

type Insert<S extends SectionName> = (db: Db, rows: readonly RowOf<S>[]) => Promise<unknown>

const inserts: { [S in SectionName]: Insert<S> } = {
  words: (db, rows) =>
    db
      .insertInto('word')
      .values([...rows])
      .execute(),
  async targetGroups(db, rows) {
    const next = await nextPosition(db, 'target_group')
    const values = rows.map((row, index) => ({ ...targetGroupColumns(row), position: next + index }))
    await db.insertInto('target_group').values(values).execute()
  },
  async subjectAreas(db, rows) {
    const next = await nextPosition(db, 'subject_area')
    const values = rows.map(({ key, legalBasis, ...row }, index) => ({
      ...row,
      code: key,
      legal_basis: legalBasis,
      position: next + index,
    }))
    await db.insertInto('subject_area').values(values).execute()
  },
  // Staff may have one already that another starting point knew too.
  competences: (db, rows) =>
    db
      .insertInto('competence')
      .values(rows.map(({ key, name }) => ({ code: key, name })))
      .onConflict(conflict => conflict.column('code').doUpdateSet(eb => ({ name: eb.ref('excluded.name') })))
      .execute(),
  programmes: (db, rows) => db.insertInto('programme').values(rows.map(programmeColumns)).execute(),
  async rules(db, rows) {
    const idOf = await programmeIds(db)
    const values = rows.map(row => ({
      ...ruleColumns({ ...row, programmeId: idOf(row.programme) }),
      key: row.key,
    }))
    await db.insertInto('rule').values(values).execute()
  },
  async weights(db, rows) {
    const idOf = await programmeIds(db)
    const values = rows.map(row => ({ ...weightColumns(row), programme_id: idOf(row.programme) }))
    await db.insertInto('case_weight').values(values).execute()
  },
  closings: (db, rows) =>
    db
      .insertInto('closing')
      .values([...rows])
      .execute(),
  async rateKinds(db, rows) {
    const next = await nextPosition(db, 'rate_kind')
    const values = rows.map(({ forWhom, ...row }, index) => ({
      ...row,
      for_whom: forWhom,
      position: next + index,
    }))
    await db.insertInto('rate_kind').values(values).execute()
  },
  rates: (db, rows) =>
    db
      .insertInto('rate')
      .values(rows.map(({ rate, ...row }) => ({ ...row, kind: rate })))
      .execute(),
  ...entranceAndDutyInserts,
  ...caseloadInserts,
  ceilings: async (db, rows) => insertCeilings(db, rows, await programmeIds(db)),
  async ageChanges(db, rows) {
    for (const row of rows) await insertAgeChange(db, row)
  },
}

/** Where a dated row begins: with its key, that names it. */
const begins = (row: { during: { from: Temporal.PlainDate } }) =>
  sql`lower(during) = ${row.during.from}::date`

async function replaceRow(db: Db, step: Extract<Step, { act: 'replace' }>): Promise<void> {
  const { section } = step
  switch (section) {
    case 'words':
      await sql`update word set name = ${step.row.name} where key = ${step.row.key}`.execute(db)
      return
    case 'targetGroups': {
      await db
        .updateTable('target_group')
        .set({ ...targetGroupColumns(step.row), version: sql`version + 1` })
        .where('code', '=', step.row.key)
        .where(sql<boolean>`${begins(step.row)}`)
        .execute()
      return
    }
    case 'subjectAreas': {
      const { key, legalBasis, ...row } = step.row
      await db
        .updateTable('subject_area')
        .set({ ...row, legal_basis: legalBasis })
        .where('code', '=', key)
        .execute()
      return
    }
    case 'competences':
      await sql`update competence set name = ${step.row.name} where code = ${step.row.key}`.execute(db)
      return
    case 'programmes':
      await db
        .updateTable('programme')
        .set({ ...programmeColumns(step.row), version: sql`version + 1` })
        .where('key', '=', step.row.key)
        .execute()
      return
    case 'rules': {
      const idOf = await programmeIds(db)
      await db
        .updateTable('rule')
        .set({
          ...ruleColumns({ ...step.row, programmeId: idOf(step.row.programme) }),
          version: sql`version + 1`,
        })
        .where('key', '=', step.row.key)
        .where(sql<boolean>`${begins(step.row)}`)
        .execute()
      return
    }
    case 'weights': {
      const { programme, ...row } = step.row
      const idOf = await programmeIds(db)
      await db
        .updateTable('case_weight')
        .set({ ...weightColumns(step.row), version: sql`version + 1` })
        .where('key', '=', row.key)
        .where(sql<boolean>`programme_id is not distinct from ${idOf(programme)}::bigint and ${begins(row)}`)
        .execute()
      return
    }
    case 'closings':
      await db
        .updateTable('closing')
        .set({ ...step.row, version: sql`version + 1` })
        .where('kind', '=', step.row.kind)
        .where('name', '=', step.row.name)
        .where('withdrawn_at', 'is', null)
        .where(sql<boolean>`${begins(step.row)}`)
        .execute()
      return
    case 'rateKinds': {
      const { forWhom, key, ...row } = step.row
      await db
        .updateTable('rate_kind')
        .set({ ...row, for_whom: forWhom })
        .where('key', '=', key)
        .execute()
      return
    }
    case 'rates': {
      const { rate, ...row } = step.row
      await db
        .updateTable('rate')
        .set({ ...row, version: sql`version + 1` })
        .where('kind', '=', rate)
        .where(sql<boolean>`${begins(row)}`)
        .execute()
      return
    }
    case 'ageChanges':
      return rewriteAgeChange(db, step.row)
    case 'timeSettings':
    case 'newcomerSteps':
    case 'ceilings':
      return replaceInCaseload(db, step, await programmeIds(db))
    default:
      return replaceEntranceOrDuty(db, step)
  }
}

/** What held before the day stays; a row that ends earlier already is left as it is. */
async function endRow(db: Db, step: Extract<Step, { act: 'end' }>): Promise<void> {
  const { section, row, day } = step
  if (!('during' in row)) return
  const until = sql`daterange(lower(during), least(upper(during), ${day}::date))`
  const first = row.during.from
  const version = sql`version = version + 1`
  switch (section) {
    case 'targetGroups':
      await sql`update target_group set during = ${until}, ${version}
        where code = ${row.key} and lower(during) = ${first}::date`.execute(db)
      return
    case 'rules':
      await sql`update rule set during = ${until}, ${version}
        where key = ${row.key} and lower(during) = ${first}::date`.execute(db)
      return
    case 'weights': {
      const idOf = await programmeIds(db)
      await sql`update case_weight set during = ${until}, ${version} where key = ${row.key}
        and programme_id is not distinct from ${idOf(row.programme)}::bigint
        and lower(during) = ${first}::date`.execute(db)
      return
    }
    case 'closings':
      await sql`update closing set during = ${until}, ${version} where kind = ${row.kind} and name = ${row.name}
        and withdrawn_at is null and lower(during) = ${first}::date`.execute(db)
      return
    case 'rates':
      await sql`update rate set during = ${until}, ${version}
        where kind = ${row.rate} and lower(during) = ${first}::date`.execute(db)
      return
    case 'entrancePromises':
    case 'dutyRules':
    case 'orderRules':
    case 'enquiryRetention':
      return endEntranceOrDuty(db, step)
    case 'ageChanges':
      return endAgeChange(db, row, day)
    case 'timeSettings':
    case 'newcomerSteps':
    case 'ceilings':
      return endInCaseload(db, step, await programmeIds(db))
    default:
      throw new Error(`${section} are not dated`)
  }
}

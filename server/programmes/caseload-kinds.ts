import { sql } from 'kysely'
import type { ContentOf } from '#contract/dated-rules.ts'
import type { TimeSetting } from '#domain/caseload/capacity.ts'
import type { WorkUnit } from '#domain/caseload/weight.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { DatedKind } from './dated-kind.ts'
import { freeKey } from './free-key.ts'

/* What loads are reckoned by: minutes of work, time, being new, and ceilings. */

/** A check constraint holds the column to these words. */
const statusOf = (row: { status: string }) => row.status as RuleStatus
const beginsOn = ({ from }: { from: Temporal.PlainDate }) => sql<boolean>`lower(during) = ${from}::date`
const counted = { version: sql<number>`version + 1` }

/** What can happen a number of times a year; the database says the same. */
const repeatable: readonly WorkUnit[] = ['meeting', 'call', 'accompaniment']

/** A meeting that counts for nothing is a slip: whoever means it ends the line. */
const takesTime: readonly WorkUnit[] = ['meeting', 'call']

const workColumns = ({ name, per, minutes, timesAYear, source, status }: ContentOf<'work'>) => ({
  name,
  per,
  minutes,
  times_a_year: timesAYear,
  source,
  status,
})
/** A programme has lines of its own, so a line is named by both. */
const workKey = (programmeId: number | null, key: string) => `${programmeId ?? 0}/${key}`
const isWork = (key: string) => sql<boolean>`coalesce(programme_id, 0) || '/' || key = ${key}`

export const work: DatedKind<ContentOf<'work'>> = {
  table: 'case_weight',
  subject: 'caseWeight',
  where: isWork,
  async load(db) {
    const rows = await db.selectFrom('case_weight').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: workKey(row.programme_id, row.key),
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'work',
        name: row.name,
        programmeId: row.programme_id,
        per: row.per as WorkUnit,
        minutes: row.minutes,
        timesAYear: row.times_a_year,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ programmeId, per, minutes, timesAYear }, old, db) {
    if (minutes === 0 && takesTime.includes(per))
      throw fieldRefusal('content.minutes', 'tooSmall', { min: 1 })
    if (timesAYear !== null && !repeatable.includes(per))
      throw fieldRefusal('content.timesAYear', 'timesOfNothing')
    if (old !== null && (old.programmeId !== programmeId || old.per !== per))
      throw fieldRefusal('content.per', 'invalid')
    await checkProgramme(programmeId, db)
  },
  keyOf({ name, programmeId }, rows) {
    const taken = new Set(rows.map(({ key }) => key.slice(key.indexOf('/') + 1)))
    return workKey(programmeId, freeKey(name, taken))
  },
  async insert(db, { key, during, content }) {
    await db
      .insertInto('case_weight')
      .values({
        ...workColumns(content),
        key: key.slice(key.indexOf('/') + 1),
        programme_id: content.programmeId,
        during,
      })
      .execute()
  },
  async rewrite(db, { key, during, content }) {
    await db
      .updateTable('case_weight')
      .set({ ...workColumns(content), ...counted })
      .where(isWork(key))
      .where(beginsOn(during))
      .execute()
  },
}

/** @throws Refusal at the field */
async function checkProgramme(programmeId: number | null, db: Db): Promise<void> {
  if (programmeId === null) return
  const known = await db.selectFrom('programme').select('id').where('id', '=', programmeId).executeTakeFirst()
  if (known === undefined) throw fieldRefusal('content.programmeId', 'invalid')
}

/** Nothing before or after is possible; the others are divided by or counted from. */
const mayBeNone: readonly TimeSetting[] = ['bridgeWeeksBefore', 'bridgeWeeksAfter']

export const time: DatedKind<ContentOf<'time'>> = {
  table: 'capacity_setting',
  subject: 'capacitySetting',
  where: key => sql`key = ${key}`,
  async load(db) {
    const rows = await db.selectFrom('capacity_setting').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: row.key,
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'time',
        setting: row.key as TimeSetting,
        value: row.value,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ setting, value }, old) {
    if (old !== null && old.setting !== setting) throw fieldRefusal('content.setting', 'invalid')
    if (value === 0 && !mayBeNone.includes(setting)) throw fieldRefusal('content.value', 'tooSmall')
  },
  keyOf: ({ setting }) => setting,
  async insert(db, { key, during, content: { value, source, status } }) {
    await db.insertInto('capacity_setting').values({ key, value, source, status, during }).execute()
  },
  async rewrite(db, { key, during, content: { value, source, status } }) {
    await db
      .updateTable('capacity_setting')
      .set({ value, source, status, ...counted })
      .where('key', '=', key)
      .where(beginsOn(during))
      .execute()
  },
}

/** Everybody's; those of one member of staff are changed with the person. */
const isStep = (key: string) => sql<boolean>`staff_id is null and from_week = ${Number(key)}`

export const newcomer: DatedKind<ContentOf<'newcomer'>> = {
  table: 'onboarding_step',
  subject: 'onboardingStep',
  where: isStep,
  async load(db) {
    const rows = await db
      .selectFrom('onboarding_step')
      .selectAll()
      .where('staff_id', 'is', null)
      .orderBy('from_week')
      .execute()
    return rows.map(row => ({
      key: String(row.from_week),
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'newcomer',
        fromWeek: row.from_week,
        percent: row.percent,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ fromWeek }, old) {
    if (old !== null && old.fromWeek !== fromWeek) throw fieldRefusal('content.fromWeek', 'invalid')
  },
  keyOf: ({ fromWeek }) => String(fromWeek),
  async insert(db, { during, content: { fromWeek, percent, source, status } }) {
    await db
      .insertInto('onboarding_step')
      .values({ from_week: fromWeek, percent, source, status, during })
      .execute()
  },
  async rewrite(db, { key, during, content: { percent, source, status } }) {
    await db
      .updateTable('onboarding_step')
      .set({ percent, source, status, ...counted })
      .where(isStep(key))
      .where(beginsOn(during))
      .execute()
  },
}

const isCeiling = (key: string) =>
  sql<boolean>`coalesce(programme_id, 0) || '/' || coalesce(staff_id, 0) = ${key}`

export const ceiling: DatedKind<ContentOf<'ceiling'>> = {
  table: 'ceiling',
  subject: 'ceiling',
  where: isCeiling,
  async load(db) {
    const rows = await db.selectFrom('ceiling').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: `${row.programme_id ?? 0}/${row.staff_id ?? 0}`,
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'ceiling',
        programmeId: row.programme_id,
        staffId: row.staff_id,
        cases: row.cases,
        minutes: row.minutes,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ programmeId, staffId, cases, minutes }, old, db) {
    if (cases === null && minutes === null) throw fieldRefusal('content.cases', 'required')
    if (old !== null && (old.programmeId !== programmeId || old.staffId !== staffId))
      throw fieldRefusal('content.programmeId', 'invalid')
    await checkProgramme(programmeId, db)
    if (staffId === null) return
    const known = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
    if (known === undefined) throw fieldRefusal('content.staffId', 'invalid')
  },
  keyOf: ({ programmeId, staffId }) => `${programmeId ?? 0}/${staffId ?? 0}`,
  async insert(db, { during, content: { programmeId, staffId, cases, minutes, source, status } }) {
    await db
      .insertInto('ceiling')
      .values({ programme_id: programmeId, staff_id: staffId, cases, minutes, source, status, during })
      .execute()
  },
  async rewrite(db, { key, during, content: { cases, minutes, source, status } }) {
    await db
      .updateTable('ceiling')
      .set({ cases, minutes, source, status, ...counted })
      .where(isCeiling(key))
      .where(beginsOn(during))
      .execute()
  },
}

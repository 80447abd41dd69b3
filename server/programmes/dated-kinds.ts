import { sql } from 'kysely'
import type { ContentOf, DatedKindName } from '#contract/dated-rules.ts'
import { fixedAgeOf } from '#domain/ages/age-changes.ts'
import type { DecidableAt } from '#domain/assessment/types.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import { insertAgeChange, loadAgeChanges, rewriteAgeChange } from '#server/records/age-changes.ts'
import { ceiling, newcomer, time, work } from './caseload-kinds.ts'
import type { DatedKind, DatedRow } from './dated-kind.ts'
import { freeKey } from './free-key.ts'
import { namesParagraph } from './succession.ts'

/** A check constraint holds the column to these words. */
const statusOf = (row: { status: string }) => row.status as RuleStatus
const begins = ({ from }: Period) => sql<boolean>`lower(during) = ${from}::date`
const counted = { version: sql<number>`version + 1` }

const dutyColumns = ({ weeklyMinutes, countsInPart, source, status }: ContentOf<'duty'>) => ({
  weekly_minutes: weeklyMinutes,
  counts_in_part: countsInPart,
  source,
  status,
})

const duty: DatedKind<ContentOf<'duty'>> = {
  table: 'duty_rule',
  subject: 'dutyRule',
  where: key => sql`activity_kind = ${key}`,
  async load(db) {
    const rows = await db.selectFrom('duty_rule').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: row.activity_kind,
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'duty',
        // A check constraint holds the column to these words.
        activityKind: row.activity_kind as ContentOf<'duty'>['activityKind'],
        weeklyMinutes: row.weekly_minutes,
        countsInPart: row.counts_in_part,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ activityKind, weeklyMinutes, countsInPart }, old) {
    if (old !== null && old.activityKind !== activityKind)
      throw fieldRefusal('content.activityKind', 'invalid')
    if (countsInPart && weeklyMinutes === null) throw fieldRefusal('content.countsInPart', 'partOfNothing')
  },
  keyOf: ({ activityKind }) => activityKind,
  async insert(db, { key, during, content }) {
    await db
      .insertInto('duty_rule')
      .values({ ...dutyColumns(content), activity_kind: key, during })
      .execute()
  },
  async rewrite(db, { key, during, content }) {
    await db
      .updateTable('duty_rule')
      .set({ ...dutyColumns(content), ...counted })
      .where('activity_kind', '=', key)
      .where(begins(during))
      .execute()
  },
}

const orderColumns = ({ targetGroups, ageFrom, ageTo, source, status }: ContentOf<'order'>) => ({
  target_groups: [...new Set(targetGroups)],
  age_from: ageFrom,
  age_to: ageTo,
  source,
  status,
})

/** There is one such rule at a time. */
const order: DatedKind<ContentOf<'order'>> = {
  table: 'education_order_rule',
  subject: 'orderRule',
  where: () => sql`true`,
  async load(db) {
    const rows = await db.selectFrom('education_order_rule').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: 'order',
      during: row.during,
      version: row.version,
      place: 0,
      content: {
        kind: 'order',
        targetGroups: row.target_groups,
        ageFrom: row.age_from,
        ageTo: row.age_to,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ targetGroups, ageFrom, ageTo }, old, db) {
    if (ageTo < ageFrom) throw fieldRefusal('content.ageTo', 'ageOrder')
    const fresh = targetGroups.filter(code => !old?.targetGroups.includes(code))
    if (fresh.length === 0) return
    const known = await db.selectFrom('target_group').select('code').where('code', 'in', fresh).execute()
    if (fresh.some(code => !known.some(row => row.code === code)))
      throw fieldRefusal('content.targetGroups', 'invalid')
  },
  keyOf: () => 'order',
  async insert(db, { during, content }) {
    await db
      .insertInto('education_order_rule')
      .values({ ...orderColumns(content), during })
      .execute()
  },
  async rewrite(db, { during, content }) {
    await db
      .updateTable('education_order_rule')
      .set({ ...orderColumns(content), ...counted })
      .where(begins(during))
      .execute()
  },
}

const ageRow = (row: Pick<DatedRow<ContentOf<'age'>>, 'key' | 'during' | 'content'>) => {
  const { kind: _, does, tasks, ...content } = row.content
  return { ...content, kind: does, key: row.key, during: row.during, tasks: named(tasks) }
}

/** Each with a name that lasts, made of its text where it is new. */
function named(tasks: ContentOf<'age'>['tasks']): ContentOf<'age'>['tasks'] {
  const taken = new Set(tasks.map(({ item }) => item))
  return tasks.map(task => {
    if (task.item !== '') return task
    const item = freeKey(task.text.slice(0, 30), taken)
    taken.add(item)
    return { ...task, item }
  })
}

const age: DatedKind<ContentOf<'age'>> = {
  table: 'age_change',
  subject: 'ageChange',
  where: key => sql`key = ${key}`,
  async load(db) {
    const [changes, rows] = await Promise.all([
      loadAgeChanges(db),
      db.selectFrom('age_change').select(['key', 'during', 'version', 'position']).execute(),
    ])
    return changes.map(({ key, during, kind, tasks, ...content }) => {
      const row = rows.find(one => one.key === key && one.during.from.equals(during.from))
      return {
        ...{ key, during, version: row?.version ?? 0, place: row?.position ?? 0 },
        content: { ...content, kind: 'age', does: kind, tasks: [...tasks] },
      }
    })
  },
  async check({ does, age: years, tasks }) {
    const fixed = fixedAgeOf(does)
    if (fixed !== null && years !== fixed) throw fieldRefusal('content.age', 'ageIsFixed', { age: fixed })
    const items = tasks.map(({ item }) => item).filter(item => item !== '')
    if (new Set(items).size < items.length) throw fieldRefusal('content.tasks', 'invalid')
  },
  keyOf: ({ name }, rows) => freeKey(name, new Set(rows.map(row => row.key))),
  async insert(db, row) {
    await insertAgeChange(db, ageRow(row), row.place)
  },
  rewrite: (db, row) => rewriteAgeChange(db, ageRow(row)),
}

const groupColumns = ({ name, definition, decidedAt, source, status }: ContentOf<'group'>) => ({
  name,
  definition,
  decided_at: decidedAt === null ? null : JSON.stringify(decidedAt),
  source,
  status,
})

const group: DatedKind<ContentOf<'group'>> = {
  table: 'target_group',
  subject: 'targetGroup',
  where: key => sql`code = ${key}`,
  async load(db) {
    const rows = await db.selectFrom('target_group').selectAll().orderBy('position').execute()
    return rows.map(row => ({
      key: row.code,
      during: row.during,
      version: row.version,
      place: row.position,
      content: {
        kind: 'group',
        name: row.name,
        definition: row.definition,
        decidedAt: row.decided_at as unknown as DecidableAt[] | null,
        source: row.source,
        status: statusOf(row),
      },
    }))
  },
  async check({ decidedAt }) {
    const at = decidedAt ?? []
    for (const [index, { stage, source, status }] of at.entries()) {
      if (at.findIndex(other => other.stage === stage) < index)
        throw fieldRefusal(`content.decidedAt.${index}.stage`, 'invalid')
      if (status === 'law' && !namesParagraph(source))
        throw fieldRefusal(`content.decidedAt.${index}.source`, 'paragraph')
    }
  },
  keyOf: ({ name }, rows) => freeKey(name, new Set(rows.map(row => row.key))),
  async insert(db, { key, during, place, content }) {
    await db
      .insertInto('target_group')
      .values({ ...groupColumns(content), code: key, during, position: place })
      .execute()
  },
  async rewrite(db, { key, during, content }) {
    await db
      .updateTable('target_group')
      .set({ ...groupColumns(content), ...counted })
      .where('code', '=', key)
      .where(begins(during))
      .execute()
  },
}

const retentionColumns = ({ months, source, status }: ContentOf<'retention'>) => ({ months, source, status })

/** There is one such rule at a time. */
const retention: DatedKind<ContentOf<'retention'>> = {
  table: 'enquiry_retention',
  subject: 'enquiryRetention',
  where: () => sql`true`,
  async load(db) {
    const rows = await db.selectFrom('enquiry_retention').selectAll().orderBy('id').execute()
    return rows.map(row => ({
      key: 'retention',
      during: row.during,
      version: row.version,
      place: 0,
      content: { kind: 'retention', months: row.months, source: row.source, status: statusOf(row) },
    }))
  },
  async check() {
    // Its parts are numbers and words of their own.
  },
  keyOf: () => 'retention',
  async insert(db, { during, content }) {
    await db
      .insertInto('enquiry_retention')
      .values({ ...retentionColumns(content), during })
      .execute()
  },
  async rewrite(db, { during, content }) {
    await db
      .updateTable('enquiry_retention')
      .set({ ...retentionColumns(content), ...counted })
      .where(begins(during))
      .execute()
  },
}

export const datedKinds: { [Kind in DatedKindName]: DatedKind<ContentOf<Kind>> } = {
  duty,
  order,
  age,
  group,
  retention,
  work,
  time,
  newcomer,
  ceiling,
}

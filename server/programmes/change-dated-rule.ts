import { sql } from 'kysely'
import type { changeDatedRule, DatedContent, DatedKindName, previewDatedRule } from '#contract/dated-rules.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { contains, type Period } from '#domain/calendar/period.ts'
import type { DutyRule } from '#domain/duty/cover.ts'
import type { Scope } from '#server/door/route.ts'
import { loadRhythm } from '#server/records/rules.ts'
import { type DatedPlan, lockKind, planDated, rowsAfter, storeDated } from './dated-plan.ts'
import { deriveForAll } from './derive-for-all.ts'
import { effectOfPart, type Part } from './effect-part.ts'
import { effectOnLoads } from './load-effect.ts'

type Effect = AnswerOf<typeof previewDatedRule>

/** What loads are reckoned by, and no deadline. */
const ofLoads: readonly DatedKindName[] = ['work', 'time', 'newcomer', 'ceiling']

/**
 * What a change would do, without doing it. The rules of the duty move deadlines, of one part of the young people at a
 * time; what loads are reckoned by moves loads; the others move nothing on the day, and it is told whom they concern.
 */
export async function previewTheDatedRule(
  { after, names, ...change }: ParsedInputOf<typeof previewDatedRule>,
  scope: Scope,
): Promise<Effect> {
  const plan = await planDated(change, scope)
  if (change.kind === 'duty') return effectOfDuty(plan, { after, names }, scope)
  const { db, today, staffId } = scope
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
  const nothing = { youths: 0, earlier: 0, later: 0, begun: 0, ended: 0, total: 0, looked: 0, next: null }
  if (ofLoads.includes(change.kind))
    return { ...nothing, caseworkers: [], people: [], notes: [], loads: await effectOnLoads(plan, scope) }
  const notes = change.kind === 'retention' ? await forgetting(plan, scope) : await notesOf(plan, db)
  return { ...nothing, caseworkers: [], people: [], notes }
}

/**
 * Ends a row and begins another on the day: all in one transaction. Everybody's deadlines follow where they depend on
 * it, also on a row that is ahead; whose birthday it is today is looked after at once.
 */
export async function changeTheDatedRule(
  change: ParsedInputOf<typeof changeDatedRule>,
  scope: Scope,
): Promise<AnswerOf<typeof changeDatedRule>> {
  await lockKind(change.kind, scope)
  const plan = await planDated(change, scope)
  const key = await storeDated(plan, scope)
  if (change.kind === 'age' && change.from.equals(scope.today))
    await sql`select door.enqueue('ages:turn', '{}'::json)`.execute(scope.db)
  if (change.kind === 'duty') await deriveForAll(null, scope)
  return { key }
}

async function effectOfDuty(plan: DatedPlan, part: Part, scope: Scope): Promise<Effect> {
  const rhythm = await loadRhythm(scope.db)
  const proposed = {
    before: rhythm,
    after: rhythm,
    asIf: { dutyRules: rowsAfter(plan).flatMap(dutyRule) },
    successors: new Map<number, number>(),
    on: plan.from,
    programmeIds: null,
  }
  return effectOfPart(proposed, part, scope)
}

function dutyRule({ during, content }: { during: DutyRule['during']; content: DatedContent }): DutyRule[] {
  if (content.kind !== 'duty') return []
  const { activityKind, weeklyMinutes, countsInPart } = content
  return [{ during, activityKind, weeklyMinutes, countsInPart }]
}

type Note = Effect['notes'][number]

/** How many it concerns although no deadline moves; those of whom there are none are left out. */
async function notesOf({ kind, old, made, from }: DatedPlan, db: Scope['db']): Promise<Note[]> {
  const [was, is] = [old?.content, made?.content]
  const notes: Promise<Note>[] = []
  if (kind.table === 'age_change') {
    const [before, after] = [was?.kind === 'age' ? was : null, is?.kind === 'age' ? is : null]
    if (after !== null) notes.push(note('ageReached', turning(after.age, from, db)))
    else if (before !== null) notes.push(note('ageNoMore', turning(before.age, from, db)))
    if (after !== null && before !== null && after.age < before.age)
      notes.push(note('ageBetween', between(after.age, before.age, from, db)))
  }
  if (kind.table === 'education_order_rule')
    notes.push(note('ordersStand', ordersOutside(is?.kind === 'order' ? is : null, from, db)))
  if (kind.table === 'target_group' && old !== null) notes.push(note('inGroup', inGroup(old.key, from, db)))
  return (await Promise.all(notes)).filter(({ count }) => count > 0)
}

async function note(code: Note['code'], count: Promise<number>): Promise<Note> {
  return { code, count: await count }
}

async function one(query: Promise<{ rows: { n: number }[] }>): Promise<number> {
  return (await query).rows[0]?.n ?? 0
}

const withOpenCase = sql`exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))`

/** So many have the birthday within a year from the day. */
function turning(age: number, from: Temporal.PlainDate, db: Scope['db']): Promise<number> {
  const last = from.add({ years: 1 }).subtract({ days: 1 })
  return one(
    sql<{ n: number }>`
      select count(*)::int as n from youth y
      where door.birthday(y.birth_date, ${age}) between ${from}::date and ${last}::date and ${withOpenCase}`.execute(
      db,
    ),
  )
}

/** So many have had the one birthday before the day, and have the other on it or later. */
function between(younger: number, older: number, from: Temporal.PlainDate, db: Scope['db']): Promise<number> {
  return one(
    sql<{ n: number }>`
      select count(*)::int as n from youth y
      where door.birthday(y.birth_date, ${younger}) < ${from}::date
        and door.birthday(y.birth_date, ${older}) >= ${from}::date and ${withOpenCase}`.execute(db),
  )
}

/** So many have an order on the day that could not be given then by the rule, or by none. */
function ordersOutside(
  rule: { targetGroups: readonly string[]; ageFrom: number; ageTo: number } | null,
  from: Temporal.PlainDate,
  db: Scope['db'],
): Promise<number> {
  const groups = rule === null ? [] : [...rule.targetGroups]
  return one(
    sql<{ n: number }>`
      select count(distinct y.id)::int as n
      from education_order o join youth y on y.id = o.youth_id
      where o.withdrawn_at is null and o.during @> ${from}::date and ${withOpenCase}
        and not (door.birthday(y.birth_date, ${rule?.ageFrom ?? 0}) <= ${from}::date
          and door.birthday(y.birth_date, ${(rule?.ageTo ?? 0) + 1}) > ${from}::date
          and exists (select from assessment a where a.youth_id = y.id and a.withdrawn_at is null
            and a.during @> ${from}::date and a.target_group = any (${groups}::text[])))`.execute(db),
  )
}

function inGroup(code: string, from: Temporal.PlainDate, db: Scope['db']): Promise<number> {
  return one(sql<{ n: number }>`select door.assessed_in(${code}, ${from}::date) as n`.execute(db))
}

/**
 * How many of the enquiries that are closed now go in the first night of the change, and how many would without it.
 * What the nights before it take anyway is not told.
 */
async function forgetting(plan: DatedPlan, { db, today }: Pick<Scope, 'db' | 'today'>): Promise<Note[]> {
  const tomorrow = today.add({ days: 1 })
  const night = Temporal.PlainDate.compare(plan.from, tomorrow) < 0 ? tomorrow : plan.from
  const outlived = (day: Temporal.PlainDate, months: number | null) =>
    months === null
      ? Promise.resolve(0)
      : one(sql<{ n: number }>`select door.count_outlived(${day}::date, ${months}) as n`.execute(db))
  const before = monthsOn(plan.rows, night)
  const after = monthsOn(rowsAfter(plan), night)
  const lastNight = night.subtract({ days: 1 })
  const gone = await outlived(lastNight, night.equals(tomorrow) ? null : monthsOn(plan.rows, lastNight))
  const left = async (count: Promise<number>) => Math.max(0, (await count) - gone)
  if (after === null) return [await note('enquiriesStay', left(outlived(today, 0)))]
  const [go, would] = await Promise.all([left(outlived(night, after)), left(outlived(night, before))])
  const told: Note = { code: 'enquiriesGo', count: go }
  return go === would ? [told] : [told, { code: 'enquiriesWould', count: would }]
}

function monthsOn(
  rows: readonly { during: Period; content: DatedContent }[],
  day: Temporal.PlainDate,
): number | null {
  const content = rows.find(({ during }) => contains(during, day))?.content
  // Nothing is deleted by a number that nobody has decided.
  return content?.kind === 'retention' && content.status !== 'unverified' ? content.months : null
}

import { sql } from 'kysely'
import type { changeRule, Effect, RuleContent } from '#contract/programmes.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { Rule } from '#domain/rhythm/types.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { loadRhythmHistories } from '#server/records/rhythm-history.ts'
import { ruleColumns } from '#server/records/rule-columns.ts'
import { loadRules } from '#server/records/rules.ts'
import { lockCases } from '#server/records/youth-case.ts'
import { effectOn } from './effect.ts'
import { freeKey } from './free-key.ts'

type Input = ParsedInputOf<typeof changeRule>

const calendar = danishCalendar()
/** So many histories are held in memory at a time. */
const batch = 500
/** The id of a rule that is not stored yet. */
const unstored = -1

interface Plan {
  replaced: { id: number; key: string; rule: Rule } | null
  /** The replaced one begins on the very day: it has no past of its own, and is corrected where it stands. */
  inPlace: boolean
  programmeId: number | null
  rules: { before: readonly Rule[]; after: readonly Rule[] }
}

/** What a change would do, without doing it. */
export async function previewTheRule(input: Input, scope: Scope): Promise<Effect> {
  const plan = await planFor(input, scope)
  await asSystem(scope)
  return effectOf(plan, await youthsOf(plan, input, scope), input, scope)
}

/**
 * Ends a promise and begins another on the day, and derives the deadlines of everybody whom it concerns: all in one
 * transaction. What was owed before the day stays as it was.
 */
export async function changeTheRule(input: Input, scope: Scope): Promise<Effect> {
  const { db, today } = scope
  // One change at a time; the locks on the cases below keep it apart from contacts that are being registered.
  await sql`lock table rule in share row exclusive mode`.execute(db)
  const plan = await planFor(input, scope)
  await asSystem(scope)
  const youthIds = await lockedYouthsOf(plan, input, scope)
  const effect = await effectOf(plan, youthIds, input, scope)
  await store(plan, input, scope)
  for (const part of batches(youthIds)) await recomputeDeadlines(db, part, today)
  return effect
}

/** @throws Refusal where the change cannot be: at the field, or changedMeanwhile where the promise is not as it was read */
async function planFor({ replaces, rule, from, programmeId }: Input, { db, today }: Scope): Promise<Plan> {
  if (replaces === null && rule === null) throw new Refusal('badInput')
  if (Temporal.PlainDate.compare(from, today) < 0) throw fieldRefusal('from', 'dayPassed')
  const before = await loadRules(db)
  if (replaces === null) {
    if (programmeId !== null) await getProgramme(programmeId, db)
    const made = rule && newRule(rule, unstored, { from, programmeId, targetGroup: null, anchor: null })
    const after = made === null ? before : [...before, made]
    checkBetween(made, after)
    return { replaced: null, inPlace: false, programmeId, rules: { before, after } }
  }
  const row = await db
    .selectFrom('rule')
    .select(['key', 'version'])
    .where('id', '=', replaces.id)
    .executeTakeFirst()
  const old = before.find(each => each.id === replaces.id)
  if (row === undefined || old === undefined) throw new Refusal('notFound')
  // The law is not decided here.
  if (old.clock !== 'promise') throw new Refusal('refused', { reason: 'lawIsNotEdited' })
  if (row.version !== replaces.version || old.during.to !== null) throw new Refusal('changedMeanwhile')
  const order = Temporal.PlainDate.compare(from, old.during.from)
  if (order < 0 || (order === 0 && rule === null)) throw fieldRefusal('from', 'beforeRule')
  const others = before.filter(each => each.id !== old.id)
  const ended = order === 0 ? [] : [{ ...old, during: { from: old.during.from, to: from } }]
  const made = rule && newRule(rule, order === 0 ? old.id : unstored, { ...old, from })
  const after = [...others, ...ended, ...(made === null ? [] : [made])]
  checkBetween(made, after)
  return {
    replaced: { id: old.id, key: row.key, rule: old },
    inPlace: order === 0,
    programmeId: old.programmeId,
    rules: { before, after },
  }
}

function newRule(
  content: RuleContent,
  id: number,
  about: Pick<Rule, 'programmeId' | 'targetGroup'> & {
    anchor: Rule['anchor'] | null
    from: Temporal.PlainDate
  },
): Rule {
  const { intervalUnit, intervalLength, ...rest } = content
  return {
    ...rest,
    id,
    count: content.pattern === 'counted' ? content.count : 1,
    interval: { unit: intervalUnit, length: intervalLength },
    clock: 'promise',
    status: 'local',
    during: { from: about.from, to: null },
    programmeId: about.programmeId,
    targetGroup: about.targetGroup,
    anchor: about.anchor ?? (about.programmeId === null ? 'enquiry' : 'membership'),
    nonWorkingDays: 'dayBefore',
  }
}

/** A call in between lies between the meetings of another promise to the same people. */
function checkBetween(made: Rule | null, rules: readonly Rule[]): void {
  if (made?.pattern !== 'between') return
  const linked = rules.some(
    rule =>
      rule.pattern === 'every' &&
      rule.clock === 'promise' &&
      rule.programmeId === made.programmeId &&
      rule.targetGroup === made.targetGroup &&
      rule.during.to === null,
  )
  if (!linked) throw fieldRefusal('rule.pattern', 'needsMeetings')
}

async function getProgramme(id: number, db: Scope['db']): Promise<void> {
  const found = await db.selectFrom('programme').select('id').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Refusal('notFound')
}

/**
 * On as the system on behalf of whoever asked: an administrator sees no young people, and their deadlines must
 * follow all the same. Nothing but counts comes out.
 */
async function asSystem({ db, today, staffId }: Scope): Promise<void> {
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
}

/** Everybody with an open case whom the promise concerns on the day or later. */
async function youthsOf({ programmeId }: Plan, { from }: Input, { db }: Scope): Promise<number[]> {
  const { rows } = await sql<{ youth_id: number }>`
    select c.youth_id from youth_case c
    where upper_inf(c.during) and (${programmeId}::bigint is null or exists (
      select from membership m
      where m.youth_id = c.youth_id and m.programme_id = ${programmeId} and m.withdrawn_at is null
        and m.during && daterange(${from}::date, null)))
    order by c.youth_id`.execute(db)
  return rows.map(row => row.youth_id)
}

/** The same, locked: whoever came to be concerned while others' locks were waited for is among them. */
async function lockedYouthsOf(plan: Plan, input: Input, scope: Scope): Promise<number[]> {
  const locked = new Set<number>()
  for (;;) {
    const youthIds = await youthsOf(plan, input, scope)
    const fresh = youthIds.filter(id => !locked.has(id))
    if (fresh.length === 0) return youthIds
    await lockCases(scope.db, fresh)
    for (const id of fresh) locked.add(id)
  }
}

/** Judged on the day from which the change holds, with all else as it is known today. */
async function effectOf(
  { replaced, inPlace, rules }: Plan,
  youthIds: readonly number[],
  { from }: Input,
  { db }: Scope,
): Promise<Effect> {
  const successor = replaced === null || inPlace ? null : { id: unstored, of: replaced.id }
  const sum: Effect = { youths: 0, moved: 0, begun: 0, ended: 0 }
  for (const part of batches(youthIds)) {
    const histories = await loadRhythmHistories(db, part)
    for (const history of histories.values()) {
      const before = deriveDeadlines(rules.before, history, from, calendar)
      const after = deriveDeadlines(rules.after, history, from, calendar)
      const { moved, begun, ended } = effectOn(before, after, successor)
      if (moved + begun + ended === 0) continue
      sum.youths += 1
      sum.moved += moved
      sum.begun += begun
      sum.ended += ended
    }
  }
  return sum
}

async function store({ replaced, inPlace, rules }: Plan, input: Input, { db }: Scope): Promise<void> {
  const { from, rule } = input
  const made = rule && rules.after.find(each => each.id === (inPlace ? replaced?.id : unstored))
  if (replaced !== null) {
    const { id } = replaced
    if (inPlace && made) await db.updateTable('rule').set(ruleColumns(made)).where('id', '=', id).execute()
    else
      await sql`update rule set during = daterange(lower(during), ${from}::date) where id = ${id}`.execute(db)
    await db
      .updateTable('rule')
      .set(({ eb }) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await logChange(db, {
      action: inPlace ? 'rule.correct' : 'rule.end',
      youthId: null,
      subject: 'rule',
      subjectId: id,
      before: { ...replaced.rule },
      after: inPlace ? { ...made } : { firstDayWithout: from },
    })
  }
  if (!made || inPlace) return
  const key = replaced?.key ?? freeKey(made.name, await takenKeys(db))
  const { id } = await db
    .insertInto('rule')
    .values({ ...ruleColumns(made), key })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'rule.begin',
    youthId: null,
    subject: 'rule',
    subjectId: id,
    after: { ...made, id, replaces: replaced?.id ?? null },
  })
}

async function takenKeys(db: Scope['db']): Promise<Set<string>> {
  const rows = await db.selectFrom('rule').select('key').execute()
  return new Set(rows.map(row => row.key))
}

function batches(ids: readonly number[]): number[][] {
  const parts: number[][] = []
  for (let at = 0; at < ids.length; at += batch) parts.push(ids.slice(at, at + batch))
  return parts
}

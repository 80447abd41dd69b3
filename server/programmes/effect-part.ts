import { setImmediate as letOthersCome } from 'node:timers/promises'
import { sql } from 'kysely'
import { previewPage, type previewRule } from '#contract/rules.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { deriveDeadlines } from '#domain/rhythm/derive.ts'
import type { RhythmHistory } from '#domain/rhythm/types.ts'
import type { Scope } from '#server/door/route.ts'
import type { AsIf } from '#server/records/duty-history.ts'
import { loadRhythmHistories } from '#server/records/rhythm-history.ts'
import type { Rhythm } from '#server/records/rules.ts'
import { effectOn, type Move } from './effect.ts'

/** So many are worked out between two moments in which others are answered. */
const batch = 100

type Effect = AnswerOf<typeof previewRule>

/** A change that has not been made. */
export interface Proposed {
  before: Rhythm
  after: Rhythm
  /** What a person's history depends on, as it would be; null where all of it stays. */
  asIf: AsIf | null
  /** For each new rule's id the one that it replaces. */
  successors: ReadonlyMap<number, number>
  /** The day on which the open deadlines are compared. */
  on: Temporal.PlainDate
  /** Only members of these programmes can be concerned; null is everybody. */
  programmeIds: readonly number[] | null
}

export interface Part {
  after: number
  names: number
}

type Counts = Pick<Effect, 'youths' | 'earlier' | 'later' | 'begun' | 'ended'>
const nothing: Counts = { youths: 0, earlier: 0, later: 0, begun: 0, ended: 0 }

/**
 * What a change would do to one part of the young people, without doing it: as the system on behalf of whoever asks,
 * since an administrator sees nobody and their deadlines would move all the same. Names come out for a leader only,
 * and are written in the read log by the statement that reads them.
 */
export async function effectOfPart(proposed: Proposed, part: Part, scope: Scope): Promise<Effect> {
  const { db, today, staffId, roles } = scope
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
  const { total, people } = await concerned(proposed, part.after, scope)
  const moved: { youthId: number; moves: Move[] }[] = []
  const byCaseworker = new Map<number | null, Counts>()
  const sum = { ...nothing }
  for (let at = 0; at < people.length; at += batch) {
    const some = people.slice(at, at + batch)
    const ids = some.map(one => one.youth_id)
    const [then, now] = await Promise.all([
      loadRhythmHistories(db, ids),
      proposed.asIf === null ? null : loadRhythmHistories(db, ids, proposed.asIf),
    ])
    for (const { youth_id: youthId, staff_id: caseworker } of some) {
      const history = then.get(youthId)
      if (history === undefined) continue
      const before = deriveOn(proposed.before, history, proposed.on)
      const after = deriveOn(proposed.after, now?.get(youthId) ?? history, proposed.on)
      const moves = effectOn(before, after, proposed.successors)
      if (moves.length === 0) continue
      moved.push({ youthId, moves })
      const theirs = byCaseworker.get(caseworker) ?? { ...nothing }
      byCaseworker.set(caseworker, theirs)
      count(sum, moves)
      count(theirs, moves)
    }
    await letOthersCome()
  }
  const shown = roles.includes('leader') ? moved.slice(0, part.names) : []
  return {
    ...sum,
    total,
    looked: people.length,
    next: people.length < previewPage ? null : (people.at(-1)?.youth_id ?? null),
    caseworkers: await withNames(byCaseworker, scope),
    people: await named(shown, proposed, scope),
    notes: [],
  }
}

function deriveOn({ rules, calendar }: Rhythm, history: RhythmHistory, day: Temporal.PlainDate) {
  return deriveDeadlines(rules, history, day, calendar)
}

function count(counts: Counts, moves: readonly Move[]): void {
  counts.youths += 1
  for (const { before, after } of moves) {
    if (before === null) counts.begun += 1
    else if (after === null) counts.ended += 1
    else if (Temporal.PlainDate.compare(after, before) < 0) counts.earlier += 1
    else counts.later += 1
  }
}

/** Everybody with an open case who may be concerned on the day or later, the part after a key, with the caseworker. */
async function concerned({ programmeIds, on }: Proposed, after: number, { db }: Scope) {
  const everybody = sql`
    from youth_case c
    where upper_inf(c.during) and (${programmeIds}::bigint[] is null or exists (
      select from membership m
      where m.youth_id = c.youth_id and m.programme_id = any (${programmeIds}::bigint[]) and m.withdrawn_at is null
        and m.during && daterange(${on}::date, null)))`
  const [{ rows: counted }, { rows: people }] = await Promise.all([
    sql<{ total: number }>`select count(*)::int as total ${everybody}`.execute(db),
    sql<{ youth_id: number; staff_id: number | null }>`
      select c.youth_id, (
        select a.staff_id from assignment a
        where a.youth_id = c.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
          and a.during @> ${on}::date limit 1) as staff_id
      ${everybody} and c.youth_id > ${after}::bigint
      order by c.youth_id limit ${previewPage}`.execute(db),
  ])
  return { total: counted[0]?.total ?? 0, people }
}

async function withNames(
  counts: ReadonlyMap<number | null, Counts>,
  { db }: Scope,
): Promise<Effect['caseworkers']> {
  const ids = [...counts.keys()].filter(id => id !== null)
  const staff =
    ids.length === 0
      ? []
      : await db
          .selectFrom('staff')
          .select(['id', 'given_name', 'family_name'])
          .where('id', 'in', ids)
          .execute()
  const names = new Map(staff.map(one => [one.id, `${one.given_name} ${one.family_name}`]))
  return [...counts].map(([staffId, theirs]) => ({
    staffId,
    name: staffId === null ? '' : (names.get(staffId) ?? ''),
    ...theirs,
  }))
}

async function named(
  people: readonly { youthId: number; moves: readonly Move[] }[],
  { before, after }: Proposed,
  { db }: Scope,
): Promise<Effect['people']> {
  if (people.length === 0) return []
  const ids = people.map(({ youthId }) => youthId)
  const { rows } = await sql<{ id: number; name: string }>`
    with noted as materialized (select door.note_read('rule.preview', ${ids}::bigint[]))
    select y.id, y.given_name || ' ' || y.family_name as name
    from noted, youth y where y.id = any (${ids}::bigint[])`.execute(db)
  const names = new Map(rows.map(row => [row.id, row.name]))
  const ruleNames = new Map([...before.rules, ...after.rules].map(rule => [rule.id, rule.name]))
  return people.map(({ youthId, moves }) => ({
    youthId,
    name: names.get(youthId) ?? '',
    moves: moves.map(move => ({
      rule: ruleNames.get(move.ruleId) ?? '',
      before: move.before?.toString() ?? null,
      after: move.after?.toString() ?? null,
    })),
  }))
}

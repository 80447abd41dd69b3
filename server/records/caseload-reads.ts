import { type RawBuilder, sql } from 'kysely'
import { type SpokenKind, spokenKinds } from '#domain/caseload/contact-lines.ts'
import type { Db } from '#server/database/connection.ts'

/** What the law demands next for a case that nobody has, without the name of anybody. */
export interface StatutoryRow {
  youthId: number
  due: number
  name: string
}

/** The earliest open statutory deadline of each of these young people. */
export async function loadStatutoryDue(db: Db, youthIds: readonly number[]): Promise<StatutoryRow[]> {
  const { rows } = await sql<StatutoryRow>`
    select distinct on (d.youth_id) d.youth_id as "youthId", d.due_day - date '1970-01-01' as due, r.name
    from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = any (${youthIds}::bigint[]) and d.state = 'open' and d.clock = 'statutory'
    order by d.youth_id, d.due_day, d.rule_id`.execute(db)
  return rows
}

/** Promises kept, of those that fell due. */
export interface KeptRow {
  kept: number
  due: number
}

/**
 * How each caseworker kept the promises that fell due from a day until another, counted as the leader's page does: by
 * whoever had the case on the day. Sums only, so nothing is noted.
 */
export async function loadKeptPromises(
  db: Db,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<Map<number, KeptRow>> {
  const { rows } = await sql<KeptRow & { staffId: number }>`
    select a.staff_id as "staffId", (count(*) filter (where d.state = 'onTime'))::int as kept, count(*)::int as due
    from deadline d
    join assignment a on a.youth_id = d.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
      and a.during @> d.due_day
    where d.clock = 'promise' and d.due_day >= ${from}::date and d.due_day < ${to}::date
      and d.window_to < door.today() and d.state <> 'excused'
    group by a.staff_id`.execute(db)
  return new Map(rows.map(({ staffId, ...kept }) => [staffId, kept]))
}

/** A check constraint holds the column to these words. */
export type AbsenceKind = 'holiday' | 'illness' | 'leave' | 'course' | 'other'

/** Why people are away today or later, by "staff/first day": for a leader, others see their own and those they stand in for. */
export async function loadAbsenceKinds(db: Db): Promise<Map<string, AbsenceKind>> {
  const { rows } = await sql<{ key: string; kind: AbsenceKind }>`
    select staff_id || '/' || (lower(during) - date '1970-01-01') as key, kind
    from staff_absence where not during << daterange(door.today(), null)`.execute(db)
  return new Map(rows.map(({ key, kind }) => [key, kind]))
}

export interface NameRow {
  youthId: number
  givenName: string
  familyName: string
}

/** Names to be shown, noted as read by the very statement under the name of what shows them. */
export async function readNames(
  db: Db,
  youthIds: readonly number[],
  where: 'board' | 'cases' | 'tries' | 'waiting',
): Promise<Map<number, NameRow>> {
  const notes = {
    board: sql`door.note_read('caseload.read', ${youthIds}::bigint[])`,
    cases: sql`door.note_read('caseload.cases', ${youthIds}::bigint[])`,
    tries: sql`door.note_read('caseload.tryMoves', ${youthIds}::bigint[])`,
    waiting: sql`door.note_read('caseload.waiting', ${youthIds}::bigint[])`,
  }
  const { rows } = await sql<{ names: NameRow[] }>`
    select coalesce((select json_agg(json_build_object('youthId', y.id, 'givenName', y.given_name,
        'familyName', y.family_name)) from youth y where y.id = any (${youthIds}::bigint[])), '[]') as names,
      ${notes[where]}`.execute(db)
  return new Map((rows[0]?.names ?? []).map(name => [name.youthId, name]))
}

export interface LoggedRow {
  kind: SpokenKind
  held: number
  withMinutes: number
  minutes: number
}

/** One young person's name and what was held with them since a day, noted as read; null out of sight. */
export async function readLogged(
  db: Db,
  youthId: number,
  since: Temporal.PlainDate,
): Promise<(NameRow & { logged: LoggedRow[] }) | null> {
  const { rows } = await sql<NameRow & { logged: LoggedRow[] }>`
    select y.id as "youthId", y.given_name as "givenName", y.family_name as "familyName",
      coalesce((select json_agg(json_build_object('kind', k.kind, 'held', k.held,
          'withMinutes', k.with_minutes, 'minutes', k.minutes) order by k.kind)
        from (select c.kind, count(*) as held, count(c.minutes) as with_minutes, coalesce(sum(c.minutes), 0) as minutes
          from contact c where c.youth_id = y.id and c.outcome = 'held' and c.day >= ${since}
            and c.kind = any (${[...spokenKinds]}::text[]) group by c.kind) k), '[]') as logged,
      door.note_read('caseload.case', array[y.id])
    from youth y where y.id = ${youthId}`.execute(db)
  return rows[0] ?? null
}

/** What was held with cases that weigh as one programme, or as all others, summed: nobody can be told from it. */
export interface LoggedSumRow {
  programmeId: number | null
  kind: SpokenKind
  held: number
  count: number
  sum: number
  sumOfSquares: number
}

/** For how many days cases were open that weigh as one programme, or as all others. */
export interface OpenDaysRow {
  programmeId: number | null
  days: number
}

/** The programme with minutes of its own in which somebody is on a day; the first of them where there are several. */
const weighsAs = (youthId: RawBuilder<unknown>, day: RawBuilder<unknown>) => sql`(
  select min(m.programme_id) from membership m
  where m.youth_id = ${youthId} and m.withdrawn_at is null and m.during @> ${day}
    and exists (select from case_weight w where w.programme_id = m.programme_id and w.during @> ${day}))`

/** Sums over everybody from a day until another; no person is read out, so nothing is noted. */
export async function loadLoggedSums(
  db: Db,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<{ sums: LoggedSumRow[]; openDays: OpenDaysRow[] }> {
  const [{ rows: sums }, { rows: openDays }] = await Promise.all([
    sql<LoggedSumRow>`
      select l.programme_id as "programmeId", l.kind, count(*)::int as held, count(l.minutes)::int as count,
        coalesce(sum(l.minutes), 0)::int as sum, coalesce(sum(l.minutes * l.minutes), 0)::float8 as "sumOfSquares"
      from (select c.kind, c.minutes, ${weighsAs(sql`c.youth_id`, sql`c.day`)} as programme_id
        from contact c where c.outcome = 'held' and c.day >= ${from} and c.day < ${to}
          and c.kind = any (${[...spokenKinds]}::text[])) l
      group by l.programme_id, l.kind`.execute(db),
    // Counted on one day of each week: that the case was open then stands for the seven days.
    sql<OpenDaysRow>`
      select o.programme_id as "programmeId", (count(*) * 7)::int as days
      from (select ${weighsAs(sql`c.youth_id`, sql`week.starts::date`)} as programme_id
        from generate_series(${from}::date, ${to}::date - 1, interval '7 days') as week (starts)
        join youth_case c on c.during @> week.starts::date) o
      group by o.programme_id`.execute(db),
  ])
  return { sums, openDays }
}

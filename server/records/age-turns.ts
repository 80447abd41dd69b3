import { sql } from 'kysely'
import { type AgeSituation, type AgeTurn, ageChanges } from '#domain/ages/age-changes.ts'
import { danishCalendar } from '#domain/calendar/calendar.ts'
import type { Period } from '#domain/calendar/period.ts'
import type { Db } from '#server/database/connection.ts'
import { loadAgeChanges } from './age-changes.ts'

/** So long ahead a birthday is told of, and so long after it what was not done is asked for. */
const monthsAhead = 12
const monthsAfter = 3

/** Weekends and holidays; a day on which the house is closed is a working day elsewhere. */
const calendar = danishCalendar()

/** Whose birthdays: one person's, those whom the reader follows, or all in sight. */
export type Whose = { youthId: number } | 'mine' | 'all'

/** One birthday of one young person, as it is answered: days as text. */
export interface ToldTurn {
  youthId: number
  givenName: string
  familyName: string
  age: number
  day: string
  caseworker: { staffId: number; name: string } | null
  changes: Pick<AgeTurn['changes'][number], 'key' | 'kind' | 'name' | 'text' | 'source' | 'status'>[]
  byItself: AgeTurn['byItself'][number][]
  tasks: { item: string; text: string; dueDay: string; done: { by: string; on: string } | null }[]
  isLate: boolean
}

type PeriodText = [from: string, to: string | null]

interface Person {
  id: number
  given_name: string
  family_name: string
  birth_date: Temporal.PlainDate
  /** Those of the ages asked about whose birthday lies near enough. */
  ages: number[]
  has_guardians: boolean
  memberships: [name: string, leaveAge: number | null, ...PeriodText][]
  target_groups: [name: string, ...PeriodText][]
  caseworker: { staffId: number; name: string } | null
  done: [age: number, item: string, by: string, on: string][]
}

const period = (from: string, to: string | null): Period => ({
  from: Temporal.PlainDate.from(from),
  to: to === null ? null : Temporal.PlainDate.from(to),
})

/**
 * The birthdays of the next twelve months that change something for those in sight with an open case, those of the
 * last three of which something is left to do, and those after which the case is still to be handed over. Late ones
 * first, then by day.
 *
 * @param atMost so many people are looked at, the nearest birthdays first
 */
export async function loadAgeTurns(
  db: Db,
  {
    today,
    timeZone,
    whose,
    atMost,
  }: { today: Temporal.PlainDate; timeZone: string; whose: Whose; atMost: number },
): Promise<{ turns: ToldTurn[]; more: boolean }> {
  const config = await loadAgeChanges(db)
  const first = today.subtract({ months: monthsAfter })
  const last = today.add({ months: monthsAhead })
  const { rows } = await sql<Person>`
    with asked as materialized (
      select a.age, bool_or(a.handover) as handover from (
        select age, kind = 'handover' as handover from age_change
        union all select leave_age, false from programme where leave_age is not null) a
      group by a.age
    ), near as materialized (
      select y.id, array_agg(k.age order by k.age) as ages, min(abs(door.birthday(y.birth_date, k.age) - ${today}::date)) as distance
      from asked k
      join ${peopleOf(whose)} y on y.birth_date <= (${last}::date - make_interval(years => k.age))::date
        and (k.handover or y.birth_date >= (${first}::date - make_interval(years => k.age, days => 1))::date)
      where door.birthday(y.birth_date, k.age) <= ${last}::date
        and (k.handover or door.birthday(y.birth_date, k.age) >= ${first}::date)
        and exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))
      group by y.id order by distance, y.id limit ${atMost + 1}
    )
    select y.id, y.given_name, y.family_name, y.birth_date, n.ages,
      exists (select from guardian g where g.youth_id = y.id and g.withdrawn_at is null) as has_guardians,
      coalesce((
        select json_agg(json_build_array(p.name,
          case when door.birthday(y.birth_date, p.leave_age) >= p.leave_age_from then p.leave_age end, lower(m.during), upper(m.during)) order by m.id)
        from membership m join programme p on p.id = m.programme_id
        where m.youth_id = y.id and m.withdrawn_at is null), '[]') as memberships,
      coalesce((
        select json_agg(json_build_array(coalesce(
          (select t.name from target_group t where t.code = a.target_group
            order by t.during @> lower(a.during) desc, lower(t.during) desc limit 1), a.target_group),
          lower(a.during), upper(a.during)) order by a.id)
        from assessment a where a.youth_id = y.id and a.withdrawn_at is null), '[]') as target_groups,
      (select json_build_object('staffId', s.id, 'name', s.given_name || ' ' || s.family_name)
        from assignment a join staff s on s.id = a.staff_id
        where a.youth_id = y.id and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> ${today}::date
      ) as caseworker,
      coalesce((
        select json_agg(json_build_array(d.age, d.item, s.given_name || ' ' || s.family_name,
          (d.done_at at time zone ${timeZone})::date))
        from age_task_done d join staff s on s.id = d.done_by where d.youth_id = y.id), '[]') as done
    from near n join youth y on y.id = n.id
    order by n.distance, y.id`.execute(db)
  const turns = rows.slice(0, atMost).flatMap(person => {
    const situation: AgeSituation = {
      hasGuardians: person.has_guardians,
      memberships: person.memberships.map(([name, leaveAge, from, to]) => ({
        name,
        leaveAge,
        during: period(from, to),
      })),
      targetGroups: person.target_groups.map(([name, from, to]) => ({ name, during: period(from, to) })),
    }
    return ageChanges(person.birth_date, situation, config, calendar)
      .filter(({ age }) => person.ages.includes(age))
      .map(turn => told(person, turn, today))
      .filter(turn => isLeft(turn, today))
  })
  turns.sort(
    (a, b) =>
      Number(b.isLate) - Number(a.isLate) || (a.day < b.day ? -1 : a.day > b.day ? 1 : a.youthId - b.youthId),
  )
  return { turns, more: rows.length > atMost }
}

/**
 * Those who are looked at. A few are reached by their keys first: the planner would walk everybody's birth dates, since
 * it cannot know how few somebody follows.
 */
function peopleOf(whose: Whose) {
  if (whose === 'all') return sql`youth`
  const few =
    whose === 'mine' ? sql`id = any (array(select door.my_youths()))` : sql`id = ${whose.youthId}::bigint`
  return sql`(select id, birth_date from youth where ${few} offset 0)`
}

function told(person: Person, turn: AgeTurn, today: Temporal.PlainDate): ToldTurn {
  const doneOf = (item: string) => {
    const row = person.done.find(done => done[0] === turn.age && done[1] === item)
    return row === undefined ? null : { by: row[2], on: row[3] }
  }
  const tasks = turn.tasks.map(({ item, text, dueDay }) => ({
    item,
    text,
    dueDay: dueDay.toString(),
    done: doneOf(item),
  }))
  const overdue = tasks.some(({ dueDay, done }) => done === null && dueDay < today.toString())
  return {
    youthId: person.id,
    givenName: person.given_name,
    familyName: person.family_name,
    age: turn.age,
    day: turn.day.toString(),
    caseworker: person.caseworker,
    changes: turn.changes.map(({ key, kind, name, text, source, status }) => ({
      key,
      kind,
      name,
      text,
      source,
      status,
    })),
    byItself: [...turn.byItself],
    tasks,
    isLate: overdue || (awaitsHandover(turn) && Temporal.PlainDate.compare(turn.day, today) <= 0),
  }
}

/** The case is open, or it would not be asked about: nobody falls between two chairs. */
function awaitsHandover({ changes }: Pick<ToldTurn, 'changes'> | AgeTurn): boolean {
  return changes.some(({ kind }) => kind === 'handover')
}

function isLeft(turn: ToldTurn, today: Temporal.PlainDate): boolean {
  return turn.day >= today.toString() || awaitsHandover(turn) || turn.tasks.some(({ done }) => done === null)
}

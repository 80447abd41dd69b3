import { sql } from 'kysely'
import { type DayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { workingOnOrAfter } from '#domain/calendar/working-day-numbers.ts'
import type { Db } from '#server/database/connection.ts'
import { oleLeavesIn } from './absences.ts'
import { dayText, timeText } from './day-text.ts'
import { calendar } from './meeting-days.ts'
import { colleagues } from './staff-list.ts'

/**
 * What is decided already about the weeks to come, so that the forecast has something to see: three young people begin
 * in the programme with Hanne Lund, and one of Ole Vinther's goes to her when he goes on leave; nobody has the rest of
 * his yet. And the ceiling of the programme, with the exception that this needs.
 */
export async function loadPlans(db: Db, staffIds: readonly number[], today: DayNumber): Promise<void> {
  const idOf = (family: string) => staffIds[colleagues.findIndex(colleague => colleague.family === family)]
  const [hanne, ole, karen, malene] = ['Lund', 'Vinther', 'Bach', 'Gram'].map(idOf)
  const outsideTheTeam = colleagues.flatMap(({ inTeam, caseload }, at) =>
    inTeam === undefined && (caseload ?? 0) > 20 ? (staffIds[at] ?? []) : [],
  )
  const starts = dayText(workingOnOrAfter(today + oleLeavesIn + 1, calendar))
  const leaves = dayText(today + oleLeavesIn)
  const decided = timeText(today - 3, 10 * 60)
  await sql`
    with chosen as (
      select a.id, a.youth_id from assignment a
      join youth_case c on c.youth_id = a.youth_id and upper_inf(c.during)
      join youth y on y.id = a.youth_id
      join assessment g on g.youth_id = a.youth_id and upper_inf(g.during) and g.target_group = 'activityReady'
      where a.role = 'caseworker' and a.staff_id = any (${outsideTheTeam}::bigint[]) and upper_inf(a.during)
        and lower(a.during) < ${dayText(today)}::date
        and age(${starts}::date, y.birth_date) between interval '18 years 3 months' and interval '24 years'
        and not exists (select from membership m where m.youth_id = a.youth_id)
        and not exists (select from assignment o where o.youth_id = a.youth_id and o.role <> 'caseworker')
      order by a.youth_id limit 3
    ), ended as (
      update assignment a set during = daterange(lower(a.during), ${starts}::date) from chosen o where o.id = a.id
      returning a.youth_id
    ), begun as (
      insert into membership (youth_id, programme_id, during, author_id, recorded_at)
      select e.youth_id, p.id, daterange(${starts}::date, null), ${karen}, ${decided}
      from ended e, programme p where p.key = 'mod-til-uddannelse'
    )
    insert into assignment (youth_id, staff_id, role, during, reason, author_id, recorded_at)
    select e.youth_id, r.staff_id, r.role, daterange(${starts}::date, null), r.reason, ${karen}, ${decided}
    from ended e, (values (${hanne}::bigint, 'caseworker', 'Begynder i programmet'),
      (${malene}::bigint, 'educationAdviser', 'Med i teamet')) r (staff_id, role, reason)`.execute(db)
  await sql`
    with chosen as (
      select a.id from assignment a join youth_case c on c.youth_id = a.youth_id and upper_inf(c.during)
      where a.role = 'caseworker' and a.staff_id = ${ole} and upper_inf(a.during) order by a.youth_id limit 1
    ), ended as (
      update assignment a set during = daterange(lower(a.during), ${leaves}::date) from chosen o where o.id = a.id
      returning a.youth_id
    )
    insert into assignment (youth_id, staff_id, role, during, reason, author_id, recorded_at)
    select e.youth_id, ${hanne}, 'caseworker', daterange(${leaves}::date, null), 'Ole Vinther går på orlov', ${karen}, ${decided}
    from ended e`.execute(db)
  await sql`
    insert into ceiling (programme_id, cases, during, source, status)
    select p.id, 36, daterange(${dayText(today - 300)}::date, null), 'Besluttet af ledelsen i prøvekommunen', 'local'
    from programme p where p.key = 'mod-til-uddannelse'`.execute(db)
  await sql`
    insert into ceiling_exception (staff_id, programme_id, cases, during, reason, author_id, recorded_at)
    select ${hanne}, p.id, 38, daterange(${dayText(today - 3)}::date, ${plainDate(today + 120)}::date),
      'Tager imod tre nye, til der er en afløser for Ole Vinther', ${karen}, ${decided}
    from programme p where p.key = 'mod-til-uddannelse'`.execute(db)
}

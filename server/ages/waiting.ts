import { sql } from 'kysely'
import type { z } from 'zod'
import type { listAges } from '#contract/ages.ts'
import type { Db } from '#server/database/connection.ts'

type Waiting = z.input<(typeof listAges)['output']>['waiting'][number]

/**
 * Memberships in open cases that run on past the age of their programme, because the young person was older already
 * when the programme got it. They stay here until a person ends them or moves their end.
 */
export async function loadWaiting(db: Db, today: Temporal.PlainDate): Promise<Waiting[]> {
  const { rows } = await sql<{ waiting: Waiting }>`
    select json_build_object('youthId', y.id, 'givenName', y.given_name, 'familyName', y.family_name,
      'name', p.name, 'age', p.leave_age, 'birthday', b.day, 'agedOn', p.leave_age_from) as waiting
    from programme p
    join membership m on m.programme_id = p.id and m.withdrawn_at is null
      and m.during @> ${today}::date and upper_inf(m.during)
    join youth y on y.id = m.youth_id
    cross join lateral (select door.birthday(y.birth_date, p.leave_age) as day) b
    where b.day < p.leave_age_from and b.day <= ${today}::date and lower(m.during) < b.day
      and exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))
    order by b.day, m.id limit 200`.execute(db)
  return rows.map(({ waiting }) => waiting)
}

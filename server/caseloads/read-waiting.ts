import { sql } from 'kysely'
import type { readWaiting } from '#contract/caseload-fit.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import type { Scope } from '#server/door/route.ts'
import type { UnitKeeper } from '#server/records/kept-unit.ts'
import { waitingOf } from './waiting-list.ts'

type Answer = AnswerOf<typeof readWaiting>

/** Who is to get a caseworker, and who another; whoever is named is in the read log. */
export async function readTheWaiting(
  keeper: UnitKeeper,
  _input: object,
  { db, today }: Scope,
): Promise<Answer> {
  const { unit } = await keeper(db, today)
  const { total, first } = await waitingOf(unit, db, 'waiting')
  const { rows } = await sql<{ list: Answer['mustChange'] }>`
    with barred as materialized (select * from door.must_change(${today}::date))
    select coalesce((select json_agg(json_build_object('youthId', y.id, 'givenName', y.given_name,
        'familyName', y.family_name, 'since', m.since, 'holder', json_build_object('staffId', s.id,
          'givenName', s.given_name, 'familyName', s.family_name)) order by m.since, y.id)
        from barred m join youth y on y.id = m.youth_id join staff s on s.id = m.staff_id), '[]') as list,
      door.note_read('caseload.waiting', (select coalesce(array_agg(youth_id), '{}') from barred))`.execute(
    db,
  )
  return { today: today.toString(), total, waiting: first, mustChange: rows[0]?.list ?? [] }
}

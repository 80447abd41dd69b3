import { sql } from 'kysely'
import type { StaffOffers, Wish, YouthAbout } from '#domain/caseload/match.ts'
import type { Db } from '#server/database/connection.ts'
import type { Days } from './caseload-rows.ts'

/** What of a young person with an open case says who fits, and who may not. */
export interface YouthMatch {
  youthId: number
  about: YouthAbout
  /** All who are or have been the caseworker, also in earlier cases, as day numbers. */
  caseworkers: readonly [staffId: number, ...Days][]
  /** Whom a bar keeps away, now or from a later day; not why. */
  barred: readonly number[]
}

interface MatchRow {
  youthId: number
  language: string
  needsInterpreter: boolean
  postalCode: string | null
  wishes: Wish[]
  caseworkers: [staffId: number, ...Days][]
  barred: number[]
}

/**
 * Of all young people with an open case in sight, without any name: nothing is noted as read.
 *
 * @param youthIds of these alone; null for all
 */
export async function loadYouthMatches(
  db: Db,
  youthIds: readonly number[] | null,
): Promise<Map<number, YouthMatch>> {
  // Two statements and not one with "or": each keeps a plan that suits it.
  const onlyThese = youthIds === null ? sql`` : sql`and c.youth_id = any (${youthIds}::bigint[])`
  const { rows } = await sql<MatchRow>`
    with c as materialized (
      select distinct c.youth_id from youth_case c
      where (upper_inf(c.during) or upper(c.during) > door.today()) ${onlyThese}
    ), wished as (
      select w.youth_id, json_agg(json_strip_nulls(json_build_object('whose', w.whose, 'staffId', w.staff_id,
        'competence', w.competence, 'profession', w.profession)) order by w.id) as list
      from c join caseworker_wish w on w.youth_id = c.youth_id and w.during @> door.today()
      group by w.youth_id
    ), held as (
      select a.youth_id, json_agg(json_build_array(a.staff_id, lower(a.during) - date '1970-01-01',
        upper(a.during) - date '1970-01-01') order by lower(a.during)) as list
      from c join assignment a on a.youth_id = c.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
      group by a.youth_id
    ), kept_away as (
      select b.youth_id, json_agg(distinct b.staff_id) as list
      from c join bar b on b.youth_id = c.youth_id and (upper_inf(b.during) or upper(b.during) > door.today())
      group by b.youth_id
    )
    select y.id as "youthId", y.language, y.needs_interpreter as "needsInterpreter",
      case when not y.protected_address then nullif(y.postal_code, '') end as "postalCode",
      coalesce(wished.list, '[]') as wishes, coalesce(held.list, '[]') as caseworkers,
      coalesce(kept_away.list, '[]') as barred
    from c join youth y on y.id = c.youth_id
    left join wished on wished.youth_id = y.id left join held on held.youth_id = y.id
    left join kept_away on kept_away.youth_id = y.id`.execute(db)
  return new Map(
    rows.map(({ youthId, caseworkers, barred, ...about }) => [
      youthId,
      { youthId, about, caseworkers, barred },
    ]),
  )
}

/** What everybody who works here says of whom they fit, by key. */
export async function loadOffers(db: Db): Promise<Map<number, StaffOffers>> {
  const { rows } = await sql<StaffOffers>`
    select s.id as "staffId", s.profession,
      coalesce((select json_agg(l.language order by l.language) from staff_language l
        where l.staff_id = s.id), '[]') as languages,
      coalesce((select json_agg(k.competence order by k.competence) from staff_competence k
        where k.staff_id = s.id), '[]') as competences,
      coalesce((select json_agg(p.postal_code order by p.postal_code) from staff_place p
        where p.staff_id = s.id), '[]') as "postalCodes"
    from staff s where s.left_on is null or s.left_on >= door.today()`.execute(db)
  return new Map(rows.map(row => [row.staffId, row]))
}

import { sql } from 'kysely'
import { type Role, roles } from '#domain/sharing/permissions.ts'
import type { Db } from '#server/database/connection.ts'

/** Somebody of the invented municipality whom one can be in the demo. */
export interface DemoPerson {
  id: number
  givenName: string
  familyName: string
  profession: string
  email: string | null
  roles: readonly Role[]
  youths: number
}

/** Everybody with a role on a day, by name. */
export async function demoPeople(db: Db, day: Temporal.PlainDate): Promise<DemoPerson[]> {
  const { rows } = await sql<{
    id: number
    given_name: string
    family_name: string
    profession: string
    email: string | null
    roles: string[]
    youths: number
  }>`
    select s.id, s.given_name, s.family_name, s.profession, s.email, r.roles,
      (select count(distinct a.youth_id)::int from assignment a
        where a.staff_id = s.id and a.withdrawn_at is null and a.during @> ${day}::date) as youths
    from staff s
    join (select staff_id, array_agg(role) as roles from staff_role where during @> ${day}::date group by staff_id) r
      on r.staff_id = s.id
    where s.left_on is null or s.left_on >= ${day}::date
    order by s.family_name collate danish, s.given_name collate danish, s.id
  `.execute(db)
  return rows.map(row => ({
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    profession: row.profession,
    email: row.email,
    roles: roles.filter(role => row.roles.includes(role)),
    youths: row.youths,
  }))
}

/** Lets somebody be found by the subject that the demo's provider will name. */
export async function bindDemoSubject(db: Db, staffId: number, subject: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ oidc_subject: subject })
    .where('id', '=', staffId)
    .where('oidc_subject', 'is distinct from', subject)
    .execute()
}

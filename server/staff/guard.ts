import { sql } from 'kysely'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'

export interface LockedStaff {
  id: number
  version: number
  email: string | null
  leftOn: Temporal.PlainDate | null
}

/**
 * Locks somebody for a change.
 *
 * @throws Refusal notFound; changedMeanwhile when somebody else has changed the person since `version` was read
 */
export async function lockStaff({ db }: Scope, staffId: number, version: number): Promise<LockedStaff> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'version', 'email', 'left_on'])
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('notFound')
  if (row.version !== version) throw new Refusal('changedMeanwhile')
  return { id: row.id, version: row.version, email: row.email, leftOn: row.left_on }
}

/** Every change of somebody, dated rows too, makes a new version of the person. */
export async function newVersion({ db }: Scope, { id, version }: LockedStaff): Promise<{ version: number }> {
  await db
    .updateTable('staff')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  return { version: version + 1 }
}

/**
 * An administrator sees no young people, and a leader sees all of them. So only a leader makes leaders, ends
 * them, and changes the e-mail by which a leader is known at the first log-in: anything else would be a way around.
 * Until a leader has logged in somebody must be able to make one; that is an administrator, and never of himself.
 */
export async function mayMakeLeaders({ db, roles }: Scope): Promise<boolean> {
  if (roles.includes('leader')) return true
  const { rows } = await sql`
    select from staff s join staff_role r on r.staff_id = s.id
    where r.role = 'leader' and r.during @> door.today() and s.oidc_subject is not null
      and (s.left_on is null or s.left_on >= door.today()) limit 1`.execute(db)
  return rows.length === 0
}

/**
 * @param staffId who gets the role; null is somebody new
 * @throws Refusal badInput at `field`: roles to oneself and the role of leader are for leaders to give
 */
export async function checkGiving(
  scope: Scope,
  staffId: number | null,
  role: string,
  field: string,
): Promise<void> {
  if (scope.roles.includes('leader')) return
  if (staffId === scope.staffId) throw fieldRefusal(field, 'notToOneself')
  if (role === 'leader' && !(await mayMakeLeaders(scope))) throw fieldRefusal(field, 'onlyLeader')
}

/**
 * @throws Refusal notPermitted where the change is about a leader, now or to come, and the reader is none
 */
export async function checkLeaderUntouched(scope: Scope, staffId: number): Promise<void> {
  if (await mayMakeLeaders(scope)) return
  const { rows } = await sql`
    select from staff_role where staff_id = ${staffId} and role = 'leader'
      and (upper_inf(during) or upper(during) > door.today()) limit 1`.execute(scope.db)
  if (rows.length > 0) throw new Refusal('refused', { reason: 'onlyLeaders' })
}

/**
 * Somebody must be left who can let people in.
 *
 * @throws Refusal refused when no leader or administrator would be left
 */
export async function checkSomebodyLeft({ db }: Scope): Promise<void> {
  const { rows } = await sql`
    select from staff s join staff_role r on r.staff_id = s.id
    where r.role in ('leader', 'administrator') and upper_inf(r.during) and s.left_on is null limit 1`.execute(
    db,
  )
  if (rows.length === 0) throw new Refusal('refused', { reason: 'lastKeyHolder' })
}

/** Of two who end each other's roles at once, the second must see what the first did. */
export async function lockKeyHolders({ db }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('medgang.staff.keys'))`.execute(db)
}

/**
 * On as the system on behalf of whoever asked: an administrator sees neither absences nor young people, and what
 * depends on somebody's work must follow all the same.
 */
export async function asSystem({ db, today, staffId }: Scope): Promise<void> {
  await sql`select door.enter_as_system(${today}::date, door.request_id(), ${staffId})`.execute(db)
}

/**
 * @param lastDay the last day on which the person holds cases
 * @throws Refusal badInput at `lastDay`, with how many open cases somebody else must take over first
 */
export async function checkNoCases(
  { db }: Scope,
  staffId: number,
  lastDay: Temporal.PlainDate,
  timeZone: string,
): Promise<void> {
  const { rows } = await sql<{ cases: number }>`
    select cases from door.work_of(${staffId}, ${lastDay}::date, ${timeZone})`.execute(db)
  const cases = rows[0]?.cases ?? 0
  if (cases > 0) throw fieldRefusal('lastDay', 'holdsCases', { count: cases })
}

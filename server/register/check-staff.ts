import { sql } from 'kysely'
import type { DaySpan } from '#contract/register.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { lockCeilings, tellCeiling } from '#server/records/ceilings.ts'

/**
 * A case goes only to somebody who has the role when the assignment begins.
 *
 * @throws Refusal badInput at `field`
 */
export async function checkRole(
  db: Scope['db'],
  staffId: number,
  role: string,
  from: Temporal.PlainDate,
  field: string,
): Promise<void> {
  // Whoever leaves at the same time is waited for: nobody gets a case on the way out.
  await db.selectFrom('staff').select('id').where('id', '=', staffId).forKeyShare().execute()
  const held = await db
    .selectFrom('staff_role')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('role', '=', role)
    .where(sql<boolean>`during @> ${from}::date`)
    .executeTakeFirst()
  if (held === undefined) throw fieldRefusal(field, 'notInRole')
}

/**
 * Nobody becomes the caseworker of a young person from whom a bar keeps them. Which bar is not told here: it may be
 * the young person's own words.
 *
 * @param during a relation that has an end is for a leader to write, who sees every bar that it is held against
 * @throws Refusal badInput at `field`
 */
export async function checkNoBar(
  db: Scope['db'],
  youthId: number,
  staffId: number,
  { from, lastDay }: DaySpan,
  field: string,
): Promise<void> {
  const { rows } = await sql<{ barred: boolean }>`
    select door.is_barred(${youthId}, ${staffId}, ${from}::date) and (${lastDay}::date is null or exists (
      select from bar b where b.youth_id = ${youthId} and b.staff_id = ${staffId}
        and b.during && daterange(${from}::date, ${lastDay}::date, '[]'))) as barred`.execute(db)
  if (rows[0]?.barred) throw fieldRefusal(field, 'barred')
}

/**
 * Nobody gets a case that takes them above a ceiling, unless an exception runs. To be called when the case is open and
 * before it is given; of two who give somebody a case at once, the second counts the first one's.
 *
 * @param youthId null for somebody who is being registered
 * @param during for how long: a relation that ends is held against no day after its last
 * @throws Refusal badInput at `field`, with who, which ceiling and how many
 */
export async function checkCeilings(
  { db, today }: Scope,
  youthId: number | null,
  staffId: number,
  { from, lastDay }: DaySpan,
  field: string,
): Promise<void> {
  const youthIds = youthId === null ? [] : [youthId]
  const ceilings = await lockCeilings(db, { staffIds: [staffId], youthIds, from, lastDay, today })
  const given = youthId === null ? ceilings.caseToCome(0, []) : ceilings.caseOf.get(youthId)
  const [passed] = given === undefined ? [] : ceilings.passedBy(staffId, given)
  if (passed === undefined) return
  const { name, programme, unit, has, most } = await tellCeiling(db, staffId, passed)
  const where = programme === null ? {} : { programme }
  const code = unit === 'cases' ? 'ceilingOfCases' : 'ceilingOfMinutes'
  throw fieldRefusal(field, programme === null ? code : `${code}In`, { name, has, most, ...where })
}

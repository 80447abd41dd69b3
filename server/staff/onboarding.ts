import { sql } from 'kysely'
import type { setOnboarding } from '#contract/staff.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { lockStaff, newVersion } from './guard.ts'

/**
 * How much of the time somebody who is new has for young people, in the place of everybody's steps; none is as everybody.
 * Holds from today on: what was reckoned before stays as it was.
 */
export async function setTheOnboarding(
  { staffId, version, steps }: ParsedInputOf<typeof setOnboarding>,
  scope: Scope,
): Promise<{ version: number }> {
  const { db, today } = scope
  const staff = await lockStaff(scope, staffId, version)
  const before = await db
    .selectFrom('onboarding_step')
    .select(['from_week', 'percent'])
    .where('staff_id', '=', staffId)
    .where(sql<boolean>`during @> ${today}::date`)
    .orderBy('from_week')
    .execute()
  await sql`delete from onboarding_step where staff_id = ${staffId} and lower(during) >= ${today}::date`.execute(
    db,
  )
  await sql`update onboarding_step set during = daterange(lower(during), ${today}::date)
    where staff_id = ${staffId} and during @> ${today}::date`.execute(db)
  if (steps.length > 0)
    await db
      .insertInto('onboarding_step')
      .values(
        steps.map(({ fromWeek, percent }) => ({
          staff_id: staffId,
          from_week: fromWeek,
          percent,
          during: { from: today, to: null },
          source: 'Besluttet for medarbejderen',
          status: 'local',
        })),
      )
      .execute()
  await logChange(db, {
    action: 'staffOnboarding.set',
    youthId: null,
    subject: 'onboarding_step',
    subjectId: null,
    before: { staffId, steps: before.map(row => ({ fromWeek: row.from_week, percent: row.percent })) },
    after: { staffId, steps },
  })
  return newVersion(scope, staff)
}

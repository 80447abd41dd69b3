import type { nameCaseworkers } from '#contract/setup.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

/** What caseworkers are called from now on; everybody's pages say it when they next ask who is logged in. */
export async function nameTheCaseworkers(
  { word }: ParsedInputOf<typeof nameCaseworkers>,
  { db }: Scope,
): Promise<Record<string, never>> {
  const before = await db
    .selectFrom('word')
    .select('name')
    .where('key', '=', 'caseworker')
    .forUpdate()
    .executeTakeFirst()
  await db
    .insertInto('word')
    .values({ key: 'caseworker', name: word })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ name: word }))
    .execute()
  await logChange(db, {
    action: 'setup.nameCaseworkers',
    youthId: null,
    subject: 'word',
    subjectId: null,
    before: { name: before?.name ?? null },
    after: { name: word },
  })
  return {}
}

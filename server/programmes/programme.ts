import { sql } from 'kysely'
import type { addProgramme, changeProgramme } from '#contract/programmes.ts'
import type { ParsedInputOf } from '#contract/use-case.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'
import { freeKey } from './free-key.ts'

type Add = ParsedInputOf<typeof addProgramme>
type Change = ParsedInputOf<typeof changeProgramme>

export async function addTheProgramme(input: Add, { db }: Scope): Promise<{ id: number }> {
  // Two with the same name at once would take the same key.
  await sql`lock table programme in share row exclusive mode`.execute(db)
  const columns = await checked(input, db)
  const taken = await db.selectFrom('programme').select('key').execute()
  const key = freeKey(input.name, new Set(taken.map(row => row.key)))
  const { id } = await db
    .insertInto('programme')
    .values({ ...columns, key, status: 'local' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await logChange(db, {
    action: 'programme.add',
    youthId: null,
    subject: 'programme',
    subjectId: id,
    after: { key, ...columns },
  })
  return { id }
}

/** Entry rules are read by people and move no deadline; what is promised is in the rules. */
export async function changeTheProgramme(input: Change, { db }: Scope): Promise<{ version: number }> {
  const before = await db
    .selectFrom('programme')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) throw new Refusal('notFound')
  if (before.version !== input.version) throw new Refusal('changedMeanwhile')
  const columns = await checked(input, db)
  const version = before.version + 1
  await db
    .updateTable('programme')
    .set({ ...columns, version })
    .where('id', '=', input.id)
    .execute()
  await logChange(db, {
    action: 'programme.change',
    youthId: null,
    subject: 'programme',
    subjectId: input.id,
    before,
    after: columns,
  })
  return { version }
}

async function checked(input: Add, db: Scope['db']) {
  if (input.ageFrom !== null && input.ageTo !== null && input.ageTo < input.ageFrom)
    throw fieldRefusal('ageTo', 'ageOrder')
  if (input.lastDay !== null && Temporal.PlainDate.compare(input.lastDay, input.from) < 0)
    throw fieldRefusal('lastDay', 'periodOrder')
  const wanted = [...new Set(input.targetGroups)]
  if (wanted.length > 0) {
    const known = await db
      .selectFrom('target_group')
      .select('code')
      .distinct()
      .where('code', 'in', wanted)
      .execute()
    if (known.length < wanted.length) throw fieldRefusal('targetGroups', 'invalid')
  }
  return {
    name: input.name,
    description: input.description,
    entry_age_from: input.ageFrom,
    entry_age_to: input.ageTo,
    entry_target_groups: wanted,
    entry_benefit_weeks: input.benefitWeeks,
    during: { from: input.from, to: input.lastDay?.add({ days: 1 }) ?? null },
    source: input.source,
  }
}

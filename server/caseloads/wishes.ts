import { sql } from 'kysely'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { addWish, endWish } from '#contract/wishes.ts'
import type { Statement } from '#server/database/transaction.ts'
import type { DayRange } from '#server/database/values.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { logChange } from '#server/records/change-log.ts'

const staff = `json_build_object('staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name)`

const text = `
select json_build_object(
  'today', $2::date,
  'wishes', coalesce((
    select json_agg(json_build_object('wishId', w.id, 'whose', w.whose, 'version', w.version,
      'staff', case when s.id is not null then ${staff} end,
      'competence', case when c.code is not null then json_build_object('code', c.code, 'name', c.name) end,
      'profession', w.profession, 'from', lower(w.during), 'lastDay', upper(w.during) - 1)
      order by lower(w.during), w.id)
    from caseworker_wish w left join staff s on s.id = w.staff_id left join competence c on c.code = w.competence
    where w.youth_id = y.id and (upper_inf(w.during) or upper(w.during) > $2::date)), '[]'),
  'staff', coalesce((
    select json_agg(${staff} order by s.given_name collate danish, s.family_name collate danish, s.id)
    from staff s
    where exists (select from staff_role r where r.staff_id = s.id and r.role = 'caseworker'
        and (upper_inf(r.during) or upper(r.during) > $2::date))
      and (s.left_on is null or s.left_on >= $2::date)), '[]'),
  'competences', coalesce((select json_agg(json_build_object('code', c.code, 'name', c.name)
    order by c.name collate danish) from competence c), '[]')
)::text as body,
door.note_read('wish.read', array[y.id])
from youth y where y.id = $1::bigint and door.follows(y.id)`

export function wishesQuery(youthId: number, today: Temporal.PlainDate): Statement {
  return { name: 'wish.read', text, values: [youthId, today] }
}

type Added = ParsedInputOf<typeof addWish>

/** @throws Refusal notFound; badInput at what the kind asks for, and at `whose` for somebody whom a case calls for */
export async function addTheWish(input: Added, { db }: Scope): Promise<AnswerOf<typeof addWish>> {
  const { youthId, whose, from, lastDay } = input
  const youth = await db.selectFrom('youth').select('id').where('id', '=', youthId).executeTakeFirst()
  if (youth === undefined) throw new Refusal('notFound')
  const { staffId, competence, profession } = await wished(input, db)
  const during: DayRange = { from, to: lastDay?.add({ days: 1 }) ?? null }
  const { rows } = await sql<{ id: number }>`
    insert into caseworker_wish (youth_id, whose, staff_id, competence, profession, during)
    values (${youthId}, ${whose}, ${staffId}, ${competence}, ${profession}, ${during}::daterange)
    returning id`.execute(db)
  const wishId = rows[0]?.id
  if (wishId === undefined) throw new Error('an insert gave no key')
  await logChange(db, {
    action: 'wish.add',
    youthId,
    subject: 'caseworker_wish',
    subjectId: wishId,
    after: { whose, staffId, competence, profession, during },
  })
  return { wishId }
}

interface Wished {
  staffId: number | null
  competence: string | null
  profession: string | null
}

async function wished(input: Added, db: Scope['db']): Promise<Wished> {
  const nothing: Wished = { staffId: null, competence: null, profession: null }
  switch (input.kind) {
    case 'person': {
      if (input.whose === 'case') throw fieldRefusal('whose', 'invalid')
      const { staffId } = input
      if (staffId === null) throw fieldRefusal('staffId', 'required')
      const known = await db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
      if (known === undefined) throw fieldRefusal('staffId', 'invalid')
      return { ...nothing, staffId }
    }
    case 'competence': {
      const { competence } = input
      if (competence === '') throw fieldRefusal('competence', 'required')
      const known = await db
        .selectFrom('competence')
        .select('code')
        .where('code', '=', competence)
        .executeTakeFirst()
      if (known === undefined) throw fieldRefusal('competence', 'invalid')
      return { ...nothing, competence }
    }
    case 'profession':
      if (input.profession === '') throw fieldRefusal('profession', 'required')
      return { ...nothing, profession: input.profession }
  }
}

/** @throws Refusal notFound; changedMeanwhile; badInput at `lastDay` before its first day, or to make it longer */
export async function endTheWish(
  { wishId, version, lastDay }: ParsedInputOf<typeof endWish>,
  { db, staffId }: Scope,
): Promise<AnswerOf<typeof endWish>> {
  const { rows } = await sql<{ youthId: number; during: DayRange; version: number }>`
    select youth_id as "youthId", during, version from caseworker_wish where id = ${wishId} for update`.execute(
    db,
  )
  const [wish] = rows
  if (wish === undefined) throw new Refusal('notFound')
  if (wish.version !== version) throw new Refusal('changedMeanwhile')
  if (Temporal.PlainDate.compare(lastDay, wish.during.from) < 0) throw fieldRefusal('lastDay', 'periodOrder')
  const end = lastDay.add({ days: 1 })
  if (wish.during.to !== null && Temporal.PlainDate.compare(wish.during.to, end) < 0)
    throw fieldRefusal('lastDay', 'endsEarlier')
  await sql`
    update caseworker_wish
    set during = daterange(lower(during), ${end}::date), ended_by = ${staffId}, version = version + 1
    where id = ${wishId}`.execute(db)
  await logChange(db, {
    action: 'wish.end',
    youthId: wish.youthId,
    subject: 'caseworker_wish',
    subjectId: wishId,
    before: { during: wish.during },
    after: { lastDay },
  })
  return { version: version + 1 }
}

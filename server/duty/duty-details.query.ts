import { sql } from 'kysely'
import type { Db } from '#server/database/connection.ts'
import { DutyDetails, DutyTalks } from './duty-body.ts'

interface Since {
  youthId: number
  /** Since when it is known that he or she is off plan; null: nobody is, and only the latest held contact is told. */
  known: Temporal.PlainDate | null
}

/**
 * The contacts of each since it was known, and the latest held one of who is not off plan; earliest first. What came
 * earlier says nothing of how somebody stands, and in a long case it is nearly all.
 */
export async function loadDutyTalks(
  db: Db,
  people: readonly Since[],
  day: Temporal.PlainDate,
): Promise<Map<number, DutyTalks['contacts']>> {
  const { rows } = await sql<{ body: string }>`
    select coalesce(json_agg(json_build_object('youthId', s.id, 'contacts', t.contacts)), '[]')::text as body
    from (
      select u.id, coalesce(u.known, (
        select h.day from contact h
        where h.youth_id = u.id and h.outcome = 'held' and h.day <= ${day}::date
          and h.day >= (
            select lower(c.during) from youth_case c where c.youth_id = any (array[u.id]) and c.during @> ${day}::date)
        order by h.day desc limit 1)) as since
      from unnest((select ${people.map(({ youthId }) => youthId)}::bigint[]),
        (select ${people.map(({ known }) => known)}::date[])) u (id, known)
      -- Kept apart, so that the day is a bound of the index and not a filter behind it.
      offset 0) s
    cross join lateral (
      select json_agg(json_build_object('id', k.id, 'day', k.day, 'kind', k.kind, 'outcome', k.outcome)
        order by k.day, k.starts_at, k.id) as contacts
      from contact k where k.youth_id = s.id and k.day between s.since and ${day}::date) t
    where t.contacts is not null`.execute(db)
  const found = DutyTalks.array().parse(JSON.parse(rows[0]?.body ?? '[]'))
  return new Map(found.map(({ youthId, contacts }) => [youthId, contacts]))
}

const staffOf = (role: string, day: Temporal.PlainDate) => sql`(
  select json_agg(json_build_object('staffId', s.id, 'name', s.given_name || ' ' || s.family_name)
    order by lower(a.during))
  from assignment a join staff s on s.id = a.staff_id
  where a.youth_id = any (array[y.id]) and a.role = any (array[${role}]) and a.withdrawn_at is null
    and a.during @> ${day}::date)`

/** What is told of those who are shown, who stand in the read log by the same statement. */
export async function readDutyDetails(
  db: Db,
  action: 'duty.read' | 'duty.export',
  youthIds: readonly number[],
  day: Temporal.PlainDate,
): Promise<Map<number, DutyDetails>> {
  const { rows } = await sql<{ body: string }>`
    select coalesce((select json_agg(json_build_object(
      'youthId', y.id,
      'phone', y.phone,
      'protectedAddress', y.protected_address,
      'caseworker', ${staffOf('caseworker', day)} -> 0,
      'advisers', coalesce(${staffOf('educationAdviser', day)}, '[]'),
      'guardians', coalesce((select json_agg(json_build_object(
          'guardianId', g.id, 'name', g.name, 'relation', g.relation, 'hasCustody', g.has_custody,
          'phone', case when y.id = any (array(select door.my_youths()))
            and door.guardian_open(y.birth_date, door.today()) then g.phone end,
          'contacts', array(select i.contact_id from guardian_involved i where i.guardian_id = g.id))
          order by g.has_custody desc, g.id)
        from guardian g where g.youth_id = y.id and g.withdrawn_at is null), '[]'),
      'involvedContacts', array(select distinct i.contact_id from guardian_involved i where i.youth_id = y.id)))
      from unnest(${youthIds}::bigint[]) s (id) join youth y on y.id = s.id), '[]')::text as body,
      door.note_read(${action}, ${youthIds}::bigint[])`.execute(db)
  const found = DutyDetails.array().parse(JSON.parse(rows[0]?.body ?? '[]'))
  return new Map(found.map(each => [each.youthId, each]))
}

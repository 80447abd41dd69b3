import { sql } from 'kysely'
import type { listHandovers, readHandover } from '#contract/handovers.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import {
  foldHandover,
  type HandoverEvent,
  handoverDays,
  type Met,
  opensOn,
} from '#domain/caseload/handover.ts'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import type { Db } from '#server/database/connection.ts'
import type { Statement } from '#server/database/transaction.ts'
import type { Scope } from '#server/door/route.ts'
import { loadHandoverEvents } from '#server/records/handover.ts'

type Answer = AnswerOf<typeof listHandovers>['handovers'][number]
type Name = Answer['from']
type Found = NonNullable<AnswerOf<typeof readHandover>['handover']>

interface HandoverRow {
  id: number
  youthId: number
  givenName: string
  familyName: string
  from: Name
  to: Name
  since: Temporal.PlainDate
  endedOn: Temporal.PlainDate | null
  hasLapsed: boolean
  inSight: boolean
}

/** How long an ended handover is still told of on the young person's page. */
const toldFor = 31

/** Open handovers that the reader gives or receives; whoever gives sees them after the relation has ended. */
export async function listMyHandovers({
  db,
  staffId,
  today,
  dayOf,
}: Scope): Promise<AnswerOf<typeof listHandovers>> {
  const { rows } = await sql<HandoverRow>`
    with mine as materialized (select * from door.my_handovers()),
    noted as materialized (select door.note_read('handover.list', array(select youth_id from mine)))
    select m.id, m.youth_id as "youthId", m.given_name as "givenName", m.family_name as "familyName",
      ${name('f')} as "from", ${name('t')} as "to", m.since, null::date as "endedOn", false as "hasLapsed",
      exists (select from youth y where y.id = m.youth_id) as "inSight"
    from noted cross join mine m join staff f on f.id = m.from_id join staff t on t.id = m.to_id
    order by m.since, m.id`.execute(db)
  const handovers = await told(db, rows, { staffId, today, dayOf })
  return { today: today.toString(), handovers }
}

/** So many days after the change an open handover is told to the leader. */
const stalledAfter = 28
/** So many of them are told by name. */
const stalledShown = 20

/** Handovers that nobody finishes, for the leader: open for weeks, or ended by themselves within the last month. */
export function stalledQuery(today: Temporal.PlainDate): Statement {
  return {
    name: 'handover.stalled',
    text: `
      with stalled as materialized (
        select h.*, count(*) over () as total from handover h
        where h.ended_on is null and h.since < $1::date - ${stalledAfter}
          or h.ended_why = 'lapsed' and h.ended_on > $1::date - ${toldFor}
        order by h.since, h.id limit ${stalledShown}
      ), noted as materialized (select door.note_read('handover.stalled', array(select youth_id from stalled)))
      select json_build_object('today', $1::date, 'total', coalesce((select max(total) from stalled), 0),
        'handovers', coalesce((select json_agg(json_build_object('handoverId', s.id, 'youthId', s.youth_id,
            'givenName', y.given_name, 'familyName', y.family_name,
            'from', json_build_object('staffId', f.id, 'givenName', f.given_name, 'familyName', f.family_name),
            'to', json_build_object('staffId', t.id, 'givenName', t.given_name, 'familyName', t.family_name),
            'since', s.since, 'endsOn', s.since + ${handoverDays}, 'endedOn', s.ended_on) order by s.since, s.id)
          from stalled s join youth y on y.id = s.youth_id join staff f on f.id = s.from_id
          join staff t on t.id = s.to_id), '[]'))::text as body
      from noted`,
    values: [today],
  }
}

/** The latest handover of a young person in sight: open, or lately ended. */
export async function readTheHandover(
  { youthId }: ParsedInputOf<typeof readHandover>,
  { db, staffId, roles, today, now, dayOf }: Scope,
): Promise<AnswerOf<typeof readHandover>> {
  const { rows } = await sql<HandoverRow>`
    with shown as materialized (
      select h.*, y.given_name, y.family_name from handover h join youth y on y.id = h.youth_id
      where h.youth_id = ${youthId} and h.ended_why is distinct from 'takenBack'
        and h.ended_why is distinct from 'replaced'
        and (h.ended_on is null or h.ended_on > ${today}::date - ${toldFor}::int)
      order by h.ended_on is null desc, h.id desc limit 1
    ), noted as materialized (select door.note_read('handover.read', array(select youth_id from shown)))
    select h.id, h.youth_id as "youthId", h.given_name as "givenName", h.family_name as "familyName",
      ${name('f')} as "from", ${name('t')} as "to", h.since, h.ended_on as "endedOn",
      coalesce(h.ended_why = 'lapsed', false) as "hasLapsed", true as "inSight"
    from noted cross join shown h join staff f on f.id = h.from_id join staff t on t.id = h.to_id`.execute(db)
  const [row] = rows
  const [handover] = await told(db, rows, { staffId, today, dayOf })
  if (row === undefined || handover === undefined) return { today: today.toString(), handover: null }
  const isWriter = rolesThatMay['handover.write'].some(role => roles.includes(role))
  const mayWrite = isWriter && row.endedOn === null
  return {
    today: today.toString(),
    handover: { ...handover, mayWrite, ...(await meetings(db, row, now, mayWrite)) },
  }
}

function name(alias: string) {
  return sql.raw(
    `json_build_object('staffId', ${alias}.id, 'givenName', ${alias}.given_name, 'familyName', ${alias}.family_name)`,
  )
}

async function told(
  db: Db,
  rows: readonly HandoverRow[],
  { staffId, today, dayOf }: Pick<Scope, 'staffId' | 'today' | 'dayOf'>,
): Promise<Answer[]> {
  if (rows.length === 0) return []
  const events = await loadHandoverEvents(
    db,
    rows.map(({ id }) => id),
    dayOf,
  )
  const names = await loadNames(db, [...events.values()].flat())
  const by = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
  return rows.map(({ id, since, endedOn, ...row }) => {
    const { told, met, received, next, isDone } = foldHandover(events.get(id) ?? [], since, today)
    const mine = row.from.staffId === staffId ? 'gives' : row.to.staffId === staffId ? 'receives' : null
    const opens = opensOn(since)
    const isAhead = mine === 'receives' && !row.inSight && Temporal.PlainDate.compare(today, opens) < 0
    return {
      ...row,
      handoverId: id,
      since: since.toString(),
      endedOn: endedOn?.toString() ?? null,
      told: told && { day: told.day.toString(), how: told.how, by: by(told.staffId) },
      met: met && meeting(met),
      received: received && { day: received.day.toString(), by: by(received.staffId) },
      next: endedOn === null ? next : null,
      isDone,
      mine,
      opensOn: isAhead ? opens.toString() : null,
    }
  })
}

function meeting(met: Met): NonNullable<Answer['met']> {
  return { ...met, day: met.day.toString() }
}

async function loadNames(db: Db, events: readonly HandoverEvent[]): Promise<Map<number, Name>> {
  const ids = [...new Set(events.flatMap(({ staffId }) => staffId ?? []))]
  const { rows } = await sql<Name>`
    select id as "staffId", given_name as "givenName", family_name as "familyName" from staff
    where id = any (${ids}::bigint[])`.execute(db)
  return new Map(rows.map(row => [row.staffId, row]))
}

type Meetings = Pick<Found, 'toPhone' | 'toProfession' | 'appointments' | 'contacts' | 'bookedWithFormer'>

/**
 * What may be the joint meeting, for whoever writes it down, and what is left with whoever gave. Where a meeting is can
 * give a protected address away, so that it is told only to those who follow the young person today.
 */
async function meetings(
  db: Db,
  { youthId, from, to, since }: HandoverRow,
  now: Temporal.Instant,
  mayWrite: boolean,
): Promise<Meetings> {
  const two = [from.staffId, to.staffId]
  const { rows } = await sql<Meetings>`
    select
      (select s.phone from staff s where s.id = ${to.staffId}) as "toPhone",
      (select s.profession from staff s where s.id = ${to.staffId}) as "toProfession",
      coalesce((select json_agg(json_build_object('appointmentId', a.id, 'startsAt', a.starts_at,
          'place', case when y.protected_address and y.id <> all (door.my_youth_ids()) then '' else a.place end,
          'staff', ${name('s')}) order by a.starts_at)
        from appointment a join staff s on s.id = a.staff_id join youth y on y.id = a.youth_id
        where ${mayWrite} and a.youth_id = ${youthId} and a.state = 'booked' and a.kind <> 'call'
          and a.starts_at >= ${now} and a.staff_id = any (${two}::bigint[])), '[]') as appointments,
      coalesce((select json_agg(json_build_object('contactId', c.id, 'day', c.day, 'staff', ${name('s')})
          order by c.day desc)
        from contact c join staff s on s.id = c.staff_id
        where ${mayWrite} and c.youth_id = ${youthId} and c.outcome = 'held' and c.kind in ('meeting', 'accompaniment')
          and c.day >= ${since}::date - 31 and c.staff_id = any (${two}::bigint[])), '[]') as contacts,
      (select count(*)::int from appointment a where a.youth_id = ${youthId} and a.state = 'booked'
        and a.staff_id = ${from.staffId} and a.starts_at >= ${now}
        and a.starts_at >= ${since}::date) as "bookedWithFormer"`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the meetings of a handover gave no row')
  return row
}

import fc from 'fast-check'
import type pg from 'pg'
import type { Period } from '#domain/calendar/period.ts'

/** Both clocks, linked and not: a meeting a month and a call in between, and an interview every second month. */
export const configuration = `
insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)');
insert into rule (key, name, clock, status, source, during, programme_id, target_group, anchor, pattern, fulfilled_by,
  interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause)
select k, n, c, 'local', 'test', '[2017-01-01,)', case when c = 'promise' then p.id end,
  case when c = 'statutory' then 'activityReady' end, a, t, f, 'months', l, w,
  case when c = 'promise' then 'dayBefore' else 'stays' end, c = 'promise'
from programme p, (values
  ('meeting', 'Møde hver måned', 'promise', 'membership', 'every', array['meeting', 'accompaniment'], 1, 5),
  ('call', 'Opkald imellem', 'promise', 'membership', 'between', array['call'], 1, 3),
  ('interview', 'Samtale', 'statutory', 'assessment', 'every', array['meeting'], 2, 0)) r (k, n, c, a, t, f, l, w);`

/** What happened with one young person; `whom` counts the caseworkers of the test. */
export interface Life {
  openedOn: Temporal.PlainDate
  closedFrom: Temporal.PlainDate | null
  contacts: { day: Temporal.PlainDate; kind: 'meeting' | 'call' | 'text'; outcome: 'held' | 'noShow' }[]
  pause: Period | null
  assignments: { whom: number; during: Period }[]
}

/** A life of up to a year and a half, with up to three caseworkers one after the other and gaps between them. */
export function aLife(today: Temporal.PlainDate): fc.Arbitrary<Life> {
  const daysAgo = (min: number, max: number) => fc.integer({ min, max }).map(days => today.subtract({ days }))
  return fc
    .record({
      openedOn: daysAgo(30, 500),
      closedAfter: fc.option(fc.integer({ min: 20, max: 300 }), { nil: null, freq: 4 }),
      contacts: fc.array(
        fc.record({
          day: daysAgo(0, 500),
          kind: fc.constantFrom('meeting', 'meeting', 'call', 'text'),
          outcome: fc.constantFrom('held', 'held', 'held', 'noShow'),
        }),
        { maxLength: 20 },
      ),
      pause: fc.option(fc.tuple(daysAgo(0, 400), fc.integer({ min: 5, max: 60 })), { nil: null }),
      changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), daysAgo(-5, 480), fc.boolean()), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ openedOn, closedAfter, contacts, pause, changes }) => {
      const closedFrom = closedAfter === null ? null : openedOn.add({ days: closedAfter })
      const isOver = closedFrom !== null && Temporal.PlainDate.compare(closedFrom, today) <= 0
      return {
        openedOn,
        closedFrom: isOver ? closedFrom : null,
        contacts: contacts.filter(({ day }) => Temporal.PlainDate.compare(day, openedOn) >= 0),
        pause: pause && { from: pause[0], to: pause[0].add({ days: pause[1] }) },
        assignments: assignmentsOf(changes),
      }
    })
}

/** Each begins when the one before ends; where `isGap` says so, nobody holds the case until the next. */
function assignmentsOf(changes: [whom: number, from: Temporal.PlainDate, isGap: boolean][]) {
  const ordered = changes
    .toSorted(([, a], [, b]) => Temporal.PlainDate.compare(a, b))
    .filter(([, from], index, all) => index === 0 || !all[index - 1]?.[1].equals(from))
  return ordered
    .map(([whom, from, isGap], index) => ({
      whom,
      isGap,
      during: { from, to: ordered[index + 1]?.[1] ?? null },
    }))
    .filter(({ isGap }) => !isGap)
}

/** Stores a life as the register would hold it, without deadlines, and gives the young person's key. */
export async function storeLife(pool: pg.Pool, life: Life, staffIds: readonly number[]): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `insert into youth (given_name, family_name, search_name, birth_date)
     values ('Ung', 'Prøve', 'ung prøve', '2006-05-05') returning id`,
  )
  const id = rows[0]?.id ?? 0
  const open = [id, life.openedOn, life.closedFrom]
  await pool.query(
    `insert into youth_case (youth_id, during, close_reason)
     values ($1, daterange($2, $3), case when $3::date is not null then 'flyttet' end)`,
    open,
  )
  await pool.query(
    `insert into membership (youth_id, programme_id, during) select $1, id, daterange($2, $3) from programme`,
    open,
  )
  await pool.query(
    `insert into assessment (youth_id, target_group, during) values ($1, 'activityReady', daterange($2, $3))`,
    open,
  )
  if (life.pause) {
    await pool.query(
      `insert into pause (youth_id, reason, during) values ($1, 'illness', daterange($2, $3))`,
      [id, life.pause.from, life.pause.to],
    )
  }
  for (const { whom, during } of life.assignments) {
    await pool.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', daterange($3, $4))`,
      [id, staffIds[whom], during.from, during.to],
    )
  }
  for (const { day, kind, outcome } of life.contacts) {
    await pool.query(
      `insert into contact (youth_id, kind, outcome, starts_at, day, source)
       values ($1, $2, $3, $4::date + time '09:00', $4, 'import')`,
      [id, kind, outcome, day],
    )
  }
  return id
}

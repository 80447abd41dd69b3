import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listHandovers, meetTogether, readHandover, tellYouth } from '#contract/handovers.ts'
import { handoverOpensDays } from '#domain/caseload/handover.ts'
import type { Db } from '#server/database/connection.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest } from '#server/door/test-session.ts'
import { proposalsForTest, testNow, testToday } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let gives: { staffId: number; cookie: string }
let comes: { staffId: number; cookie: string }
let youthId: number

/** The last day of a window that opens today. */
const lastDay = testToday.add({ days: handoverOpensDays })

beforeAll(async () => {
  it = await proposalsForTest()
  gives = it.first
  comes = it.second
})
afterAll(() => it.end())
beforeEach(async () => {
  youthId = await it.youth(gives.staffId)
})

/** As the app's own role, with nothing of ours between: what row-level security says alone. */
const as = <T>(who: { cookie: string }, work: (db: Db) => Promise<T>, today = testToday) =>
  inTransaction(it.house.pool, entryForTest(who, { roles: ['caseworker'], at: testNow, today }), work)

/** Decides that the case goes over on a day, as whoever does it by hand leaves it. */
async function plan(since: Temporal.PlainDate, whose = youthId): Promise<number> {
  await it.owner.query(
    `update assignment set during = daterange(lower(during), $2::date) where youth_id = $1 and role = 'caseworker'
     and withdrawn_at is null and during @> $2::date`,
    [whose, since.toString()],
  )
  const { rows } = await it.owner.query<{ id: number }>(
    `insert into assignment (youth_id, staff_id, role, during)
     values ($1, $2, 'caseworker', daterange($3::date, null)) returning id::int`,
    [whose, comes.staffId, since.toString()],
  )
  return rows[0]?.id ?? 0
}

const follow = () =>
  it.owner.query(`select from door.follow_changes(array[$1::bigint], $2::date, null)`, [
    youthId,
    testToday.toString(),
  ])

/** Something in each table that is about the young person, so that what is hidden would be met. */
async function everything(): Promise<void> {
  const by = gives.staffId
  await it.owner.query(
    `with c as (insert into contact (youth_id, staff_id, kind, outcome, day, starts_at)
       values ($1, $2, 'meeting', 'held', '2026-11-16', '2026-11-16T09:00Z') returning id)
     insert into handover_event (handover_id, kind, day, contact_id)
       select h.id, 'met', '2026-11-16', c.id from handover h, c where h.youth_id = $1`,
    [youthId, by],
  )
  await it.owner.query(
    `insert into benefit (youth_id, kind, during) values ($1, 'kontanthjaelp', '[2026-01-05,)')`,
    [youthId],
  )
  await it.owner.query(`insert into guardian (youth_id, name, relation) values ($1, 'Mor Prøve', 'mor')`, [
    youthId,
  ])
  await it.owner.query(
    `insert into pause (youth_id, reason, during) values ($1, 'illness', '[2026-02-01,2026-02-08)')`,
    [youthId],
  )
  await it.owner.query(
    `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at, state, cancelled_reason)
     values ($1, $2, 'meeting', '2026-11-25T09:00Z', '2026-11-25T10:00Z', 'cancelled', 'Syg')`,
    [youthId, by],
  )
  await it.owner.query(
    `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'youthWish', '[2026-01-05,)')`,
    [youthId, it.third.staffId],
  )
  await it.owner.query(
    `insert into change_log (staff_id, request_id, action, youth_id, subject) values ($2, 'x', 'x', $1, 'x')`,
    [youthId, by],
  )
  await it.owner.query(
    `insert into read_log (staff_id, action, youth_ids, request_id) values ($2, 'x', array[$1::bigint], 'x')`,
    [youthId, by],
  )
}

/** In which tables somebody meets the young person. */
async function tablesOf(who: { cookie: string }, today = testToday): Promise<string[]> {
  const { rows } = await it.owner.query<{ name: string; column: string }>(
    `select c.table_name as name, c.column_name as column from information_schema.columns c
     join pg_class k on k.oid = c.table_name::regclass and k.relrowsecurity
     where c.table_schema = 'public'
       and (c.column_name in ('youth_id', 'youth_ids') or c.table_name = 'youth' and c.column_name = 'id')
     order by c.table_name`,
  )
  return as(
    who,
    async db => {
      const met: string[] = []
      for (const { name, column } of rows) {
        const is =
          column === 'youth_ids'
            ? sql`${youthId} = any (${sql.ref(column)})`
            : sql`${sql.ref(column)} = ${youthId}`
        const { rows: found } = await sql`select from ${sql.table(name)} where ${is}`.execute(db)
        if (found.length > 0) met.push(name)
      }
      return met
    },
    today,
  )
}

const open = [
  ...[
    'appointment',
    'assignment',
    'benefit',
    'contact',
    'guardian',
    'handover',
    'pause',
    'youth',
    'youth_case',
  ],
]

describe('row-level security', () => {
  test('lets the coming caseworker read what a handover needs, from the first day of the window', async () => {
    await plan(lastDay)
    await follow()
    await everything()
    expect(await tablesOf(comes)).toEqual(open)
    // Of a handover one is told as soon as it is decided; of the young person, before the window, nothing.
    expect(await tablesOf(comes, testToday.subtract({ days: 1 }))).toEqual(['handover'])
    expect(await tablesOf(it.third)).toEqual([])
    const holder = await tablesOf(gives)
    expect(holder).toEqual(expect.arrayContaining([...open, 'bar', 'change_log', 'read_log']))
    // On the day itself everything is theirs, and whoever gave it follows the handover alone.
    expect(await tablesOf(comes, lastDay)).toEqual(holder)
    expect(await tablesOf(gives, lastDay)).toEqual(['handover'])
  })

  test('lets the coming caseworker write nothing', async () => {
    await plan(testToday.add({ days: 3 }))
    await everything()
    const changed = async (statement: (db: Db) => Promise<{ numAffectedRows?: bigint | undefined }>) =>
      Number((await as(comes, statement)).numAffectedRows ?? 0n)
    expect(await changed(db => sql`update youth set phone = '1' where id = ${youthId}`.execute(db))).toBe(0)
    for (const table of [
      'youth_case',
      'assignment',
      'contact',
      'appointment',
      'guardian',
      'benefit',
      'pause',
    ]) {
      const set = sql`update ${sql.table(table)} set youth_id = youth_id where youth_id = ${youthId}`
      expect([table, await changed(db => set.execute(db))]).toEqual([table, 0])
      const locked = await as(comes, db =>
        sql`select from ${sql.table(table)} where youth_id = ${youthId} for update`.execute(db),
      )
      expect([table, locked.rows.length]).toEqual([table, 0])
    }
    await expect(
      as(comes, db =>
        sql`insert into contact (youth_id, staff_id, kind, outcome, day, starts_at)
          values (${youthId}, ${comes.staffId}, 'call', 'held', '2026-11-23', '2026-11-23T08:00Z')`.execute(
          db,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('says the same days as the domain, whichever day is chosen', async () => {
    const { rows } = await it.owner.query<{ days: number }>('select door.handover_opens_days() as days')
    expect(rows[0]?.days).toBe(handoverOpensDays)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async ahead => {
        const whose = await it.youth(gives.staffId)
        await plan(testToday.add({ days: ahead }), whose)
        const { rows: seen } = await as(comes, db => sql`select from youth where id = ${whose}`.execute(db))
        expect([ahead, seen.length]).toEqual([ahead, ahead <= handoverOpensDays ? 1 : 0])
      }),
      { numRuns: 15 },
    )
  })

  test('closes with the plan: taken back, given to another, barred, or the case closed', async () => {
    const sees = async () => (await tablesOf(comes)).includes('youth')
    const id = await plan(testToday.add({ days: 5 }))
    expect(await sees()).toBe(true)
    await it.owner.query(
      `update assignment set withdrawn_at = now(), withdrawn_reason = 'Fortrudt' where id = $1`,
      [id],
    )
    expect(await tablesOf(comes)).toEqual([])

    await plan(testToday.add({ days: 5 }))
    expect(await sees()).toBe(true)
    await it.owner.query(
      `update youth_case set during = '[2026-01-05,2026-11-23)', close_reason = 'Flyttet' where youth_id = $1`,
      [youthId],
    )
    expect(await sees()).toBe(false)
    await it.owner.query(
      `update youth_case set during = '[2026-01-05,)', close_reason = null where youth_id = $1`,
      [youthId],
    )
    expect(await sees()).toBe(true)
    // A bar that is to begin keeps away already, as it does whoever is asked to take the case.
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'kinship', '[2026-12-20,)')`,
      [youthId, comes.staffId],
    )
    await follow()
    expect(await tablesOf(comes)).toEqual([])
  })

  test('follows what the transaction itself decides', async () => {
    const since = testToday.add({ days: 2 }).toString()
    const seen = await inTransaction(
      it.house.pool,
      entryForTest(it.leader, { roles: ['leader'], at: testNow, today: testToday }),
      async db => {
        const ids = async () =>
          (await sql<{ ids: number[] }>`select door.coming_youth_ids() as ids`.execute(db)).rows[0]?.ids
        const before = await ids()
        await sql`update assignment set during = daterange(lower(during), ${since}::date)
          where youth_id = ${youthId}`.execute(db)
        await sql`insert into assignment (youth_id, staff_id, role, during)
          values (${youthId}, ${it.leader.staffId}, 'caseworker', daterange(${since}::date, null))`.execute(
          db,
        )
        return [before, await ids()]
      },
    )
    expect(seen).toEqual([[], [youthId]])
  })
})

describe('the handover', () => {
  const mine = async ({ cookie }: { cookie: string }) =>
    (await it.get(cookie, listHandovers)).handovers.find(each => each.youthId === youthId)
  const opens = async (who: { cookie: string }) => {
    const row = await mine(who)
    return row && [row.inSight, row.opensOn?.toString() ?? null]
  }

  test('says from when the page opens, and links to none before', async () => {
    await plan(testToday.add({ days: 20 }))
    await follow()
    expect(await opens(comes)).toEqual([false, testToday.add({ days: 20 - handoverOpensDays }).toString()])
    expect(await opens(gives)).toEqual([true, null])
    expect((await it.get(comes.cookie, readHandover, { youthId })).handover).toBeNull()
  })

  test('is open to the coming caseworker in the window, and each look is logged', async () => {
    await plan(lastDay)
    await follow()
    expect(await opens(comes)).toEqual([true, null])
    const { handover } = await it.get(comes.cookie, readHandover, { youthId })
    expect(handover).toMatchObject({ mine: 'receives', mayWrite: true })
    const { rows } = await it.owner.query(
      `select distinct action from read_log where staff_id = $1 and $2 = any (youth_ids) order by action`,
      [comes.staffId, youthId],
    )
    expect(rows.map(({ action }) => action)).toEqual(['handover.list', 'handover.read'])
    const handoverId = handover?.handoverId
    const told = await it.ask(comes.cookie, tellYouth, { handoverId, how: 'call', day: '2026-11-23' })
    expect(told.body).toEqual({ next: 'meet', isDone: false })
    const met = { handoverId, meeting: { kind: 'none', reason: 'left', note: '' } }
    expect((await it.ask(comes.cookie, meetTogether, met)).status).toBe(200)
  })

  test('tells where a meeting is of a protected address only to those who follow the young person', async () => {
    await plan(lastDay)
    await follow()
    await it.owner.query(
      `insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at)
       values ($1, $2, 'meeting', 'STEDET', '2026-11-25T09:00Z', '2026-11-25T10:00Z')`,
      [youthId, gives.staffId],
    )
    const places = async ({ cookie }: { cookie: string }) =>
      (await it.get(cookie, readHandover, { youthId })).handover?.appointments.map(({ place }) => place)
    expect(await places(comes)).toEqual(['STEDET'])
    await it.owner.query('update youth set protected_address = true where id = $1', [youthId])
    expect(await places(comes)).toEqual([''])
    expect(await places(it.leader)).toEqual([''])
    expect(await places(gives)).toEqual(['STEDET'])
  })

  test('is not told of to whom a bar keeps away, before the day', async () => {
    await plan(testToday.add({ days: 5 }))
    await follow()
    const handoverId = (await mine(comes))?.handoverId
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'kinship', '[2026-11-23,)')`,
      [youthId, comes.staffId],
    )
    expect(await mine(comes)).toBeUndefined()
    expect(await opens(gives)).toEqual([true, null])
    const told = await it.ask(comes.cookie, tellYouth, { handoverId, how: 'call', day: '2026-11-23' })
    expect(told.status).toBe(404)
    const { rows } = await as(comes, db =>
      sql`select from door.handover_happened(array[${handoverId ?? 0}]::bigint[])`.execute(db),
    )
    expect(rows).toEqual([])
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#server/database/connection.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest } from '#server/door/test-session.ts'
import { lapseHandovers } from '#server/records/handover.ts'
import { proposalsForTest, testNow, testToday } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
beforeAll(async () => {
  it = await proposalsForTest()
})
afterAll(() => it.end())

/** As the app's own role, on behalf of the leader, with nothing of ours between. */
const asLeader = <T>(work: (db: Db) => Promise<T>) =>
  inTransaction(
    it.house.pool,
    entryForTest(it.leader, { roles: ['leader'], at: testNow, today: testToday }),
    work,
  )
const asSystem = <T>(today: string, work: (db: Db) => Promise<T>) =>
  inTransaction(
    it.house.pool,
    { kind: 'system', onBehalfOf: null, today: Temporal.PlainDate.from(today), requestId: 'test' },
    work,
  )

async function give(youthId: number, toId: number): Promise<void> {
  await asLeader(async db => {
    await sql`update assignment set during = daterange(lower(during), ${testToday}::date)
      where youth_id = ${youthId} and upper_inf(during)`.execute(db)
    await sql`insert into assignment (youth_id, staff_id, role, during)
      values (${youthId}, ${toId}, 'caseworker', daterange(${testToday}::date, null))`.execute(db)
  })
}

async function handoversOf(youthId: number) {
  const { rows } = await it.owner.query(
    `select from_id::int as "from", to_id::int as "to", since::text, ended_why as ended from handover
     where youth_id = $1 order by id`,
    [youthId],
  )
  return rows
}

async function logOf(youthId: number): Promise<string[]> {
  const { rows } = await it.owner.query<{ action: string }>(
    `select action from change_log where youth_id = $1 and subject = 'handover' order by id`,
    [youthId],
  )
  return rows.map(({ action }) => action)
}

test('rows of assignment that are written by nothing but SQL begin a handover, which stands in the change log', async () => {
  const youthId = await it.youth(it.first.staffId)
  await give(youthId, it.second.staffId)
  expect(await handoversOf(youthId)).toEqual([
    { from: it.first.staffId, to: it.second.staffId, since: '2026-11-23', ended: null },
  ])
  expect(await logOf(youthId)).toEqual(['handover.begin'])
})

test('taken back, and closed with the case, it ends in the same way', async () => {
  const [taken, closed] = [await it.youth(it.first.staffId), await it.youth(it.first.staffId)]
  for (const youthId of [taken, closed]) await give(youthId, it.second.staffId)
  await asLeader(async db => {
    await sql`update assignment set withdrawn_at = now(), withdrawn_by = door.staff_id(), withdrawn_reason = 'x'
      where youth_id = ${taken} and staff_id = ${it.second.staffId}`.execute(db)
    await sql`update assignment set during = daterange(lower(during), null)
      where youth_id = ${taken} and staff_id = ${it.first.staffId}`.execute(db)
    await sql`update youth_case set during = daterange(lower(during), '2026-11-23'), close_reason = 'x'
      where youth_id = ${closed}`.execute(db)
  })
  expect(await handoversOf(taken)).toMatchObject([{ ended: 'takenBack' }])
  expect(await handoversOf(closed)).toMatchObject([{ ended: 'caseClosed' }])
  expect(await logOf(taken)).toEqual(['handover.begin', 'handover.end'])
})

test('the first caseworker of a case begins none, nor does a mentor', async () => {
  const youthId = await it.youth(null)
  await asLeader(async db => {
    await sql`insert into assignment (youth_id, staff_id, role, during) values
      (${youthId}, ${it.first.staffId}, 'caseworker', '[2026-11-23,)'),
      (${youthId}, ${it.second.staffId}, 'mentor', '[2026-11-23,)')`.execute(db)
  })
  expect(await handoversOf(youthId)).toEqual([])
})

test('a handover that nobody finishes ends twelve weeks after the change, and the name is out of sight', async () => {
  const youthId = await it.youth(it.first.staffId)
  await give(youthId, it.second.staffId)
  // The last day on which it may still be finished, and the day after.
  await asSystem('2027-02-15', db => lapseHandovers(db, Temporal.PlainDate.from('2027-02-15')))
  expect(await handoversOf(youthId)).toMatchObject([{ ended: null }])
  const lapsed = await asSystem('2027-02-16', db => lapseHandovers(db, Temporal.PlainDate.from('2027-02-16')))
  expect(lapsed).toBeGreaterThan(0)
  expect(await handoversOf(youthId)).toMatchObject([{ ended: 'lapsed' }])
  expect(await logOf(youthId)).toEqual(['handover.begin', 'handover.end'])
  expect(await asSystem('2027-02-16', db => lapseHandovers(db, Temporal.PlainDate.from('2027-02-16')))).toBe(
    0,
  )
  const { rows } = await it.owner.query(
    `select count(*)::int from handover where ended_on is null and youth_id = $1`,
    [youthId],
  )
  expect(rows).toEqual([{ count: 0 }])
})

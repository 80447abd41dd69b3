import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registerForTest, somebody } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>
let youthId: number
let me: number
let colleague: number

beforeAll(async () => {
  it = await registerForTest()
  me = it.caseworker.staffId
  colleague = it.colleague.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  const { body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', { ...somebody, cpr: '' })
  youthId = body.youthId
  // Followed for longer than a month.
  await it.owner.query(`update youth_case set during = '[2026-08-01,)' where youth_id = $1`, [youthId])
  await it.owner.query(`update assignment set during = '[2026-09-01,)' where youth_id = $1`, [youthId])
})

const give = (staffId: number, from = '2026-11-21') =>
  it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/assignments`, {
    during: { from, lastDay: null },
    row: { staffId, role: 'caseworker', note: '' },
  })

async function handovers() {
  const { rows } = await it.owner.query(
    `select from_id::int as "from", to_id::int as "to", since::text, ended_why as why from handover
     where youth_id = $1 order by id`,
    [youthId],
  )
  return rows
}

async function log() {
  const { rows } = await it.owner.query(
    `select action, staff_id::int as by, after->>'why' as why from change_log
     where youth_id = $1 and subject = 'handover' order by id`,
    [youthId],
  )
  return rows
}

test('the first caseworker of a case takes over from nobody', async () => {
  expect(await handovers()).toEqual([])
})

test('another caseworker begins a handover, which is written down, also from a day ahead', async () => {
  expect((await give(colleague, '2026-12-01')).status).toBe(200)
  expect(await handovers()).toEqual([{ from: me, to: colleague, since: '2026-12-01', why: null }])
  expect(await log()).toEqual([{ action: 'handover.begin', by: it.leader.staffId, why: null }])
})

test('a mentor, or the same caseworker once more, begins none', async () => {
  await it.owner.query(
    `insert into staff_role (staff_id, role, during) values ($1, 'mentor', '[2020-01-01,)') on conflict do nothing`,
    [colleague],
  )
  const mentor = { during: { from: '2026-11-21', lastDay: null } }
  await it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/assignments`, {
    ...mentor,
    row: { staffId: colleague, role: 'mentor', note: '' },
  })
  expect((await give(me)).status).toBe(200)
  expect(await handovers()).toEqual([])
})

test('a change that is taken back ends it, and going on to a third replaces it', async () => {
  const { body } = await give(colleague)
  await it.send(it.leader.cookie, 'POST', `/api/assignments/${body.id}/withdraw`, { reason: 'Fejl' })
  expect(await handovers()).toMatchObject([{ why: 'takenBack' }])
  await give(colleague)
  const third = it.leader.staffId
  await it.owner.query(
    `insert into staff_role (staff_id, role, during) select $1, 'caseworker', '[2020-01-01,)'
     where not exists (select from staff_role where staff_id = $1 and role = 'caseworker')`,
    [third],
  )
  expect((await give(third, '2026-12-05')).status).toBe(200)
  expect(await handovers()).toEqual([
    { from: me, to: colleague, since: '2026-11-21', why: 'takenBack' },
    { from: me, to: colleague, since: '2026-11-21', why: 'replaced' },
    { from: colleague, to: third, since: '2026-12-05', why: null },
  ])
})

test('closing the case ends it', async () => {
  await give(colleague)
  const closed = await it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/close`, {
    lastDay: '2026-11-21',
    reason: 'Er flyttet',
  })
  expect(closed.status).toBe(200)
  expect(await handovers()).toMatchObject([{ why: 'caseClosed' }])
})

test('what was changed longer ago than a month is history and begins none', async () => {
  expect((await give(colleague, '2026-10-20')).status).toBe(200)
  expect(await handovers()).toEqual([])
  const { body } = await give(me, '2026-10-21')
  expect(body.id).toBeGreaterThan(0)
  expect(await handovers()).toEqual([{ from: colleague, to: me, since: '2026-10-21', why: null }])
})

test('whom a bar keeps from a young person is not given the case, and why is not said', async () => {
  await it.owner.query(
    `insert into bar (youth_id, staff_id, reason, note, during) values ($1, $2, 'youthWish', 'Vil ikke', '[2026-11-01,)')`,
    [youthId, colleague],
  )
  const { status, body } = await give(colleague)
  expect(status).toBe(400)
  expect(body.error.fields).toEqual([{ field: 'row.staffId', code: 'barred' }])
  expect(JSON.stringify(body)).not.toContain('Vil ikke')
  await it.owner.query(`update bar set during = '[2026-11-01,2026-11-20)' where youth_id = $1`, [youthId])
  expect((await give(colleague)).status).toBe(200)
})

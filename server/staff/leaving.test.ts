import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { findStaff } from '#server/door/match-staff.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { at, fieldsOf, staffForTest } from './test-staff.ts'

type World = Awaited<ReturnType<typeof staffForTest>>
let database: World['database']
let house: World['house']
let owner: World['owner']
let leader: World['leader']
let administrator: World['administrator']
let send: World['send']
let added: World['added']
let member: World['member']
let youthOf: World['youthOf']
let end: World['end']

beforeAll(async () => {
  ;({ database, house, owner, leader, administrator, send, added, member, youthOf, end } =
    await staffForTest())
})
afterAll(() => end())

test('who holds open cases neither leaves nor ends the role, and is told how many', async () => {
  const staffId = await added({ weeklyMinutes: 2220 })
  const youths = [await youthOf(staffId, 'caseworker'), await youthOf(staffId, 'caseworker')]
  const followed = await youthOf(staffId, 'mentor')
  const leave = (version: number) =>
    send(administrator.cookie, 'POST', `/api/staff/${staffId}/leave`, { version, lastDay: '2026-11-30' })
  const holds = [{ field: 'lastDay', code: 'holdsCases', params: { count: 2 } }]
  expect(fieldsOf((await leave(1)).body)).toEqual(holds)
  const { roles, work } = await member(staffId, administrator.cookie)
  expect(work).toEqual({ cases: 2, others: 1, appointments: 0 })
  const end = `/api/staff/${staffId}/roles/${roles[0].id}/end`
  expect(
    fieldsOf((await send(administrator.cookie, 'POST', end, { version: 1, lastDay: '2026-11-30' })).body),
  ).toEqual(holds)
  // Handed over to somebody else before the last day.
  await owner.query(`update assignment set during = '[2026-11-01,2026-12-01)' where youth_id = any ($1)`, [
    youths,
  ])
  expect((await leave(1)).status).toBe(200)
  const gone = await member(staffId)
  expect(gone.leftOn).toBe('2026-11-30')
  expect(gone.roles[0].during.lastDay).toBe('2026-11-30')
  expect(gone.hours[0].during.lastDay).toBe('2026-11-30')
  const { rows } = await owner.query(
    `select upper(during)::text as until, withdrawn_at is null as stands from assignment where youth_id = $1`,
    [followed],
  )
  expect(rows).toEqual([{ until: '2026-12-01', stands: true }])
  const log = await owner.query(
    `select action, staff_id::int, youth_id::int from change_log where youth_id = $1`,
    [followed],
  )
  expect(log.rows).toEqual([
    { action: 'assignment.end', staff_id: administrator.staffId, youth_id: followed },
  ])
  const role = { version: 2, role: 'mentor', from: '2026-12-05' }
  const refused = await send(leader.cookie, 'POST', `/api/staff/${staffId}/roles`, role)
  expect(refused.body.error.reason).toBe('staffHasLeft')
  expect((await send(leader.cookie, 'POST', `/api/staff/${staffId}/come-back`, { version: 2 })).status).toBe(
    200,
  )
  expect(
    (await send(leader.cookie, 'POST', `/api/staff/${staffId}/roles`, { ...role, version: 3 })).status,
  ).toBe(200)
})

test('who has left is out at once, with the session that was open', async () => {
  const gone = await logInForTest(house.pool, { roles: ['administrator'], at })
  expect((await send(gone.cookie, 'GET', '/api/staff')).status).toBe(200)
  const leave = { version: 1, lastDay: '2026-11-20' }
  expect((await send(leader.cookie, 'POST', `/api/staff/${gone.staffId}/leave`, leave)).status).toBe(200)
  expect((await send(gone.cookie, 'GET', '/api/staff')).status).toBe(403)
})

test('what is past stays: a role is not ended before yesterday', async () => {
  const staffId = await added()
  const [{ id }] = (await member(staffId)).roles
  const path = `/api/staff/${staffId}/roles/${id}/end`
  expect(
    fieldsOf((await send(leader.cookie, 'POST', path, { version: 1, lastDay: '2026-11-10' })).body),
  ).toEqual([{ field: 'lastDay', code: 'dayPassed' }])
  expect((await send(leader.cookie, 'POST', path, { version: 1, lastDay: '2026-11-20' })).status).toBe(200)
})

test('somebody who leaves and a case that is given at the same time: one of the two is refused', async () => {
  const staffId = await added()
  const giver = new pg.Client({ connectionString: database.url })
  await giver.connect()
  try {
    const youthId = await youthOf(staffId, 'mentor')
    // As server/register does it: the person first, then the case.
    await giver.query('begin')
    await giver.query('select from staff where id = $1 for key share', [staffId])
    await giver.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-21,)')`,
      [youthId, staffId],
    )
    const leaving = send(leader.cookie, 'POST', `/api/staff/${staffId}/leave`, {
      version: 1,
      lastDay: '2026-11-21',
    })
    await giver.query('select pg_sleep(0.2)')
    await giver.query('commit')
    expect(fieldsOf((await leaving).body)).toEqual([
      { field: 'lastDay', code: 'holdsCases', params: { count: 1 } },
    ])
  } finally {
    await giver.end()
  }
})

test('a relation ends with the role that it is in, and with it the sight; other relations stay', async () => {
  const staffId = await added({ roles: ['mentor', 'contactPerson'] })
  const followed = await youthOf(staffId, 'mentor')
  const ahead = await youthOf(staffId, 'mentor')
  const other = await youthOf(staffId, 'contactPerson')
  await owner.query(`update assignment set during = '[2026-12-10,)' where youth_id = $1`, [ahead])
  const { roles, version } = await member(staffId)
  const mentor = roles.find(({ role }: { role: string }) => role === 'mentor')
  const path = `/api/staff/${staffId}/roles/${mentor.id}/end`
  const ended = await send(administrator.cookie, 'POST', path, { version, lastDay: '2026-11-30' })
  expect(ended).toEqual({ status: 200, body: { version: version + 1 } })
  const { rows } = await owner.query(
    `select youth_id::int as youth, upper(during)::text as until, withdrawn_reason as withdrawn from assignment
     where staff_id = $1 order by youth_id`,
    [staffId],
  )
  expect(rows).toEqual([
    { youth: followed, until: '2026-12-01', withdrawn: null },
    { youth: ahead, until: null, withdrawn: 'staffRole.end' },
    { youth: other, until: null, withdrawn: null },
  ])
  const log = await owner.query(
    `select staff_id::int, youth_id::int from change_log where action = 'assignment.end'
    and youth_id = any ($1) order by youth_id`,
    [[followed, ahead, other]],
  )
  expect(log.rows).toEqual([
    { staff_id: administrator.staffId, youth_id: followed },
    { staff_id: administrator.staffId, youth_id: ahead },
  ])
})

test('a leader lets go of a colleague’s account: the session ends, the next log-in binds anew', async () => {
  const { staffId, cookie } = await logInForTest(house.pool, { roles: ['administrator'], at })
  await owner.query(
    `update staff set oidc_subject = 'x gammel', email = 'ny-konto@example.dk' where id = $1`,
    [staffId],
  )
  const system = { kind: 'system', onBehalfOf: null, today: Temporal.PlainDate.from('2026-11-21') } as const
  const logIn = () =>
    inTransaction(house.pool, { ...system, requestId: 'test' }, db =>
      findStaff(db, { issuerName: 'x', subject: 'ny', verifiedEmail: 'ny-konto@example.dk' }),
    )
  expect(await logIn()).toBeNull()
  const path = `/api/staff/${staffId}/release-log-in`
  const refused = await send(administrator.cookie, 'POST', path, { version: 1 })
  expect({ status: refused.status, reason: refused.body.error.reason }).toEqual({
    status: 422,
    reason: 'onlyLeaders',
  })
  const own = await member(leader.staffId)
  const ownPath = `/api/staff/${leader.staffId}/release-log-in`
  expect((await send(leader.cookie, 'POST', ownPath, { version: own.version })).status).toBe(403)
  expect((await send(leader.cookie, 'POST', path, { version: 1 })).body).toEqual({ version: 2 })
  expect((await send(cookie, 'GET', '/api/staff')).status).toBe(401)
  expect((await member(staffId)).logIn).toBe('ready')
  expect((await send(leader.cookie, 'POST', path, { version: 2 })).status).toBe(409)
  const { rows } = await owner.query(
    `select staff_id::int, before from change_log where action = 'staff.releaseLogIn' and subject_id = $1`,
    [staffId],
  )
  expect(rows).toEqual([{ staff_id: leader.staffId, before: { oidcSubject: 'x gammel' } }])
  expect(await logIn()).toBe(staffId)
})

test('the last who can let people in stays, also when two end each other at once', async () => {
  const { rows } = await owner.query<{ id: number; staff_id: number; version: number }>(
    `select r.id::int, r.staff_id::int, s.version from staff_role r join staff s on s.id = r.staff_id
     where role in ('leader', 'administrator') and upper_inf(during) and s.id not in ($1, $2)`,
    [leader.staffId, administrator.staffId],
  )
  for (const row of rows) {
    const path = `/api/staff/${row.staff_id}/roles/${row.id}/end`
    const ended = await send(leader.cookie, 'POST', path, {
      version: row.version,
      lastDay: '2026-11-21',
    })
    expect(ended.status).toBe(200)
  }
  const second = await logInForTest(house.pool, { roles: ['leader'], at })
  const administratorRole = (await member(administrator.staffId)).roles[0]
  const own = await member(administrator.staffId)
  await send(leader.cookie, 'POST', `/api/staff/${administrator.staffId}/roles/${administratorRole.id}/end`, {
    version: own.version,
    lastDay: '2026-11-21',
  })
  const endRoleOf = async (cookie: string, staffId: number) => {
    const { version, roles } = await member(staffId)
    return send(cookie, 'POST', `/api/staff/${staffId}/roles/${roles[0].id}/end`, {
      version,
      lastDay: '2026-11-21',
    })
  }
  const both = await Promise.all([
    endRoleOf(leader.cookie, second.staffId),
    endRoleOf(second.cookie, leader.staffId),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(both.find(({ status }) => status === 422)?.body.error.reason).toBe('lastKeyHolder')
})

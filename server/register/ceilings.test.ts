import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerForTest, somebody } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>
let me: number
let colleague: number

beforeAll(async () => {
  it = await registerForTest()
  me = it.caseworker.staffId
  colleague = it.colleague.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  await it.owner.query(`delete from ceiling_exception; delete from ceiling;
    update assignment set withdrawn_at = now(), withdrawn_reason = 'forfra'
    where role = 'caseworker' and withdrawn_at is null`)
})

const today = '2026-11-21'
const register = (cookie: string, caseworkerId: number | null = null) =>
  it.send(cookie, 'POST', '/api/youths', { ...somebody, cpr: '', caseworkerId })
const give = (youthId: number, staffId: number, from = today, lastDay: string | null = null) =>
  it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/assignments`, {
    during: { from, lastDay },
    row: { staffId, role: 'caseworker', note: '' },
  })
const most = (cases: number | null, minutes: number | null = null, programmeId: number | null = null) =>
  it.owner.query(
    `insert into ceiling (programme_id, cases, minutes, during, source, status)
     values ($1, $2, $3, '[2026-01-01,)', 'Udvalget', 'local')`,
    [programmeId, cases, minutes],
  )

async function registered(staffId: number): Promise<number> {
  const { status, body } = await register(it.leader.cookie, staffId)
  expect(status).toBe(200)
  // Followed since before today: a caseworker of the same day is corrected, not followed by another.
  await it.owner.query(`update assignment set during = '[2026-11-10,)' where youth_id = $1`, [body.youthId])
  return body.youthId
}

async function held(staffId: number): Promise<number> {
  const { rows } = await it.owner.query(
    `select count(*)::int as n from assignment where staff_id = $1 and role = 'caseworker' and withdrawn_at is null`,
    [staffId],
  )
  return rows[0]?.n
}

describe('above a ceiling', () => {
  test('nobody is registered with a caseworker, who is told with the ceiling and the number', async () => {
    await most(1)
    await registered(me)
    const { status, body } = await register(it.caseworker.cookie)
    expect(status).toBe(400)
    expect(body.error.fields).toEqual([
      {
        field: 'caseworkerId',
        code: 'ceilingOfCases',
        params: { name: expect.stringContaining('Rådgiver'), has: 2, most: 1 },
      },
    ])
    expect(await held(me)).toBe(1)
  })

  test('somebody who does not see a colleague’s young people gives the colleague none too many', async () => {
    await registered(colleague)
    await most(1)
    const { status, body } = await register(it.caseworker.cookie, colleague)
    expect([status, body.error?.fields[0].code]).toEqual([400, 'ceilingOfCases'])
    await it.owner.query('update ceiling set cases = 2')
    const { body: saved } = await register(it.caseworker.cookie, colleague)
    // And sees nobody else's afterwards either.
    const others = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${saved.youthId}/record`)
    expect(others.status).toBe(200)
  })

  test('nobody gets another’s case, today or ahead, or by a correction', async () => {
    const youthId = await registered(me)
    await registered(colleague)
    await most(1)
    const said = [{ field: 'row.staffId', code: 'ceilingOfCases' }]
    expect((await give(youthId, colleague)).body.error.fields).toMatchObject(said)
    expect((await give(youthId, colleague, '2026-12-14')).body.error.fields).toMatchObject(said)
    const { rows } = await it.owner.query(
      `select id::int from assignment where youth_id = $1 and withdrawn_at is null and role = 'caseworker'`,
      [youthId],
    )
    const corrected = await it.send(it.leader.cookie, 'PUT', `/api/assignments/${rows[0]?.id}`, {
      during: { from: today, lastDay: null },
      row: { staffId: colleague, role: 'caseworker', note: '' },
      reason: 'Fejl',
    })
    expect(corrected.body.error.fields).toMatchObject(said)
    expect(await held(colleague)).toBe(1)
  })

  test('a case is not opened anew with somebody who is full, and is without', async () => {
    const youthId = await registered(me)
    await it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/close`, {
      lastDay: today,
      reason: 'Flyttet',
    })
    await registered(colleague)
    await most(1)
    const reopen = (caseworkerId: number | null) =>
      it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/reopen`, { from: today, caseworkerId })
    const refused = await reopen(colleague)
    expect(refused.body.error.fields).toMatchObject([{ field: 'caseworkerId', code: 'ceilingOfCases' }])
    expect((await reopen(null)).status).toBe(200)
  })

  test('minutes are held like numbers, and a programme counts its own alone', async () => {
    await it.owner.query(`insert into case_weight (key, name, per, minutes, during, source, status)
      values ('fast', 'Fast tid', 'month', 90, '[2020-01-01,)', 'prøve', 'local') on conflict do nothing`)
    const [first, second] = [await registered(me), await registered(colleague)]
    await most(null, 150)
    expect((await give(first, colleague)).body.error.fields).toMatchObject([
      { code: 'ceilingOfMinutes', params: { has: 180, most: 150 } },
    ])
    await it.owner.query('delete from ceiling')
    await most(1, null, it.programmeId)
    const join = (youthId: number) =>
      it.owner.query(
        `insert into membership (youth_id, programme_id, during) values ($1, $2, '[2026-11-01,)')`,
        [youthId, it.programmeId],
      )
    await join(second)
    expect((await give(first, colleague)).status).toBe(200)
    const third = await registered(me)
    await join(third)
    expect((await give(third, colleague)).body.error.fields).toMatchObject([
      { code: 'ceilingOfCasesIn', params: { programme: 'Mod til uddannelse', has: 2, most: 1 } },
    ])
    await it.owner.query(`delete from case_weight where key = 'fast'`)
  })

  test('an exception that runs lets more through, and one that has ended does not', async () => {
    await registered(colleague)
    const youthId = await registered(me)
    await most(1)
    const except = (during: string) =>
      it.owner.query(
        `insert into ceiling_exception (staff_id, cases, during, reason) values ($1, 2, $2, 'Til vi har ansat')`,
        [colleague, during],
      )
    await except('[2026-10-01,2026-11-20)')
    expect((await give(youthId, colleague)).status).toBe(400)
    await except('[2026-11-20,2026-12-31)')
    expect((await give(youthId, colleague)).status).toBe(200)
  })

  test('whoever stands above already keeps what they have, and a mentor is not counted', async () => {
    const youthId = await registered(me)
    await registered(me)
    await most(1)
    expect((await give(youthId, me)).status).toBe(200)
  })

  test('a relation that ends is held against the days it lasts, and not against those after', async () => {
    const ahead = await registered(me)
    expect((await give(ahead, colleague, '2026-12-14')).status).toBe(200)
    const youthId = await registered(me)
    await most(1)
    const until = (lastDay: string | null) => give(youthId, colleague, today, lastDay)
    const said = [{ field: 'row.staffId', code: 'ceilingOfCases', params: { has: 2 } }]
    expect((await until(null)).body.error.fields).toMatchObject(said)
    expect((await until('2026-12-14')).body.error.fields).toMatchObject(said)
    expect((await until('2026-12-13')).status).toBe(200)
  })

  test('whoever was a caseworker is corrected as such, also where they are full or barred now', async () => {
    const youthId = await registered(me)
    await registered(colleague)
    await most(1)
    await it.owner.query(`update youth_case set during = '[2026-09-01,)' where youth_id = $1`, [youthId])
    const { rows } = await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during, reason)
       values ($1, $2, 'caseworker', '[2026-10-01,2026-11-05)', '') returning id::int`,
      [youthId, colleague],
    )
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'kinship', '[2026-11-05,)')`,
      [youthId, colleague],
    )
    const correct = (id: number, during: { from: string; lastDay: string | null }) =>
      it.send(it.leader.cookie, 'PUT', `/api/assignments/${id}`, {
        during,
        row: { staffId: colleague, role: 'caseworker', note: '' },
        reason: 'Fejl',
      })
    const { status, body } = await correct(rows[0]?.id, { from: '2026-10-01', lastDay: '2026-11-03' })
    expect([status, body.error]).toEqual([200, undefined])
    // Within the bar it is refused as ever.
    const barred = await correct(body.id, { from: '2026-10-01', lastDay: '2026-11-06' })
    expect(barred.body.error.fields).toMatchObject([{ field: 'row.staffId', code: 'barred' }])
  })
})

test('of two who give the last place at once, one does and the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    await it.owner.query(`delete from ceiling; update assignment set withdrawn_at = now(), withdrawn_reason = 'forfra'
      where role = 'caseworker' and withdrawn_at is null`)
    const [first, second] = [await registered(me), await registered(me)]
    await most(1)
    const answers = await Promise.all([
      give(first, colleague),
      give(second, colleague),
      register(it.leader.cookie, colleague),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(await held(colleague)).toBe(1)
  }
})

test('whoever gives a case by hand waits for whoever is just giving it in another way', async () => {
  const youthId = await registered(me)
  await it.owner.query('begin')
  await it.owner.query('select from youth_case where youth_id = $1 for no key update', [youthId])
  const giving = give(youthId, colleague)
  await expect
    .poll(async () => {
      const { rows } = await it.owner.query(
        `select count(*)::int as n from pg_stat_activity
         where datname = current_database() and pg_backend_pid() = any (pg_blocking_pids(pid))`,
      )
      return rows[0]?.n
    })
    .toBe(1)
  await it.owner.query('commit')
  expect((await giving).status).toBe(200)
})

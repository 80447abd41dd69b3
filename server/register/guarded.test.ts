import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#domain/sharing/permissions.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { registerForTest, somebody, testNow } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>

beforeAll(async () => {
  it = await registerForTest()
})
afterAll(() => it.end())

let serial = 5000
async function registered(over: object = {}): Promise<{ youthId: number; cpr: string }> {
  serial += 1
  const cpr = `010207-${serial}`
  const { status, body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
    ...somebody,
    cpr,
    ...over,
  })
  expect(status).toBe(200)
  return { youthId: body.youthId, cpr }
}

const person = (roles: Role[]) => logInForTest(it.house.pool, { roles, familyName: 'Anden', at: testNow })

async function follow(youthId: number, staffId: number, role: string): Promise<void> {
  await it.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, $3, '[2026-11-01,)')`,
    [youthId, staffId, role],
  )
}

const record = (cookie: string, youthId: number) => it.send(cookie, 'GET', `/api/youths/${youthId}/record`)
const change = (cookie: string, youthId: number, body: object) =>
  it.send(cookie, 'PUT', `/api/youths/${youthId}`, body)

async function logged(action: string, youthId: number | null = null) {
  const { rows } = await it.owner.query(
    `select before, after, staff_id::int as "staffId" from change_log
     where action = $1 and youth_id is not distinct from $2 order by id`,
    [action, youthId],
  )
  return rows
}

const hidden = { protectedAddress: true, address: 'Skjulte Vej 7', postalCode: '8700', city: 'Åstrup' }
const mother = { name: 'Mor', relation: 'mor', phone: '37200002', email: 'mor@eksempel.dk', hasCustody: true }

describe('what a leader who does not follow the young person is given', () => {
  test('is neither the number nor a protected address, and saving loses none of it', async () => {
    const { youthId, cpr } = await registered({ ...hidden, guardians: [mother] })
    const { body } = await record(it.leader.cookie, youthId)
    expect(body).toMatchObject({ cpr: null, address: null, postalCode: null, city: null })
    expect(body.guardians).toMatchObject([{ name: 'Mor', phone: null, email: null }])
    const saved = await change(it.leader.cookie, youthId, { ...body, about: 'Glad for heste' })
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await record(it.caseworker.cookie, youthId)).body).toMatchObject({ ...hidden, cpr, version: 2 })
    const { rows } = await it.owner.query(
      'select phone, email, withdrawn_at from guardian where youth_id = $1',
      [youthId],
    )
    expect(rows).toEqual([{ phone: '+4537200002', email: 'mor@eksempel.dk', withdrawn_at: null }])
  })

  test('is not got at by lifting the protection, nor by moving the birth date off the number', async () => {
    const { youthId } = await registered(hidden)
    const { body } = await record(it.leader.cookie, youthId)
    const lifted = await change(it.leader.cookie, youthId, { ...body, protectedAddress: false })
    expect(lifted.body.error.fields).toEqual([{ field: 'protectedAddress', code: 'addressHidden' }])
    const moved = await change(it.leader.cookie, youthId, { ...body, birthDate: '2007-02-02' })
    expect(moved.body.error.fields).toEqual([{ field: 'birthDate', code: 'cprBirthDate' }])
  })

  test('a guardian’s telephone is shown until 18, and stays when the name is corrected after', async () => {
    const { youthId: child } = await registered({ birthDate: '2009-11-22', cpr: '', guardians: [mother] })
    expect((await record(it.caseworker.cookie, child)).body.guardians).toMatchObject([
      { phone: '37 20 00 02', email: 'mor@eksempel.dk' },
    ])
    const { youthId } = await registered({ guardians: [mother] })
    const { body } = await record(it.caseworker.cookie, youthId)
    const guardians = body.guardians.map((each: object) => ({ ...each, name: 'Moder' }))
    expect((await change(it.caseworker.cookie, youthId, { ...body, guardians })).status).toBe(200)
    const { rows } = await it.owner.query(
      `select name, phone, withdrawn_reason, withdrawn_by::int, author_id::int from guardian
       where youth_id = $1 order by id`,
      [youthId],
    )
    const me = it.caseworker.staffId
    const phone = '+4537200002'
    expect(rows).toEqual([
      { name: 'Mor', phone, withdrawn_reason: 'corrected', withdrawn_by: me, author_id: me },
      { name: 'Moder', phone, withdrawn_reason: null, withdrawn_by: null, author_id: me },
    ])
  })
})

test('a hidden telephone survives that somebody else corrects the guardian meanwhile', async () => {
  const { youthId } = await registered({ guardians: [mother] })
  const { body } = await record(it.caseworker.cookie, youthId)
  const named = (name: string) => body.guardians.map((each: object) => ({ ...each, name }))
  await change(it.leader.cookie, youthId, { ...body, guardians: named('Moder') })
  const mine = { ...body, guardians: named('Mama'), version: 2 }
  expect((await change(it.caseworker.cookie, youthId, mine)).status).toBe(200)
  const { rows } = await it.owner.query(
    'select name, phone from guardian where youth_id = $1 and withdrawn_at is null',
    [youthId],
  )
  expect(rows).toEqual([{ name: 'Mama', phone: '+4537200002' }])
})

describe('a change of the record leaves a trace', () => {
  test('of every column, before and after, and of the guardians', async () => {
    const { youthId } = await registered({ about: 'Før', city: 'Ørby', guardians: [mother] })
    const { body } = await record(it.caseworker.cookie, youthId)
    const to = { about: 'Efter', city: 'Åstrup', language: 'ar', needsInterpreter: true, guardians: [] }
    await change(it.caseworker.cookie, youthId, { ...body, ...to, preferredContact: 'text' })
    const [line] = await logged('youth.update', youthId)
    expect(line.before).toMatchObject({
      about: 'Før',
      city: 'Ørby',
      language: 'da',
      needs_interpreter: false,
      preferred_contact: null,
      guardians: [{ name: 'Mor', phone: '+4537200002' }],
    })
    expect(line.after).toEqual({
      about: 'Efter',
      city: 'Åstrup',
      language: 'ar',
      needs_interpreter: true,
      preferred_contact: 'text',
      guardians: [],
    })
    const { rows } = await it.owner.query(
      'select withdrawn_by::int, withdrawn_reason from guardian where youth_id = $1',
      [youthId],
    )
    expect(rows).toEqual([{ withdrawn_by: it.caseworker.staffId, withdrawn_reason: 'removed' }])
  })

  test('without the number and without a protected address', async () => {
    const { youthId, cpr } = await registered(hidden)
    const { body } = await record(it.caseworker.cookie, youthId)
    serial += 1
    const to = { cpr: `010207-${serial}`, address: 'Hemmelig Gade 3' }
    await change(it.caseworker.cookie, youthId, { ...body, ...to })
    const [line] = await logged('youth.update', youthId)
    expect(line).toMatchObject({ before: {}, after: { cpr: 'changed', address: 'changed' } })
    const text = JSON.stringify(line)
    for (const secret of [cpr.slice(-4), to.cpr.slice(-4), 'Skjulte', 'Hemmelig']) {
      expect(text).not.toContain(secret)
    }
  })

  test('a version that no table can hold is refused', async () => {
    const { youthId } = await registered()
    const { body } = await record(it.caseworker.cookie, youthId)
    const answer = await change(it.caseworker.cookie, youthId, { ...body, version: 9_999_999_999 })
    expect(answer.status).toBe(400)
  })
})

describe('a number that somebody has', () => {
  test('is a line in the log, without the number, and is not tried again and again', async () => {
    const { youthId, cpr } = await registered()
    const curious = await person(['caseworker'])
    const own = await it.send(curious.cookie, 'POST', '/api/youths', { ...somebody, cpr: '' })
    const before = (await logged('youth.register.refused')).length
    const first = await it.send(curious.cookie, 'POST', '/api/youths', { ...somebody, cpr })
    expect(first).toMatchObject({ status: 409, body: { error: { reason: 'youth_cpr_unique' } } })
    const lines = (await logged('youth.register.refused')).slice(before)
    expect(lines).toEqual([{ before: null, after: null, staffId: curious.staffId }])
    const { body } = await record(curious.cookie, own.body.youthId)
    const changed = await change(curious.cookie, own.body.youthId, { ...body, cpr })
    expect(changed.body.error.reason).toBe('youth_cpr_unique')
    expect(await logged('youth.update.refused', own.body.youthId)).toHaveLength(1)
    for (let tries = 3; tries <= 10; tries += 1) {
      expect((await it.send(curious.cookie, 'POST', '/api/youths', { ...somebody, cpr })).status).toBe(409)
    }
    for (const number of [cpr, '010207-9999']) {
      const answer = await it.send(curious.cookie, 'POST', '/api/youths', { ...somebody, cpr: number })
      expect(answer).toMatchObject({ status: 429, body: { error: { code: 'tooMany' } } })
    }
    // Only whoever tries is held back.
    expect(
      (await change(it.caseworker.cookie, youthId, (await record(it.caseworker.cookie, youthId)).body))
        .status,
    ).toBe(200)
  })
})

describe('closing a case', () => {
  const close = (cookie: string, youthId: number, lastDay = '2026-11-21') =>
    it.send(cookie, 'POST', `/api/youths/${youthId}/close`, { lastDay, reason: 'I arbejde' })

  test('is for its caseworker, who stands in for that one, and a leader', async () => {
    const { youthId } = await registered()
    for (const role of ['educationAdviser', 'mentor']) {
      const other = await person(['educationAdviser', 'caseworker'])
      await follow(youthId, other.staffId, role)
      expect((await record(other.cookie, youthId)).body.mayClose).toBe(false)
      expect((await close(other.cookie, youthId)).status).toBe(403)
    }
    const deputy = await person(['educationAdviser'])
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'illness', $2, '[2026-11-21,2026-11-22)')`,
      [it.caseworker.staffId, deputy.staffId],
    )
    expect((await record(deputy.cookie, youthId)).body.mayClose).toBe(true)
    expect((await close(deputy.cookie, youthId)).status).toBe(200)
    await it.owner.query('delete from staff_absence')
    for (const { cookie } of [it.caseworker, it.leader]) {
      expect((await close(cookie, (await registered()).youthId)).status).toBe(200)
    }
  })

  test('has no last day before something that is written down', async () => {
    const { youthId } = await registered()
    await it.owner.query(
      `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day)
       values ($1, $2, 'call', 'held', '2026-11-20T09:00Z', '2026-11-20')`,
      [youthId, it.caseworker.staffId],
    )
    const refused = await close(it.caseworker.cookie, youthId, '2026-11-19')
    expect(refused.body.error.fields).toEqual([{ field: 'lastDay', code: 'beforeContact' }])
    expect((await close(it.caseworker.cookie, youthId, '2026-11-20')).status).toBe(200)
  })

  test('counts the version of what it calls off', async () => {
    const { youthId } = await registered()
    await it.owner.query(
      `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
       values ($1, $2, 'call', '2026-11-25T09:00Z', '2026-11-25T09:30Z')`,
      [youthId, it.caseworker.staffId],
    )
    await close(it.caseworker.cookie, youthId)
    const { rows } = await it.owner.query('select state, version from appointment where youth_id = $1', [
      youthId,
    ])
    expect(rows).toEqual([{ state: 'cancelled', version: 2 }])
  })

  test('a closed case is opened to nobody by a relation, only by opening it again', async () => {
    const { youthId } = await registered()
    expect((await close(it.caseworker.cookie, youthId, '2026-11-21')).status).toBe(200)
    const begin = (from: string, lastDay: string | null) =>
      it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/assignments`, {
        during: { from, lastDay },
        row: { staffId: it.colleague.staffId, role: 'caseworker', note: '' },
      })
    for (const [from, lastDay] of [
      ['2026-11-22', null],
      ['2026-11-10', null],
      ['2026-11-22', '2026-11-30'],
    ] as const) {
      expect((await begin(from, lastDay)).body.error.fields).toEqual([
        { field: 'during.from', code: 'caseNotOpen' },
      ])
    }
    const { rows } = await it.owner.query('select id::int from assignment where youth_id = $1', [youthId])
    const corrected = await it.send(it.leader.cookie, 'PUT', `/api/assignments/${rows[0].id}`, {
      during: { from: '2026-11-21', lastDay: null },
      row: { staffId: it.colleague.staffId, role: 'caseworker', note: '' },
      reason: 'Nysgerrighed',
    })
    expect(corrected.body.error.fields).toEqual([{ field: 'during.from', code: 'caseNotOpen' }])
  })
})

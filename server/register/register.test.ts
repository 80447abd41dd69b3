import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readYouthRows } from '#contract/register.ts'
import { registerForTest, somebody } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>

beforeAll(async () => {
  it = await registerForTest()
})
afterAll(() => it.end())

/** A CPR number nobody else has, for the same birth date. */
let serial = 4000
function nextCpr(): string {
  serial += 1
  return `010207-${serial}`
}

async function registered(over: object = {}): Promise<number> {
  const { status, body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
    ...somebody,
    cpr: nextCpr(),
    ...over,
  })
  expect(status).toBe(200)
  return body.youthId
}

describe('registering a young person', () => {
  test('opens the case, gives the first caseworker and can be read back by that one alone', async () => {
    const youthId = await registered({
      birthDate: '2009-11-22',
      cpr: '',
      guardians: [{ name: 'Mor Prøve', relation: 'mor', phone: '37200002', email: '', hasCustody: true }],
    })
    const own = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/record`)
    expect(own.body).toMatchObject({
      givenName: 'Mikkel',
      birthDate: '2009-11-22',
      phone: '37 20 00 01',
      openSince: '2026-11-02',
      guardians: [{ name: 'Mor Prøve', phone: '37 20 00 02', hasCustody: true }],
    })
    expect((await it.send(it.colleague.cookie, 'GET', `/api/youths/${youthId}/record`)).status).toBe(404)
    expect((await it.send(it.leader.cookie, 'GET', `/api/youths/${youthId}/record`)).status).toBe(200)
  })

  test('stores the CPR number sealed and writes the reading of it down', async () => {
    const youthId = await registered()
    const { body } = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/record`)
    expect(body.cpr).toMatch(/^010207-\d{4}$/)
    const { rows } = await it.owner.query(
      `select encode(cpr_encrypted, 'escape') as sealed,
        (select count(*)::int from read_log where $1 = any (youth_ids) and action = 'youth.record') as readings
       from youth where id = $1`,
      [youthId],
    )
    expect(rows[0].sealed).not.toContain('010207')
    expect(rows[0].readings).toBe(1)
  })

  test('refuses the same number twice, by the name of the constraint', async () => {
    const cpr = nextCpr()
    await registered({ cpr })
    const { status, body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', { ...somebody, cpr })
    expect(status).toBe(409)
    expect(body.error.reason).toBe('youth_cpr_unique')
  })

  test('names every field that is wrong, and stores nothing', async () => {
    const before = await it.owner.query('select count(*) from youth')
    const { status, body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
      ...somebody,
      cpr: '020207-4000',
      phone: '12',
      email: 'ikke-en-adresse',
    })
    expect(status).toBe(400)
    expect(body.error.fields).toEqual(
      expect.arrayContaining([
        { field: 'cpr', code: 'cprBirthDate' },
        { field: 'phone', code: 'phone' },
        { field: 'email', code: 'email' },
      ]),
    )
    expect((await it.owner.query('select count(*) from youth')).rows).toEqual(before.rows)
  })

  test('says that a number whose last digit does not check deserves a second look', async () => {
    const { body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
      ...somebody,
      cpr: nextCpr(),
    })
    expect(typeof body.cprDoubtful).toBe('boolean')
    const without = await it.send(it.caseworker.cookie, 'POST', '/api/youths', { ...somebody, cpr: '' })
    expect(without.body.cprDoubtful).toBe(false)
  })

  test('never breaks, whatever is typed', async () => {
    const anything = fc.record({
      givenName: fc.string({ maxLength: 120, unit: 'grapheme' }),
      familyName: fc.string({ maxLength: 120 }),
      birthDate: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('2007-02-30', '2007-02-01', '9999-12-31'),
      ),
      cpr: fc.string({ maxLength: 20 }),
      phone: fc.string({ maxLength: 40 }),
      about: fc.string({ maxLength: 2100 }),
      guardians: fc.array(fc.anything(), { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(anything, async typed => {
        const { status } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
          ...somebody,
          ...typed,
        })
        expect([200, 400, 409]).toContain(status)
      }),
      { numRuns: 60 },
    )
  })
})

describe('changing the record', () => {
  test('keeps the first change when two change at once, and tells the second', async () => {
    const youthId = await registered()
    const { body: record } = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/record`)
    const change = (city: string) =>
      it.send(it.caseworker.cookie, 'PUT', `/api/youths/${youthId}`, { ...record, city })
    const answers = await Promise.all([change('Åstrup'), change('Ørby')])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
    const refused = answers.find(answer => answer.status === 409)
    expect(refused?.body.error.code).toBe('changedMeanwhile')
  })

  test('withdraws a guardian who is no longer named, and keeps the others', async () => {
    const mother = { name: 'Mor', relation: 'mor', phone: '', email: '', hasCustody: true }
    const father = { name: 'Far', relation: 'far', phone: '', email: '', hasCustody: true }
    const youthId = await registered({ guardians: [mother, father] })
    const { body: record } = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/record`)
    await it.send(it.caseworker.cookie, 'PUT', `/api/youths/${youthId}`, { ...record, guardians: [father] })
    const { rows } = await it.owner.query(
      'select name, withdrawn_at is null as current from guardian where youth_id = $1 order by name',
      [youthId],
    )
    expect(rows).toEqual([
      { name: 'Far', current: true },
      { name: 'Mor', current: false },
    ])
  })
})

describe('dated rows', () => {
  const during = { from: '2026-11-02', lastDay: null }

  test('a new benefit ends the one that runs, the day before', async () => {
    const youthId = await registered()
    const begin = (kind: string, from: string) =>
      it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/benefits`, {
        during: { from, lastDay: null },
        row: { kind },
      })
    expect((await begin('kontanthjaelp', '2026-11-02')).status).toBe(200)
    expect((await begin('su', '2026-11-20')).status).toBe(200)
    const { rows } = await it.owner.query(
      'select kind, during::text from benefit where youth_id = $1 order by id',
      [youthId],
    )
    expect(rows).toEqual([
      { kind: 'kontanthjaelp', during: '[2026-11-02,2026-11-20)' },
      { kind: 'su', during: '[2026-11-20,)' },
    ])
  })

  test('a membership brings its promise, a correction moves it, a withdrawal takes it away', async () => {
    const youthId = await registered()
    const row = { programmeId: it.programmeId }
    const open = async () => {
      const { rows } = await it.owner.query(
        `select due_day::text from deadline where youth_id = $1 and state = 'open'`,
        [youthId],
      )
      return rows.map(deadline => deadline.due_day)
    }
    const begun = await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/memberships`, {
      during: { ...during, from: '2026-11-10' },
      row,
    })
    expect(await open()).toEqual(['2026-12-10'])
    const corrected = await it.send(it.caseworker.cookie, 'PUT', `/api/memberships/${begun.body.id}`, {
      during: { ...during, from: '2026-11-16' },
      row,
      reason: 'Begyndte en uge senere',
    })
    expect(await open()).toEqual(['2026-12-16'])
    const again = await it.send(it.caseworker.cookie, 'PUT', `/api/memberships/${begun.body.id}`, {
      during,
      row,
      reason: 'Rettet fra en gammel side',
    })
    expect(again.status).toBe(409)
    await it.send(it.caseworker.cookie, 'POST', `/api/memberships/${corrected.body.id}/withdraw`, {
      reason: 'Forkert ung',
    })
    expect(await open()).toEqual([])
  })

  test('a leader hands the case over, and the sight of it follows', async () => {
    const youthId = await registered()
    const handOver = (staffId: number, cookie: string) =>
      it.send(cookie, 'POST', `/api/youths/${youthId}/assignments`, {
        during: { from: '2026-11-21', lastDay: null },
        row: { staffId, role: 'caseworker', note: '' },
      })
    expect((await handOver(it.colleague.staffId, it.caseworker.cookie)).status).toBe(403)
    expect((await handOver(it.leader.staffId, it.leader.cookie)).body.error.fields).toEqual([
      { field: 'row.staffId', code: 'notInRole' },
    ])
    // The first relation began today: it is corrected, since nobody held the case before the handing over.
    const { rows } = await it.owner.query('select id::int from assignment where youth_id = $1', [youthId])
    const corrected = await it.send(it.leader.cookie, 'PUT', `/api/assignments/${rows[0].id}`, {
      during: { from: '2026-11-21', lastDay: null },
      row: { staffId: it.colleague.staffId, role: 'caseworker', note: '' },
      reason: 'Kollegaen kender familien',
    })
    expect(corrected.status).toBe(200)
    expect((await it.send(it.colleague.cookie, 'GET', `/api/youths/${youthId}/record`)).status).toBe(200)
    expect((await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/record`)).status).toBe(404)
  })

  test('a pause must have an end, and periods must be in order', async () => {
    const youthId = await registered()
    const pause = (lastDay: string | null) =>
      it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/pauses`, {
        during: { from: '2026-11-20', lastDay },
        row: { kind: 'illness' },
      })
    expect((await pause(null)).body.error.fields).toEqual([{ field: 'during.lastDay', code: 'required' }])
    expect((await pause('2026-11-19')).body.error.fields).toEqual([
      { field: 'during.lastDay', code: 'periodOrder' },
    ])
    expect((await pause('2026-11-27')).status).toBe(200)
    expect((await pause('2026-11-30')).body.error.reason).toBe('pause_no_overlap')
  })

  test('stand together with what can be chosen, in the shape of the contract', async () => {
    const youthId = await registered()
    await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/activities`, {
      during: { from: '2026-11-02', lastDay: '2026-11-30' },
      row: { kind: 'internship', description: 'Cykelsmed', weeklyMinutes: 600 },
    })
    const { body } = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/rows`)
    const rows = readYouthRows.output.parse(body)
    expect(rows.activities[0]?.during.lastDay?.toString()).toBe('2026-11-30')
    expect(rows.assignments.map(({ row }) => row.staffId)).toEqual([it.caseworker.staffId])
    expect((await it.send(it.colleague.cookie, 'GET', `/api/youths/${youthId}/rows`)).status).toBe(404)
  })

  test('an activity says when the school told, and a correction keeps that and whether the young person came', async () => {
    const youthId = await registered()
    const send = (method: 'POST' | 'PUT', url: string, row: object, lastDay: string | null, more = {}) =>
      it.send(it.caseworker.cookie, method, url, {
        during: { from: '2026-11-02', lastDay },
        row: { kind: 'education', description: 'EUD', weeklyMinutes: null, ...row },
        ...more,
      })
    const { body } = await send('POST', `/api/youths/${youthId}/activities`, {}, null)
    await it.owner.query(`update activity set showed_up = true, showed_up_on = '2026-11-03' where id = $1`, [
      body.id,
    ])
    const ahead = await send('PUT', `/api/activities/${body.id}`, { noticeDay: '2026-11-22' }, '2026-11-18', {
      reason: 'Skolen ringede',
    })
    expect(ahead.body.error.fields).toEqual([{ field: 'row.noticeDay', code: 'future' }])
    const ended = await send('PUT', `/api/activities/${body.id}`, { noticeDay: '2026-11-20' }, '2026-11-18', {
      reason: 'Skolen ringede',
    })
    const { rows } = await it.owner.query(`select notice_day::text, showed_up from activity where id = $1`, [
      ended.body.id,
    ])
    expect(rows).toEqual([{ notice_day: '2026-11-20', showed_up: true }])
    const read = await it.send(it.caseworker.cookie, 'GET', `/api/youths/${youthId}/rows`)
    expect(read.body.activities[0].row.noticeDay).toBe('2026-11-20')
  })

  test('a leader sees how long somebody who could be chosen is away, others do not', async () => {
    const youthId = await registered()
    const { staffId } = it.colleague
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'illness', '[2026-11-16,2026-12-01)')`,
      [staffId],
    )
    const untilFor = async (cookie: string) => {
      const { body } = await it.send(cookie, 'GET', `/api/youths/${youthId}/rows`)
      const found = readYouthRows.output.parse(body).staff.find(({ id }) => id === staffId)
      return found?.absence?.until?.toString() ?? null
    }
    expect(await untilFor(it.leader.cookie)).toBe('2026-12-01')
    expect(await untilFor(it.caseworker.cookie)).toBeNull()
    await it.owner.query('delete from staff_absence where staff_id = $1', [staffId])
  })

  test('nobody without a relation begins, corrects or withdraws', async () => {
    const youthId = await registered()
    const begun = await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/benefits`, {
      during,
      row: { kind: 'kontanthjaelp' },
    })
    const asColleague = (method: 'POST' | 'PUT', url: string, payload: object) =>
      it.send(it.colleague.cookie, method, url, payload)
    const row = { kind: 'su' }
    const reason = 'Nysgerrighed'
    expect((await asColleague('POST', `/api/youths/${youthId}/benefits`, { during, row })).status).toBe(404)
    expect((await asColleague('PUT', `/api/benefits/${begun.body.id}`, { during, row, reason })).status).toBe(
      409,
    )
    expect((await asColleague('POST', `/api/benefits/${begun.body.id}/withdraw`, { reason })).status).toBe(
      409,
    )
  })
})

describe('closing and coming back', () => {
  test('ends relations and promises, keeps what was, and a return begins anew', async () => {
    const youthId = await registered()
    await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/memberships`, {
      during: { from: '2026-11-02', lastDay: null },
      row: { programmeId: it.programmeId },
    })
    await it.owner.query(
      `insert into assessment (youth_id, target_group, during) values ($1, 'activityReady', '[2026-11-02,)')`,
      [youthId],
    )
    const close = (lastDay: string) =>
      it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/close`, { lastDay, reason: 'I arbejde' })
    expect((await close('2026-11-25')).body.error.fields).toEqual([{ field: 'lastDay', code: 'future' }])
    expect((await close('2026-11-20')).status).toBe(200)
    const state = async () => {
      const { rows } = await it.owner.query(
        `select (select count(*)::int from deadline where youth_id = $1 and state = 'open') as open,
          (select count(*)::int from deadline where youth_id = $1) as deadlines,
          (select count(*)::int from assignment where youth_id = $1 and upper_inf(during) and withdrawn_at is null) as relations,
          (select count(*)::int from assessment where youth_id = $1 and upper_inf(during)) as groups`,
        [youthId],
      )
      return rows[0]
    }
    const closed = await state()
    expect(closed).toMatchObject({ open: 0, relations: 0, groups: 0 })
    expect(closed.deadlines).toBeGreaterThan(0)
    const reopen = { from: '2026-11-21', caseworkerId: it.colleague.staffId }
    expect(
      (await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/reopen`, reopen)).status,
    ).toBe(403)
    const back = await it.send(it.leader.cookie, 'POST', `/api/youths/${youthId}/reopen`, reopen)
    expect(back.status).toBe(200)
    expect(await state()).toMatchObject({ deadlines: closed.deadlines, relations: 1 })
    expect((await it.send(it.colleague.cookie, 'GET', `/api/youths/${youthId}/record`)).body.openSince).toBe(
      '2026-11-21',
    )
  })

  test('a closing can be taken back the same day, and the target group runs on', async () => {
    const youthId = await registered()
    await it.owner.query(
      `insert into assessment (youth_id, target_group, during) values ($1, 'activityReady', '[2026-11-02,)')`,
      [youthId],
    )
    const send = (cookie: string, path: string, body: object) =>
      it.send(cookie, 'POST', `/api/youths/${youthId}/${path}`, body)
    expect(
      (await send(it.caseworker.cookie, 'close', { lastDay: '2026-11-21', reason: 'Fejl' })).status,
    ).toBe(200)
    const reopen = { from: '2026-11-21', caseworkerId: it.caseworker.staffId }
    expect((await send(it.leader.cookie, 'reopen', reopen)).status).toBe(200)
    expect((await send(it.leader.cookie, 'reopen', reopen)).body.error.reason).toBe('youth_case_no_overlap')
    const { rows } = await it.owner.query(
      `select (select array_agg(during::text) from youth_case where youth_id = $1) as cases,
        (select array_agg(during::text order by during) from assignment where youth_id = $1) as relations,
        (select array_agg(during::text) from assessment where youth_id = $1) as groups`,
      [youthId],
    )
    expect(rows).toEqual([
      {
        cases: ['[2026-11-02,)'],
        relations: ['[2026-11-21,2026-11-22)', '[2026-11-22,)'],
        groups: ['[2026-11-02,)'],
      },
    ])
  })
})

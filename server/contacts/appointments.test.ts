import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { bookAppointment, proposeNextContact, readContactForm } from '#contract/contacts.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { logInForTest } from '#server/door/test-session.ts'
import {
  type Answer,
  assign,
  calledAlready,
  type Refused,
  type TestCase,
  type TestWorld,
  testCase,
  testNow,
  testWorld,
} from './test-world.ts'

type Booked = AnswerOf<typeof bookAppointment>
type Proposed = AnswerOf<typeof proposeNextContact>

let world: TestWorld
let here: TestCase

beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  here = await testCase(world.pool)
})

const aMeeting = { kind: 'meeting', startsAt: '2026-11-25T09:00:00Z', minutes: 60, place: 'Hjemme' }

function book<Body = Booked>(over: Record<string, unknown> = {}): Promise<Answer<Body>> {
  return world.send(here.caseworker.cookie, 'POST', `/api/youths/${here.youthId}/appointments`, {
    ...aMeeting,
    ...over,
  })
}

async function propose(query = ''): Promise<Proposed> {
  const path = `/api/youths/${here.youthId}/next-contact?${query}`
  return (await world.send<Proposed>(here.caseworker.cookie, 'GET', path)).body
}

const held = (day: string) => `kind=meeting&outcome=held&startsAt=${day}T09:00:00Z`

describe('booking', () => {
  test('is for oneself unless somebody else is named', async () => {
    const { body } = await book()
    const { rows } = await world.pool.query(
      'select staff_id, booked_by, ends_at from appointment where id = $1',
      [body.appointmentId],
    )
    expect(rows[0]).toMatchObject({ staff_id: here.caseworker.staffId, booked_by: here.caseworker.staffId })
    expect(String(rows[0].ends_at)).toBe('2026-11-25T10:00:00Z')
  })

  test('for a colleague who follows the young person, not for one who does not', async () => {
    const mentor = await logInForTest(world.pool, { at: testNow })
    const refused = await book<Refused>({ staffId: mentor.staffId })
    expect(refused.body.error.fields).toEqual([{ field: 'staffId', code: 'staffUnrelated' }])
    await assign(world.pool, here.youthId, mentor.staffId, 'mentor')
    expect((await book({ staffId: mentor.staffId })).status).toBe(200)
  })

  test('twice the same is booked once; another at the same time is refused', async () => {
    const first = await book()
    expect(await book()).toEqual(first)
    const taken = await book<Refused>({ startsAt: '2026-11-25T09:30:00Z' })
    expect(taken.body.error.fields).toEqual([{ field: 'startsAt', code: 'taken' }])
  })

  test('of two at the same moment one gets the time', async () => {
    const answers = await Promise.all([book(), book({ place: 'Kontoret' })])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 400])
  })
})

describe('moving and calling off', () => {
  test('a moved appointment may overlap where it was', async () => {
    const { body } = await book()
    const path = `/api/appointments/${body.appointmentId}`
    const move = { ...aMeeting, version: 1, startsAt: '2026-11-25T09:30:00Z' }
    expect(await world.send(here.caseworker.cookie, 'PUT', path, move)).toEqual({
      status: 200,
      body: { appointmentId: body.appointmentId, version: 2 },
    })
    const late = await world.send(here.caseworker.cookie, 'PUT', path, move)
    expect(late.body.error.code).toBe('changedMeanwhile')
  })

  test('a cancelled time is free again, and cannot be cancelled twice', async () => {
    const { body } = await book()
    const path = `/api/appointments/${body.appointmentId}/cancel`
    const cancel = { version: 1, reason: 'Den unge er syg' }
    expect((await world.send(here.caseworker.cookie, 'POST', path, cancel)).status).toBe(200)
    expect((await world.send(here.caseworker.cookie, 'POST', path, { version: 2 })).status).toBe(409)
    expect((await book()).status).toBe(200)
  })

  test('nobody without a relation can', async () => {
    const { body } = await book()
    const { cookie } = await logInForTest(world.pool, { at: testNow })
    const path = `/api/appointments/${body.appointmentId}`
    expect((await world.send(cookie, 'PUT', path, { ...aMeeting, version: 1 })).status).toBe(404)
    expect((await world.send(cookie, 'POST', `${path}/cancel`, { version: 1 })).status).toBe(404)
  })
})

describe('what is proposed next', () => {
  test('a held meeting leads to a call midway to the next one', async () => {
    const next = await propose(held('2026-11-23'))
    expect(next).toMatchObject({ kind: 'call', minutes: 15, booked: null })
    expect(next.owed).toMatchObject({ ruleName: 'Opkald imellem', dueDay: '2026-12-08' })
    expect(next.slot).toEqual({ startsAt: '2026-12-08T09:00:00Z', minutes: 15 })
    expect(next.otherSlots.map(slot => slot.startsAt.slice(0, 10))).toEqual([
      '2026-12-07',
      '2026-12-09',
      '2026-12-10',
    ])
  })

  test('nothing is stored by asking', async () => {
    await propose(held('2026-11-23'))
    const { rows } = await world.pool.query('select from contact where youth_id = $1', [here.youthId])
    expect(rows).toEqual([])
  })

  test('keeps clear of what is booked and of days away', async () => {
    const other = await testCase(world.pool)
    await world.pool.query(
      `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
       values ($1, $2, 'meeting', '2026-12-08T07:00Z', '2026-12-08T15:00Z')`,
      [other.youthId, here.caseworker.staffId],
    )
    await world.pool.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'course', '[2026-12-07,2026-12-08)')`,
      [here.caseworker.staffId],
    )
    const next = await propose(held('2026-11-23'))
    expect(next.slot?.startsAt).toBe('2026-12-09T09:00:00Z')
  })

  test('what is booked in time is not proposed again', async () => {
    await book({ kind: 'call', startsAt: '2026-12-09T09:00:00Z', minutes: 15 })
    expect((await propose(held('2026-11-23'))).booked).toMatchObject({
      kind: 'call',
      startsAt: '2026-12-09T09:00:00Z',
    })
  })

  test('an overdue meeting comes as soon as possible, and a no-show again within days', async () => {
    await calledAlready(world.pool, here)
    const overdue = await propose()
    expect(overdue).toMatchObject({ kind: 'meeting', minutes: 60 })
    expect(overdue.slot?.startsAt.slice(0, 10)).toBe('2026-11-23')
    const again = await propose('kind=meeting&outcome=noShow&startsAt=2026-11-23T08:00:00Z')
    expect(again.owed).toMatchObject({ ruleName: 'Møde hver måned', retryDay: '2026-11-26', attempts: 1 })
    expect(again.slot !== null && again.slot.startsAt < '2026-11-27').toBe(true)
  })

  test('for a chosen day all free times are given', async () => {
    const next = await propose(`${held('2026-11-23')}&day=2026-12-02&bookKind=accompaniment`)
    expect(next.slot).toBeNull()
    expect(next.otherSlots.map(slot => slot.startsAt.slice(11, 16))).toEqual([
      '07:30',
      '08:00',
      '08:30',
      '09:00',
      '11:30',
      '12:00',
      '12:30',
    ])
    expect((await propose('day=2026-12-25&bookKind=call')).otherSlots).toEqual([])
  })
})

describe('the form', () => {
  test('says what one needs, and the read is logged', async () => {
    await book()
    await world.send(here.caseworker.cookie, 'POST', `/api/youths/${here.youthId}/contacts`, {
      clientKey: randomUUID(),
      kind: 'accompaniment',
      outcome: 'held',
      place: 'Læge',
      startsAt: '2026-11-20T09:00:00Z',
      minutes: 60,
      subjectArea: 'health',
      note: 'Søvn',
      appointmentId: null,
      next: null,
    })
    const path = `/api/youths/${here.youthId}/contact-form`
    const { body } = await world.send<AnswerOf<typeof readContactForm>>(here.caseworker.cookie, 'GET', path)
    expect(body).toMatchObject({
      today: '2026-11-23',
      timeZone: 'Europe/Copenhagen',
      givenName: 'Mikkel',
      age: 19,
      programme: 'Mod til uddannelse',
      case: { from: '2026-10-01', to: null },
      usualSubjectArea: 'health',
      places: [{ kind: 'accompaniment', place: 'Læge' }],
      staff: [{ staffId: here.caseworker.staffId, name: 'Sofie Prøve', role: 'caseworker' }],
    })
    expect(body.appointments).toMatchObject([{ kind: 'meeting', place: 'Hjemme', mine: true }])
    expect(body.owed.map(each => each.ruleName)).toEqual(['Opkald imellem', 'Møde hver måned'])
    expect(body.subjectAreas.map(each => each.code)).toEqual(['contact', 'health'])
    const { rows } = await world.pool.query(
      `select staff_id from read_log where action = 'contact.form' and youth_ids = array[$1::bigint]`,
      [here.youthId],
    )
    expect(rows).toEqual([{ staff_id: here.caseworker.staffId }])
  })
})

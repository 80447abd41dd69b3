import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { proposeNextContact, registerContact } from '#contract/contacts.ts'
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

type Registered = AnswerOf<typeof registerContact>

let world: TestWorld
let here: TestCase

beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  here = await testCase(world.pool)
})

function aMeeting(over: Record<string, unknown> = {}) {
  return {
    clientKey: randomUUID(),
    kind: 'meeting',
    outcome: 'held',
    place: 'Læge',
    startsAt: '2026-11-23T08:00:00Z',
    minutes: 45,
    subjectArea: 'health',
    note: 'Var med hos egen læge.',
    appointmentId: null,
    next: null,
    ...over,
  }
}

const aCallNext = { kind: 'call', startsAt: '2026-12-02T09:00:00Z', minutes: 15, place: '' }

function register<Body = Refused>(body: unknown, cookie = here.caseworker.cookie): Promise<Answer<Body>> {
  return world.send<Body>(cookie, 'POST', `/api/youths/${here.youthId}/contacts`, body)
}

async function stored(): Promise<Record<string, number>> {
  const { rows } = await world.pool.query(
    `select (select count(*)::int from contact where youth_id = $1) as contacts,
      (select count(*)::int from note where youth_id = $1) as notes,
      (select count(*)::int from appointment where youth_id = $1) as appointments,
      (select count(*)::int from deadline where youth_id = $1) as deadlines,
      (select count(*)::int from change_log where youth_id = $1) as changes`,
    [here.youthId],
  )
  return rows[0]
}

async function book(startsAt: string, minutes = 60, staffId = here.caseworker.staffId): Promise<number> {
  const { rows } = await world.pool.query(
    `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
     values ($1, $2, 'meeting', $3::timestamptz, $3::timestamptz + make_interval(mins => $4)) returning id`,
    [here.youthId, staffId, startsAt, minutes],
  )
  return rows[0].id
}

describe('registering a contact', () => {
  test('stores contact, note, next appointment, deadlines and change log together', async () => {
    const appointmentId = await book('2026-11-23T08:00:00Z')
    const { status, body } = await register<Registered>(aMeeting({ appointmentId, next: aCallNext }))
    expect(status).toBe(200)
    expect(await stored()).toEqual({ contacts: 1, notes: 1, appointments: 2, deadlines: 4, changes: 1 })
    const { rows } = await world.pool.query(
      `select c.day, c.staff_id, n.body, a.state, b.starts_at, b.kind, b.booked_by
       from contact c join note n on n.contact_id = c.id join appointment a on a.id = c.appointment_id
       join appointment b on b.id = c.next_appointment_id where c.id = $1`,
      [body.contactId],
    )
    expect(rows[0]).toMatchObject({
      staff_id: here.caseworker.staffId,
      body: 'Var med hos egen læge.',
      state: 'held',
      kind: 'call',
      booked_by: here.caseworker.staffId,
    })
    expect(String(rows[0].day)).toBe('2026-11-23')
    expect(String(rows[0].starts_at)).toBe('2026-12-02T09:00:00Z')
    // Midway between the meeting on 23 November and the next on 23 December.
    expect(body).toMatchObject({
      version: 1,
      registeredOtherwise: false,
      owed: { ruleName: 'Opkald imellem', dueDay: '2026-12-08' },
    })
  })

  test('a no-show marks its appointment, makes a retry due, and fulfils nothing', async () => {
    await calledAlready(world.pool, here)
    const appointmentId = await book('2026-11-23T08:00:00Z')
    const { body } = await register<Registered>(
      aMeeting({ outcome: 'noShow', note: '', subjectArea: null, minutes: null, appointmentId }),
    )
    expect(body.owed).toMatchObject({ ruleName: 'Møde hver måned', attempts: 1, retryDay: '2026-11-26' })
    const { rows } = await world.pool.query('select state from appointment where id = $1', [appointmentId])
    expect(rows[0].state).toBe('noShow')
  })

  test('a no-show of an appointment later today happens now, settles it, and leaves none as the next', async () => {
    await calledAlready(world.pool, here)
    const appointmentId = await book('2026-11-23T13:00:00Z')
    const ask = (of: string) =>
      world.send<AnswerOf<typeof proposeNextContact>>(
        here.caseworker.cookie,
        'GET',
        `/api/youths/${here.youthId}/next-contact?kind=meeting&outcome=noShow&startsAt=${testNow}${of}`,
      )
    expect((await ask('')).body.booked?.id).toBe(appointmentId)
    expect((await ask(`&appointmentId=${appointmentId}`)).body.booked).toBeNull()
    const missed = { outcome: 'noShow', note: '', subjectArea: null, minutes: null, appointmentId }
    const early = await register(aMeeting({ ...missed, startsAt: '2026-11-23T13:00:00Z' }))
    expect(early.body.error.fields).toEqual([{ field: 'startsAt', code: 'inFuture' }])
    const { status } = await register(aMeeting({ ...missed, startsAt: testNow.toString() }))
    expect(status).toBe(200)
    const { rows } = await world.pool.query('select state from appointment where id = $1', [appointmentId])
    expect(rows[0].state).toBe('noShow')
    expect((await ask('')).body.booked).toBeNull()
  })

  test('a cancelled appointment ahead can be booked anew at an overlapping time in the same step', async () => {
    const appointmentId = await book('2026-11-24T09:00:00Z')
    const { status } = await register(
      aMeeting({
        outcome: 'cancelled',
        startsAt: testNow.toString(),
        appointmentId,
        next: { ...aCallNext, kind: 'meeting', startsAt: '2026-11-24T09:30:00Z', minutes: 60 },
      }),
    )
    expect(status).toBe(200)
  })

  test('a clock that runs ahead a little is taken as now', async () => {
    const { body } = await register<Registered>(aMeeting({ startsAt: '2026-11-23T09:03:00Z' }))
    const { rows } = await world.pool.query('select starts_at from contact where id = $1', [body.contactId])
    expect(String(rows[0].starts_at)).toBe(testNow.toString())
  })

  test('without text there is no note, whatever subject is chosen', async () => {
    expect((await register(aMeeting({ note: '  \n ', subjectArea: 'health' }))).status).toBe(200)
    expect(await stored()).toMatchObject({ contacts: 1, notes: 0 })
  })
})

describe('the same key again', () => {
  test('answers with the same result and stores nothing more', async () => {
    const body = aMeeting({ next: aCallNext })
    const first = await register<Registered>(body)
    const second = await register<Registered>(body)
    expect(second).toEqual(first)
    expect(await stored()).toMatchObject({ contacts: 1, appointments: 1, changes: 1 })
  })

  test('registers once however many arrive at the same time', async () => {
    const body = aMeeting({ next: aCallNext })
    const answers = await Promise.all(Array.from({ length: 8 }, () => register<Registered>(body)))
    expect(answers[0]?.status).toBe(200)
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await stored()).toMatchObject({ contacts: 1, notes: 1, appointments: 1, changes: 1 })
  })

  test('says so when the text has become another, and keeps the first', async () => {
    const body = aMeeting()
    const first = await register<Registered>(body)
    const second = await register<Registered>({ ...body, note: 'Var med hos egen læge. Han ringer.' })
    expect(second.body).toMatchObject({ contactId: first.body.contactId, registeredOtherwise: true })
    const { rows } = await world.pool.query('select body from note where contact_id = $1', [
      first.body.contactId,
    ])
    expect(rows[0].body).toBe('Var med hos egen læge.')
  })

  test('of somebody else is refused', async () => {
    const colleague = await logInForTest(world.pool, { at: testNow })
    await assign(world.pool, here.youthId, colleague.staffId, 'mentor')
    const body = aMeeting()
    await register(body)
    expect((await register(body, colleague.cookie)).body.error.code).toBe('conflict')
  })
})

describe('what cannot be registered', () => {
  const faults = [
    ['in the future', { startsAt: '2026-11-23T09:30:00Z' }, 'startsAt', 'inFuture'],
    ['before the case began', { startsAt: '2026-09-30T09:00:00Z' }, 'startsAt', 'beforeCase'],
    [
      'an outcome that its kind cannot have',
      { kind: 'letter', outcome: 'noShow' },
      'outcome',
      'outcomeNotForKind',
    ],
    ['a note that says not what it is about', { subjectArea: null }, 'subjectArea', 'required'],
    ['a subject that does not exist', { subjectArea: 'gossip' }, 'subjectArea', 'invalid'],
    [
      'a next appointment in the past',
      { next: { ...aCallNext, startsAt: '2026-11-20T09:00:00Z' } },
      'next.startsAt',
      'inPast',
    ],
    [
      'a next appointment in two years',
      { next: { ...aCallNext, startsAt: '2028-11-20T09:00:00Z' } },
      'next.startsAt',
      'tooFarAhead',
    ],
    ['an unreadable instant', { startsAt: 'i går' }, 'startsAt', 'instant'],
    ['a note that is too long', { note: 'x'.repeat(20_001) }, 'note', 'tooLong'],
    ['a key that is none', { clientKey: 'mine' }, 'clientKey', 'invalid'],
  ] as const

  test.each(faults)('%s', async (_name, over, field, code) => {
    const { status, body } = await register(aMeeting(over))
    expect(status).toBe(400)
    expect(body.error.fields).toContainEqual(expect.objectContaining({ field, code }))
    expect(await stored()).toMatchObject({ contacts: 0, appointments: 0, changes: 0 })
  })

  test('says everything that is wrong at once', async () => {
    const { body } = await register(
      aMeeting({
        startsAt: '2026-12-23T09:00:00Z',
        subjectArea: null,
        next: { ...aCallNext, startsAt: '2020-01-01T09:00:00Z' },
      }),
    )
    expect(body.error.fields?.map(fault => fault.field)).toEqual(['startsAt', 'subjectArea', 'next.startsAt'])
  })

  test('after the case was closed', async () => {
    await world.pool.query(
      `update youth_case set during = '[2026-10-01,2026-11-10)', close_reason = 'job' where youth_id = $1`,
      [here.youthId],
    )
    expect((await register(aMeeting())).body.error.fields).toEqual([{ field: 'startsAt', code: 'afterCase' }])
    const late = await register(aMeeting({ startsAt: '2026-11-09T09:00:00Z' }))
    expect(late.status).toBe(200)
  })

  test('a next appointment at a time that is taken leaves nothing behind', async () => {
    const other = await testCase(world.pool)
    const { rows } = await world.pool.query(
      `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
       values ($1, $2, 'meeting', '2026-12-02T08:30Z', '2026-12-02T09:10Z') returning id`,
      [other.youthId, here.caseworker.staffId],
    )
    const { status, body } = await register(aMeeting({ next: aCallNext }))
    expect(status).toBe(400)
    expect(body.error.fields).toEqual([{ field: 'next.startsAt', code: 'taken' }])
    expect(await stored()).toMatchObject({ contacts: 0, notes: 0, appointments: 0, changes: 0 })
    expect(rows).toHaveLength(1)
  })

  test('an appointment that somebody else has settled', async () => {
    const appointmentId = await book('2026-11-23T08:00:00Z')
    await register(aMeeting({ appointmentId }))
    const again = await register(aMeeting({ appointmentId }))
    expect(again.body.error.fields).toEqual([{ field: 'appointmentId', code: 'notBooked' }])
  })

  test('an appointment of a later day: not held yet, but it can be cancelled', async () => {
    const appointmentId = await book('2026-11-26T08:00:00Z')
    const early = await register(aMeeting({ appointmentId }))
    expect(early.status).toBe(400)
    expect(early.body.error.fields).toEqual([{ field: 'appointmentId', code: 'notYet' }])
    const cancelled = await register(aMeeting({ appointmentId, outcome: 'cancelled' }))
    expect(cancelled.status).toBe(200)
  })

  test('an appointment of another young person looks as if it were not there', async () => {
    const appointmentId = await book('2026-11-23T08:00:00Z')
    const other = await testCase(world.pool)
    await assign(world.pool, other.youthId, here.caseworker.staffId, 'mentor')
    const answer = await world.send(
      here.caseworker.cookie,
      'POST',
      `/api/youths/${other.youthId}/contacts`,
      aMeeting({ appointmentId }),
    )
    expect(answer.status).toBe(404)
  })
})

describe('who may register', () => {
  test('nobody without a relation: the young person is not there', async () => {
    const stranger = await logInForTest(world.pool, { at: testNow })
    expect((await register(aMeeting(), stranger.cookie)).status).toBe(404)
    const form = await world.send(stranger.cookie, 'GET', `/api/youths/${here.youthId}/contact-form`)
    expect(form.status).toBe(404)
    const next = await world.send(stranger.cookie, 'GET', `/api/youths/${here.youthId}/next-contact`)
    expect(next.status).toBe(404)
    expect(await stored()).toMatchObject({ contacts: 0 })
  })

  test('not an administrator, and nobody who is not logged in', async () => {
    const administrator = await logInForTest(world.pool, { roles: ['administrator'], at: testNow })
    expect((await register(aMeeting(), administrator.cookie)).status).toBe(403)
    expect((await register(aMeeting(), '')).status).toBe(401)
  })

  test('a relation that ended yesterday is over', async () => {
    await world.pool.query(`update assignment set during = '[2026-10-01,2026-11-23)' where youth_id = $1`, [
      here.youthId,
    ])
    expect((await register(aMeeting())).status).toBe(404)
  })
})

describe('a meeting of the team', () => {
  /** The young person came by an enquiry, whose promise of a team is owed. */
  async function wrote(): Promise<void> {
    await world.pool.query(
      `insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name, search_name,
         about, state, handler_id, youth_id, close_reason)
       values ('REF-' || nextval('referral_id_seq'), '2026-11-20T09:00Z', '2026-11-20', 'web', 'parent', 'Mikkel',
         'mikkel', 'Går ikke i skole', 'closed', $1, $2, 'registered')`,
      [here.caseworker.staffId, here.youthId],
    )
  }
  const teamOf = async () => {
    const { rows } = await world.pool.query(
      `select d.state from deadline d join rule r on r.id = d.rule_id
       where d.youth_id = $1 and r.entrance_stage = 'team'`,
      [here.youthId],
    )
    return rows.map(({ state }) => state)
  }
  const asked = async (path: string) =>
    (await world.send<Record<string, unknown>>(here.caseworker.cookie, 'GET', path)).body

  test('as long as whoever wrote about them is to be called, the form says where that is registered', async () => {
    await wrote()
    const owed = async () => (await asked(`/api/youths/${here.youthId}/contact-form`))['writerOwed']
    await register(aMeeting({ kind: 'call', outcome: 'unanswered' }))
    expect(await owed()).toEqual({ referralId: expect.any(Number) })
    await world.pool.query(
      `update referral set sender_role = 'youth', sender_is_youth = 'yes' where youth_id = $1`,
      [here.youthId],
    )
    expect(await owed()).toBeNull()
    await world.pool.query(`update referral set sender_is_youth = 'no' where youth_id = $1`, [here.youthId])
    expect(await owed()).not.toBeNull()
    await register(aMeeting())
    expect(await owed()).toBeNull()
  })

  test('keeps what the entrance promised, which another meeting does not; corrected, it is owed again', async () => {
    await wrote()
    const first = await register<Registered>(aMeeting())
    expect(await teamOf()).toEqual(['open'])
    expect(await asked(`/api/youths/${here.youthId}/contact-form`)).toMatchObject({ teamOwed: true })
    const { status, body } = await register<Registered>(aMeeting({ isTeam: true }))
    expect(status).toBe(200)
    expect(await teamOf()).toEqual(['onTime'])
    expect(await asked(`/api/youths/${here.youthId}/contact-form`)).toMatchObject({ teamOwed: false })
    expect(await asked(`/api/contacts/${body.contactId}`)).toMatchObject({ isTeam: true, teamPromised: true })
    expect(await asked(`/api/contacts/${first.body.contactId}`)).toMatchObject({ isTeam: false })

    const { clientKey: _, appointmentId: __, next: ___, ...said } = aMeeting()
    const corrected = await world.send(here.caseworker.cookie, 'PUT', `/api/contacts/${body.contactId}`, {
      ...said,
      version: 1,
      reason: 'Lægen var der ikke',
    })
    expect(corrected.status).toBe(200)
    expect(await teamOf()).toEqual(['open'])
    expect(await asked(`/api/contacts/${body.contactId}`)).toMatchObject({
      isTeam: false,
      earlier: [{ isTeam: true }],
    })
  })

  test.each([
    ['call', 'held'],
    ['meeting', 'noShow'],
    ['text', 'held'],
  ])('is no %s that was %s', async (kind, outcome) => {
    const { status, body } = await register(aMeeting({ kind, outcome, isTeam: true }))
    expect(status).toBe(400)
    expect(body.error.fields).toContainEqual({ field: 'isTeam', code: 'teamNotMet' })
  })
})

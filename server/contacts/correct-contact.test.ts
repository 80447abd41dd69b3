import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { readContact, registerContact } from '#contract/contacts.ts'
import type { AnswerOf } from '#contract/use-case.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import {
  type Answer,
  assign,
  type Refused,
  type TestCase,
  type TestWorld,
  testCase,
  testNow,
  testWorld,
} from './test-world.ts'

let world: TestWorld
let here: TestCase
let contactId: number

const first = {
  kind: 'meeting',
  outcome: 'held',
  place: 'Læge',
  startsAt: '2026-11-20T08:00:00Z',
  minutes: 45,
  subjectArea: 'health',
  note: 'Var med hos egen læge.',
}

beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  here = await testCase(world.pool)
  const { body } = await world.send<AnswerOf<typeof registerContact>>(
    here.caseworker.cookie,
    'POST',
    `/api/youths/${here.youthId}/contacts`,
    { ...first, clientKey: randomUUID(), appointmentId: null, next: null },
  )
  contactId = body.contactId
})

function correct(
  over: Record<string, unknown> = {},
  cookie = here.caseworker.cookie,
): Promise<Answer<Refused>> {
  return world.send(cookie, 'PUT', `/api/contacts/${contactId}`, {
    ...first,
    version: 1,
    reason: 'Skrev forkert',
    ...over,
  })
}

async function read(cookie = here.caseworker.cookie): Promise<AnswerOf<typeof readContact>> {
  return (await world.send<AnswerOf<typeof readContact>>(cookie, 'GET', `/api/contacts/${contactId}`)).body
}

async function openMeeting(): Promise<string> {
  const { rows } = await world.pool.query(
    `select d.due_day from deadline d join rule r on r.id = d.rule_id
     where d.youth_id = $1 and d.state = 'open' and r.key = 'meeting'`,
    [here.youthId],
  )
  return String(rows[0]?.due_day)
}

async function deadlines(): Promise<unknown[]> {
  const { rows } = await world.pool.query(
    'select * from deadline where youth_id = $1 order by rule_id, ordinal',
    [here.youthId],
  )
  return rows
}

async function relate(role: string): Promise<string> {
  const colleague = await logInForTest(world.pool, { at: testNow })
  await assign(world.pool, here.youthId, colleague.staffId, role)
  return colleague.cookie
}

describe('correcting a contact', () => {
  test('keeps the earlier wording with who replaced it and why', async () => {
    expect(await correct({ note: 'Var med hos speciallæge.', subjectArea: 'contact' })).toEqual({
      status: 200,
      body: { contactId, version: 2 },
    })
    await correct({ version: 2, note: '', subjectArea: null, reason: 'Hørte til en anden' })
    const contact = await read()
    expect(contact).toMatchObject({ version: 3, note: '', subjectArea: null, mayCorrect: true })
    expect(contact.earlier).toMatchObject([
      { version: 2, note: 'Var med hos speciallæge.', subjectArea: 'contact', reason: 'Hørte til en anden' },
      {
        version: 1,
        note: 'Var med hos egen læge.',
        subjectArea: 'health',
        reason: 'Skrev forkert',
        replacedBy: 'Sofie Prøve',
      },
    ])
  })

  test('moves what is owed, forwards and backwards, as if it had been so from the first', async () => {
    expect(await openMeeting()).toBe('2026-12-18')
    await correct({ startsAt: '2026-11-10T08:00:00Z' })
    expect(await openMeeting()).toBe('2026-12-10')
    await correct({ version: 2, startsAt: '2026-11-18T08:00:00Z' })
    expect(await openMeeting()).toBe('2026-12-18')
    await correct({ version: 3, outcome: 'noShow' })
    // The first meeting was due a month after the membership began, on a Sunday: on the Friday before.
    expect(await openMeeting()).toBe('2026-10-30')
    const stored = await deadlines()
    const entry = {
      kind: 'system',
      onBehalfOf: null,
      today: Temporal.PlainDate.from('2026-11-23'),
      requestId: 'test',
    } as const
    await inTransaction(world.pool, entry, db => recomputeDeadlines(db, [here.youthId], entry.today))
    expect(await deadlines()).toEqual(stored)
  })

  test('writes the change log, without the text', async () => {
    await correct({ note: 'Noget helt andet.' })
    const { rows } = await world.pool.query(
      `select before, after from change_log where action = 'contact.correct' and subject_id = $1`,
      [contactId],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ before: { version: 1 }, after: { version: 2 } })
    expect(JSON.stringify(rows)).not.toContain('Noget helt andet')
  })

  test('settles the appointment anew', async () => {
    const { rows } = await world.pool.query(
      `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at, state)
       values ($1, $2, 'meeting', '2026-11-20T08:00Z', '2026-11-20T09:00Z', 'held') returning id`,
      [here.youthId, here.caseworker.staffId],
    )
    await world.pool.query('update contact set appointment_id = $1 where id = $2', [rows[0].id, contactId])
    await correct({ outcome: 'noShow' })
    const after = await world.pool.query('select state, version from appointment where id = $1', [rows[0].id])
    expect(after.rows[0]).toEqual({ state: 'noShow', version: 2 })
  })
})

describe('two who correct at the same time', () => {
  test('one is stored, the other is told, and both texts are still there', async () => {
    const colleague = await relate('educationAdviser')
    const leader = (await logInForTest(world.pool, { roles: ['leader'], at: testNow })).cookie
    const answers = await Promise.all([
      correct({ note: 'Den enes tekst.' }),
      correct({ note: 'Den andens tekst.' }, leader),
    ])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
    expect(answers.find(answer => answer.status === 409)?.body.error.code).toBe('changedMeanwhile')
    const contact = await read(colleague)
    expect(contact.version).toBe(2)
    expect(['Den enes tekst.', 'Den andens tekst.']).toContain(contact.note)
    expect(contact.earlier.map(each => each.note)).toEqual(['Var med hos egen læge.'])
  })
})

describe('who may correct', () => {
  test('a leader and a caseworker who took over, but not another who follows the young person', async () => {
    const mentor = await relate('mentor')
    expect((await correct({}, mentor)).body.error.code).toBe('notPermitted')
    expect((await read(mentor)).mayCorrect).toBe(false)

    await world.pool.query(
      `update assignment set during = '[2026-10-01,2026-11-22)' where youth_id = $1 and role = 'caseworker'`,
      [here.youthId],
    )
    const { staffId, cookie } = await logInForTest(world.pool, { at: testNow })
    await world.pool.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-22,)')`,
      [here.youthId, staffId],
    )
    expect((await read(cookie)).mayCorrect).toBe(true)
    expect((await correct({}, cookie)).status).toBe(200)
    const leader = await logInForTest(world.pool, { roles: ['leader'], at: testNow })
    expect((await correct({ version: 2 }, leader.cookie)).status).toBe(200)
  })

  test('for a stranger the contact is not there', async () => {
    const stranger = await logInForTest(world.pool, { at: testNow })
    expect((await correct({}, stranger.cookie)).status).toBe(404)
    expect((await world.send(stranger.cookie, 'GET', `/api/contacts/${contactId}`)).status).toBe(404)
  })
})

describe('what cannot be corrected', () => {
  test.each([
    ['into the future', { startsAt: '2026-11-24T09:00:00Z' }, { field: 'startsAt', code: 'inFuture' }],
    ['to before the case', { startsAt: '2026-09-01T09:00:00Z' }, { field: 'startsAt', code: 'beforeCase' }],
    ['without a reason', { reason: ' ' }, { field: 'reason', code: 'required' }],
    ['with a note about nothing', { subjectArea: null }, { field: 'subjectArea', code: 'required' }],
  ])('%s', async (_name, over, fault) => {
    const { status, body } = await correct(over)
    expect(status).toBe(400)
    expect(body.error.fields).toContainEqual(expect.objectContaining(fault))
    expect((await read()).version).toBe(1)
  })
})

test('reading a contact is written in the read log, in the same transaction', async () => {
  await read()
  const { rows } = await world.pool.query(
    `select staff_id, youth_ids from read_log where action = 'contact.read' order by id desc limit 1`,
  )
  expect(rows[0]).toEqual({ staff_id: here.caseworker.staffId, youth_ids: [here.youthId] })
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#domain/sharing/permissions.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { at, entranceForTest, type Registration, registration, type TestEntrance } from './test-entrance.ts'

let entrance: TestEntrance
let caseworker: { staffId: number; cookie: string }

beforeAll(async () => {
  entrance = await entranceForTest()
  caseworker = await logInForTest(entrance.house.pool, { at })
})
afterAll(() => entrance.close())

const register = (over: Partial<Registration> = {}, cookie = caseworker.cookie) =>
  entrance.post('/api/enquiries', registration(over), { cookie })

test('a call is taken down with who took it, its day and its change in the log', async () => {
  const answer = await register({ receivedOn: '2026-11-20', senderName: '', senderPhone: '' })
  expect(answer.statusCode).toBe(200)
  const { referralId, code, promise } = answer.json()
  expect(code).toBeNull()
  expect(promise[0]).toEqual({ stage: 'contact', dueDay: '2026-11-24', isDecided: false })
  const { rows } = await entrance.owner.query(
    `select r.channel, r.received_on::text as day, r.registered_by::int as by, r.code_hash, e.kind, e.staff_id::int as author,
       l.action, l.after
     from referral r join referral_event e on e.referral_id = r.id
       join change_log l on l.subject = 'referral' and l.subject_id = r.id
     where r.id = $1`,
    [referralId],
  )
  expect(rows).toEqual([
    {
      channel: 'call',
      day: '2026-11-20',
      by: caseworker.staffId,
      code_hash: null,
      kind: 'received',
      author: caseworker.staffId,
      action: 'entrance.register',
      after: { channel: 'call', receivedOn: '2026-11-20', senderRole: 'parent', mayTell: 'receipt' },
    },
  ])
})

test('with a code, whoever it is given to can follow it', async () => {
  const { code } = (await register({ wantsCode: true, senderRole: 'youth', mayTell: 'outcome' })).json()
  const followed = await entrance.follow({ code })
  expect(followed.json().stages).toHaveLength(3)
})

test('sent again, it is stored once', async () => {
  const before = await entrance.count()
  const clientKey = randomUUID()
  const first = (await register({ clientKey, wantsCode: true })).json()
  expect((await register({ clientKey, wantsCode: true })).json()).toEqual(first)
  expect(await entrance.count()).toBe(before + 1)
})

test.each([
  ['educationAdviser', 200],
  ['leader', 200],
  ['mentor', 403],
  ['contactPerson', 403],
  ['administrator', 403],
] satisfies [Role, number][])('%s is answered with %i', async (role, status) => {
  const { cookie } = await logInForTest(entrance.house.pool, { roles: [role], at })
  expect((await register({}, cookie)).statusCode).toBe(status)
})

test('without a log-in nothing is taken down', async () => {
  expect((await entrance.post('/api/enquiries', registration())).statusCode).toBe(401)
})

describe('the day', () => {
  test('is today or one of the ninety before', async () => {
    const today = Temporal.PlainDate.from('2026-11-23')
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: -200, max: 100 }), fc.constantFrom(-91, -90, 0, 1)),
        async days => {
          const { statusCode } = await register({ receivedOn: today.add({ days }).toString() })
          expect({ days, statusCode }).toEqual({ days, statusCode: days <= 0 && days >= -90 ? 200 : 400 })
        },
      ),
      { numRuns: 25 },
    )
  })

  test.each(['', '2026-02-30', '23-11-2026', '1979-12-31', '2100-01-02', '2026-11-24'])(
    '%j is refused',
    async day => {
      const answer = await register({ receivedOn: day })
      expect(answer.json().error.fields[0].field).toBe('receivedOn')
    },
  )
})

test('a CPR number is not taken in here either', async () => {
  const answer = await register({ about: 'Ida, 050310-4001' })
  expect(answer.json().error.fields).toEqual([{ field: 'about', code: 'cprInText' }])
})

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { changeEntranceSettings, EntranceSettings } from '#contract/entrance.ts'
import type { InputOf } from '#contract/use-case.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { at, entranceForTest, type TestEntrance } from './test-entrance.ts'

let entrance: TestEntrance
let cookie: string

beforeAll(async () => {
  entrance = await entranceForTest()
  const administrator = await logInForTest(entrance.house.pool, { roles: ['administrator'], at })
  cookie = administrator.cookie
})
beforeEach(() => entrance.setNow(at))
afterAll(() => entrance.close())

type Change = InputOf<typeof changeEntranceSettings>

async function read(): Promise<EntranceSettings> {
  const answer = await entrance.house.app.inject({ url: '/api/entrance/settings', headers: { cookie } })
  return answer.json()
}

async function change(over: Partial<Change> = {}) {
  const { promises, ...settings } = await read()
  const sent = promises.map(({ stage, unit, length, source }) => ({ stage, unit, length, source }))
  return entrance.house.app.inject({
    method: 'PUT',
    url: '/api/entrance/settings',
    headers: { cookie },
    payload: { ...settings, promises: sent, ...over },
  })
}

test('ships with what nobody has confirmed, and says so', async () => {
  const { promises, notificationPlace, phone } = await read()
  expect({ notificationPlace, phone }).toEqual({
    notificationPlace: 'kommunens underretningsside',
    phone: '',
  })
  expect(promises.map(({ stage, unit, length, status }) => ({ stage, unit, length, status }))).toEqual([
    { stage: 'contact', unit: 'workingDays', length: 2, status: 'unverified' },
    { stage: 'meeting', unit: 'days', length: 7, status: 'unverified' },
    { stage: 'team', unit: 'workingDays', length: 10, status: 'unverified' },
  ])
})

test('what is told is on the public page at once', async () => {
  const told = {
    phone: '37202233',
    openingHours: 'Mandag 9-15',
    notificationUrl: 'https://eksempel.dk/underret',
  }
  expect((await change(told)).statusCode).toBe(200)
  const page = await entrance.house.app.inject({ url: '/api/entrance' })
  expect(page.json()).toMatchObject({ ...told, municipality: { name: 'Prøveby' } })
})

test('a promise that is changed holds for who writes from today, and what was promised stays promised', async () => {
  const { code } = await entrance.sent({ senderRole: 'youth' })
  entrance.setNow(at.add({ hours: 24 }))
  const { cookie: leader } = await logInForTest(entrance.house.pool, {
    roles: ['leader'],
    at: at.add({ hours: 24 }),
  })
  cookie = leader
  const sooner = { stage: 'contact', unit: 'days', length: 1, source: 'Besluttet i udvalget' } as const
  expect((await change({ promises: [sooner] })).statusCode).toBe(200)
  const { stages } = (await entrance.follow({ code })).json()
  expect(stages[0].dueDay).toBe('2026-11-25')
  const { promise } = await entrance.sent({ senderRole: 'youth' })
  // Decided here, it is a promise; what nobody has decided is told as an aim.
  expect(promise[0]).toEqual({ stage: 'contact', dueDay: '2026-11-25', isDecided: true })
  expect((await read()).promises[0]).toMatchObject({ status: 'local', from: '2026-11-24', length: 1 })
  // Once more on the same day there is nothing to keep of the first.
  await change({ promises: [{ ...sooner, length: 3 }] })
  const { rows } = await entrance.owner.query(
    `select interval_length, during::text from entrance_promise where stage = 'contact' order by id`,
  )
  expect(rows).toEqual([
    { interval_length: 2, during: '[2014-01-01,2026-11-24)' },
    { interval_length: 3, during: '[2026-11-24,)' },
  ])
})

test('an older version is refused, and changes no promise', async () => {
  cookie = (await logInForTest(entrance.house.pool, { roles: ['administrator'], at })).cookie
  const { version } = await read()
  await change({ openingHours: 'Først' })
  const late = await change({ version, openingHours: 'Sidst' })
  expect(late.statusCode).toBe(409)
  expect((await read()).openingHours).toBe('Først')
})

test('limits hold, and addresses are those that a link may lead to', async () => {
  const status = async (over: Partial<Change>) => (await change(over)).statusCode
  expect(
    await status({
      phone: '1'.repeat(30),
      openingHours: 'x'.repeat(200),
      notificationPlace: 'x'.repeat(200),
    }),
  ).toBe(200)
  for (const over of [
    { phone: '1'.repeat(31) },
    { openingHours: 'x'.repeat(201) },
    { outOfHours: 'x'.repeat(201) },
    { notificationPlace: '' },
    { notificationPlace: 'x'.repeat(201) },
    { notificationUrl: 'javascript:alert(1)' },
    { notificationUrl: 'https://a b' },
    { notificationUrl: `https://${'x'.repeat(493)}` },
    { promises: [{ stage: 'contact', unit: 'days', length: 1, source: '' }] },
    { promises: [{ stage: 'lunch', unit: 'days', length: 1, source: 'x' }] },
  ])
    expect({ over, status: await status(over as Partial<Change>) }).toEqual({ over, status: 400 })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.integer({ min: -5, max: 70 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
      async length => {
        const found = await status({
          promises: [{ stage: 'team', unit: 'workingDays', length, source: 'x' }],
        })
        const fits = Number.isInteger(length) && length >= 1 && length <= 60
        expect({ length, found }).toEqual({ length, found: fits ? 200 : 400 })
      },
    ),
    { numRuns: 30 },
  )
})

test('a caseworker neither reads nor changes them', async () => {
  const { cookie: other } = await logInForTest(entrance.house.pool, { at })
  const answer = await entrance.house.app.inject({
    url: '/api/entrance/settings',
    headers: { cookie: other },
  })
  expect(answer.statusCode).toBe(403)
})

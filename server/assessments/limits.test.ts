import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AssessmentsForTest, assessmentsForTest } from './test-assessments.ts'

let it: AssessmentsForTest
let youthId: number
let interviewId: number
let orderId: number

beforeAll(async () => {
  it = await assessmentsForTest()
  const youth = await it.youth()
  youthId = youth.youthId
  interviewId = youth.interviews[0] ?? 0
  const { body } = await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/assessments`, {
    ...decision,
    interviewId,
  })
  expect(body.id).toBeGreaterThan(0)
  const given = await it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/education-orders`, order)
  orderId = given.body.orderId
})
afterAll(() => it.end())

const decision = {
  revision: 0,
  targetGroup: 'educationReady',
  day: '2026-09-04',
  interviewId: 0,
  reason: 'Fordi.',
  specialCase: false,
}
const step = (dueDay: string) => ({ dueDay, note: '' })
const order = {
  givenOn: '2026-11-20',
  text: 'Du skal søge ind.',
  steps: [step('2026-12-01'), step('2027-03-15'), step('2027-08-12')],
}
const all = { ...decision, ...order, correctionReason: 'Fejl', version: 1, doneDay: '2026-11-21' }

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(null, '', '\u0000', '\ud800', -1, 0, 1.5, 1e21, 2 ** 31, 2 ** 53, true, [], {}),
  fc.constantFrom('2026-02-30', '2026-13-01', '0000-01-01', '9999-12-31', '1899-12-31', '2026-11-20T00:00Z'),
  fc.constantFrom('clearlyReady', 'notAssessed', 'activityReady', '2026-11-20', '2100-01-01'),
  fc.array(fc.anything(), { maxLength: 4 }),
  fc.integer({ min: 499, max: 501 }).map(length => 'x'.repeat(length)),
)
const routes = fc.constantFrom(
  ['GET', '/api/youths/:youth/assessments'],
  ['GET', '/api/youths/:youth/assessments/preview'],
  ['POST', '/api/youths/:youth/assessments'],
  ['PUT', '/api/assessments/:youth'],
  ['POST', '/api/assessments/:youth/withdraw'],
  ['GET', '/api/youths/:youth/education-orders'],
  ['POST', '/api/youths/:youth/education-orders'],
  ['PUT', '/api/education-orders/:order'],
  ['POST', '/api/education-orders/:order/steps/:position'],
  ['POST', '/api/education-orders/:order/end'],
) as fc.Arbitrary<['GET' | 'POST' | 'PUT', string]>
const ids = fc.constantFrom(
  'known',
  'known',
  '0',
  '-1',
  '1e3',
  '9007199254740993',
  'NaN',
  '%00',
  '1;drop',
  '٣',
)

test('whatever is sent, the answer is never an error of our own', async () => {
  const changes = fc.dictionary(fc.constantFrom(...Object.keys(all)), odd, { maxKeys: 4 })
  await fc.assert(
    fc.asyncProperty(routes, ids, changes, async ([method, path], id, change) => {
      const to = path
        .replace(':youth', id === 'known' ? String(youthId) : id)
        .replace(':order', id === 'known' ? String(orderId) : id)
        .replace(':position', id === 'known' ? '1' : id)
      const asked = Object.entries(change).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ])
      const query = method === 'GET' ? `?${new URLSearchParams(asked)}` : ''
      const payload = method === 'GET' ? undefined : { ...all, ...change }
      const { status, body } = await it.send(it.caseworker.cookie, method, to + query, payload)
      expect(status).toBeLessThan(500)
      if (status >= 400) expect(body.error?.code).not.toBe('unexpected')
    }),
    { numRuns: 250 },
  )
})

/** What is said at a field when `change` is sent; empty where nothing is said of it. */
async function codesAt(path: string, method: 'POST' | 'PUT', payload: object, field: string) {
  const { body } = await it.send(it.caseworker.cookie, method, path, payload)
  return (body.error?.fields ?? []).filter(fault => fault.field === field).map(({ code }) => code)
}

test('texts hold their longest, and one sign more is told at the field', async () => {
  const decide = `/api/youths/${youthId}/assessments`
  const give = `/api/youths/${youthId}/education-orders`
  const long = (length: number) => fc.string({ unit: 'grapheme-ascii', minLength: length, maxLength: length })
  const cases: [string, 'POST' | 'PUT', string, number, (text: string) => object][] = [
    [decide, 'POST', 'reason', 4000, reason => ({ ...decision, interviewId, reason })],
    [decide, 'POST', 'targetGroup', 60, targetGroup => ({ ...decision, interviewId, targetGroup })],
    ['/api/assessments/1', 'PUT', 'correctionReason', 500, text => ({ ...decision, correctionReason: text })],
    ['/api/assessments/1/withdraw', 'POST', 'reason', 500, reason => ({ revision: 0, reason })],
    [give, 'POST', 'text', 4000, text => ({ ...order, text })],
    [
      give,
      'POST',
      'steps.1.note',
      2000,
      note => ({ ...order, steps: order.steps.map(each => ({ ...each, note })) }),
    ],
    [`/api/education-orders/${orderId}/end`, 'POST', 'reason', 500, reason => ({ version: 99, reason })],
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cases), fc.nat({ max: 1 }), async (each, over) => {
      const [path, method, field, max, of] = each
      const [text] = fc.sample(long(max - 2 + over), 1)
      const written = `x${text}x`
      const said = await codesAt(path, method, of(written), field)
      expect(said.includes('tooLong')).toBe(over === 1)
    }),
    { numRuns: 40 },
  )
})

test('days that are none, and days far away, are told at the field', async () => {
  const days: [string, string][] = [
    ['', 'day'],
    ['2026-02-29', 'day'],
    ['20.11.2026', 'day'],
    ['1979-12-31', 'dayOutOfRange'],
    ['2100-01-02', 'dayOutOfRange'],
    ['2026-11-24', 'future'],
    ['2026-08-31', 'beforeCase'],
  ]
  for (const [day, code] of days) {
    const said = await codesAt(
      `/api/youths/${youthId}/assessments`,
      'POST',
      { ...decision, revision: 1, interviewId, day },
      'day',
    )
    expect([day, said[0]]).toEqual([day, code])
  }
})

test('an order has three steps, neither fewer nor more', async () => {
  const give = `/api/youths/${youthId}/education-orders`
  for (const count of [0, 2, 4]) {
    const steps = Array.from({ length: count }, () => step('2027-03-15'))
    expect(await codesAt(give, 'POST', { ...order, steps }, 'steps')).not.toEqual([])
  }
})

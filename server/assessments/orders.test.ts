import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEducationOrders } from '#contract/assessments.ts'
import { type AssessmentsForTest, assessmentsForTest } from './test-assessments.ts'

let it: AssessmentsForTest
beforeAll(async () => {
  it = await assessmentsForTest()
})
afterAll(() => it.end())

const order = {
  givenOn: '2026-11-20',
  text: 'Du skal finde en uddannelse, søge ind og begynde.',
  steps: [
    { dueDay: '2026-12-01', note: 'Find en uddannelse.' },
    { dueDay: '2027-03-15', note: 'Søg ind.' },
    { dueDay: '2027-08-12', note: '' },
  ],
}

async function youthIn(group: string, birthDate?: string): Promise<number> {
  const { youthId } = await it.youth([], birthDate)
  await it.owner.query(
    `insert into assessment (youth_id, target_group, during, stage) values ($1, $2, '[2026-09-04,)', 'first')`,
    [youthId, group],
  )
  return youthId
}

const give = (youthId: number, change: object = {}, cookie = it.caseworker.cookie) =>
  it.send(cookie, 'POST', `/api/youths/${youthId}/education-orders`, { ...order, ...change })

async function read(youthId: number) {
  const { body } = await it.send<unknown>(
    it.caseworker.cookie,
    'GET',
    `/api/youths/${youthId}/education-orders`,
  )
  return readEducationOrders.output.parse(body)
}

const settle = (
  { orderId, version }: { orderId: number; version: number },
  position: number,
  doneDay: string | null,
  reason = '',
) =>
  it.send(it.caseworker.cookie, 'POST', `/api/education-orders/${orderId}/steps/${position}`, {
    version,
    doneDay,
    reason,
  })

const steps = async (youthId: number) => (await it.open(youthId)).filter(each => each.startsWith('paalaeg'))

describe('giving an order', () => {
  test('brings the first step into the lists, and one at a time the others', async () => {
    const youthId = await youthIn('educationReady')
    const { status, body: given } = await give(youthId)
    expect(status).toBe(200)
    expect(await steps(youthId)).toEqual(['paalaeg: 2026-12-01'])
    const { body: proposed } = await settle(given, 1, '2026-11-21')
    expect(await steps(youthId)).toEqual(['paalaeg: 2027-03-15'])
    const { body: applied } = await settle(proposed, 2, '2026-11-22')
    expect(await steps(youthId)).toEqual(['paalaeg: 2027-08-12'])
    expect((await settle(applied, 3, '2026-11-23')).status).toBe(200)
    expect(await steps(youthId)).toEqual([])
    const [met] = (await read(youthId)).orders
    expect(met?.during.to?.toString()).toBe('2026-11-24')
    expect(met?.steps.map(({ doneBy }) => doneBy)).toEqual(Array(3).fill('Sofie Rådgiver'))
  })

  test('is for the groups and ages of the configuration alone', async () => {
    const codeFor = async (group: string, birthDate?: string) => {
      const { body } = await give(await youthIn(group, birthDate))
      return body.error?.fields?.map(({ code }) => code)
    }
    expect(await codeFor('activityReady')).toEqual(['orderNotForGroup'])
    expect(await codeFor('educationReady', '2009-01-01')).toEqual(['orderNotForAge'])
    expect((await give((await it.youth()).youthId)).body.error?.fields).toMatchObject([
      { field: 'givenOn', code: 'orderNotAssessed' },
    ])
  })

  test('goes on 1 January 2027 by the configuration that ships', async () => {
    const { rules } = await read(await youthIn('educationReady'))
    expect(rules.map(({ during, status }) => [during.to?.toString(), status])).toEqual([
      ['2027-01-01', 'unverified'],
    ])
  })

  test('there is one at a time', async () => {
    const youthId = await youthIn('educationReady')
    await give(youthId)
    const second = await give(youthId, { givenOn: '2026-11-21' })
    expect(second.body.error?.reason).toBe('education_order_no_overlap')
  })

  test('is for those who may decide; strangers see nobody', async () => {
    const youthId = await youthIn('educationReady')
    expect((await give(youthId, {}, it.adviser.cookie)).status).toBe(403)
    expect((await give(youthId, {}, it.colleague.cookie)).status).toBe(404)
  })

  test('steps come one after the other, told at each day', async () => {
    const youthId = await youthIn('educationReady')
    const [first, second, third] = order.steps
    const refused = await give(youthId, { steps: [{ ...first, dueDay: '2026-11-19' }, third, second] })
    expect(refused.body.error?.fields).toEqual([
      { field: 'steps.0.dueDay', code: 'beforeOrder' },
      { field: 'steps.2.dueDay', code: 'stepsInOrder' },
    ])
  })
})

describe('a step', () => {
  test('is done in its turn, and can be taken back with a reason', async () => {
    const youthId = await youthIn('educationReady')
    const { body: given } = await give(youthId)
    expect((await settle(given, 2, '2026-11-21')).body.error?.fields).toMatchObject([
      { code: 'earlierStepFirst' },
    ])
    const { body: done } = await settle(given, 1, '2026-11-21')
    expect((await settle(given, 1, '2026-11-21')).body.error?.code).toBe('changedMeanwhile')
    expect((await settle(done, 1, null)).body.error?.fields).toEqual([{ field: 'reason', code: 'required' }])
    expect((await settle(done, 1, null, 'Det var en anden')).status).toBe(200)
    expect(await steps(youthId)).toEqual(['paalaeg: 2026-12-01'])
  })

  test('an order that was met holds on when its last step is not done after all', async () => {
    const youthId = await youthIn('educationReady')
    let at = (await give(youthId)).body
    for (const position of [1, 2, 3]) at = (await settle(at, position, '2026-11-21')).body
    expect((await settle(at, 3, null, 'Begyndte alligevel ikke')).status).toBe(200)
    expect(await steps(youthId)).toEqual(['paalaeg: 2027-08-12'])
    expect((await read(youthId)).orders[0]?.during.to).toBeNull()
  })
})

describe('undoing', () => {
  test('a correction keeps the earlier order, and what is done stays done', async () => {
    const youthId = await youthIn('educationReady')
    const { body: given } = await give(youthId)
    const { body: done } = await settle(given, 1, '2026-11-21')
    const corrected = await it.send(it.caseworker.cookie, 'PUT', `/api/education-orders/${done.orderId}`, {
      ...order,
      version: done.version,
      steps: order.steps.map((step, at) => (at === 1 ? { ...step, dueDay: '2027-03-01' } : step)),
      reason: 'Fristen er den 1. marts',
    })
    expect(corrected.status).toBe(200)
    expect(await steps(youthId)).toEqual(['paalaeg: 2027-03-01'])
    const { orders } = await read(youthId)
    expect(orders.map(({ withdrawn }) => withdrawn?.reason ?? null)).toEqual([
      null,
      'Fristen er den 1. marts',
    ])
    expect(orders[0]?.steps[0]).toMatchObject({ doneBy: 'Sofie Rådgiver' })
  })

  test('an order that falls away asks for nothing more', async () => {
    const youthId = await youthIn('educationReady')
    const { body: given } = await give(youthId)
    const end = (version: number) =>
      it.send(it.caseworker.cookie, 'POST', `/api/education-orders/${given.orderId}/end`, {
        version,
        reason: 'Er blevet syg',
      })
    expect((await end(7)).body.error?.code).toBe('changedMeanwhile')
    expect((await end(given.version)).status).toBe(200)
    expect(await steps(youthId)).toEqual([])
    expect((await read(youthId)).orders[0]).toMatchObject({ endReason: 'Er blevet syg', withdrawn: null })
    expect((await give(youthId, { givenOn: '2026-11-23' })).status).toBe(200)
  })

  test('what is done to one of a closed case does not let it run on into the next', async () => {
    const youthId = await youthIn('educationReady')
    const { body: given } = await give(youthId)
    await it.owner.query(
      `with c as (update youth_case set during = '[2026-09-01,2026-11-23)', close_reason = 'moved' where youth_id = $1)
       update education_order set during = '[2026-11-20,2026-11-23)' where youth_id = $1`,
      [youthId],
    )
    const url = `/api/education-orders/${given.orderId}`
    const done = { version: given.version, doneDay: '2026-11-21', reason: '' }
    const settled = await it.send(it.leader.cookie, 'POST', `${url}/steps/1`, done)
    expect(settled.status).toBe(200)
    const held = async () => {
      const { rows } = await it.owner.query(
        'select during::text from education_order where youth_id = $1 and withdrawn_at is null',
        [youthId],
      )
      return rows.map(({ during }) => during)
    }
    expect(await held()).toEqual(['[2026-11-20,2026-11-23)'])
    const { version } = settled.body
    const corrected = await it.send(it.leader.cookie, 'PUT', url, { ...order, version, reason: 'Slåfejl' })
    expect(corrected.status).toBe(200)
    expect(await held()).toEqual(['[2026-11-20,2026-11-23)'])
  })

  test('one that was given today never came to be', async () => {
    const youthId = await youthIn('educationReady')
    const { body: given } = await give(youthId, { givenOn: '2026-11-23' })
    await it.send(it.caseworker.cookie, 'POST', `/api/education-orders/${given.orderId}/end`, {
      version: given.version,
      reason: 'Forkert ung',
    })
    expect((await read(youthId)).orders[0]?.withdrawn?.reason).toBe('Forkert ung')
  })
})

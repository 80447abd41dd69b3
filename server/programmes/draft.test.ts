import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DraftChanges } from '#contract/rule-drafts.ts'
import { reformOf2027 } from '#domain/setup/templates/reform-2027.ts'
import { datedWorld, fault, law, part } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

const draft = (more: object = {}) => ({
  title: 'Ny lov',
  source: 'Lov nr. 1 § 2',
  status: 'Vedtaget',
  fromDay: '2027-01-01',
  changes: [
    { kind: 'endRule', key: 'first' },
    { kind: 'changeRule', key: 'second', rule: law() },
    { kind: 'beginRule', programme: null, rule: law({ name: 'Ny samtale', intervalLength: 5 }) },
    { kind: 'endGroup', code: 'activityReady' },
    { kind: 'beginGroup', group: { name: 'Støtte', definition: 'Dem, der har brug for støtte' } },
  ],
  ...more,
})

test('a draft has no effect until it is adopted, and then all of it in one step', async () => {
  const before = [await world.past(), await world.open()]
  const { body } = await world.post('/api/rule-drafts', draft())
  const told = (await world.post(`/api/rule-drafts/${body.id}/preview`, part)).body
  expect(told.youths).toBeGreaterThan(0)
  expect([await world.past(), await world.open()]).toEqual(before)
  const both = await Promise.all([
    world.post(`/api/rule-drafts/${body.id}/adopt`, { version: 1 }),
    world.send(world.administrator.cookie, 'POST', `/api/rule-drafts/${body.id}/adopt`, { version: 1 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const { rows } = await world.owner.query('select key, during::text from rule order by id')
  expect(rows).toEqual([
    { key: 'first', during: '[2020-01-01,2027-01-01)' },
    { key: 'second', during: '[2020-01-01,2027-01-01)' },
    { key: 'promise', during: '[2020-01-01,)' },
    { key: 'second', during: '[2027-01-01,)' },
    { key: 'ny-samtale', during: '[2027-01-01,)' },
  ])
  const groups = await world.owner.query(
    'select code, during::text, status from target_group order by position',
  )
  expect(groups.rows).toEqual([
    { code: 'activityReady', during: '[2014-01-01,2027-01-01)', status: 'law' },
    { code: 'educationReady', during: '[2014-01-01,)', status: 'law' },
    { code: 'stoette', during: '[2027-01-01,)', status: 'law' },
  ])
  expect([await world.past(), await world.open()]).toEqual(before)
  expect(await world.differing()).toEqual([])
})

test('a draft in which something is missing, or that fails half-way, changes nothing at all', async () => {
  const rules = () => world.owner.query('select r::text from rule r order by id').then(({ rows }) => rows)
  const before = await rules()
  const missing = draft({ changes: [...draft().changes, { kind: 'missing', text: 'Navnene' }] })
  const adopt = async (sent: object) => {
    const { body } = await world.post('/api/rule-drafts', sent)
    return world.post(`/api/rule-drafts/${body.id}/adopt`, { version: 1 })
  }
  expect(fault(await adopt(missing))).toBe('draftMissesSomething')
  expect(fault(await adopt(draft({ changes: [] })))).toBe('draftIsEmpty')
  expect(
    fault(
      await adopt(
        draft({
          changes: [
            { kind: 'endRule', key: 'first' },
            { kind: 'changeRule', key: 'nej', rule: law() },
          ],
        }),
      ),
    ),
  ).toBe('draftNamesNothing')
  expect(fault(await adopt(draft({ source: 'Aftalen' })))).toEqual({ field: 'reason', code: 'paragraph' })
  expect(await rules()).toEqual(before)
})

test('a draft is edited by one at a time, and discarded', async () => {
  const { body } = await world.post('/api/rule-drafts', draft())
  const edit = { version: 1, ...draft({ title: 'Anden titel' }) }
  const both = await Promise.all([
    world.send(world.leader.cookie, 'PUT', `/api/rule-drafts/${body.id}`, edit),
    world.send(world.administrator.cookie, 'PUT', `/api/rule-drafts/${body.id}`, edit),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await world.post(`/api/rule-drafts/${body.id}/discard`, { version: 2 })).status).toBe(200)
  expect((await world.send(world.leader.cookie, 'GET', '/api/rule-drafts')).body).toEqual({ drafts: [] })
  expect((await world.post(`/api/rule-drafts/${body.id}/adopt`, { version: 3 })).status).toBe(409)
})

test('what the reform of 2027 ships as is a draft that the contract understands', () => {
  const changes = DraftChanges.parse(reformOf2027.changes)
  expect(changes.filter(({ kind }) => kind === 'endGroup')).toHaveLength(3)
  expect(changes.filter(({ kind }) => kind === 'endRule').length).toBeGreaterThan(1)
  expect(changes.filter(({ kind }) => kind === 'beginGroup')).toEqual([])
  expect(changes.filter(({ kind }) => kind === 'missing')).toHaveLength(3)
})

test('a caseworker reads drafts, and writes none', async () => {
  const { cookie } = world.caseworker
  expect((await world.send(cookie, 'GET', '/api/rule-drafts')).status).toBe(200)
  expect((await world.send(cookie, 'POST', '/api/rule-drafts', draft())).status).toBe(403)
})

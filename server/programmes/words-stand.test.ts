import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { datedWorld, law } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

/** The promise of a call a month, as it stands in the test's world. */
const promise = (more: object = {}) =>
  law({
    name: 'Opkald hver måned',
    clock: 'promise',
    status: 'local',
    fulfilledBy: ['call'],
    nonWorkingDays: 'dayBefore',
    stopsInPause: true,
    source: 'Lokalt',
    ...more,
  })
const change = (rule: object, more: object = {}) => ({
  programmeId: null,
  replaces: { id: 3, version: 1 },
  from: '2026-11-23',
  rule,
  reason: '',
  ...more,
})
const at = (...words: string[]) => words.map(word => ({ field: `rule.${word}`, code: 'stillFits' }))

test.each([
  ['another interval', promise({ intervalLength: 2 }), at('name', 'source')],
  ['other units', promise({ intervalUnit: 'days' }), at('name', 'source')],
  ['another kind of contact', promise({ fulfilledBy: ['call', 'meeting'] }), at('name', 'source')],
  ['another pattern', promise({ pattern: 'once' }), at('name', 'source')],
  ['a new name alone', promise({ intervalLength: 2, name: 'Opkald hver anden måned' }), at('source')],
  ['a new source alone', promise({ intervalLength: 2, source: 'Udvalget' }), at('name')],
])('%s asks whether name and source still fit, in the preview too', async (_what, rule, fields) => {
  for (const [path, part] of [
    ['/api/rules/preview', { after: 0, names: 0 }],
    ['/api/rules', {}],
  ] as const) {
    const { status, body } = await world.post(path, change(rule, part))
    expect({ status, fields: body.error.fields }).toEqual({ status: 400, fields })
  }
  expect((await world.post('/api/rules', change(rule, { wordsStand: true }))).status).toBe(200)
})

test.each([
  ['both are new', promise({ intervalLength: 2, name: 'Opkald hver anden måned', source: 'Udvalget' })],
  ['other retry days', promise({ retryWorkingDays: 1 })],
  ['another window', promise({ windowWorkingDays: 3 })],
  ['a count that does not count', promise({ count: 7 })],
])('%s: nothing is asked', async (_what, rule) => {
  expect((await world.post('/api/rules', change(rule))).status).toBe(200)
})

test('a draft is asked when the change is written, and not again', async () => {
  const draft = (changes: object[], more: object = {}) => ({
    title: 'Færre opkald',
    source: 'Udvalget § 4',
    status: 'Varslet',
    fromDay: '2027-01-01',
    changes,
    ...more,
  })
  const changed = { kind: 'changeRule', key: 'promise', rule: promise({ intervalLength: 2 }) }
  const refused = await world.post('/api/rule-drafts', draft([{ kind: 'endRule', key: 'first' }, changed]))
  expect(refused.body.error.fields).toEqual(
    ['name', 'source'].map(word => ({ field: `changes.1.rule.${word}`, code: 'stillFits' })),
  )
  const { body } = await world.post('/api/rule-drafts', draft([{ ...changed, wordsStand: true }]))
  // What was written before anybody was asked stays as it is.
  await world.owner.query(`update rule_draft set changes = changes #- '{0,wordsStand}' where id = $1`, [
    body.id,
  ])
  const more = [changed, { kind: 'endRule', key: 'first' }]
  const kept = await world.send(world.leader.cookie, 'PUT', `/api/rule-drafts/${body.id}`, {
    ...draft(more),
    version: 1,
  })
  expect(kept.status).toBe(200)
  expect((await world.post(`/api/rule-drafts/${body.id}/adopt`, { version: 2 })).status).toBe(200)
})

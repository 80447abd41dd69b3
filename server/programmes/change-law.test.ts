import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { datedWorld, fault, law, part, system } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

const change = (more: object = {}) => ({
  programmeId: null,
  replaces: { id: 2, version: 1 },
  from: '2026-11-23',
  rule: law(),
  reason: '',
  wordsStand: true,
  ...more,
})
test('a rule of the law is replaced; what was closed before the day stays byte for byte', async () => {
  await world.meetAll()
  const before = await world.past()
  expect(JSON.parse(before).length).toBeGreaterThan(20)
  expect((await world.post('/api/rules', change())).body).toEqual({ id: 4 })
  expect(await world.past()).toBe(before)
  expect(await world.differing()).toEqual([])
  expect((await world.open()).some(row => row.rule_id === 4)).toBe(true)
})

test('what is overdue is not wiped out by a change, and nothing begins beside it', async () => {
  const before = (await world.open()).filter(row => row.rule_id === 2 && row.due_day < '2026-11-23')
  expect(before.length).toBeGreaterThan(2)
  await world.post('/api/rules', change())
  const after = await world.open()
  for (const row of before)
    expect(after.filter(one => one.youth_id === row.youth_id && [2, 4].includes(one.rule_id))).toEqual([row])
})

test('another name, source, or days of trying again move no deadline, and the next is the same obligation', async () => {
  await world.meetAll()
  const inWords = law({ name: 'Samtale', intervalLength: 2, retryWorkingDays: 1, escalateAfter: 1 })
  const told = (await world.post('/api/rules/preview', { ...change({ rule: inWords }), ...part })).body
  expect(told).toMatchObject({ youths: 0, earlier: 0, later: 0, begun: 0, ended: 0 })
  const open = async (ruleId: number) => {
    const { rows } = await world.owner.query(
      `select youth_id, ordinal, due_day::text from deadline where state = 'open' and rule_id = $1 order by 1`,
      [ruleId],
    )
    return rows
  }
  const before = await open(2)
  expect(before).toHaveLength(20)
  expect((await world.post('/api/rules', change({ rule: inWords }))).status).toBe(200)
  expect(await open(4)).toEqual(before)
  expect(await open(2)).toEqual([])
  expect(await world.differing()).toEqual([])
})

test('any change from any day leaves the past as it was, and deadlines that follow from the rules', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2, 3),
      fc.constantFrom('2026-11-23', '2026-12-01', '2027-03-01'),
      fc.boolean(),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('every', 'once', 'counted'),
      async (id, from, ends, intervalLength, pattern) => {
        const before = await world.past()
        const { rows } = await world.owner.query('select version, clock from rule where id = $1', [id])
        const clock = rows[0].clock
        const rule = law({ clock, status: clock === 'promise' ? 'local' : 'law', intervalLength, pattern })
        const replaces = { id, version: rows[0].version }
        const sent = change({ replaces, from, rule: ends ? null : rule, reason: ends ? 'Lov § 9' : '' })
        expect([200, 400]).toContain((await world.post('/api/rules', sent)).status)
        expect(await world.past()).toBe(before)
        expect(await world.differing()).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})

test('a preview says whose deadlines move: caseworkers for all, young people for a leader, and the log knows', async () => {
  await world.meetAll()
  const asked = { ...change(), ...part }
  const told = (await world.post('/api/rules/preview', asked)).body
  const blind = (await world.send(world.administrator.cookie, 'POST', '/api/rules/preview', asked)).body
  expect(blind.people).toEqual([])
  expect({ ...blind, people: [] }).toEqual({ ...told, people: [] })
  expect(told.people).toHaveLength(told.youths)
  expect(told.caseworkers.map((one: { staffId: number | null }) => one.staffId).sort()).toEqual(
    [world.caseworker.staffId, null].sort(),
  )
  const sum = (name: string) =>
    told.caseworkers.reduce((all: number, one: Record<string, number>) => all + (one[name] ?? 0), 0)
  for (const name of ['youths', 'earlier', 'later', 'begun', 'ended']) expect(sum(name)).toBe(told[name])
  const { rows } = await world.owner.query(
    `select staff_id::int, youth_ids::int[] as ids from read_log where action = 'rule.preview'`,
  )
  const shown = told.people.map((one: { youthId: number }) => one.youthId)
  expect(rows).toEqual([{ staff_id: world.leader.staffId, ids: shown }])
  const [first] = told.people
  const after = first.moves.find((move: { after: string | null }) => move.after !== null)
  await world.post('/api/rules', change())
  const stored = (await world.open()).filter(row => row.youth_id === first.youthId && row.rule_id === 4)
  expect(stored.map(row => row.due_day)).toContain(after.after)
})

test('only as many are named as were asked for, and only they are written in the log', async () => {
  await world.meetAll()
  const { body } = await world.post('/api/rules/preview', { ...change(), after: 0, names: 2 })
  expect(body.people).toHaveLength(2)
  expect(body.youths).toBeGreaterThan(2)
  const { rows } = await world.owner.query(
    `select cardinality(youth_ids) as n from read_log where action = 'rule.preview'`,
  )
  expect(rows).toEqual([{ n: 2 }])
  // The others are asked for from the last who was named on, as far as a page goes.
  const ids = (people: { youthId: number }[]) => people.map(({ youthId }) => youthId)
  const all = await world.post('/api/rules/preview', { ...change(), ...part })
  const others = await world.post('/api/rules/preview', {
    ...change(),
    after: ids(body.people).at(-1),
    names: 1000,
  })
  expect([...ids(body.people), ...ids(others.body.people)]).toEqual(ids(all.body.people))
  const tooMany = await world.post('/api/rules/preview', { ...change(), after: 0, names: 1001 })
  expect(tooMany.status).toBe(400)
})

test('a preview goes from part to part, and the parts together are everybody', async () => {
  await world.owner.query(`
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ny', n::text, 'ny', '2007-01-01' from generate_series(1, 1500) n returning id)
    insert into youth_case (youth_id, during, enquiry_day) select id, '[2026-11-16,)', '2026-11-16' from y`)
  const asked = change({ replaces: { id: 1, version: 1 }, rule: null, reason: 'Lov § 2' })
  const one = (await world.post('/api/rules/preview', { ...asked, ...part })).body
  expect(one).toMatchObject({ total: 1520, looked: 1000, next: expect.any(Number) })
  const two = (await world.post('/api/rules/preview', { ...asked, after: one.next, names: 0 })).body
  expect(two).toMatchObject({ looked: 520, next: null, people: [] })
  const { rows } = await world.owner.query(`select count(*)::int as n from youth_case`)
  expect(one.looked + two.looked).toBe(rows[0].n)
})

test.each([
  [
    'no paragraph',
    change({ rule: law({ source: 'Sådan er det' }) }),
    { field: 'rule.source', code: 'paragraph' },
  ],
  [
    'a promise of it',
    change({ rule: law({ clock: 'promise', status: 'local' }) }),
    { field: 'rule.clock', code: 'clockStays' },
  ],
  [
    'a group that is not',
    change({ rule: law({ targetGroup: 'findes-ikke' }) }),
    { field: 'rule.targetGroup', code: 'invalid' },
  ],
  [
    'a set day for no step',
    change({ rule: law({ pattern: 'set' }) }),
    { field: 'rule.pattern', code: 'setIsForSteps' },
  ],
  [
    'a deed again and again',
    change({ rule: law({ fulfilledBy: ['activity'] }) }),
    { field: 'rule.fulfilledBy', code: 'deedOnlyOnce' },
  ],
  ['an end without why', change({ rule: null }), { field: 'reason', code: 'required' }],
  [
    'a law ended by nothing',
    change({ replaces: { id: 1, version: 1 }, rule: null, reason: 'Væk' }),
    { field: 'reason', code: 'paragraph' },
  ],
  ['a day that has passed', change({ from: '2026-11-22' }), { field: 'from', code: 'dayPassed' }],
  [
    'a promise that is law',
    change({ replaces: { id: 3, version: 1 }, rule: law({ clock: 'promise' }) }),
    { field: 'rule.status', code: 'promiseIsNotLaw' },
  ],
])('the law with %s is refused at the field, in the preview too', async (_what, sent, at) => {
  expect(fault(await world.post('/api/rules', sent))).toEqual(at)
  expect(fault(await world.post('/api/rules/preview', { ...sent, ...part }))).toEqual(at)
})

test('an unverified rule is confirmed with its source, once, and no deadline moves', async () => {
  const before = [await world.past(), await world.open()]
  const confirm = { version: 1, status: 'law', source: 'LAB § 31, stk. 3' }
  expect(fault(await world.post('/api/rules/2/confirm', { ...confirm, source: 'Et sted' }))).toEqual({
    field: 'source',
    code: 'paragraph',
  })
  const both = await Promise.all([
    world.post('/api/rules/2/confirm', confirm),
    world.send(world.administrator.cookie, 'POST', '/api/rules/2/confirm', { ...confirm, status: 'local' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect([await world.past(), await world.open()]).toEqual(before)
})

test('a rule that has not begun is corrected where it stands, or taken back as if it had never been', async () => {
  const before = await world.open()
  const ahead = change({ from: '2027-01-01' })
  expect((await world.post('/api/rules', ahead)).body).toEqual({ id: 4 })
  const again = { ...ahead, replaces: { id: 4, version: 1 }, rule: law({ intervalLength: 3 }) }
  expect((await world.post('/api/rules', again)).status).toBe(200)
  expect((await world.post('/api/rules/4/withdraw', { version: 1 })).status).toBe(409)
  expect((await world.post('/api/rules/4/withdraw', { version: 2 })).status).toBe(200)
  const { rows } = await world.owner.query(
    'select id::int, during::text from rule where clock = $1 order by id',
    ['statutory'],
  )
  expect(rows[1]).toEqual({ id: 2, during: '[2020-01-01,)' })
  expect(rows).toHaveLength(2)
  expect(await world.open()).toEqual(before)
  expect(fault(await world.post('/api/rules/1/withdraw', { version: 1 }))).toBe('rule_past_stays')
})

test('what a rule said on a day that has passed cannot be changed by the app at all', async () => {
  const asApp = (text: string) => inTransaction(world.house.pool, system, db => sql.raw(text).execute(db))
  await expect(asApp('update rule set interval_length = 3 where id = 1')).rejects.toThrow('replaced')
  await expect(asApp(`update rule set during = '[2020-01-01,2026-11-01)' where id = 1`)).rejects.toThrow(
    'stays',
  )
  await expect(asApp('delete from rule where id = 1')).rejects.toThrow('stays')
  await expect(
    asApp(`update rule set during = '[2020-01-01,2026-11-23)' where id = 1`),
  ).resolves.toMatchObject({ rows: [] })
})

test('for more than anybody should wait for, the deadlines are marked, and derived behind', async () => {
  await world.owner.query(`
    create schema if not exists graphile_worker;
    create table if not exists graphile_worker.asked (task text);
    create or replace function graphile_worker.add_job(task text, payload json) returns void
      language sql as 'insert into graphile_worker.asked values (task)';
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ny', n::text, 'ny', '2005-01-01' from generate_series(1, 5000) n returning id)
    insert into youth_case (youth_id, during, enquiry_day) select id, '[2026-11-16,)', '2026-11-16' from y;
    insert into derivation (youth_id, derived_on) select id, '2026-11-23' from youth on conflict do nothing`)
  const before = await world.past()
  expect((await world.post('/api/rules', change())).status).toBe(200)
  const marked = await world.owner.query('select count(*)::int as n from derivation where anew')
  expect(marked.rows).toEqual([{ n: 5020 }])
  const asked = await world.owner.query('select task from graphile_worker.asked')
  expect(asked.rows).toEqual([{ task: 'deadlines:nightly' }])
  await world.recompute()
  expect(await world.past()).toBe(before)
  expect(await world.differing()).toEqual([])
})

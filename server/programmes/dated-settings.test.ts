import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { datedWorld, fault, part } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

const closing = (more: object = {}) => ({
  kind: 'house',
  name: 'Jul',
  from: '2026-12-14',
  lastDay: '2027-01-03',
  source: 'Ledelsen',
  status: 'local',
  ...more,
})

test('a closing is seen, made, moved and taken back; the past stays and the deadlines follow each time', async () => {
  // Called last Wednesday, so that the next call is due in the closing.
  await world.owner.query(`insert into contact (youth_id, kind, outcome, starts_at, day, source)
    select id, 'call', 'held', '2026-11-18T09:00Z', '2026-11-18', 'import' from youth`)
  await world.recompute()
  const before = await world.past()
  const days = await world.open()
  const add = { replaces: null, closing: closing(), reason: '' }
  const told = (await world.post('/api/closings/preview', { ...add, ...part })).body
  expect(await world.open()).toEqual(days)
  const { body } = await world.post('/api/closings', add)
  const moved = await world.open()
  const movedYouths = new Set(
    moved.filter((row, index) => row.due_day !== days[index]?.due_day).map(row => row.youth_id),
  )
  expect(told.youths).toBe(movedYouths.size)
  expect(told.youths).toBeGreaterThan(0)
  const moveIt = {
    replaces: { id: body.id, version: 1 },
    closing: closing({ lastDay: '2027-01-10' }),
    reason: '',
  }
  const both = await Promise.all([
    world.post('/api/closings', moveIt),
    world.send(world.administrator.cookie, 'POST', '/api/closings', moveIt),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await world.differing()).toEqual([])
  const back = { replaces: { id: body.id, version: 2 }, closing: null, reason: 'Vi holder åbent' }
  expect((await world.post('/api/closings', back)).status).toBe(200)
  expect(await world.open()).toEqual(days)
  expect(await world.past()).toBe(before)
  expect(await world.differing()).toEqual([])
})

test('a closing that would move a promise to a day that has passed is refused', async () => {
  const add = (more: object) =>
    world.post('/api/closings', { replaces: null, closing: closing(more), reason: '' })
  // Today is a Monday: the working day before is Friday.
  expect(fault(await add({ from: '2026-11-23', lastDay: '2027-02-01' }))).toEqual({
    field: 'closing.from',
    code: 'closingTooSoon',
  })
  expect((await add({ kind: 'school', from: '2026-11-23', lastDay: '2026-11-30' })).status).toBe(200)
  expect((await add({ from: '2026-11-24', lastDay: '2026-11-30' })).status).toBe(200)
})

test('whatever closing is sent is stored with deadlines that follow from it, or refused', async () => {
  const day = fc.constantFrom('2026-11-22', '2026-11-23', '2026-12-24', '2027-02-01', '2027-07-31', 'jul')
  const before = await world.pastDue()
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        kind: fc.constantFrom('house', 'school', 'kirke'),
        name: fc.string({ maxLength: 110 }),
        from: day,
        lastDay: day,
        source: fc.string({ maxLength: 20 }),
        status: fc.constantFrom('law', 'local', 'unverified'),
      }),
      async sent => {
        const { status } = await world.post('/api/closings', { replaces: null, closing: sent, reason: '' })
        expect([200, 400]).toContain(status)
        expect(await world.pastDue()).toBe(before)
        expect(await world.differing()).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})

const group = (more: object = {}) => ({
  kind: 'group',
  decidedAt: null,
  name: 'Ny',
  definition: 'Hvem',
  source: 'Lov § 4',
  status: 'law',
  ...more,
})

test('a target group gets another definition from a day, ends, and nobody’s decision is touched', async () => {
  await world.owner.query(
    `insert into assessment (youth_id, target_group, during) select id, 'activityReady', '[2026-06-01,)' from youth`,
  )
  const replaces = { key: 'activityReady', begins: '2014-01-01', version: 1 }
  const sent = { kind: 'group', replaces, from: '2027-01-01', content: group(), reason: '' }
  const both = await Promise.all([world.post('/api/dated-rules', sent), world.post('/api/dated-rules', sent)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const { body } = await world.send(world.leader.cookie, 'GET', '/api/setup')
  expect(
    body.targetGroups
      .filter((one: { code: string }) => one.code === 'activityReady')
      .map((one: { during: object; name: string; youths: number | null }) => [
        one.name,
        one.during,
        one.youths,
      ]),
  ).toEqual([
    ['Aktivitetsparat', { from: '2014-01-01', lastDay: '2026-12-31' }, 20],
    ['Ny', { from: '2027-01-01', lastDay: null }, null],
  ])
  const end = {
    kind: 'group',
    replaces: { ...replaces, key: 'educationReady' },
    from: '2027-01-01',
    content: null,
    reason: 'Væk',
  }
  expect(fault(await world.post('/api/dated-rules', end))).toEqual({ field: 'reason', code: 'paragraph' })
  expect((await world.post('/api/dated-rules', { ...end, reason: 'Lov § 4' })).status).toBe(200)
  const { rows } = await world.owner.query(
    `select count(*)::int as n from assessment where upper_inf(during)`,
  )
  expect(rows).toEqual([{ n: 20 }])
})

test('a rate: what is missing is entered, two amounts on a day never, a new one from a day, a slip corrected', async () => {
  await world.owner.query(`
    insert into rate_kind values ('help', 'Hjælp', 'Unge', 'month', '[2014-01-01,)', 'Lov', 'law', 0);
    insert into rate (kind, during, amount, source, status) values ('help', '[2016-01-01,2017-01-01)', 601000, 'Fundet', 'law')`)
  const rate = {
    kind: 'help',
    replaces: null,
    from: '2017-01-01',
    lastDay: '2017-12-31',
    amount: 610000,
    source: 'Vejledning',
    status: 'law',
  }
  expect((await world.post('/api/rates', rate)).status).toBe(200)
  expect(fault(await world.post('/api/rates', { ...rate, from: '2016-06-01' }))).toBe('rate_no_overlap')
  expect(fault(await world.post('/api/rates', { ...rate, from: '2013-01-01' }))).toEqual({
    field: 'from',
    code: 'outsideRate',
  })
  const running = await world.post('/api/rates', { ...rate, from: '2018-01-01', lastDay: null })
  const next = {
    ...rate,
    replaces: { id: running.body.id, version: 1 },
    from: '2027-01-01',
    lastDay: null,
    amount: 700000,
  }
  expect(fault(await world.post('/api/rates', { ...next, from: '2026-01-01' }))).toEqual({
    field: 'from',
    code: 'dayPassed',
  })
  const both = await Promise.all([
    world.post('/api/rates', next),
    world.post('/api/rates', { ...next, amount: 710000 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const slip = { version: 1, amount: 602000, source: 'Fundet igen', status: 'law', reason: 'Tastefejl' }
  expect((await world.send(world.leader.cookie, 'PUT', '/api/rates/1', slip)).body).toEqual({ version: 2 })
  expect((await world.send(world.leader.cookie, 'PUT', '/api/rates/1', slip)).status).toBe(409)
  const { rows } = await world.owner.query(
    `select before ->> 'amount' as was, after ->> 'reason' as why from change_log where action = 'rate.correct'`,
  )
  expect(rows).toEqual([{ was: '601000', why: 'Tastefejl' }])
  const read = await world.send(world.caseworker.cookie, 'GET', '/api/rates')
  expect(read.body.kinds[0].rates).toHaveLength(4)
})

test('whatever rate is sent, no day has two amounts', async () => {
  await world.owner.query(
    `insert into rate_kind values ('help', 'Hjælp', 'Unge', 'month', '[2014-01-01,)', 'Lov', 'law', 0)`,
  )
  const day = fc.constantFrom(
    '2013-12-31',
    '2014-01-01',
    '2016-02-29',
    '2026-11-23',
    '2030-01-01',
    '2017-02-30',
  )
  await fc.assert(
    fc.asyncProperty(
      day,
      fc.option(day),
      fc.constantFrom(-1, 0, 1, 100_000_000, 100_000_001, 1.5),
      fc.string({ maxLength: 510 }),
      async (from, lastDay, amount, source) => {
        const sent = { kind: 'help', replaces: null, from, lastDay, amount, source, status: 'local' }
        expect([200, 400, 409]).toContain((await world.post('/api/rates', sent)).status)
      },
    ),
    { numRuns: 60 },
  )
  const { rows } = await world.owner.query(
    `select count(*)::int as n from rate a join rate b on a.id < b.id and a.kind = b.kind and a.during && b.during`,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test.each([
  ['/api/rules/1/confirm', { version: 1, status: 'law', source: '§ 1' }],
  ['/api/rules/1/withdraw', { version: 1 }],
  ['/api/dated-rules', { kind: 'group', replaces: null, from: '2027-01-01', content: group(), reason: '' }],
  [
    '/api/dated-rules/preview',
    { kind: 'group', replaces: null, from: '2027-01-01', content: group(), reason: '', ...part },
  ],
  ['/api/closings', { replaces: null, closing: closing(), reason: '' }],
  ['/api/closings/preview', { replaces: null, closing: closing(), reason: '', ...part }],
  [
    '/api/rates',
    { kind: 'x', replaces: null, from: '2027-01-01', lastDay: null, amount: 1, source: 'x', status: 'law' },
  ],
])('a caseworker may not: %s', async (url, payload) => {
  expect((await world.send(world.caseworker.cookie, 'POST', url, payload)).status).toBe(403)
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DatedContent } from '#contract/dated-rules.ts'
import { readSetup } from '#contract/programmes.ts'
import { ageChangeKinds } from '#domain/ages/age-changes.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { datedWorld, fault, part, system } from './test-world.ts'

const tables = ['duty_rule', 'education_order_rule', 'age_change', 'age_task', 'enquiry_retention'] as const
const url = '/api/dated-rules'
const today = '2026-11-23'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
  for (const table of tables) await world.owner.query(`create table shipped_${table} as table ${table}`)
})
beforeEach(async () => {
  await world.begin()
  for (const table of tables.toReversed()) await world.owner.query(`delete from ${table}`)
  for (const table of tables)
    await world.owner.query(`insert into ${table} overriding system value table shipped_${table}`)
})
afterAll(() => world.end())

const origin = { source: 'Byrådet', status: 'local' as const }
const duty = (more: object = {}) => ({
  ...{ kind: 'duty', activityKind: 'work', weeklyMinutes: 1200, countsInPart: true },
  ...{ ...origin, ...more },
})
const order = (more: object = {}) => ({
  ...{ kind: 'order', targetGroups: ['educationReady'], ageFrom: 18, ageTo: 24 },
  ...{ ...origin, ...more },
})
const age = (more: object = {}) => ({
  ...{ kind: 'age', age: 29, does: 'targetGroupsEnd', name: 'Målgrupperne slutter', text: 'Ved 29 år' },
  tasks: [{ item: '', text: 'Tal om, hvad der kommer', daysBefore: 90, onlyWith: null }],
  ...{ ...origin, ...more },
})
const group = (more: object = {}) => ({
  ...{ kind: 'group', name: 'Aktivitetsparat', definition: 'Brug for hjælp', decidedAt: null },
  ...{ ...origin, source: 'BEK § 6, stk. 2', status: 'law', ...more },
})
const retention = (more: object = {}) => ({ ...{ kind: 'retention', months: 3 }, ...origin, ...more })
const firsts = {
  duty: { key: 'work', begins: '2020-01-01', version: 1 },
  order: { key: 'order', begins: '2014-01-01', version: 1 },
  age: { key: 'groups-30', begins: '2014-01-01', version: 1 },
  group: { key: 'activityReady', begins: '2014-01-01', version: 1 },
  retention: { key: 'retention', begins: '2014-01-01', version: 1 },
}
const contents = { duty, order, age, group, retention }
type Kind = keyof typeof firsts
const kinds = Object.keys(firsts) as Kind[]
const change = (kind: Kind, more: object = {}) => ({
  kind,
  replaces: firsts[kind],
  from: '2026-12-01',
  content: contents[kind]() as object | null,
  reason: '',
  ...more,
})

/** The rows of one key, as they are read. */
async function rows(kind: Kind, key = firsts[kind].key) {
  const { body } = await world.send(world.leader.cookie, 'GET', '/api/setup')
  const { others, targetGroups } = readSetup.output.parse(body)
  const groups = targetGroups.map(row => ({ ...row, key: row.code }))
  const { dutyRules, orderRules, ageChanges } = others
  const all = {
    duty: dutyRules,
    order: orderRules,
    age: ageChanges,
    group: groups,
    retention: others.retention,
  }
  const found = all[kind].filter(row => row.key === key)
  return found
    .map(row => ({ ...row, during: `${row.during.from} ${row.during.lastDay}` }))
    .sort((a, b) => (a.during < b.during ? -1 : 1))
}

describe.each(kinds)('%s', kind => {
  test('ends, and another begins on the day; the log has before and after', async () => {
    const [before] = await rows(kind)
    const end = before?.during.split(' ')[1]
    expect((await world.post(url, change(kind))).body).toEqual({ key: firsts[kind].key })
    const [was, is] = await rows(kind)
    expect(was?.during).toBe(`${firsts[kind].begins} 2026-11-30`)
    expect(is).toMatchObject({ during: `2026-12-01 ${end}`, version: 1, status: contents[kind]().status })
    const { rows: log } = await world.owner.query(
      `select action, before ->> 'source' as was, after ->> 'source' as "is" from change_log where action like '%.change'`,
    )
    expect(log).toEqual([
      { action: expect.stringContaining('.change'), was: before?.source, is: contents[kind]().source },
    ])
    expect(await world.differing()).toEqual([])
  })

  test('is corrected where it stands as long as it has not begun, and taken back', async () => {
    const before = await rows(kind)
    await world.post(url, change(kind))
    const ahead = { ...firsts[kind], begins: '2026-12-01' }
    const again = change(kind, {
      replaces: ahead,
      content: { ...contents[kind](), source: 'Udvalget § 7' },
    })
    expect((await world.post(url, again)).status).toBe(200)
    expect((await rows(kind)).map(({ source, version }) => [source, version]).at(-1)).toEqual([
      'Udvalget § 7',
      2,
    ])
    const back = change(kind, { replaces: { ...ahead, version: 2 }, content: null })
    expect((await world.post(url, back)).status).toBe(200)
    expect((await rows(kind)).map(row => ({ ...row, version: 1 }))).toEqual(before)
    expect(await world.differing()).toEqual([])
  })

  test('ends with a reason', async () => {
    const end = change(kind, { content: null })
    expect(fault(await world.post(url, end))).toEqual({ field: 'reason', code: 'required' })
    expect((await world.post(url, { ...end, reason: 'Ophævet ved lov nr. 1 § 2' })).status).toBe(200)
    expect((await rows(kind)).map(({ during }) => during)).toEqual([`${firsts[kind].begins} 2026-11-30`])
  })

  test('of two who change it at once, the second is told', async () => {
    const both = await Promise.all([
      world.post(url, change(kind)),
      world.send(world.administrator.cookie, 'POST', url, change(kind)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test.each([
    ['a day that has passed', { from: '2026-11-22' }, { field: 'from', code: 'dayPassed' }],
    [
      'law without a paragraph',
      { status: 'law', source: 'Loven' },
      { field: 'content.source', code: 'paragraph' },
    ],
    ['no source', { source: ' ' }, { field: 'content.source', code: 'required' }],
  ])('%s is refused at the field, in the preview too', async (_what, more, expected) => {
    const sent = 'from' in more ? change(kind, more) : change(kind, { content: contents[kind](more) })
    for (const path of [url, `${url}/preview`])
      expect(fault(await world.post(path, { ...sent, ...part }))).toEqual(expected)
  })

  test('what it was is not changed by anybody, not even in the database', async () => {
    const table = {
      duty: 'duty_rule',
      order: 'education_order_rule',
      age: 'age_change',
      group: 'target_group',
      retention: 'enquiry_retention',
    }[kind]
    for (const statement of [
      `delete from ${table} where lower(during) < '2026-11-23'`,
      `update ${table} set during = daterange(lower(during), '2026-11-01')`,
    ])
      await expect(
        inTransaction(world.house.pool, system, db => sql.raw(statement).execute(db)),
      ).rejects.toThrow(/has begun|in force/)
  })
})

test('another key is begun: a group, a birthday; and a kind of activity where nothing holds', async () => {
  const begun = await world.post(url, change('age', { replaces: null }))
  expect(begun.body).toEqual({ key: 'maalgrupperne-slutter' })
  expect(await rows('age', 'maalgrupperne-slutter')).toMatchObject([
    { does: 'targetGroupsEnd', tasks: [{ item: 'tal-om-hvad-der-kommer', daysBefore: 90 }] },
  ])
  const twice = change('duty', { replaces: null })
  expect(fault(await world.post(url, twice))).toEqual({ field: 'from', code: 'alreadyHolds' })
  await world.post(url, change('duty', { content: null, reason: 'Byrådet' }))
  expect((await world.post(url, twice)).status).toBe(200)
  // The order's rule ends with 2026: what begins before is refused, what comes after is not.
  expect(fault(await world.post(url, change('order', { replaces: null })))).toEqual({
    field: 'from',
    code: 'alreadyHolds',
  })
  expect((await world.post(url, change('order', { replaces: null, from: '2027-01-01' }))).status).toBe(200)
})

test.each([
  ['duty', { countsInPart: true, weeklyMinutes: null }, 'content.countsInPart', 'partOfNothing'],
  ['duty', { activityKind: 'fgu' }, 'content.activityKind', 'invalid'],
  ['order', { ageFrom: 25 }, 'content.ageTo', 'ageOrder'],
  ['order', { targetGroups: ['nej'] }, 'content.targetGroups', 'invalid'],
  ['age', { does: 'guardiansLeave' }, 'content.age', 'ageIsFixed'],
  ['age', { does: 'dutyBegins', age: 18 }, 'content.age', 'ageIsFixed'],
  ['age', { age: 100 }, 'content.age', 'tooBig'],
  ['retention', { months: 0 }, 'content.months', 'tooSmall'],
  ['retention', { months: 121 }, 'content.months', 'tooBig'],
  [
    'group',
    { decidedAt: [{ stage: 'first', specialCase: false, source: 'BEK', status: 'law' }] },
    'content.decidedAt.0.source',
    'paragraph',
  ],
] as const)('%s: %o is refused at the field', async (kind, more, field, code) => {
  expect(fault(await world.post(url, change(kind, { content: contents[kind](more) })))).toMatchObject({
    field,
    code,
  })
})

test('what a group that is named elsewhere ends on its first day is kept', async () => {
  const { body } = await world.post(url, change('group', { replaces: null, content: group({ name: 'Ny' }) }))
  await world.post(url, change('order', { content: order({ targetGroups: [body.key] }) }))
  const replaces = { key: body.key, begins: '2026-12-01', version: 1 }
  const back = change('group', { replaces, content: null })
  expect(fault(await world.post(url, back))).toBe('groupInUse')
  await world.post(
    url,
    change('order', { replaces: { ...firsts.order, begins: '2026-12-01' }, content: null }),
  )
  expect((await world.post(url, back)).status).toBe(200)
})

/** Somebody of 16 who works twenty hours a week, and one who goes to school. */
async function youngsters(): Promise<number[]> {
  const { rows: ids } = await world.owner.query(`
    with y as (insert into youth (given_name, family_name, search_name, birth_date, created_at)
      select 'Ung', n::text, 'ung', '2010-03-01', '2026-10-01T08:00Z' from generate_series(1, 2) n returning id),
    c as (insert into youth_case (youth_id, enquiry_day, during) select id, '2026-10-01', '[2026-10-01,)' from y),
    a as (insert into activity (youth_id, kind, description, during, weekly_minutes)
      select id, case when id % 2 = 1 then 'work' else 'education' end, 'Et sted', '[2026-09-01,)', 1200 from y)
    select id::int from y order by id`)
  return ids.map(({ id }) => id)
}

test('the duty moves the deadlines of those under 18: told before, from the day, and the past stays', async () => {
  await world.owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values ('off-plan', 'Kontakt inden 5 hverdage', 'statutory', 'law', 'Lov § 2 a', '[2020-01-01,)', 'offPlan', 'once',
      array['meeting'], 'workingDays', 5, 'stays', false)`)
  const [worker] = await youngsters()
  await world.recompute()
  const past = await world.past()
  for (const from of [today, '2026-12-01']) {
    const stricter = change('duty', { from, content: duty({ weeklyMinutes: 1800, countsInPart: false }) })
    const { body } = await world.post(`${url}/preview`, { ...stricter, ...part })
    expect(body).toMatchObject({ youths: 1, earlier: 0, later: 0, ended: 0, people: [{ youthId: worker }] })
    expect(body.begun).toBeGreaterThan(0)
    expect(body.people[0].moves[0].after > from).toBe(true)
  }
  const { status } = await world.post(
    url,
    change('duty', { from: today, content: duty({ weeklyMinutes: 1800 }) }),
  )
  expect(status).toBe(200)
  expect(await world.past()).toBe(past)
  const { rows: derived } = await world.owner.query(
    `select count(*)::int as n from deadline d join rule r on r.id = d.rule_id
    where d.youth_id = $1 and r.anchor = 'offPlan' and d.due_day <= '2026-11-23'`,
    [worker],
  )
  expect(derived).toEqual([{ n: 0 }])
})

test('what moves no deadline says whom it concerns instead', async () => {
  await world.owner.query(`
    update youth set birth_date = '1997-03-01' where id <= 3;
    update youth set birth_date = '1998-03-01' where id between 4 and 5;
    insert into assessment (youth_id, target_group, during) select id, 'activityReady', '[2026-06-01,)' from youth;
    insert into education_order (youth_id, during, given_on, text)
      select id, '[2026-10-01,)', '2026-10-01', 'Søg' from youth where id <= 2`)
  const notes = async (sent: object) => {
    const { body } = await world.post(`${url}/preview`, { ...sent, ...part })
    expect(body).toMatchObject({ youths: 0, people: [], next: null })
    return body.notes
  }
  expect(await notes(change('age'))).toEqual([
    { code: 'ageReached', count: 2 },
    { code: 'ageBetween', count: 3 },
  ])
  expect(await notes(change('age', { content: null, reason: 'Byrådet' }))).toEqual([
    { code: 'ageNoMore', count: 3 },
  ])
  expect(await notes(change('order'))).toEqual([{ code: 'ordersStand', count: 2 }])
  expect(
    await notes(change('order', { content: order({ targetGroups: ['activityReady'], ageTo: 29 }) })),
  ).toEqual([])
  expect(await notes(change('group', { content: null, reason: 'Lov § 1' }))).toEqual([
    { code: 'inGroup', count: 20 },
  ])
})

const anyText = fc.string({ unit: fc.constantFrom(...'aæ §1\n\u0000'), maxLength: 12 })
const aDay = fc.constantFrom('2026-11-22', today, '2026-12-01', '2027-01-01', '2027-02-30', '2101-01-01')
const status = fc.constantFrom('law', 'local', 'unverified', 'andet')
const anyContent: Record<Kind, fc.Arbitrary<object>> = {
  duty: fc.record({
    kind: fc.constant('duty'),
    activityKind: fc.constantFrom('work', 'fgu', 'hobby'),
    weeklyMinutes: fc.constantFrom(null, 0, 1, 6000, 6001, 1.5),
    countsInPart: fc.boolean(),
    source: anyText,
    status,
  }),
  order: fc.record({
    kind: fc.constant('order'),
    targetGroups: fc.array(fc.constantFrom('educationReady', 'nej', ''), { maxLength: 3 }),
    ageFrom: fc.constantFrom(-1, 0, 18, 99, 100),
    ageTo: fc.constantFrom(0, 18, 99, 100),
    source: anyText,
    status,
  }),
  age: fc.record({
    kind: fc.constant('age'),
    age: fc.constantFrom(0, 1, 15, 18, 29, 99, 100),
    does: fc.constantFrom(...ageChangeKinds, 'fest'),
    name: anyText,
    text: anyText,
    tasks: fc.array(
      fc.record({
        item: fc.constantFrom('', 'snak', 'x'.repeat(41)),
        text: fc.constantFrom('Snak', '', 'x'.repeat(300), 'x'.repeat(301)),
        daysBefore: fc.constantFrom(-1, 0, 365, 366),
        onlyWith: fc.constantFrom(null, 'guardians', 'hund'),
      }),
      { maxLength: 2 },
    ),
    source: anyText,
    status,
  }),
  group: fc.record({
    kind: fc.constant('group'),
    name: anyText,
    definition: anyText,
    decidedAt: fc.option(
      fc.array(
        fc.record({
          stage: fc.constantFrom('first', 'final', 'aldrig'),
          specialCase: fc.boolean(),
          source: anyText,
          status,
        }),
        { maxLength: 3 },
      ),
    ),
    source: anyText,
    status,
  }),
  retention: fc.record({
    kind: fc.constant('retention'),
    months: fc.constantFrom(-1, 0, 1, 120, 121, 1.5, null, '6'),
    source: anyText,
    status,
  }),
}

test('whatever is sent is stored beside what was, or refused; no day has two rows, and the past stays', async () => {
  const before = await world.past()
  const frozen = async () => {
    const all = await Promise.all(kinds.map(kind => rows(kind)))
    return all.map(([first]) => ({ ...first, version: 0, during: first?.during.split(' ')[0], youths: 0 }))
  }
  const first = await frozen()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...kinds).chain(kind => fc.tuple(fc.constant(kind), fc.option(anyContent[kind]))),
      aDay,
      fc.constantFrom('begin', 'newest', 'oldest'),
      fc.constantFrom('', 'Lov § 1'),
      async ([kind, content], from, what, reason) => {
        const found = await rows(kind)
        const row = what === 'newest' ? found.at(-1) : found[0]
        const replaces =
          what === 'begin' || row === undefined
            ? null
            : { key: row.key, begins: row.during.split(' ')[0], version: row.version }
        const answer = await world.post(url, { kind, replaces, from, content, reason })
        expect([200, 400, 422]).toContain(answer.status)
        expect(await frozen()).toEqual(first)
        expect(await world.past()).toBe(before)
        expect(await world.differing()).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})

test('a content of another kind than was said is refused', async () => {
  const content: DatedContent = duty() as DatedContent
  expect((await world.post(url, change('order', { content }))).status).toBe(400)
})

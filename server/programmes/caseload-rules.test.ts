import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { datedWorld, fault, part } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(async () => {
  await world.begin()
  await world.owner.query(`
    delete from case_weight; delete from ceiling; delete from staff_hours;
    insert into programme (key, name, during) values ('mod', 'Mod til uddannelse', '[2017-01-01,)');
    insert into case_weight (key, name, per, minutes, during, source, status)
      values ('fast', 'Fast tid', 'month', 100, '[2020-01-01,)', 'Vores egen slutning', 'unverified');
    insert into staff_hours (staff_id, weekly_minutes, during)
      select staff_id, 2220, '[2020-01-01,)' from staff_role where role = 'caseworker'`)
})
afterAll(() => world.end())

const origin = { source: 'Ledelsens beslutning', status: 'local' }
const work = (more: object = {}) => ({
  ...{ kind: 'work', name: 'Fast tid', programmeId: null, per: 'month', minutes: 130, timesAYear: null },
  ...origin,
  ...more,
})
const time = (value: number, setting = 'fullTimeForYouths') => ({ kind: 'time', setting, value, ...origin })
const ceiling = (more: object = {}) => ({
  ...{ kind: 'ceiling', programmeId: null, staffId: null, cases: 8, minutes: null },
  ...origin,
  ...more,
})
const change = (content: { kind: string }, more: object = {}) => ({
  ...{ kind: content.kind, replaces: null, from: '2026-11-23', content, reason: '' },
  ...more,
})
const row = (key: string, begins: string, version = 1) => ({ replaces: { key, begins, version } })
const save = (sent: object) => world.post('/api/dated-rules', sent)
const preview = (sent: object) => world.post('/api/dated-rules/preview', { ...sent, ...part })

async function rows(table: string, said: string): Promise<string[]> {
  const { rows: found } = await world.owner.query(
    `select (${said}) || ' ' || during::text as said from ${table} order by 1`,
  )
  return found.map(one => one.said)
}
const weights = () => rows('case_weight', `key || ' ' || minutes`)

describe('minutes of a kind of work', () => {
  test('are seen in the unit’s load before they hold, and nothing is changed by looking', async () => {
    const before = await weights()
    const { status, body } = await preview(
      change(work(), { from: '2026-12-01', ...row('0/fast', '2020-01-01') }),
    )
    expect(status).toBe(200)
    // Ten of the twenty have a caseworker.
    expect(body.loads).toMatchObject({
      on: '2026-12-01',
      before: { minutes: 1000, over: 0, aboveCeiling: 0 },
      after: { minutes: 1300, over: 0, aboveCeiling: 0 },
    })
    expect(body.loads.caseworkers).toMatchObject([
      { staffId: world.caseworker.staffId, before: { minutes: 1000 }, after: { minutes: 1300 } },
    ])
    expect(await weights()).toEqual(before)
    const { rows: logged } = await world.owner.query(`select from change_log where subject = 'case_weight'`)
    expect(logged).toEqual([])
    expect(body.people).toEqual([])
  })

  test('change from a day on, are corrected ahead, taken back and ended', async () => {
    const later = change(work(), { from: '2026-12-01', ...row('0/fast', '2020-01-01') })
    expect((await save(later)).body).toEqual({ key: '0/fast' })
    expect(await weights()).toEqual(['fast 100 [2020-01-01,2026-12-01)', 'fast 130 [2026-12-01,)'])
    const ahead = { from: '2026-12-01', ...row('0/fast', '2026-12-01') }
    expect((await save(change(work({ minutes: 120 }), ahead))).status).toBe(200)
    expect((await weights())[1]).toBe('fast 120 [2026-12-01,)')
    // Read before that: told so.
    expect((await save(change(work({ minutes: 90 }), ahead))).body.error.code).toBe('changedMeanwhile')
    const back = { kind: 'work', content: null, reason: '', ...ahead, ...row('0/fast', '2026-12-01', 2) }
    expect((await save(back)).status).toBe(200)
    expect(await weights()).toEqual(['fast 100 [2020-01-01,)'])
    const end = {
      ...{ kind: 'work', content: null, from: '2027-01-01', reason: 'Vi måler det nu' },
      ...row('0/fast', '2020-01-01', 3),
    }
    expect((await save(end)).status).toBe(200)
    expect(await weights()).toEqual(['fast 100 [2020-01-01,2027-01-01)'])
  })

  test('a new line begins, also in a programme, and keeps what kind of work it is', async () => {
    const { rows: programmes } = await world.owner.query<{ id: number }>('select id::int from programme')
    const programmeId = programmes[0]?.id ?? 0
    const { body } = await save(
      change(work({ name: 'Møder', per: 'meeting', programmeId, timesAYear: 12, minutes: 60 })),
    )
    expect(body.key).toBe(`${programmeId}/moeder`)
    const other = change(work({ name: 'Møder', per: 'call', programmeId }), row(body.key, '2026-11-23'))
    expect(fault(await save(other))).toMatchObject({ field: 'content.per' })
    expect(fault(await save(change(work({ timesAYear: 4 }))))).toMatchObject({
      field: 'content.timesAYear',
      code: 'timesOfNothing',
    })
    for (const per of ['meeting', 'call'])
      expect(fault(await save(change(work({ name: 'Andet', per, minutes: 0 }))))).toMatchObject({
        field: 'content.minutes',
        code: 'tooSmall',
      })
    expect(fault(await save(change(work({ programmeId: 999 }))))).toMatchObject({
      field: 'content.programmeId',
    })
  })

  test('of two who change the same row, one does and the other is told', async () => {
    const sent = (minutes: number) =>
      save(change(work({ minutes }), { from: '2026-12-01', ...row('0/fast', '2020-01-01') }))
    const answers = await Promise.all([sent(120), sent(140)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('figures of time', () => {
  test('say how many go over, before they hold', async () => {
    const sent = change(time(900), row('fullTimeForYouths', '2014-01-01'))
    const { body } = await preview(sent)
    expect(body.loads).toMatchObject({
      before: { minutes: 1000, over: 0 },
      after: { minutes: 1000, time: 900, over: 1 },
    })
    expect((await save(sent)).status).toBe(200)
    expect(await rows('capacity_setting', `key || ' ' || value`)).toEqual(
      expect.arrayContaining([
        'fullTimeForYouths 6300 [2014-01-01,2026-11-23)',
        'fullTimeForYouths 900 [2026-11-23,)',
      ]),
    )
    await world.owner.query(`delete from capacity_setting where value = 900`)
    await world.owner.query(`update capacity_setting set during = '[2014-01-01,)', version = 1
      where key = 'fullTimeForYouths'`)
  })

  test('nothing is divided by zero, and no weeks of a bridge may be', async () => {
    expect(fault(await save(change(time(0), row('fullTimeForYouths', '2014-01-01'))))).toMatchObject({
      field: 'content.value',
      code: 'tooSmall',
    })
    const bridge = change(time(0, 'bridgeWeeksBefore'), row('bridgeWeeksBefore', '2014-01-01'))
    expect((await preview(bridge)).status).toBe(200)
    expect(fault(await save(change(time(8, 'recentWeeks'))))).toMatchObject({ code: 'alreadyHolds' })
  })

  test('steps of being new are everybody’s, one for each week', async () => {
    const step = (fromWeek: number, percent: number) => ({ kind: 'newcomer', fromWeek, percent, ...origin })
    expect((await save(change(step(4, 60)))).body).toEqual({ key: '4' })
    expect((await save(change(step(4, 70)))).body.error.fields).toMatchObject([{ code: 'alreadyHolds' }])
    expect((await save(change(step(4, 70), row('4', '2026-11-23')))).status).toBe(200)
    const moved = change(step(5, 70), row('4', '2026-11-23', 2))
    expect(fault(await save(moved))).toMatchObject({ field: 'content.fromWeek' })
    await world.owner.query(`delete from onboarding_step where from_week = 4`)
  })
})

describe('a ceiling', () => {
  test('says how many stand above it, for everybody and for one person', async () => {
    const { body } = await preview(change(ceiling()))
    expect(body.loads).toMatchObject({ before: { aboveCeiling: 0 }, after: { aboveCeiling: 1 } })
    expect(body.loads.aboveAfter).toMatchObject({ names: [expect.any(String)], more: 0 })
    expect(body.loads.caseworkers).toEqual([])
    expect((await save(change(ceiling({ cases: 20 })))).body).toEqual({ key: '0/0' })
    const { staffId } = world.caseworker
    const own = await preview(change(ceiling({ staffId, cases: 9 })))
    expect(own.body.loads.after.aboveCeiling).toBe(1)
    expect((await save(change(ceiling({ staffId, cases: 9 })))).body).toEqual({ key: `0/${staffId}` })
    const { rows: logged } = await world.owner.query(
      `select action from change_log where subject = 'ceiling' order by id`,
    )
    expect(logged).toEqual([{ action: 'ceiling.begin' }, { action: 'ceiling.begin' }])
  })

  test('needs a number or minutes, and a programme and a person that are there', async () => {
    expect(fault(await save(change(ceiling({ cases: null }))))).toMatchObject({ field: 'content.cases' })
    expect(fault(await save(change(ceiling({ staffId: 99_999 }))))).toMatchObject({
      field: 'content.staffId',
    })
    expect(fault(await save(change(ceiling({ programmeId: 99_999 }))))).toMatchObject({
      field: 'content.programmeId',
    })
  })
})

test('an administrator sees what it does to the unit, and no caseworker by name', async () => {
  const sent = { ...change(work(), row('0/fast', '2020-01-01')), ...part }
  const { status, body } = await world.send(
    world.administrator.cookie,
    'POST',
    '/api/dated-rules/preview',
    sent,
  )
  expect([status, body.loads.after.minutes, body.loads.caseworkers]).toEqual([200, 1300, []])
  const { status: refused } = await world.send(
    world.caseworker.cookie,
    'POST',
    '/api/dated-rules/preview',
    sent,
  )
  expect(refused).toBe(403)
})

test('numbers outside of what is sensible are said at the field, whatever they are', async () => {
  const outside = (min: number, max: number) => fc.integer().filter(n => n < min || n > max)
  const wrong = fc.oneof(
    outside(0, 10_000).map(minutes => ({ field: 'minutes', content: work({ minutes }) })),
    outside(1, 366).map(timesAYear => ({ field: 'timesAYear', content: work({ per: 'call', timesAYear }) })),
    outside(0, 20_000).map(value => ({ field: 'value', content: time(value) })),
    outside(0, 104).map(fromWeek => ({
      field: 'fromWeek',
      content: { kind: 'newcomer', fromWeek, percent: 50, ...origin },
    })),
    outside(0, 100).map(percent => ({
      field: 'percent',
      content: { kind: 'newcomer', fromWeek: 0, percent, ...origin },
    })),
    outside(1, 1000).map(cases => ({ field: 'cases', content: ceiling({ cases }) })),
    outside(1, 100_000).map(minutes => ({ field: 'minutes', content: ceiling({ minutes }) })),
    fc
      .double({ noInteger: true, noNaN: true })
      .map(minutes => ({ field: 'minutes', content: ceiling({ minutes }) })),
  )
  const before = [await weights(), await rows('ceiling', 'cases::text')]
  await fc.assert(
    fc.asyncProperty(wrong, async ({ field, content }) => {
      const answer = await save(change(content))
      expect([answer.status, fault(answer)]).toMatchObject([400, { field: `content.${field}` }])
    }),
    { numRuns: 80 },
  )
  expect([await weights(), await rows('ceiling', 'cases::text')]).toEqual(before)
})

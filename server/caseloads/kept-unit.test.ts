import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readFit } from '#contract/caseload-fit.ts'
import { forecastDays } from '#domain/caseload/forecast.ts'
import type { Lists } from '#domain/caseload/lists.ts'
import type { Db } from '#server/database/connection.ts'
import { type Entry, inTransaction } from '#server/database/transaction.ts'
import { Refusal } from '#server/door/refusal.ts'
import { type UnitKeeper, unitKeeper } from '#server/records/kept-unit.ts'
import { readTheFit } from './read-fit.ts'
import { caseloadJobs } from './routes.ts'
import { configuration } from './test-minutes.ts'
import { proposalsForTest, testToday } from './test-proposals.ts'

let place: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let c: number

beforeAll(async () => {
  place = await proposalsForTest()
  await place.owner.query(configuration)
  ;[a, b, c] = [place.first.staffId, place.second.staffId, place.third.staffId]
})
afterAll(() => place.end())

beforeEach(async () => {
  await place.owner.query(`update youth_case set during = daterange(lower(during), lower(during) + 1),
    close_reason = 'flyttet' where upper_inf(during);
    delete from staff_absence; delete from bar`)
})

const run = (text: string, values: unknown[] = []) => place.owner.query(text, values)
const entry = () => ({ kind: 'system', onBehalfOf: null, today: testToday, requestId: 'test' }) as const
const asSystem = <T>(work: (db: Db) => Promise<T>) => inTransaction(place.house.pool, entry(), work)
/** What a leader is answered, or the refusal's code where the case is closed. */
const fitBy = (keeper: UnitKeeper, youthId: number) =>
  inTransaction(place.house.pool, { ...entry(), onBehalfOf: a }, db =>
    readTheFit(keeper, { youthId }, { db, today: testToday }),
  ).catch((error: unknown) => {
    if (error instanceof Refusal) return error.code
    throw error
  })
const told = async (keeper: UnitKeeper) => {
  const { cases, heldBy, theirs, offers, unit } = await asSystem(db => keeper(db, testToday))
  const inOrder = <T>(lists: Lists<T>) => [...lists].sort(([one], [other]) => Number(one) - Number(other))
  expect(unit.cases).toBe(cases)
  const loads = forecastDays(unit.known.today).map(unit.known.loadsOn)
  return {
    loads,
    matches: cases.map(({ match }) => match),
    heldBy: inOrder(heldBy),
    theirs: inOrder(theirs).map(([staffId, list]) => [staffId, list.map(({ caseId }) => caseId)]),
    offers: [...offers],
    cases: unit.cases.map(({ caseId, youthId, holders, heldOn }) => [
      ...[caseId, youthId, holders],
      ...loads.map((_, week) => heldOn(unit.known.today + week * 7)),
    ]),
    staff: unit.staff,
  }
}

test('is as if it were read anew, whatever was changed', async () => {
  const youths = [await place.youth(a), await place.youth(b), await place.youth(null)]
  await place.youth(c)
  await run(`insert into competence (code, name) values ('autisme', 'Autisme') on conflict do nothing`)
  const [one, two, three] = youths
  const changes: readonly (readonly [string, unknown[]])[] = [
    [`update youth set needs_interpreter = not needs_interpreter where id = $1`, [one]],
    [`update youth set language = 'so' where id = $1`, [two]],
    [
      `insert into membership (youth_id, programme_id, during)
      select $1, id, '[2026-11-01,)' from programme where key = 'mod'`,
      [one],
    ],
    [
      `update assignment set during = '[2026-05-01,2026-11-20)' where youth_id = $1 and staff_id = $2`,
      [two, b],
    ],
    [
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-20,)')`,
      [three, c],
    ],
    [`update staff_hours set weekly_minutes = 1000 where staff_id = $1`, [a]],
    [
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'leave', $2, '[2026-12-01,2027-06-01)')`,
      [a, b],
    ],
    [`update staff_absence set during = '[2026-11-01,2027-06-01)' where staff_id = $1`, [a]],
    [
      `insert into staff_duty (staff_id, name, weekly_minutes, during) values ($1, 'andet', 300, '[2026-01-01,)')`,
      [b],
    ],
    [`insert into staff_language values ($1, 'so')`, [c]],
    [`delete from staff_language where staff_id = $1`, [c]],
    [`insert into staff_competence values ($1, 'autisme')`, [c]],
    [
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'conflict', '[2026-11-01,)')`,
      [one, b],
    ],
    [
      `insert into caseworker_wish (youth_id, whose, staff_id, during) values ($1, 'youth', $2, '[2026-01-01,)')`,
      [one, c],
    ],
    [`update case_weight set minutes = minutes + 10 where programme_id is null and per = 'month'`, []],
    [`update capacity_setting set value = 6000 where key = 'fullTimeForYouths'`, []],
    [`update rule set interval_length = 2 where key = 'meeting'`, []],
    [
      `update youth_case set during = daterange(lower(during), '2026-11-22'), close_reason = 'flyttet' where youth_id = $1 and upper_inf(during)`,
      [two],
    ],
    [`update staff set left_on = '2026-12-24' where id = $1`, [c]],
    [`update staff set left_on = null where id = $1`, [c]],
  ]
  const keeper = unitKeeper()
  let before = JSON.stringify(await told(keeper))
  for (const [text, values] of changes) {
    await run(text, values)
    const kept = await told(keeper)
    expect(kept, text).toEqual(await told(unitKeeper()))
    expect(JSON.stringify(kept), text).not.toBe(before)
    before = JSON.stringify(kept)
  }
  await run(`update capacity_setting set value = 6300 where key = 'fullTimeForYouths';
    update rule set interval_length = 1 where key = 'meeting'; update staff_hours set weekly_minutes = 2220`)
})

test('is as if it were read anew after any changes in any order', async () => {
  const day = `'2026-11-23'::date + $2::int`
  const steps = {
    interpreter: `update youth set needs_interpreter = $2 % 2 = 0 where id = $1 and $3::bigint > 0`,
    ends: `update assignment set during = daterange(lower(during), ${day}) where youth_id = $1
      and staff_id = $3 and role = 'caseworker' and upper_inf(during) and lower(during) < ${day}`,
    begins: `insert into assignment (youth_id, staff_id, role, during)
      values ($1, $3, 'caseworker', daterange(${day}, null))`,
    before: `insert into assignment (youth_id, staff_id, role, during) values ($1, $3, 'caseworker',
      daterange('2019-01-01'::date + $2::int, '2019-06-01'))`,
    withdrawn: `update assignment set withdrawn_at = now(), withdrawn_by = $3, withdrawn_reason = 'forkert'
      where youth_id = $1 and staff_id = $3 and withdrawn_at is null and $2::int > 0`,
    closed: `update youth_case set during = daterange(lower(during), '2026-11-24'::date - $2::int),
      close_reason = 'flyttet' where youth_id = $1 and $3::bigint > 0 and upper_inf(during)
      and lower(during) < '2026-11-24'::date - $2::int`,
    opened: `insert into youth_case (youth_id, during) select $1, daterange('2026-11-24'::date - $2::int, null)
      where $3::bigint > 0`,
    joins: `insert into membership (youth_id, programme_id, during)
      select $1, id, daterange(${day}, null) from programme where key = 'mod' and $3::bigint > 0`,
    bar: `insert into bar (youth_id, staff_id, reason, during) values ($1, $3, 'conflict', daterange(${day}, null))`,
    away: `insert into staff_absence (staff_id, kind, deputy_id, during)
      select $3, 'leave', (select min(id) from staff where id > $3), daterange(${day}, ${day} + 60)
      where $1::bigint > 0`,
    back: `delete from staff_absence where staff_id = $3 and $1::bigint > 0 and $2::int > 0`,
    hours: `update staff_hours set weekly_minutes = 1000 + 10 * $2::int where staff_id = $3 and $1::bigint > 0`,
    leaves: `update staff set left_on = case when $2 % 2 = 0 then '2027-01-31'::date end
      where id = $3 and $1::bigint > 0`,
  }
  const someStep = fc.tuple(
    fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
    ...[fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2 })],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 12 }), async sequence => {
      await run(`update youth_case set during = daterange(lower(during), lower(during) + 1), close_reason = 'flyttet'
          where upper(during) is null or upper(during) > '2026-11-01';
        delete from bar; delete from staff_absence; update staff set left_on = null`)
      const youths = [
        await place.youth(a),
        await place.youth(b),
        await place.youth(null),
        await place.youth(c),
      ]
      const keeper = unitKeeper()
      await told(keeper)
      for (const [step, who, days, whom] of sequence) {
        // What a constraint refuses changes nothing.
        await run(steps[step], [youths[who], days, [a, b, c][whom]]).catch((error: { code?: string }) => {
          if (error.code?.startsWith('23') !== true) throw error
        })
        expect(await told(keeper), step).toEqual(await told(unitKeeper()))
        for (const youthId of youths.slice(0, 2))
          expect(await fitBy(keeper, youthId), step).toEqual(await fitBy(unitKeeper(), youthId))
      }
    }),
    { numRuns: 25 },
  )
  await run(`update staff set left_on = null; update staff_hours set weekly_minutes = 2220`)
})

test('is read by a job, so that whoever asks first does not wait for it', async () => {
  const asked = await place.youth(a)
  await caseloadJobs['caseload:keep'](null, place.house)
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  const { best } = await place.get(place.leader.cookie, readFit, { youthId: asked })
  const texts = queries.mock.calls.map(([query]) => JSON.stringify(query))
  queries.mockRestore()
  expect(best.map(({ staffId }) => staffId)).toContain(b)
  expect(texts.filter(text => text.includes('door.note_read'))).toHaveLength(1)
  expect(texts.filter(text => text.includes('from youth_case'))).toEqual([])
})

test('sees what was begun before it was read and came afterwards', async () => {
  const asked = await place.youth(a)
  const keeper = unitKeeper()
  await run('begin')
  await run(`update assignment set during = '[2026-05-01,2026-11-20)' where youth_id = $1`, [asked])
  const load = async () => (await told(keeper)).loads[0]?.find(({ staffId }) => staffId === a)?.held.cases
  expect(await load()).toBe(1)
  await run('commit')
  expect(await load()).toBe(0)
})

test('sees next time what came between any two of the questions by which it was read', async () => {
  const query = pg.Client.prototype.query
  for (let [before, asked] = [0, 1]; before < asked; before += 1) {
    const youthId = await place.youth(a)
    // Somebody comes to have had young people for longer: that is in the matches and in the staff.
    const change = () =>
      run(
        `insert into assignment (youth_id, staff_id, role, during)
        values ($1, $2, 'caseworker', daterange('2018-01-01'::date - $3::int, '2018-01-01'))`,
        [youthId, b, 30 * (before + 1)],
      )
    const sent: Promise<unknown>[] = []
    let gate: Promise<unknown> = Promise.resolve()
    const spied = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...parts: unknown[]
    ) {
      if (this === place.owner) return Reflect.apply(query, this, parts)
      if (sent.length === before) gate = Promise.all(sent).then(change)
      const answer = gate.then(() => Reflect.apply(query, this, parts))
      sent.push(answer)
      return answer
    })
    const keeper = unitKeeper()
    await told(keeper)
    spied.mockRestore()
    asked = sent.length
    expect(await told(keeper), `before question ${before}`).toEqual(await told(unitKeeper()))
  }
})

test('is not given to whoever sees a part of it', async () => {
  const nobody: Entry = { kind: 'nobody', today: testToday, requestId: 'test' }
  await expect(inTransaction(place.house.pool, nobody, db => unitKeeper()(db, testToday))).rejects.toThrow(
    'those who see all',
  )
})

import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readUnit } from '#contract/caseloads.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { contains, type Period } from '#domain/calendar/period.ts'
import { type KeptShare, keptShare } from '#domain/rhythm/kept.ts'
import type { Clock } from '#domain/rhythm/types.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { caseloadRoutes } from './routes.ts'
import { aLife, configuration, type Life, storeLife } from './test-lives.ts'

type Unit = OutputOf<typeof readUnit>

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')
const clocks = ['promise', 'statutory'] as const satisfies readonly Clock[]

/** A unit in a database of its own; each group of tests has one, since the page is about the whole unit. */
async function openUnit() {
  const database = await freshDatabase()
  const house: TestHouse = await houseForTest(database.url, { now: () => now })
  caseloadRoutes(house)
  const owner = createPool({ url: database.url, role: null, max: 2, onError: () => undefined })
  await owner.query(configuration)
  const leader = await logInForTest(owner, { roles: ['leader'], familyName: 'Leder', at: now })
  return {
    house,
    owner,
    leader,
    async ask(from: string, to: string, cookie = leader.cookie) {
      const answer = await house.app.inject({ url: `/api/unit?from=${from}&to=${to}`, headers: { cookie } })
      return { status: answer.statusCode, body: answer.json() }
    },
    async read(from: string, to: string): Promise<Unit> {
      const { status, body } = await this.ask(from, to)
      expect(status).toBe(200)
      return readUnit.output.parse(body) as Unit
    },
    async end() {
      await house.close()
      await owner.end()
      await database.drop()
    },
  }
}
type OpenUnit = Awaited<ReturnType<typeof openUnit>>

function caseworkerNamed(familyName: string, owner: pg.Pool) {
  return logInForTest(owner, { roles: ['caseworker'], familyName, at: now })
}

describe('kept, counted in SQL', () => {
  let unit: OpenUnit
  let staffIds: number[]
  let lives: (Life & { youthId: number })[]
  let rows: {
    youthId: number
    clock: Clock
    state: 'open' | 'onTime' | 'late' | 'missed' | 'excused'
    dueDay: Temporal.PlainDate
    windowTo: Temporal.PlainDate
  }[]

  beforeAll(async () => {
    unit = await openUnit()
    const people = await Promise.all(['Abel', 'Bek', 'Cilius'].map(name => caseworkerNamed(name, unit.owner)))
    staffIds = people.map(({ staffId }) => staffId)
    // Always the same histories; the periods asked for are drawn anew.
    lives = []
    for (const life of fc.sample(aLife(today), { numRuns: 40, seed: 20_261_123 })) {
      lives.push({ ...life, youthId: await storeLife(unit.owner, life, staffIds) })
    }
    await inTransaction(unit.house.pool, { kind: 'system', onBehalfOf: null, today, requestId: 'test' }, db =>
      recomputeDeadlines(
        db,
        lives.map(({ youthId }) => youthId),
        today,
      ),
    )
    rows = (
      await unit.owner.query(
        `select youth_id as "youthId", clock, state, due_day as "dueDay", window_to as "windowTo" from deadline`,
      )
    ).rows
  })
  afterAll(() => unit.end())

  /** Who held the case of a young person on a day, told by the history that was made up. */
  function holderOn(youthId: number, day: Temporal.PlainDate): number | null {
    const life = lives.find(each => each.youthId === youthId)
    const held = life?.assignments.find(({ during }) => contains(during, day))
    return held === undefined ? null : (staffIds[held.whom] ?? null)
  }

  function expected(period: Period, clock: Clock, staffId?: number | null): KeptShare {
    const theirs = rows.filter(row => staffId === undefined || holderOn(row.youthId, row.dueDay) === staffId)
    return keptShare(theirs, period, today, clock)
  }

  test('the histories hold every state of both clocks, and days on which nobody held the case', () => {
    for (const clock of clocks) {
      const states = rows.filter(row => row.clock === clock).map(({ state }) => state)
      expect(new Set(states)).toEqual(new Set(['open', 'onTime', 'late', 'missed', 'excused']))
    }
    const holders = new Set(rows.map(({ youthId, dueDay }) => holderOn(youthId, dueDay)))
    expect(holders).toEqual(new Set([null, ...staffIds]))
  })

  test('is keptShare, for the unit and for each caseworker, over any period', async () => {
    const day = fc.integer({ min: 0, max: 400 }).map(days => today.subtract({ days: days - 30 }))
    await fc.assert(
      fc.asyncProperty(day, fc.integer({ min: 1, max: 400 }), async (from, days) => {
        const to = from.add({ days })
        const body = await unit.read(String(from), String(to))
        const period = { from, to }
        for (const clock of clocks) {
          expect(body[clock]).toEqual(expected(period, clock))
          const counted = body.caseworkers.map(each => [each.staffId, each[clock]])
          expect(counted).toEqual(staffIds.map(staffId => [staffId, expected(period, clock, staffId)]))
          expect(body.nobodys[clock]).toEqual(expected(period, clock, null))
          expect(body.formers[clock]).toEqual({ kept: 0, due: 0 })
        }
      }),
      { numRuns: 25, examples: [[today.subtract({ days: 365 }), 365]] },
    )
  })

  test('whoever is a caseworker no more is beside the table, and the table and what is beside it are the unit', async () => {
    const [staffId = 0] = staffIds
    const held = await unit.owner.query(
      `update assignment set during = daterange(lower(during), greatest(lower(during) + 1, '2026-11-20'::date))
       where staff_id = $1 and upper_inf(during) returning id`,
      [staffId],
    )
    await unit.owner.query(`update staff_role set during = '[2020-01-01,2026-11-20)' where staff_id = $1`, [
      staffId,
    ])
    try {
      const body = await unit.read('2025-11-23', '2026-11-20')
      expect(body.caseworkers.map(each => each.staffId)).toEqual(staffIds.slice(1))
      for (const clock of clocks) {
        const whole = {
          from: Temporal.PlainDate.from('2025-11-23'),
          to: Temporal.PlainDate.from('2026-11-20'),
        }
        expect(body.formers[clock]).toEqual(expected(whole, clock, staffId))
        expect(body.formers[clock].due).toBeGreaterThan(0)
        const parts = [...body.caseworkers.map(each => each[clock]), body.nobodys[clock], body.formers[clock]]
        for (const figure of ['kept', 'due'] as const)
          expect(parts.reduce((sum, part) => sum + part[figure], 0)).toBe(body[clock][figure])
      }
    } finally {
      await unit.owner.query(`update staff_role set during = '[2020-01-01,)' where staff_id = $1`, [staffId])
      await unit.owner.query(
        `update assignment set during = daterange(lower(during), null) where id = any ($1)`,
        [held.rows.map(({ id }) => id)],
      )
    }
  })

  test('overdue now is what is open, has run out and belongs to an open case, by who holds it today', async () => {
    const body = await unit.read('2026-10-01', '2026-11-01')
    const overdue = rows.filter(
      ({ state, windowTo }) => state === 'open' && Temporal.PlainDate.compare(windowTo, today) < 0,
    )
    expect(overdue.length).toBeGreaterThan(10)
    expect(body.overdue.total).toBe(overdue.length)
    for (const { staffId, overduePromise, overdueStatutory, youths } of body.caseworkers) {
      const mine = overdue.filter(({ youthId }) => holderOn(youthId, today) === staffId)
      expect([overduePromise, overdueStatutory]).toEqual(
        clocks.map(clock => mine.filter(row => row.clock === clock).length),
      )
      expect(youths).toBe(
        lives.filter(({ youthId, closedFrom }) => closedFrom === null && holderOn(youthId, today) === staffId)
          .length,
      )
    }
    expect(body.youths).toBe(lives.filter(({ closedFrom }) => closedFrom === null).length)
    const longest = body.overdue.first.map(({ since }) => String(since))
    expect(longest).toEqual(
      overdue
        .map(({ windowTo }) => String(windowTo))
        .toSorted()
        .slice(0, 50),
    )
  })
})

describe('what needs a leader', () => {
  let unit: OpenUnit
  beforeAll(async () => {
    unit = await openUnit()
  })
  afterAll(() => unit.end())

  /** A young person with an open case since `since`, with a caseworker from then on when one is given. */
  async function youth(name: string, since: string, staffId: number | null): Promise<number> {
    const { rows } = await unit.owner.query(
      `with y as (insert into youth (given_name, family_name, search_name, birth_date)
         values ($1, 'Prøve', lower($1), '2006-05-05') returning id)
       , c as (insert into youth_case (youth_id, during) select id, daterange($2::date, null) from y)
       , a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $3::bigint, 'caseworker', daterange($2::date, null) from y where $3::bigint is not null)
       select id from y`,
      [name, since, staffId],
    )
    return rows[0].id
  }

  async function owe(youthId: number, windowTo: string, over: Record<string, unknown> = {}): Promise<void> {
    const { attempts = 0, escalated = false, key = 'meeting' } = over
    await unit.owner.query(
      `insert into deadline (youth_id, case_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day,
         window_from, window_to, last_working_day, held_count, attempts, escalated)
       select $1, c.id, r.id, 1, r.clock, 'open', 'membership', '2026-01-05', $2::date, $2::date, $2::date, $2::date,
         0, $3, $4
       from youth_case c, rule r where c.youth_id = $1 and r.key = $5`,
      [youthId, windowTo, attempts, escalated, key],
    )
  }

  const read = () => unit.read('2026-10-01', '2026-11-01')
  const loggedIds = async () => {
    const { rows } = await unit.owner.query(
      `select youth_ids::int[] as ids from read_log where action = 'unit.read' order by id desc limit 1`,
    )
    return rows[0]?.ids.toSorted((a: number, b: number) => a - b)
  }

  test('a unit without young people has nothing to show and nothing to note', async () => {
    const body = await read()
    expect(body).toMatchObject({
      youths: 0,
      promise: { kept: 0, due: 0 },
      caseworkers: [],
      withoutCaseworker: { total: 0, first: [] },
      overdue: { total: 0, first: [] },
      escalated: { total: 0, first: [] },
    })
    expect(await loggedIds()).toBeUndefined()
  })

  test('lists who is without a caseworker, what has run out and where attempts fail, and notes whom it showed', async () => {
    const { staffId } = await caseworkerNamed('Holm', unit.owner)
    const fine = await youth('Fin', '2026-01-05', staffId)
    await owe(fine, '2026-11-23')
    const late = await youth('Lea', '2026-01-05', staffId)
    await owe(late, '2026-11-22')
    const hard = await youth('Hjalte', '2026-01-05', staffId)
    await owe(hard, '2026-12-20', { attempts: 3, escalated: true })
    const alone = await youth('Alma', '2026-09-01', null)
    const longAlone = await youth('Åge', '2026-02-01', null)
    await owe(longAlone, '2026-03-01', { key: 'interview' })
    const handedOn = await youth('Hugo', '2026-06-01', null)
    await unit.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-06-01,2026-11-23)')`,
      [handedOn, staffId],
    )

    const body = await read()
    const told = (list: Unit['overdue']) =>
      list.first.map(({ youthId, since, caseworker, clock, attempts }) => [
        youthId,
        String(since),
        caseworker?.familyName ?? null,
        clock,
        attempts,
      ])
    expect(body.youths).toBe(6)
    expect(told(body.withoutCaseworker)).toEqual([
      [longAlone, '2026-02-01', null, null, 0],
      [handedOn, '2026-06-01', null, null, 0],
      [alone, '2026-09-01', null, null, 0],
    ])
    expect(told(body.overdue)).toEqual([
      [longAlone, '2026-03-01', null, 'statutory', 0],
      [late, '2026-11-22', 'Holm', 'promise', 0],
    ])
    expect(told(body.escalated)).toEqual([[hard, '2026-12-20', 'Holm', 'promise', 3]])
    expect(body.caseworkers.map(each => [each.familyName, each.youths, each.overduePromise])).toEqual([
      ['Holm', 3, 1],
    ])
    expect(await loggedIds()).toEqual([late, hard, alone, longAlone, handedOn].toSorted((a, b) => a - b))
  })

  test('fifty of a list are shown and noted, and the total says how many there are', async () => {
    const before = await read()
    for (let count = 0; count < 53; count += 1) await youth(`Ny ${count}`, '2026-11-01', null)
    const { withoutCaseworker } = await read()
    expect(withoutCaseworker.total).toBe(before.withoutCaseworker.total + 53)
    expect(withoutCaseworker.first).toHaveLength(50)
    expect(await loggedIds()).toHaveLength(
      new Set(
        [...withoutCaseworker.first, ...before.overdue.first, ...before.escalated.first].map(
          each => each.youthId,
        ),
      ).size,
    )
  })

  test('says who is away and until when, today only', async () => {
    const { staffId } = await caseworkerNamed('Fravær', unit.owner)
    const absenceOf = async (during: string) => {
      await unit.owner.query(`delete from staff_absence where staff_id = $1`, [staffId])
      await unit.owner.query(
        `insert into staff_absence (staff_id, kind, during) values ($1, 'leave', $2::daterange)`,
        [staffId, during],
      )
      const found = (await read()).caseworkers.find(each => each.staffId === staffId)
      return (
        found?.absence && { lastDay: found.absence.lastDay === null ? null : String(found.absence.lastDay) }
      )
    }
    expect(await absenceOf('[2026-11-23,2026-11-30)')).toEqual({ lastDay: '2026-11-29' })
    expect(await absenceOf('[2026-11-01,)')).toEqual({ lastDay: null })
    expect(await absenceOf('[2026-11-01,2026-11-23)')).toBeNull()
    expect(await absenceOf('[2026-11-24,)')).toBeNull()
  })

  test('who has left but still holds cases is there, who never had any is not', async () => {
    const left = await caseworkerNamed('Borte', unit.owner)
    const gone = await caseworkerNamed('Væk', unit.owner)
    for (const { staffId } of [left, gone])
      await unit.owner.query(`update staff_role set during = '[2020-01-01,2026-11-01)' where staff_id = $1`, [
        staffId,
      ])
    await youth('Efterladt', '2026-03-01', left.staffId)
    const names = (await read()).caseworkers.map(({ familyName }) => familyName)
    expect(names).toContain('Borte')
    expect(names).not.toContain('Væk')
  })
})

describe('who may ask', () => {
  let unit: OpenUnit
  beforeAll(async () => {
    unit = await openUnit()
  })
  afterAll(() => unit.end())

  test.each(['caseworker', 'educationAdviser', 'contactPerson', 'mentor', 'administrator'] as const)(
    'not somebody who is %s alone',
    async role => {
      const { cookie } = await logInForTest(unit.owner, { roles: [role], at: now })
      expect((await unit.ask('2026-10-01', '2026-11-01', cookie)).status).toBe(403)
    },
  )

  test('nobody who is not logged in, and nobody about a period that ends before it begins', async () => {
    expect((await unit.ask('2026-10-01', '2026-11-01', '')).status).toBe(401)
    expect((await unit.ask('2026-11-01', '2026-10-01')).status).toBe(400)
    expect((await unit.ask('2026-11-01', '2026-11-01')).status).toBe(400)
  })
})

import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBoard, readWeights } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { loadDemo } from '#server/demo/load-demo.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { loadUnit } from '#server/records/caseload.ts'
import { createCprVault } from '#server/records/cpr-vault.ts'
import { caseloadRoutes } from './routes.ts'

const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
const today = Temporal.PlainDate.from('2026-11-23')

let database: { url: string; drop: () => Promise<void> }
let house: TestHouse
let owner: pg.Pool
let board: OutputOf<typeof readBoard>
let weights: OutputOf<typeof readWeights>

beforeAll(async () => {
  database = await freshDatabase()
  house = await houseForTest(database.url, { now: () => now })
  caseloadRoutes(house)
  owner = createPool({ url: database.url, role: null, max: 2, onError: () => undefined })
  const key = Buffer.alloc(32, 7)
  const cpr = createCprVault({ encryption: new Map([[1, key]]), current: 1, index: key })
  await inTransaction(house.pool, { kind: 'system', onBehalfOf: null, today, requestId: 'test' }, db =>
    loadDemo(db, { seed: 1, today, cpr }),
  )
  await owner.query('analyze')
  const { cookie } = await logInForTest(owner, { roles: ['leader'], familyName: 'Leder', at: now })
  const get = async (url: string) => (await house.app.inject({ url, headers: { cookie } })).json()
  board = readBoard.output.parse(await get('/api/caseload')) as typeof board
  weights = readWeights.output.parse(await get('/api/caseload/weights')) as typeof weights
})
afterAll(async () => {
  await house.close()
  await owner.end()
  await database.drop()
})

const named = (familyName: string) => {
  const found = board.caseworkers.find(each => each.familyName === familyName)
  if (found === undefined) throw new Error(`nobody is called ${familyName}`)
  return found
}
const percents = (familyName: string) =>
  named(familyName).points.map(({ minutes, of, capacity }) =>
    of === null || of === 0 ? capacity : Math.round((100 * minutes) / of),
  )

describe('Åstrup Kommune', () => {
  test('a full-time caseworker has time for about 35 in the project and about 70 elsewhere', () => {
    const fullTime = 6300
    const mean = (inProject: boolean) => {
      const some = board.caseworkers.filter(
        ({ programmes, held }) => programmes.includes('Mod til uddannelse') === inProject && held.cases > 0,
      )
      const cases = some.reduce((sum, { held }) => sum + held.cases, 0)
      return some.reduce((sum, { held }) => sum + held.minutes, 0) / cases
    }
    expect(fullTime / mean(true)).toBeGreaterThan(33.5)
    expect(fullTime / mean(true)).toBeLessThanOrEqual(35)
    expect(fullTime / mean(false)).toBeGreaterThan(66)
    expect(fullTime / mean(false)).toBeLessThanOrEqual(70)
  })

  test('everybody who can be reckoned is between 80 and 105 %, but a deputy who has too much and one who is new', () => {
    const outside = board.caseworkers.filter(({ familyName }) => {
      const [now] = percents(familyName)
      return typeof now === 'number' && (now < 80 || now > 105)
    })
    expect(outside.map(({ familyName }) => familyName)).toEqual(['Falk', 'Krog'])
    expect(named('Falk')).toMatchObject({ overNow: true, standsIn: { cases: 37 } })
    const { capacity } = named('Krog')
    expect(capacity.kind === 'available' && capacity.terms.at(-1)).toMatchObject({
      kind: 'onboarding',
      percent: 50,
    })
  })

  test('whoever is on leave is away, with the deputy, and is no room', () => {
    const { capacity, held, own, points } = named('Stald')
    expect(capacity).toMatchObject({ kind: 'away', deputy: { familyName: 'Falk' } })
    expect([held.cases, own.cases]).toEqual([37, 0])
    expect(points.every(({ of }) => of === null)).toBe(true)
    expect(named('Stald').absences).toMatchObject([{ kind: 'leave', isLong: true }])
  })

  test('the coming overload is caught four weeks ahead, with its reasons', () => {
    const [coming] = board.coming
    expect(coming).toMatchObject({
      caseworker: { givenName: 'Hanne', familyName: 'Lund' },
      week: 4,
      of: 6300,
      events: [
        { kind: 'joins', programme: 'Mod til uddannelse', cases: 3 },
        { kind: 'takesOver', colleague: { familyName: 'Vinther' }, cases: 1 },
        { kind: 'shrinks', cases: 1 },
      ],
    })
    expect(String(coming?.day)).toBe('2026-12-21')
    expect(String(coming?.events[1]?.colleagueAwayFrom)).toBe('2026-12-14')
    expect(percents('Lund').slice(0, 5)).toEqual([105, 105, 105, 108, 117])
    expect(percents('Vinther').slice(0, 4)).toEqual([102, 102, 102, 'away'])
    const [alone] = board.leftAlone
    expect(alone).toMatchObject({ caseworker: { familyName: 'Vinther' }, week: 3, cases: 34 })
    expect([String(alone?.day), alone?.why]).toEqual(['2026-12-14', 'away'])
  })

  test('other work that begins in four weeks takes somebody above their time, and a few moves keep it away', () => {
    const coming = board.coming.find(({ caseworker }) => caseworker.familyName === 'Lyng')
    expect(coming).toMatchObject({ week: 4, firstWeek: 4, capacityChange: -511 })
    const moves = coming?.easing?.moves ?? []
    expect(moves.length).toBeGreaterThanOrEqual(1)
    expect(moves.length).toBeLessThanOrEqual(3)
    expect(new Set(moves.map(({ toId }) => toId))).not.toContain(coming?.caseworker.staffId)
  })

  test('everybody who comes to have too much is told once, each with minutes that add up', () => {
    expect(board.coming.length).toBeGreaterThan(0)
    expect(new Set(board.coming.map(({ caseworker }) => caseworker.staffId)).size).toBe(board.coming.length)
    for (const { caseworker, week, minutes, of, capacityChange, events } of board.coming) {
      const points = board.caseworkers.find(({ staffId }) => staffId === caseworker.staffId)?.points ?? []
      const now = points[0]
      expect(points[week]).toMatchObject({ minutes, of })
      expect(events.reduce((sum, event) => sum + event.minutes, now?.minutes ?? 0)).toBe(minutes)
      expect((now?.of ?? 0) + capacityChange).toBe(of)
    }
  })

  test('one newcomer waits, first because of the law', () => {
    expect(board.waiting).toMatchObject({
      total: 1,
      first: [{ place: 1, why: 'noCaseworker', reason: { kind: 'statutory' } }],
    })
  })

  test('what is carried and what waits are all cases', () => {
    const carried = board.caseworkers.reduce(
      (sum, { own, standsIn }) => sum + own.minutes + standsIn.minutes,
      0,
    )
    expect(carried + board.waiting.minutes).toBe(board.cases.minutes)
    expect(board.cases.cases).toBe(712)
  })

  test('a ceiling with an exception says so', () => {
    expect(named('Lund').ceilings).toMatchObject([
      {
        programme: 'Mod til uddannelse',
        cases: 33,
        mostCases: 38,
        state: 'under',
        exception: { reason: expect.stringContaining('Ole Vinther') },
      },
    ])
    expect(named('Kjær').ceilings).toMatchObject([{ mostCases: 36, state: 'under', exception: null }])
  })

  test('the minutes logged stand beside those assumed, with a proposal where they differ', () => {
    const talk = weights.rows.filter(({ key }) => key.endsWith('/moede'))
    expect(talk.map(({ programme, logged }) => [programme, (logged?.withMinutes ?? 0) > 0])).toEqual([
      ['Mod til uddannelse', true],
      ['Sikker overgang, 15-17 år', true],
      [null, true],
    ])
    expect(talk.find(({ programme }) => programme === null)?.proposal).toBe(55)
    expect(weights.rows.find(({ key }) => key.endsWith('/team'))).toMatchObject({
      logged: null,
      proposal: null,
    })
  })

  test('what is foreseen of a day is what that day then shows', async () => {
    const unitOn = (day: Temporal.PlainDate) =>
      inTransaction(house.pool, { kind: 'system', onBehalfOf: null, today: day, requestId: 'test' }, db =>
        loadUnit(db, day),
      )
    const { known, configuration } = await unitOn(today)
    // Whoever turns 18 meanwhile leaves in the night before, which nobody has done here.
    const leaves = configuration.programmes.find(({ name }) => name.startsWith('Sikker overgang'))?.id ?? 0
    const told = (cases: ReturnType<typeof known.casesOn>) =>
      new Map(cases.map(({ caseId, ...held }) => [caseId, held]))
    const leaving = new Set(
      known
        .casesOn(known.today)
        .flatMap(({ caseId, programmeIds }) => (programmeIds.includes(leaves) ? caseId : [])),
    )
    let moved = 0
    for (const weeks of [1, 3, 4, 7, 12]) {
      const foreseen = told(known.casesOn(known.today + weeks * 7))
      const then = await unitOn(today.add({ weeks }))
      const shown = told(then.known.casesOn(then.known.today))
      expect(shown.size).toBe(foreseen.size)
      for (const [caseId, held] of shown) if (!leaving.has(caseId)) expect(foreseen.get(caseId)).toEqual(held)
      const now = told(known.casesOn(known.today))
      moved += [...foreseen].filter(([id, { minutes }]) => now.get(id)?.minutes !== minutes).length
    }
    expect(moved).toBeGreaterThan(100)
  })

  test('whoever is shown by name is in the read log, and nobody else', async () => {
    const { rows } = await owner.query(
      `select youth_ids::int[] as ids from read_log where action = 'caseload.read'`,
    )
    expect(rows).toEqual([{ ids: board.waiting.first.map(({ youthId }) => youthId) }])
  })
})

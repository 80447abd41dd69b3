import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readBoard } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { boardForTest } from './test-board.ts'

let place: Awaited<ReturnType<typeof boardForTest>>
beforeAll(async () => {
  place = await boardForTest()
})
afterAll(() => place.close())
beforeEach(() => place.empty())

type Coming = OutputOf<typeof readBoard>['coming']

async function coming(): Promise<Coming> {
  const answer = await place.ask('/api/caseload')
  const board = readBoard.output.parse(answer.json()) as OutputOf<typeof readBoard>
  return board.coming
}

/** Two with time for ten young people: one has ten, and an eleventh in a fortnight; the other has nine. */
async function aboutToBeTooMuch() {
  const [full, roomy] = [await place.caseworker('Fuld', 370), await place.caseworker('Rum', 370)]
  const theirs: number[] = []
  for (let count = 1; count <= 10; count++)
    theirs.push(await place.youth({ staffId: full.staffId, from: `2026-0${Math.min(count, 9)}-01` }))
  for (let count = 0; count < 9; count++) await place.youth({ staffId: roomy.staffId })
  await place.youth({ staffId: full.staffId, from: '2026-12-05' })
  return { full, roomy, theirs: theirs.map(Number) }
}

test('a move that keeps it from coming is found, can be tried, and does what is said', async () => {
  const { full, roomy, theirs } = await aboutToBeTooMuch()
  const [told, ...more] = await coming()
  expect(more).toEqual([])
  expect(told?.caseworker.staffId).toBe(full.staffId)
  const move = told?.easing?.moves[0]
  expect(told?.easing).toEqual({
    moves: [{ youthId: expect.any(Number), toId: roomy.staffId }],
    isForEverybody: true,
  })
  // Of the two who came last.
  expect(theirs.slice(-2)).toContain(move?.youthId)
  const moves = { from: '2026-11-23', moves: told?.easing?.moves }
  const tried = await place.post('tries', moves)
  expect(tried.status).toBe(200)
  expect(tried.body.moves).toMatchObject([{ cannot: null }])
  expect((await place.post('moves', { ...moves, note: '' })).status).toBe(200)
  expect(await coming()).toEqual([])
})

test('nobody is sent past a bar or a ceiling, or where another change is planned', async () => {
  const { roomy, theirs } = await aboutToBeTooMuch()
  const [bars, last] = [theirs.slice(1), theirs[0]]
  await place.owner.query(
    `insert into bar (youth_id, staff_id, reason, during)
     select unnest($1::bigint[]), $2, 'conflict', '[2026-12-20,)'`,
    [bars, roomy.staffId],
  )
  expect((await coming())[0]?.easing?.moves).toEqual([{ youthId: last, toId: roomy.staffId }])
  await place.owner.query(
    `insert into ceiling (staff_id, cases, during, source, status) values ($1, 9, '[2026-01-01,)', 'Ledelsen', 'local')`,
    [roomy.staffId],
  )
  expect((await coming())[0]?.easing).toBeNull()
  await place.owner.query('delete from ceiling')
  await place.owner.query(
    `update assignment set during = daterange(lower(during), '2027-05-01') where youth_id = $1;`,
    [last],
  )
  await place.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2027-05-01,)')`,
    [last, roomy.staffId],
  )
  const [told] = await coming()
  expect([told === undefined, told?.easing]).toEqual([false, null])
})

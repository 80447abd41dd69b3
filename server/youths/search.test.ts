import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchYouths } from '#contract/youths.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>
let soeren: number
let christian: number
let mikkel: number
let others: number

beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
  const { staffId } = world.caseworker
  soeren = await world.add({ givenName: 'Søren', familyName: 'Bæk', staffId, cpr: '010207-4000' })
  christian = await world.add({ givenName: 'Christian', familyName: 'Åkjær', staffId })
  mikkel = await world.add({ givenName: 'Mikkel', familyName: 'Thøgersen', staffId })
  others = await world.add({
    givenName: 'Søren',
    familyName: 'Hansen',
    staffId: world.colleague.staffId,
    cpr: '020207-4000',
  })
})
afterAll(() => world.end())

const search = async (words: string, cookie = world.caseworker.cookie) =>
  (await world.get(cookie, searchYouths, { words })).rows.map(row => row.youthId)

test.each(['Soeren', 'soren', 'SØREN', 'Sören', 'Søren Bæk', 'Bæk, Søren', 'soeren baek', 'Søer'])(
  '"%s" finds Søren Bæk first, and not the colleague\'s Søren',
  async words => {
    const found = await search(words)
    expect(found[0]).toBe(soeren)
    expect(found).not.toContain(others)
  },
)

test.each(['Kristian', 'christian aakjaer', 'Akjær', 'Kristjan'])(
  '"%s" finds Christian Åkjær',
  async words => {
    expect((await search(words))[0]).toBe(christian)
  },
)

test.each(['Mikkle', 'Mikel', 'Tøgersen', 'Thoegersen', 'mik'])(
  '"%s" finds Mikkel Thøgersen',
  async words => {
    expect((await search(words))[0]).toBe(mikkel)
  },
)

test("a name that is nothing like anybody's finds nobody", async () => {
  expect(await search('Wolfgang')).toEqual([])
  expect(await search('%')).toEqual([])
  expect(await search("'; drop table youth")).toEqual([])
})

test('a leader finds both of that name', async () => {
  expect((await search('Søren', world.leader.cookie)).sort((a, b) => a - b)).toEqual([soeren, others])
})

test.each(['010207-4000', '0102074000', '010207 4000', '10207-4000'])(
  'the CPR number as "%s" finds its one',
  async words => {
    const answer = await world.get(world.caseworker.cookie, searchYouths, { words })
    expect(answer.readAs).toBe('cpr')
    expect(answer.rows.map(row => row.youthId)).toEqual([soeren])
  },
)

test('the CPR number of somebody out of sight finds nobody, and nothing is logged as shown', async () => {
  const answer = await world.get(world.caseworker.cookie, searchYouths, { words: '020207-4000' })
  expect(answer).toMatchObject({ readAs: 'cpr', rows: [] })
  expect((await world.readings(others)).filter(read => read.staff_id === world.caseworker.staffId)).toEqual(
    [],
  )
})

test('a part of a CPR number finds nobody and says so', async () => {
  const answer = await world.get(world.caseworker.cookie, searchYouths, { words: '010207' })
  expect(answer).toMatchObject({ readAs: 'cprIncomplete', rows: [] })
})

test('the filter holds in a search too', async () => {
  const { cookie } = world.caseworker
  const open = await world.get(cookie, searchYouths, { words: 'Søren', caseState: 'closed' })
  expect(open.rows).toEqual([])
  const mine = await world.get(world.leader.cookie, searchYouths, { words: 'Søren', scope: 'mine' })
  expect(mine.rows).toEqual([])
})

test('whoever was found is in the read log; an administrator may not search', async () => {
  expect(await world.readings(mikkel)).toContainEqual({
    staff_id: world.caseworker.staffId,
    action: 'youth.search',
  })
  expect((await world.ask(world.administrator.cookie, searchYouths, { words: 'Søren' })).status).toBe(403)
})

test('words are asked for in the body alone: neither a name nor a CPR number is ever in an address', () => {
  expect(searchYouths.method).toBe('POST')
  expect(searchYouths.path).not.toContain(':')
})

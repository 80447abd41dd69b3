import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptProposal, askProposal, readProposal } from '#contract/proposals.ts'
import { proposalsForTest, solveSimply } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let youth: number
beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  b = it.second.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  await it.owner.query(`
    update youth_case set during = daterange(lower(during), '2026-11-20'), close_reason = 'x' where upper_inf(during)`)
  youth = await it.youth(a)
})

/** A proposal that gives the young person of A to B, accepted after something has changed; what is told of the move. */
async function leftAfter(...changes: [text: string, values?: unknown[]][]) {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, {
    ...{ occasion: 'leaves', staffId: a, programmeId: null, effectiveOn: '2026-12-01', note: '' },
  })
  await it.run(proposalId, async problem => ({
    ...(await solveSimply(problem)),
    assignment: new Map(problem.cases.map(({ id }) => [id, String(b)])),
  }))
  const read = () => it.get(it.leader.cookie, readProposal, { proposalId })
  const { version } = await read()
  for (const [text, values] of changes) await it.owner.query(text, values)
  const answer = await it.get(it.leader.cookie, acceptProposal, { proposalId, version, youthIds: null })
  expect(answer).toEqual({ carriedOut: 0, left: [{ youthId: youth, because: 'receiverFull' }], notChosen: 0 })
  const [move] = (await read()).moves
  const lack = move?.lack
  // Days are alike to whoever compares objects.
  return lack?.kind === 'ceiling' ? { ...lack, day: lack.day?.toString() ?? null } : lack
}

const ceiling = (over: { cases?: number; minutes?: number; programmeId?: number }): [string, unknown[]] => [
  `insert into ceiling (staff_id, programme_id, cases, minutes, during, source, status)
   values ($1, $2, $3, $4, '[2026-01-01,)', 'Test', 'local')`,
  [b, over.programmeId ?? null, over.cases ?? null, over.minutes ?? null],
]

test('a ceiling in number is told as such, and from when where others are to come first', async () => {
  await it.youth(b)
  expect(await leftAfter(ceiling({ cases: 1 }))).toEqual({
    ...{ kind: 'ceiling', programme: null, unit: 'cases', has: 2, most: 1, day: null },
  })
  await it.owner.query('update ceiling set cases = 2')
  const toCome = await it.youth(it.third.staffId)
  await it.owner.query(
    `update assignment set during = daterange(lower(during), '2027-01-11') where youth_id = $1`,
    [toCome],
  )
  expect(
    await leftAfter([
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2027-01-11,)')`,
      [toCome, b],
    ]),
  ).toEqual({ kind: 'ceiling', programme: null, unit: 'cases', has: 3, most: 2, day: '2027-01-11' })
  await it.owner.query(`delete from ceiling; delete from assignment where lower(during) > '2026-12-31'`)
})

test('a ceiling in minutes names its programme', async () => {
  const { rows } = await it.owner.query<{ id: number }>(
    `with p as (insert into programme (key, name, during) values ('loft', 'Loftløbet', '[2020-01-01,)') returning id),
     m as (insert into membership (youth_id, programme_id, during) select $1, id, '[2026-01-05,)' from p)
     select id::int from p`,
    [youth],
  )
  const [{ id: programmeId } = { id: 0 }] = rows
  expect(await leftAfter(ceiling({ minutes: 80, programmeId }))).toEqual({
    ...{ kind: 'ceiling', programme: 'Loftløbet', unit: 'minutes', has: 90, most: 80, day: null },
  })
  await it.owner.query('delete from ceiling')
})

test('time that others have taken is told in minutes, time that is gone as none, and hours that end as not given', async () => {
  const others: number[] = []
  for (let count = 0; count < 70; count += 1) others.push(await it.youth(it.third.staffId))
  expect(
    await leftAfter([`update assignment set staff_id = $2 where youth_id = any ($1)`, [others, b]]),
  ).toEqual({ kind: 'time', has: 71 * 90, most: 70 * 90 })
  await it.owner.query(
    `update youth_case set during = daterange(lower(during), '2026-11-20'), close_reason = 'x'
     where youth_id = any ($1)`,
    [others],
  )
  expect(
    await leftAfter([
      `insert into staff_duty (staff_id, name, weekly_minutes, during) values ($1, 'Projekt', 2220, '[2026-11-01,)')`,
      [b],
    ]),
  ).toEqual({ kind: 'noTime' })
  await it.owner.query('delete from staff_duty')
  expect(
    await leftAfter([`update staff_hours set during = '[2020-01-01,2026-11-24)' where staff_id = $1`, [b]]),
  ).toEqual({ kind: 'hoursUnknown' })
  await it.owner.query(`update staff_hours set during = '[2020-01-01,)'`)
})

test('what was left without figures, by an older version, is told all the same', async () => {
  await leftAfter(ceiling({ minutes: 60 }))
  await it.owner.query('update proposal_move set lack = null')
  const { rows } = await it.owner.query<{ id: number }>('select max(id)::int as id from proposal')
  const { moves } = await it.get(it.leader.cookie, readProposal, { proposalId: rows[0]?.id ?? 0 })
  expect(moves.map(({ leftBecause, lack }) => [leftBecause, lack])).toEqual([['receiverFull', null]])
  await expect(
    it.owner.query(`update proposal_move set left_because = 'barred', lack = '{"kind": "noTime"}'`),
  ).rejects.toMatchObject({ constraint: 'proposal_move_lack_of_room' })
})

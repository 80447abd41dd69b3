import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acceptProposal, askProposal, readProposal } from '#contract/proposals.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { proposalsForTest, solveSimply, testNow, testToday } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let theirs: number[]

beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  b = it.second.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  await it.clear()
  theirs = [await it.youth(a), await it.youth(a), await it.youth(a)]
  await it.youth(b)
})

const leaves = { occasion: 'leaves', programmeId: null, effectiveOn: '2026-12-01', note: '' }
async function asked(over: object = {}): Promise<number> {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, { ...leaves, staffId: a, ...over })
  return proposalId
}
async function solved(over: object = {}): Promise<number> {
  const proposalId = await asked(over)
  await it.run(proposalId)
  return proposalId
}
const read = (proposalId: number) => it.get(it.leader.cookie, readProposal, { proposalId })
const accept = async (proposalId: number, over: object = {}, cookie = it.leader.cookie) => {
  const { version } = await read(proposalId)
  return it.ask(cookie, acceptProposal, { proposalId, version, youthIds: null, ...over })
}
const codeOf = (answer: { body: { error: { code: string } } }) => answer.body.error.code

describe('accepting', () => {
  test('all gives each case to its new caseworker from the day, with author and reason, and begins handovers', async () => {
    const proposalId = await solved()
    const { moves } = await read(proposalId)
    const { status, body } = await accept(proposalId)
    expect(status).toBe(200)
    expect(body).toEqual({ carriedOut: 3, left: [], notChosen: 0 })
    for (const { youthId, to } of moves) {
      expect(await it.holder(youthId, '2026-11-30')).toBe(a)
      expect(await it.holder(youthId, '2026-12-01')).toBe(to?.staffId)
    }
    const { rows } = await it.owner.query(
      `select h.from_id::int as "from", h.since::text, h.proposal_id::int as proposal, n.author_id::int as author, n.reason
       from handover h join assignment n on n.youth_id = h.youth_id and n.staff_id = h.to_id
       where h.youth_id = any ($1)`,
      [theirs],
    )
    expect(rows).toHaveLength(3)
    for (const row of rows)
      expect(row).toEqual({
        from: a,
        since: '2026-12-01',
        proposal: proposalId,
        author: it.leader.staffId,
        reason: `Forslag nr. ${proposalId} om fordeling`,
      })
    const log = await it.owner.query(
      `select action, count(*)::int from change_log where youth_id = any ($1) group by action order by action`,
      [theirs],
    )
    expect(log.rows).toEqual([
      { action: 'assignment.begin', count: 3 },
      { action: 'assignment.end', count: 3 },
      { action: 'handover.begin', count: 3 },
    ])
    expect((await read(proposalId)).moves.every(({ state }) => state === 'carriedOut')).toBe(true)
  })

  test('some leaves the others where they are', async () => {
    const proposalId = await solved()
    const [first = 0] = theirs
    const { body } = await accept(proposalId, { youthIds: [first] })
    expect(body).toEqual({ carriedOut: 1, left: [], notChosen: 2 })
    expect(await it.holder(theirs[1] ?? 0, '2026-12-01')).toBe(a)
    const states = Object.fromEntries(
      (await read(proposalId)).moves.map(({ youthId, state }) => [youthId, state]),
    )
    expect(states[first]).toBe('carriedOut')
    expect(Object.values(states).filter(state => state === 'notChosen')).toHaveLength(2)
    const strangers = Array.from({ length: 3000 }, (_, at) => 900_000 + at)
    for (const youthIds of [[999_999], strangers])
      expect((await accept(await solved(), { youthIds })).body.error.fields).toEqual([
        { field: 'youthIds', code: 'invalid' },
      ])
  })

  test('names what has changed meanwhile, and carries the rest out', async () => {
    const proposalId = await solved()
    const [closed = 0, changed = 0, fine = 0] = theirs
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-23'), close_reason = 'x' where youth_id = $1`,
      [closed],
    )
    await it.owner.query(
      `update assignment set during = daterange(lower(during), '2026-11-23') where youth_id = $1`,
      [changed],
    )
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-23,)')`,
      [changed, b],
    )
    expect((await read(proposalId)).moves.filter(({ hasChanged }) => hasChanged)).toMatchObject([
      { youthId: changed },
    ])
    const { body } = await accept(proposalId)
    expect(body.carriedOut).toBe(1)
    expect(body.left).toEqual(
      expect.arrayContaining([
        { youthId: closed, because: 'caseClosed' },
        { youthId: changed, because: 'notTheSameCaseworker' },
      ]),
    )
    expect(await it.holder(fine, '2026-12-01')).not.toBe(a)
    expect(await it.holder(changed, '2026-12-01')).toBe(b)
  })

  test('a receiver who goes away, leaves or is barred, and a change that is planned, are found', async () => {
    const proposalId = await solved()
    const { moves } = await read(proposalId)
    const [first, second, third] = moves
    await it.owner.query(
      `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'youthWish', '[2026-11-23,)')`,
      [first?.youthId, first?.to?.staffId],
    )
    await it.owner.query(
      `update assignment set during = daterange(lower(during), '2026-12-10') where youth_id = $1`,
      [second?.youthId],
    )
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-10,)')`,
      [second?.youthId, it.leader.staffId],
    )
    // A day off keeps nobody from a case.
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'holiday', '[2026-11-30,2026-12-04)')`,
      [third?.to?.staffId],
    )
    const { body } = await accept(proposalId)
    expect(body.carriedOut).toBe(1)
    expect(body.left).toEqual(
      expect.arrayContaining([
        { youthId: first?.youthId, because: 'barred' },
        { youthId: second?.youthId, because: 'changePlanned' },
      ]),
    )
  })

  test('long absence of the receiver leaves the move', async () => {
    const proposalId = await solved()
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) select s, 'illness', '[2026-11-23,2027-03-01)' from unnest($1::bigint[]) s`,
      [[b, it.third.staffId]],
    )
    const { body } = await accept(proposalId)
    expect(body).toMatchObject({ carriedOut: 0 })
    expect(new Set(body.left.map(({ because }: { because: string }) => because))).toEqual(
      new Set(['receiverAway']),
    )
  })

  const ceiling = (staffId: number, cases: number) =>
    it.owner.query(
      `insert into ceiling (staff_id, cases, during, source, status) values ($1, $2, '[2026-01-01,)', 'Test', 'local')`,
      [staffId, cases],
    )
  const give = async (staffId: number, count: number) => {
    for (let at = 0; at < count; at += 1) await it.youth(staffId)
  }
  const becauses = (body: { left: { because: string }[] }) => body.left.map(({ because }) => because)

  test('nobody comes above a ceiling that has been set, or filled, since it was worked out', async () => {
    const proposalId = await solved()
    const { moves } = await read(proposalId)
    const to = moves[0]?.to?.staffId ?? 0
    const theirMoves = moves.filter(move => move.to?.staffId === to)
    const { rows } = await it.owner.query<{ held: number }>(
      `select count(*)::int as held from assignment a join youth_case c on c.youth_id = a.youth_id and upper_inf(c.during)
       where a.staff_id = $1 and upper_inf(a.during)`,
      [to],
    )
    await ceiling(to, (rows[0]?.held ?? 0) + theirMoves.length - 1)
    const { body } = await accept(proposalId)
    expect(becauses(body)).toEqual(['receiverFull'])
    expect(body.left[0].youthId).toBe(theirMoves.at(-1)?.youthId)
    expect(body.carriedOut).toBe(2)
    const has = (rows[0]?.held ?? 0) + theirMoves.length
    expect((await read(proposalId)).moves.find(({ state }) => state === 'left')).toMatchObject({
      leftBecause: 'receiverFull',
      lack: { kind: 'ceiling', programme: null, unit: 'cases', has, most: has - 1, day: null },
    })
  })

  test('an exception that runs lets more through, and two who are full may change with each other', async () => {
    const [, second = 0] = theirs
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-20'), close_reason = 'x'
      where upper_inf(during) and youth_id <> $1`,
      [second],
    )
    const other = await it.youth(b)
    await ceiling(a, 1)
    await ceiling(b, 1)
    const proposalId = await asked({ occasion: 'evenOut', staffId: null })
    await it.run(proposalId, async problem => {
      const allocation = await solveSimply(problem)
      const changed = new Map(allocation.assignment)
        .set(String(second), String(b))
        .set(String(other), String(a))
      return { ...allocation, assignment: changed }
    })
    expect((await accept(proposalId)).body).toMatchObject({ carriedOut: 2, left: [] })
    await it.youth(a)
    const again = await asked({ occasion: 'evenOut', staffId: null })
    await it.run(again, async problem => {
      const allocation = await solveSimply(problem)
      return { ...allocation, assignment: new Map(allocation.assignment).set(String(other), String(b)) }
    })
    expect(becauses((await accept(again)).body)).toEqual(['receiverFull'])
    await it.owner.query(
      `insert into ceiling_exception (staff_id, cases, during, reason) values ($1, 2, '[2026-11-01,2027-01-01)', 'Test')`,
      [b],
    )
    const third = await asked({ occasion: 'evenOut', staffId: null })
    await it.run(third, async problem => {
      const allocation = await solveSimply(problem)
      return { ...allocation, assignment: new Map(allocation.assignment).set(String(other), String(b)) }
    })
    expect((await accept(third)).body).toMatchObject({ carriedOut: 1, left: [] })
  })

  test('nobody comes to carry more than they have time for, unless the proposal itself says so', async () => {
    const proposalId = await solved()
    const receivers = new Set((await read(proposalId)).moves.map(({ to }) => to?.staffId ?? 0))
    // Somebody else has given them dozens meanwhile.
    for (const staffId of receivers) await give(staffId, 80)
    const { body } = await accept(proposalId)
    expect(new Set(becauses(body))).toEqual(new Set(['receiverFull']))
    expect(body.carriedOut).toBe(0)
    for (const { lack } of (await read(proposalId)).moves)
      expect(lack).toMatchObject({ kind: 'time', most: expect.any(Number) })
    const known = await solved()
    expect((await accept(known)).body).toMatchObject({ carriedOut: 3, left: [] })
  })

  test('whoever is to carry just what the proposal says gets it, to the minute', async () => {
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-11-20'), close_reason = 'x' where upper_inf(during)`,
    )
    // 72 of 90 minutes: what 6,480 are of 6,300 is no fraction that a computer has exactly.
    await give(b, 71)
    await it.youth(a)
    const proposalId = await asked()
    await it.run(proposalId, async problem => {
      const allocation = await solveSimply(problem)
      const toB = [...(allocation.assignment ?? [])].map(([caseId]) => [caseId, String(b)] as const)
      return { ...allocation, assignment: new Map(toB) }
    })
    expect((await accept(proposalId)).body).toMatchObject({ carriedOut: 1, left: [] })
  })

  test('of two leaders at once one accepts and the other is told; nothing is done twice', async () => {
    const proposalId = await solved()
    const { version } = await read(proposalId)
    const input = { proposalId, version, youthIds: null }
    const both = await Promise.all(
      [it.leader.cookie, it.otherLeader.cookie].map(cookie => it.ask(cookie, acceptProposal, input)),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(codeOf(await accept(proposalId))).toBe('changedMeanwhile')
    const { rows } = await it.owner.query(
      `select count(*)::int as rows from assignment where youth_id = any ($1) and withdrawn_at is null`,
      [theirs],
    )
    expect(rows).toEqual([{ rows: 6 }])
  })

  test('on the day on which the case was given takes that row back, and gives those who have nobody', async () => {
    const today = testToday.toString()
    const nobodys = await it.youth(null)
    const [first = 0] = theirs
    await it.owner.query(`update assignment set during = daterange($2::date, null) where youth_id = $1`, [
      first,
      today,
    ])
    const proposalId = await solved({ effectiveOn: today })
    expect((await accept(proposalId)).body).toMatchObject({ carriedOut: 4, left: [] })
    expect(await it.holder(nobodys)).not.toBeNull()
    expect(await it.holder(first)).not.toBe(a)
    const { rows } = await it.owner.query(
      `select withdrawn_reason as why from assignment where youth_id = $1 and staff_id = $2`,
      [first, a],
    )
    expect(rows).toEqual([{ why: `Forslag nr. ${proposalId} om fordeling` }])
  })

  test('later than the day that was asked for holds from the day it is accepted', async () => {
    const proposalId = await solved({ effectiveOn: '2026-11-24' })
    const { version } = await read(proposalId)
    const later = '2026-11-26T09:00:00Z'
    const { cookie } = await logInForTest(it.house.pool, {
      roles: ['leader'],
      at: Temporal.Instant.from(later),
    })
    it.setNow(later)
    try {
      const { today, outcome } = await it.get(cookie, readProposal, { proposalId })
      expect([today.toString(), outcome?.factsOn.toString()]).toEqual(['2026-11-26', '2026-11-23'])
      const { body } = await it.ask(cookie, acceptProposal, { proposalId, version, youthIds: null })
      expect(body).toMatchObject({ carriedOut: 3 })
    } finally {
      it.setNow(testNow.toString())
    }
    expect(await it.holder(theirs[0] ?? 0, '2026-11-25')).toBe(a)
    expect(await it.holder(theirs[0] ?? 0, '2026-11-26')).not.toBe(a)
  })
})

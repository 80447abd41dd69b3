import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readAllocationFile } from '#contract/allocation-file.ts'
import { listStalledHandovers } from '#contract/handovers.ts'
import {
  askProposal,
  listProposals,
  lockProposal,
  readProposal,
  readProposalProblem,
  solveProposalAgain,
} from '#contract/proposals.ts'
import type { InputOf } from '#contract/use-case.ts'
import { allocate } from '#domain/caseload/allocate.ts'
import { PEOPLE } from '#domain/caseload/check-problem.ts'
import type { Solve } from './run-proposal.ts'
import { proposalsForTest } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let c: number
beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  b = it.second.staffId
  c = it.third.staffId
})
afterAll(() => it.end())

beforeEach(() => it.clear())

const leaves = {
  ...{ occasion: 'leaves', staffId: 0, programmeId: null, takerIds: [], scope: null },
  ...{ effectiveOn: '2026-12-01', note: '' },
}
/** The real search, without the linear solver: bounds and proofs are not what is tested. */
const solve: Solve = async problem =>
  allocate(problem, {
    ...{ seed: 1, iterations: 100_000, nodes: 0, secondsLeft: null, solver: null, limits: PEOPLE },
    hash: text => createHash('sha256').update(text).digest('hex'),
  })

/** Worked out. */
async function solved(over: Partial<InputOf<typeof askProposal>>): Promise<number> {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, { ...leaves, ...over })
  await it.run(proposalId, solve)
  return proposalId
}
const read = (proposalId: number) => it.get(it.leader.cookie, readProposal, { proposalId })
async function youths(count: number, staffId: number | null): Promise<number[]> {
  const ids: number[] = []
  for (let at = 0; at < count; at += 1) ids.push(await it.youth(staffId))
  return ids
}
const ceiling = (staffId: number | null, cases: number, programmeId: number | null = null) =>
  it.owner.query(
    `insert into ceiling (staff_id, programme_id, cases, during, source, status)
     values ($1, $2, $3, '[2026-01-01,)', 'Test', 'local')`,
    [staffId, programmeId, cases],
  )
async function programme(key: string): Promise<number> {
  const { rows } = await it.owner.query<{ id: number }>(
    `insert into programme (key, name, during) values ($1, $1, '[2020-01-01,)') returning id::int`,
    [key],
  )
  return rows[0]?.id ?? 0
}
const join = (youthId: number, programmeId: number, from = '2026-01-05') =>
  it.owner.query(
    `insert into membership (youth_id, programme_id, during) values ($1, $2, daterange($3::date, null))`,
    [youthId, programmeId, from],
  )
const receivers = (moves: { to: { staffId: number } | null }[]) =>
  Map.groupBy(moves, ({ to }) => to?.staffId ?? null)

describe('ceilings', () => {
  test('in number hold, and who finds no room under them waits', async () => {
    await youths(6, a)
    await youths(1, b)
    await ceiling(b, 3)
    await ceiling(c, 2)
    const { moves, state } = await read(await solved({ staffId: a }))
    expect(state).toBe('ready')
    const to = receivers(moves)
    expect([to.get(b)?.length, to.get(c)?.length, to.get(null)?.length]).toEqual([2, 2, 2])
  })

  test('that leave somebody without a caseworker are not kept quiet about', async () => {
    for (const staffId of [a, b, c]) await it.youth(staffId)
    const waiting = await youths(2, null)
    await ceiling(null, 1)
    const full = await read(await solved({ occasion: 'newCases', staffId: null }))
    expect([full.state, full.moves]).toEqual(['ready', []])
    expect(full.outcome?.stillWaiting.map(({ youthId }) => youthId).toSorted()).toEqual(waiting.toSorted())
    await ceiling(a, 2)
    const some = await read(await solved({ occasion: 'newCases', staffId: null }))
    expect([some.moves.length, some.outcome?.stillWaiting.length]).toEqual([1, 1])
  })

  test('name whoever gets somebody and is known to have no time later on', async () => {
    await youths(4, a)
    await it.owner.query(
      `insert into staff_duty (staff_id, name, weekly_minutes, during) values ($1, 'Projekt', 2220, '[2026-12-09,2027-06-01)')`,
      [b],
    )
    try {
      const { moves, outcome } = await read(await solved({ staffId: a }))
      expect(receivers(moves).has(b)).toBe(true)
      expect(outcome?.going).toMatchObject([{ staff: { staffId: b }, why: 'noTime' }])
      expect(String(outcome?.going[0]?.from)).toBe('2026-12-09')
    } finally {
      await it.owner.query('delete from staff_duty')
    }
  })

  test('of a programme hold for those in it alone, and an exception that runs allows more', async () => {
    const mod = await programme('mod')
    const theirs = await youths(4, a)
    for (const youthId of theirs.slice(0, 2)) await join(youthId, mod)
    await ceiling(null, 1, mod)
    const inMod = (moves: { youthId: number; to: { staffId: number } | null }[]) =>
      moves.filter(({ youthId }) => theirs.slice(0, 2).includes(youthId)).map(({ to }) => to?.staffId ?? null)
    expect(new Set(inMod((await read(await solved({ staffId: a }))).moves))).toEqual(new Set([b, c]))
    await it.owner.query(`update ceiling set cases = 1, staff_id = $1`, [c])
    await ceiling(b, 1, mod)
    await it.owner.query(
      `insert into ceiling_exception (staff_id, programme_id, cases, during, reason)
       values ($1, $2, 2, '[2026-11-01,2027-01-01)', 'Test')`,
      [b, mod],
    )
    await it.owner.query(
      `insert into staff_absence (staff_id, kind, during) values ($1, 'leave', '[2026-11-01,2027-06-01)')`,
      [c],
    )
    expect(inMod((await read(await solved({ staffId: a }))).moves)).toEqual([b, b])
  })

  test('that two locks go against make it impossible, with whom, how many and how many there may be', async () => {
    const theirs = await youths(3, a)
    await ceiling(b, 1)
    const proposalId = await solved({ staffId: a })
    for (const youthId of theirs.slice(0, 2))
      await it.get(it.leader.cookie, lockProposal, {
        proposalId,
        youthId,
        lock: { kind: 'goesTo', staffId: b },
      })
    const { version } = await read(proposalId)
    const again = await it.get(it.leader.cookie, solveProposalAgain, { proposalId, version })
    await it.run(again.proposalId, solve)
    const { state, outcome } = await read(again.proposalId)
    expect(state).toBe('impossible')
    expect(outcome?.faults).toMatchObject([
      {
        code: 'locksAboveCeiling',
        staff: [{ staffId: b }],
        limit: { programme: null, unit: 'cases', has: 2, most: 1 },
      },
    ])
    expect(outcome?.faults[0]?.youths.map(({ youthId }) => youthId).toSorted()).toEqual(
      theirs.slice(0, 2).toSorted(),
    )
  })
})

test('only those who have to move do, and what it would come to with the others is told', async () => {
  const theirs = await youths(3, a)
  // One carries far more than the other: evening that out is another question.
  await youths(68, b)
  await youths(5, c)
  const needed = await read(await solved({ staffId: a }))
  expect(needed.scope).toBe('needed')
  expect(needed.moves.map(({ youthId }) => youthId).toSorted()).toEqual(theirs.toSorted())
  expect(needed.outcome?.other).toMatchObject({ scope: 'all' })
  expect(needed.outcome?.other?.moves).toBeGreaterThan(3)
  // Loads are told with what everybody has, not only with what was asked about.
  const load = needed.outcome?.loads.find(({ staff }) => staff.staffId === b)
  expect(load?.before).toEqual({ cases: 68, minutes: 68 * 90 })
  const all = await it.get(it.leader.cookie, solveProposalAgain, {
    proposalId: needed.proposalId,
    version: needed.version,
    scope: 'all',
  })
  await it.run(all.proposalId, solve)
  const wide = await read(all.proposalId)
  expect([wide.scope, wide.moves.length]).toEqual(['all', needed.outcome?.other?.moves])
  expect(wide.outcome?.other).toMatchObject({ scope: 'needed', moves: 3 })
  const optional = wide.moves.filter(({ from }) => from?.staffId === b)
  expect(optional.length).toBeGreaterThan(0)
  for (const move of optional) {
    expect(move.why).toBe('lightens')
    expect(move.percent.from?.after).toBeLessThan(move.percent.from?.before ?? 0)
  }
})

test('nobody who has to move is a proposal without moves, and no puzzle', async () => {
  await youths(2, b)
  const { state, moves, outcome } = await read(await solved({ staffId: a }))
  expect([state, moves]).toEqual(['ready', []])
  expect(outcome?.faults).toEqual([])
})

test('what the stored question is solved to anew is what was proposed, and it says nothing of bars', async () => {
  const theirs = await youths(5, a)
  await youths(3, b)
  await it.owner.query(
    `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'kinship', '[2026-01-01,)')`,
    [theirs[0], c],
  )
  const proposalId = await solved({ staffId: a, scope: 'all' })
  const { problem } = await it.get(it.leader.cookie, readProposalProblem, { proposalId })
  expect(JSON.stringify(problem)).not.toContain('kinship')
  const file = readAllocationFile(problem)
  if (!file.ok) throw new Error(`no file that can be read, at ${file.path}`)
  const again = await solve(file.problem)
  const { moves, outcome } = await read(proposalId)
  expect(again.certificate.inputHash).toBe(outcome?.certificate?.inputHash)
  expect(again.certificate.objective).toBe(outcome?.certificate?.objective)
  const proposed = new Map(moves.map(({ youthId, to }) => [String(youthId), String(to?.staffId)]))
  for (const each of file.problem.cases)
    expect(again.assignment?.get(each.id)).toBe(proposed.get(each.id) ?? each.current)
  const { rows } = await it.owner.query(
    `select count(*)::int from read_log where action = 'proposal.problem' and $1 = any (youth_ids)`,
    [theirs[0]],
  )
  expect(rows).toEqual([{ count: 1 }])
  expect((await it.ask(it.first.cookie, readProposalProblem, { proposalId })).status).toBe(403)
})

test('cases that weigh nothing stay and are named; locks that mean nothing any more are told', async () => {
  const [weighs = 0, closed = 0, planned = 0] = await youths(3, a)
  await youths(1, b)
  const proposalId = await solved({ staffId: a })
  for (const youthId of [weighs, closed, planned])
    await it.get(it.leader.cookie, lockProposal, {
      proposalId,
      youthId,
      lock: { kind: 'goesTo', staffId: b },
    })
  await it.owner.query(
    `update youth_case set during = daterange(lower(during), '2026-11-22'), close_reason = 'x' where youth_id = $1`,
    [closed],
  )
  await it.owner.query(
    `update assignment set during = daterange(lower(during), '2026-12-10') where youth_id = $1`,
    [planned],
  )
  await it.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-12-10,)')`,
    [planned, c],
  )
  const { version } = await read(proposalId)
  const again = await it.get(it.leader.cookie, solveProposalAgain, { proposalId, version })
  await it.run(again.proposalId, solve)
  const { outcome, moves } = await read(again.proposalId)
  expect(moves).toMatchObject([{ youthId: weighs, to: { staffId: b }, why: 'holderGone' }])
  const dropped = (outcome?.droppedLocks ?? []).map(({ youth, why }) => [youth.youthId, why])
  expect(Object.fromEntries(dropped)).toEqual({ [closed]: 'caseClosed', [planned]: 'changePlanned' })

  await it.owner.query(`update case_weight set during = daterange(lower(during), '2026-11-20')`)
  try {
    const nothing = await read(await solved({ staffId: a }))
    expect([nothing.state, nothing.moves]).toEqual(['ready', []])
    expect(nothing.outcome?.unweighed.map(({ youthId }) => youthId)).toContain(weighs)
  } finally {
    await it.owner.query(`update case_weight set during = daterange(lower(during), null)`)
  }
})

describe('a programme begins', () => {
  test('those in it and those who come into it get somebody who takes it, with its weight from that day', async () => {
    const mod = await programme('begins')
    const [inIt = 0, comes = 0, other = 0] = await youths(3, a)
    await join(inIt, mod)
    await join(comes, mod, '2026-12-14')
    await it.owner.query(
      `insert into case_weight (key, name, programme_id, per, minutes, during, source, status)
       values ('mod', 'Mod', $1, 'month', 180, '[2026-01-01,)', 'test', 'local')`,
      [mod],
    )
    const { moves, outcome } = await read(
      await solved({ occasion: 'programme', staffId: null, programmeId: mod, takerIds: [c, c] }),
    )
    expect(outcome?.takers.map(({ staffId }) => staffId)).toEqual([c])
    expect(moves.map(({ youthId }) => youthId).toSorted()).toEqual([inIt, comes].toSorted())
    for (const move of moves)
      expect(move).toMatchObject({ to: { staffId: c }, why: 'programme', minutes: 180 })
    expect(moves.map(({ youthId }) => youthId)).not.toContain(other)
  })

  test('who begins when is said before it is asked for, of each who moves, and of those who stay', async () => {
    const mod = await programme('when')
    const [inIt = 0, soon = 0, ...later] = await youths(4, a)
    const stays = await it.youth(c)
    await join(inIt, mod)
    await join(soon, mod, '2026-11-23')
    for (const youthId of [...later, stays]) await join(youthId, mod, '2026-12-14')
    // Beyond what is known.
    await join(await it.youth(a), mod, '2027-06-01')
    // Goes on in it by another row, and so does not begin.
    await it.owner.query(
      `update membership set during = daterange(lower(during), '2026-12-07') where youth_id = $1`,
      [inIt],
    )
    await join(inIt, mod, '2026-12-07')
    // Closed before it begins.
    const closing = await it.youth(a)
    await join(closing, mod, '2026-12-14')
    await it.owner.query(
      `update youth_case set during = daterange(lower(during), '2026-12-10'), close_reason = 'x' where youth_id = $1`,
      [closing],
    )

    const { programmes } = await it.get(it.leader.cookie, listProposals)
    const listed = programmes.find(({ programmeId }) => programmeId === mod)
    expect([listed?.already, listed?.begins.map(({ from, count }) => [String(from), count])]).toEqual([
      1,
      [
        ['2026-11-23', 1],
        ['2026-12-14', 3],
      ],
    ])

    const { moves, outcome } = await read(
      await solved({ occasion: 'programme', staffId: null, programmeId: mod, takerIds: [c] }),
    )
    expect(outcome?.begins?.already).toBe(1)
    expect(outcome?.begins?.youths.map(({ youthId, from }) => [youthId, String(from)])).toEqual([
      [soon, '2026-11-23'],
      ...[...later, stays].map(youthId => [youthId, '2026-12-14']),
    ])
    const days = new Map(moves.map(({ youthId, beginsOn }) => [youthId, beginsOn && String(beginsOn)]))
    expect(days.get(inIt)).toBeNull()
    expect(days.get(soon)).toBe('2026-11-23')
    expect(later.map(youthId => days.get(youthId))).toEqual(['2026-12-14', '2026-12-14'])
    expect(days.has(stays)).toBe(false)
    const { rows } = await it.owner.query(
      `select from read_log where action = 'proposal.read' and youth_ids @> array[$1::bigint]`,
      [stays],
    )
    expect(rows.length).toBeGreaterThan(0)
  })

  test('who takes it is somebody who is a caseworker then', async () => {
    const mod = await programme('takers')
    const { status, body } = await it.ask(it.leader.cookie, askProposal, {
      ...leaves,
      ...{ occasion: 'programme', staffId: null, programmeId: mod, takerIds: [it.leader.staffId] },
    })
    expect(status).toBe(400)
    expect(body.error.fields).toMatchObject([{ field: 'takerIds', code: 'notInRole' }])
  })
})

test('a handover that nobody finishes is told to the leader while it is open and when it has ended', async () => {
  const [old = 0, lapsed = 0, fresh = 0] = await youths(3, b)
  for (const [youthId, since, ended] of [
    [old, '2026-10-20', null],
    [lapsed, '2026-08-01', '2026-11-10'],
    [fresh, '2026-11-10', null],
  ])
    await it.owner.query(
      `insert into handover (youth_id, from_id, to_id, since, begun_on, ended_on, ended_why)
       values ($1, $2, $3, $4::date, $4::date, $5::date, case when $5::date is null then null else 'lapsed' end)`,
      [youthId, a, b, since, ended],
    )
  const { total, handovers } = await it.get(it.leader.cookie, listStalledHandovers)
  expect(total).toBe(2)
  expect(handovers.map(({ youthId, endedOn }) => [youthId, endedOn?.toString() ?? null])).toEqual([
    [lapsed, '2026-11-10'],
    [old, null],
  ])
  expect(handovers[1]?.endsOn.toString()).toBe('2027-01-12')
  expect((await it.ask(it.first.cookie, listStalledHandovers)).status).toBe(403)
})

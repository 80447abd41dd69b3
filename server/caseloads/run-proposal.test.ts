import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askProposal, discardProposal, readProposal } from '#contract/proposals.ts'
import { queueWaiting, type Solve } from './run-proposal.ts'
import { proposalsForTest, solveSimply } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  await it.youth(a)
})
afterAll(() => it.end())

beforeEach(() =>
  it.owner.query(`update proposal set state = 'discarded', failed_because = null, settled_by = asked_by, settled_at = now()
    where state in ('queued', 'solving', 'ready', 'impossible', 'failed')`),
)

const leaves = { occasion: 'leaves', programmeId: null, effectiveOn: '2026-12-01', note: '' }
async function asked(): Promise<number> {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, { ...leaves, staffId: a })
  return proposalId
}
const read = (proposalId: number) => it.get(it.leader.cookie, readProposal, { proposalId })

test('facts that cannot be loaded are a failure that is told, and no solving without end', async () => {
  const proposalId = await asked()
  await it.owner.query('alter table bar rename to bar_elsewhere')
  try {
    await it.run(proposalId)
  } finally {
    await it.owner.query('alter table bar_elsewhere rename to bar')
  }
  expect(await read(proposalId)).toMatchObject({ state: 'failed', failedBecause: 'factsFailed' })
})

test('an answer that was not found is a failure; impossible is only what has a reason', async () => {
  const proposalId = await asked()
  await it.run(proposalId, async problem => ({
    ...(await solveSimply(problem)),
    faults: [],
    assignment: null,
  }))
  expect(await read(proposalId)).toMatchObject({ state: 'failed', failedBecause: 'nothingFound' })
})

/** A solver that works on until it is ended. */
const endless: Solve = (_problem, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('ended')))
  })

test('what takes too long is ended and told', async () => {
  const proposalId = await asked()
  await it.run(proposalId, endless, { most: 30, every: 10 })
  expect(await read(proposalId)).toMatchObject({ state: 'failed', failedBecause: 'tookTooLong' })
})

test('one that is put aside is solved no further, and whoever waited comes next', async () => {
  const [first, second] = [await asked(), await asked()]
  const running = it.run(first, endless, { most: 600_000, every: 10 })
  await expect.poll(async () => (await read(first)).state).toBe('solving')
  // One at a time: the second goes back into the queue, and is told as waiting.
  await it.run(second)
  expect((await read(second)).state).toBe('queued')
  await it.queued()
  const { version } = await read(first)
  await it.get(it.leader.cookie, discardProposal, { proposalId: first, version })
  await running
  expect(await read(first)).toMatchObject({ state: 'discarded', failedBecause: null, moves: [] })
  expect(await it.queued()).toEqual([second])
  await it.run(second)
  expect((await read(second)).state).toBe('ready')
})

test('one whose solver died holds up nobody for long', async () => {
  const [dead, next] = [await asked(), await asked()]
  await it.owner.query(
    `update proposal set state = 'solving', attempt = 1, solving_seen_at = now() - interval '2 minutes' where id = $1`,
    [dead],
  )
  await it.run(next)
  expect((await read(next)).state).toBe('ready')
})

test('one that is given up, or put aside before it began, holds up nobody', async () => {
  const [given, aside, next] = [await asked(), await asked(), await asked()]
  await it.owner.query('update proposal set attempt = 10 where id = $1', [given])
  const { version } = await read(aside)
  await it.get(it.leader.cookie, discardProposal, { proposalId: aside, version })
  await it.queued()
  await it.run(given)
  expect(await read(given)).toMatchObject({ state: 'failed', failedBecause: 'tooOften' })
  expect(await it.queued()).toEqual([next])
  await it.run(aside)
  expect(await it.queued()).toEqual([next])
})

test('a house that is being closed gives it back: whoever is there goes on, or the house when it opens again', async () => {
  const proposalId = await asked()
  const closing = new AbortController()
  const running = it.run(proposalId, endless, { closing: closing.signal })
  await expect.poll(async () => (await read(proposalId)).state).toBe('solving')
  await it.queued()
  closing.abort()
  await running
  expect(await read(proposalId)).toMatchObject({ state: 'queued', failedBecause: null })
  expect(await it.queued()).toEqual([proposalId])
  await queueWaiting(it.house)
  expect(await it.queued()).toEqual([proposalId])
  await it.run(proposalId)
  expect((await read(proposalId)).state).toBe('ready')
})

test('however often the house is closed while it is solved, none of it is held against a proposal', async () => {
  const proposalId = await asked()
  for (let times = 1; times <= 12; times += 1) {
    const closing = new AbortController()
    const running = it.run(proposalId, endless, { closing: closing.signal })
    await expect.poll(async () => (await read(proposalId)).state).toBe('solving')
    closing.abort()
    await running
  }
  await it.run(proposalId)
  expect((await read(proposalId)).state).toBe('ready')
})

test('whose session is gone solves no more: another goes on at once, and begins a new attempt', async () => {
  const proposalId = await asked()
  const solving = (session: string) =>
    it.owner.query(
      `update proposal set state = 'solving', attempt = 1, solving_seen_at = now(), solving_session = ${session} where id = $1`,
      [proposalId],
    )
  await solving('pg_backend_pid()')
  await it.queued()
  await queueWaiting(it.house)
  expect(await it.queued()).toEqual([])
  // No process of the database has this number.
  await solving('-1')
  await queueWaiting(it.house)
  expect(await it.queued()).toEqual([proposalId])
  await it.run(proposalId)
  expect((await read(proposalId)).state).toBe('ready')
})

test('where there is nobody else to move, the other scope asks the same, and is not solved', async () => {
  const proposalId = await asked()
  let solvings = 0
  await it.run(proposalId, problem => {
    solvings += 1
    return solveSimply(problem)
  })
  expect(solvings).toBe(1)
  expect((await read(proposalId)).outcome).toMatchObject({ other: null })
})

test('one that is queued twice is solved once', async () => {
  await it.youth(it.second.staffId)
  const proposalId = await asked()
  const solving = Promise.withResolvers<void>()
  let solvings = 0
  const slow: Solve = async problem => {
    solvings += 1
    await solving.promise
    return solveSimply(problem)
  }
  const running = it.run(proposalId, slow)
  await expect.poll(() => solvings).toBe(1)
  await it.run(proposalId, slow)
  expect(solvings).toBe(1)
  solving.resolve()
  await running
  await it.run(proposalId, slow)
  // And once in the other scope.
  expect(solvings).toBe(2)
  expect((await read(proposalId)).state).toBe('ready')
})

test('the last attempt is not given up while somebody works on it', async () => {
  const proposalId = await asked()
  await it.owner.query(
    `update proposal set state = 'solving', attempt = 10, solving_seen_at = now() where id = $1`,
    [proposalId],
  )
  await it.run(proposalId)
  expect((await read(proposalId)).state).toBe('solving')
})

test('whoever waits is queued once nobody who solves has been heard of, the one left in the middle first', async () => {
  const [left, waiting] = [await asked(), await asked()]
  await it.queued()
  const heardOf = (seconds: number) =>
    it.owner.query(
      `update proposal set state = 'solving', attempt = 1, solving_seen_at = now() - make_interval(secs => $2) where id = $1`,
      [left, seconds],
    )
  await heardOf(5)
  await queueWaiting(it.house)
  expect(await it.queued()).toEqual([])
  await it.run(waiting)
  expect((await read(waiting)).state).toBe('queued')
  await heardOf(60)
  await queueWaiting(it.house)
  expect(await it.queued()).toEqual([left])
  await it.run(left)
  expect(await it.queued()).toEqual([waiting])
})

test('no more than so many wait for a decision', async () => {
  for (let open = 0; open < 20; open += 1) await asked()
  const refused = await it.ask(it.leader.cookie, askProposal, { ...leaves, staffId: a })
  expect([refused.status, refused.body.error.reason]).toEqual([409, 'proposalsTooMany'])
})

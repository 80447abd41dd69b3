import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { askProposal, readProposal } from '#contract/proposals.ts'
import { proposalJobs } from '#server/caseloads/proposal-routes.ts'
import { queueWaiting } from '#server/caseloads/run-proposal.ts'
import { proposalsForTest, solveSimply } from '#server/caseloads/test-proposals.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { type Jobs, startJobs } from './runner.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
const nodes: ChildProcess[] = []
const others: { house: TestHouse; jobs: Jobs }[] = []
beforeAll(async () => {
  it = await proposalsForTest()
  // The real queue.
  await it.owner.query('drop schema graphile_worker cascade')
  await it.youth(it.first.staffId)
})
afterEach(async () => {
  for (const node of nodes.splice(0)) node.kill('SIGKILL')
  for (const { house, jobs } of others.splice(0)) {
    await jobs.stop()
    await house.close()
  }
})
afterAll(() => it.end())

/**
 * A process that works on what is queued and never comes to an end with a proposal; it says when it has begun one. Asked
 * to end, it closes as the house does.
 */
async function endlessNode(url: string) {
  const script = `
    import { proposalJobs } from '#server/caseloads/proposal-routes.ts'
    import { houseForTest } from '#server/door/test-house.ts'
    import { startJobs } from '#server/jobs/runner.ts'
    const house = await houseForTest(process.env.DATABASE_URL)
    const solve = (_problem, signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      process.stdout.write('solving')
    })
    const jobs = await startJobs(house, process.env.DATABASE_URL, proposalJobs(solve))
    process.once('SIGTERM', () => jobs.stop().then(() => house.close()))
    process.stdout.write('ready')`
  const node = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  nodes.push(node)
  const ended = once(node, 'exit')
  let said = ''
  node.stdout.on('data', part => {
    said += String(part)
  })
  const until = (word: string) => expect.poll(() => said, { timeout: 60_000 }).toContain(word)
  await until('ready')
  return {
    until,
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      node.kill(signal)
      await ended
    },
  }
}

/** A house that solves what is left, and counts how often it does. */
async function solvingHouse() {
  const house = await houseForTest(it.databaseUrl)
  let solvings = 0
  const jobs = await startJobs(
    house,
    it.databaseUrl,
    proposalJobs(problem => {
      solvings += 1
      return solveSimply(problem)
    }),
  )
  others.push({ house, jobs })
  return { house, solvings: () => solvings }
}

async function ask(): Promise<number> {
  const evenOut = {
    occasion: 'evenOut',
    staffId: null,
    programmeId: null,
    effectiveOn: '2026-12-01',
    note: '',
  }
  return (await it.get(it.leader.cookie, askProposal, evenOut)).proposalId
}

async function stateOf(proposalId: number) {
  return (await it.get(it.leader.cookie, readProposal, { proposalId })).state
}

async function attempts(proposalIds: readonly number[]) {
  const { rows } = await it.owner.query<{ attempt: number; given_back: number }>(
    'select attempt, given_back from proposal where id = any ($1) order by id',
    [proposalIds],
  )
  return rows
}

/** How many jobs of proposals nobody has taken. */
async function jobsUntaken() {
  const { rowCount } = await it.owner.query(
    `select from graphile_worker.jobs where task_identifier = 'proposals:solve' and locked_at is null`,
  )
  return rowCount
}

/** How many of the sessions in which proposals are solved are there. */
async function sessions() {
  const { rowCount } = await it.owner.query(
    `select from proposal join pg_stat_activity on pid = solving_session where proposal.state = 'solving'`,
  )
  return rowCount
}

test('a house that is closed while it solves gives the proposal back at once: whoever is there goes on, and no attempt is lost', async () => {
  const node = await endlessNode(it.databaseUrl)
  const proposalId = await ask()
  await node.until('solving')
  const { solvings } = await solvingHouse()
  expect(await stateOf(proposalId)).toBe('solving')
  await node.end('SIGTERM')
  await expect.poll(() => stateOf(proposalId)).toBe('ready')
  expect(solvings()).toBe(1)
  expect(await attempts([proposalId])).toEqual([{ attempt: 2, given_back: 1 }])
})

test('where a process is killed while it solves, the next that starts goes on at once: nothing is solved twice', async () => {
  const node = await endlessNode(it.databaseUrl)
  const left = await ask()
  await node.until('solving')
  const waiting = await ask()
  // Looked at while the first was being solved, and put back.
  await expect.poll(jobsUntaken).toBe(0)
  expect(await sessions()).toBe(1)
  await node.end('SIGKILL')
  await expect.poll(sessions).toBe(0)
  expect([await stateOf(left), await stateOf(waiting)]).toEqual(['solving', 'queued'])

  const { house, solvings } = await solvingHouse()
  const { rows } = await it.owner.query<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs',
  )
  expect(rows.map(({ identifier }) => identifier)).toContain('proposals:next')
  // What is asked at the start, and by the timetable every minute: it may come more than once.
  for (let times = 0; times < 3; times += 1) await queueWaiting(house)
  await expect
    .poll(async () => [await stateOf(left), await stateOf(waiting)], { timeout: 60_000 })
    .toEqual(['ready', 'ready'])
  expect(solvings()).toBe(2)
  expect(await attempts([left, waiting])).toEqual([
    { attempt: 2, given_back: 0 },
    { attempt: 1, given_back: 0 },
  ])
})

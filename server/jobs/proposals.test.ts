import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askProposal, readProposal } from '#contract/proposals.ts'
import { proposalJobs } from '#server/caseloads/proposal-routes.ts'
import { proposalsForTest, solveSimply } from '#server/caseloads/test-proposals.ts'
import { houseForTest, type TestHouse } from '#server/door/test-house.ts'
import { type Jobs, startJobs } from './runner.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let dying: ChildProcess | undefined
let other: { house: TestHouse; jobs: Jobs } | undefined
beforeAll(async () => {
  it = await proposalsForTest()
  // The real queue.
  await it.owner.query('drop schema graphile_worker cascade')
  await it.youth(it.first.staffId)
})
afterAll(async () => {
  dying?.kill('SIGKILL')
  await other?.jobs.stop()
  await other?.house.close()
  await it.end()
})

/** A process that works on what is queued and never comes to an end with a proposal; it says when it has begun one. */
function endlessNode(url: string) {
  const script = `
    import { proposalJobs } from '#server/caseloads/proposal-routes.ts'
    import { houseForTest } from '#server/door/test-house.ts'
    import { startJobs } from '#server/jobs/runner.ts'
    const house = await houseForTest(process.env.DATABASE_URL)
    const solve = () => new Promise(() => process.stdout.write('solving'))
    await startJobs(house, process.env.DATABASE_URL, proposalJobs(solve))
    process.stdout.write('ready')`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('where a process is killed while it solves, another goes on: nothing waits for ever, nothing is solved twice', async () => {
  const node = endlessNode(it.databaseUrl)
  dying = node
  const ended = once(node, 'exit')
  let said = ''
  node.stdout.on('data', part => {
    said += String(part)
  })
  const until = (word: string) => expect.poll(() => said, { timeout: 60_000 }).toContain(word)
  await until('ready')
  const ask = async () => {
    const evenOut = {
      occasion: 'evenOut',
      staffId: null,
      programmeId: null,
      effectiveOn: '2026-12-01',
      note: '',
    }
    return (await it.get(it.leader.cookie, askProposal, evenOut)).proposalId
  }
  const stateOf = async (proposalId: number) =>
    (await it.get(it.leader.cookie, readProposal, { proposalId })).state
  const left = await ask()
  await until('solving')
  const waiting = await ask()
  // Looked at while the first was being solved, and put back.
  const jobs = async () =>
    (await it.owner.query(`select from graphile_worker.jobs where task_identifier = 'proposals:solve'`))
      .rowCount
  await expect.poll(jobs).toBe(1)
  node.kill('SIGKILL')
  await ended
  expect([await stateOf(left), await stateOf(waiting)]).toEqual(['solving', 'queued'])

  const house = await houseForTest(it.databaseUrl)
  let solvings = 0
  other = {
    house,
    jobs: await startJobs(
      house,
      it.databaseUrl,
      proposalJobs(problem => {
        solvings += 1
        return solveSimply(problem)
      }),
    ),
  }
  const { rows } = await it.owner.query<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs',
  )
  expect(rows.map(({ identifier }) => identifier)).toContain('proposals:next')
  // A minute passes; what the timetable queues every minute may come more than once.
  await it.owner.query(
    `update proposal set solving_seen_at = now() - interval '1 minute' where state = 'solving'`,
  )
  for (let times = 0; times < 3; times += 1)
    await it.owner.query(`select graphile_worker.add_job('proposals:next')`)
  await expect
    .poll(async () => [await stateOf(left), await stateOf(waiting)], { timeout: 60_000 })
    .toEqual(['ready', 'ready'])
  expect(solvings).toBe(2)
  const attempts = await it.owner.query<{ attempt: number }>('select attempt from proposal order by id')
  expect(attempts.rows).toEqual([{ attempt: 2 }, { attempt: 1 }])
})

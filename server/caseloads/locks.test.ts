import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askProposal, lockProposal, readProposal, solveProposalAgain } from '#contract/proposals.ts'
import { proposalsForTest } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let a: number
let b: number
let c: number
let youthId: number
beforeAll(async () => {
  it = await proposalsForTest()
  a = it.first.staffId
  b = it.second.staffId
  c = it.third.staffId
})
afterAll(() => it.end())

beforeEach(async () => {
  await it.clear()
  youthId = await it.youth(a)
})

const read = (proposalId: number) => it.get(it.leader.cookie, readProposal, { proposalId })
async function solved(occasion = 'leaves'): Promise<number> {
  const { proposalId } = await it.get(it.leader.cookie, askProposal, {
    ...{ occasion, staffId: occasion === 'evenOut' ? null : a, programmeId: null },
    ...{ effectiveOn: '2026-12-01', note: '' },
  })
  await it.run(proposalId)
  return proposalId
}
async function again(before: number): Promise<number> {
  const { version } = await read(before)
  const { proposalId } = await it.get(it.leader.cookie, solveProposalAgain, { proposalId: before, version })
  await it.run(proposalId)
  return proposalId
}
const lockTo = (proposalId: number, staffId: number, kind = 'goesTo') =>
  it.ask(it.leader.cookie, lockProposal, { proposalId, youthId, lock: { kind, staffId } })
const unlock = (proposalId: number) =>
  it.get(it.leader.cookie, lockProposal, { proposalId, youthId, lock: null })
const away = (staffId: number, during: string, deputyId: number | null = null) =>
  it.owner.query(
    `insert into staff_absence (staff_id, kind, during, deputy_id) values ($1, 'illness', $2::daterange, $3)`,
    [staffId, during, deputyId],
  )
const fault = (name: string, params: object) => [
  { field: 'lock.staffId', code: 'cannotTake', params: { name: `Sofie ${name}`, ...params } },
]

test('nobody is locked to whoever is not there on the day: who, why and since when', async () => {
  const proposalId = await solved()
  const faults = async (staffId: number, kind?: string) =>
    (await lockTo(proposalId, staffId, kind)).body.error?.fields
  expect(await faults(a, 'stays')).toEqual(fault('Første', { why: 'stopped', from: '2026-12-01' }))
  expect(await faults(it.leader.staffId)).toEqual(fault('Leder', { why: 'notCaseworker' }))
  await it.owner.query(
    `insert into staff_role (staff_id, role, during) values ($1, 'caseworker', '[2020-01-01,2026-11-01)')`,
    [it.leader.staffId],
  )
  expect(await faults(it.leader.staffId)).toEqual(fault('Leder', { why: 'stopped', from: '2026-11-01' }))
  await it.owner.query(`delete from staff_role where staff_id = $1 and role = 'caseworker'`, [
    it.leader.staffId,
  ])
  await away(b, '[2026-11-20,2027-03-01)')
  expect(await faults(b)).toEqual(fault('Anden', { why: 'away', from: '2026-11-20', lastDay: '2027-02-28' }))
  await it.owner.query('delete from staff_absence')
  // A deputy takes the cases that are there, and no others.
  await away(b, '[2026-11-20,)', c)
  expect(await faults(b)).toEqual(fault('Anden', { why: 'away', from: '2026-11-20' }))
  await it.owner.query(
    `insert into staff_duty (staff_id, name, weekly_minutes, during) values ($1, 'Projekt', 2220, '[2026-11-16,)')`,
    [c],
  )
  expect(await faults(c)).toEqual(fault('Tredje', { why: 'noTime', from: '2026-11-16' }))
  await it.owner.query('delete from staff_duty')
  await it.owner.query(`update staff_hours set during = '[2020-01-01,2026-11-25)' where staff_id = $1`, [c])
  expect(await faults(c)).toEqual(fault('Tredje', { why: 'hoursUnknown', from: '2026-11-25' }))
  expect((await read(proposalId)).locks).toEqual([])
  expect((await lockTo(proposalId, 999_999)).body.error?.fields).toEqual([
    { field: 'lock.staffId', code: 'invalid' },
  ])
})

test('a lock that became impossible says so on the page, whether solved again or not, and can be taken away', async () => {
  const proposalId = await solved()
  expect((await lockTo(proposalId, b)).body).toEqual({ locks: 1 })
  expect((await read(proposalId)).locks.map(({ cannot }) => cannot)).toEqual([null])
  await away(b, '[2026-11-20,2027-03-01)')
  const told = { kind: 'receiver', why: 'away' }
  const [lock] = (await read(proposalId)).locks
  expect(lock?.cannot).toMatchObject(told)
  expect(lock?.cannot?.kind === 'receiver' && [lock.cannot.from, lock.cannot.lastDay].map(String)).toEqual([
    '2026-11-20',
    '2027-02-28',
  ])
  // Whom nobody can be locked to is not offered either.
  expect((await read(proposalId)).caseworkers.map(({ staffId }) => staffId)).toEqual([c])

  const next = await again(proposalId)
  const { state, outcome, locks } = await read(next)
  expect(state).toBe('impossible')
  expect(locks).toMatchObject([{ cannot: told }])
  const [first] = outcome?.faults ?? []
  expect(first).toMatchObject({ code: 'lockedToAway', staff: [{ staffId: b }], cannot: { why: 'away' } })
  expect([first?.cannot?.from, first?.cannot?.lastDay].map(String)).toEqual(['2026-11-20', '2027-02-28'])
  expect(await unlock(next)).toEqual({ locks: 0 })
  expect((await read(await again(next))).state).toBe('ready')
})

test('a bar that was added, and a case that was closed, are said of a lock as well; a settled proposal says nothing', async () => {
  const proposalId = await solved('evenOut')
  await lockTo(proposalId, b)
  const cannot = async () => (await read(proposalId)).locks.map(lock => lock.cannot)
  await it.owner.query(
    `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'conflict', '[2026-01-01,)')`,
    [youthId, b],
  )
  expect(await cannot()).toEqual([{ kind: 'barred' }])
  await it.owner.query(
    `update youth_case set during = daterange(lower(during), '2026-11-30'), close_reason = 'x' where youth_id = $1`,
    [youthId],
  )
  expect(await cannot()).toEqual([{ kind: 'caseClosed' }])
  await it.owner.query(
    `update proposal set state = 'discarded', settled_by = asked_by, settled_at = now() where id = $1`,
    [proposalId],
  )
  expect(await cannot()).toEqual([null])
})

test('what an older version has stored of a conflict is told without the days', async () => {
  const proposalId = await solved()
  await lockTo(proposalId, b)
  await away(b, '[2026-11-20,)')
  const next = await again(proposalId)
  await it.owner.query(`update proposal set outcome = outcome #- '{faults,0,cannot}' where id = $1`, [next])
  expect((await read(next)).outcome?.faults).toMatchObject([{ code: 'lockedToAway', cannot: null }])
})

test('whatever is sent as a lock is answered, and none that cannot be kept is stored', async () => {
  const proposalId = await solved('evenOut')
  await away(c, '[2026-11-20,)')
  const anything = fc.oneof(fc.constantFrom(a, b, c, 0, -1, 1.5, 2 ** 53, null, 'x'), fc.integer())
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('stays', 'goesTo', 'x'), anything, async (kind, staffId) => {
      const { status } = await it.ask(it.leader.cookie, lockProposal, {
        ...{ proposalId, youthId, lock: { kind, staffId } },
      })
      const isKept =
        (kind === 'goesTo' && (staffId === a || staffId === b)) || (kind === 'stays' && staffId === a)
      expect(status).toBe(isKept ? 200 : 400)
    }),
    { numRuns: 40 },
  )
  expect((await read(proposalId)).locks.every(({ cannot }) => cannot === null)).toBe(true)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBar, endBar, readBars } from '#contract/bars.ts'
import { readWaiting } from '#contract/caseload-fit.ts'
import { giveCases } from '#contract/caseload-tries.ts'
import { proposalsForTest } from './test-proposals.ts'

let place: Awaited<ReturnType<typeof proposalsForTest>>

beforeAll(async () => {
  place = await proposalsForTest()
})
afterAll(() => place.end())

const bar = (youthId: number, staffId: number) => ({
  youthId,
  staffId,
  reason: 'youthWish',
  note: '',
  from: '2026-11-23',
  lastDay: null,
})
const give = (youthId: number, toId: number) =>
  place.ask(place.leader.cookie, giveCases, { from: '2026-11-23', moves: [{ youthId, toId }], note: '' })

test('whichever way a case is given, the database refuses whom a bar keeps away; what came before stays', async () => {
  const { staffId } = place.second
  const youthId = await place.youth(null)
  await place.owner.query(
    `insert into bar (youth_id, staff_id, reason, during) values ($1, $2, 'conflict', '[2026-11-01,)')`,
    [youthId, staffId],
  )
  const row = (during: string, role = 'caseworker') =>
    place.owner.query(`insert into assignment (youth_id, staff_id, role, during) values ($1, $2, $3, $4)`, [
      youthId,
      staffId,
      role,
      during,
    ])
  await expect(row('[2026-11-23,)')).rejects.toMatchObject({ constraint: 'assignment_not_barred' })
  await expect(row('[2026-10-01,2026-11-02)')).rejects.toMatchObject({ constraint: 'assignment_not_barred' })
  await row('[2026-10-01,2026-11-01)')
  await row('[2026-11-23,)', 'mentor')
})

test('of a bar and a case that is given at the same time, either the case is refused or the bar says so', async () => {
  for (let turn = 0; turn < 6; turn++) {
    const youthId = await place.youth(place.first.staffId)
    const { staffId } = place.second
    const [given, barred] = await Promise.all([
      give(youthId, staffId),
      place.ask(place.leader.cookie, addBar, bar(youthId, staffId)),
    ])
    expect(barred.status).toBe(200)
    const holds = (await place.holder(youthId)) === staffId
    expect([given.status === 200, barred.body.isCaseworker]).toEqual([holds, holds])
  }
})

test('a caseworker says it of themselves, reads and ends that one, and no other about them', async () => {
  const { staffId, cookie } = place.second
  const [own, told] = [await place.youth(staffId), await place.youth(staffId)]
  const added = await place.ask(cookie, addBar, { ...bar(own, staffId), reason: 'kinship', note: 'Min nevø' })
  expect([added.status, added.body.isCaseworker]).toEqual([200, true])
  expect((await place.get(cookie, readBars, { youthId: own })).bars).toMatchObject([
    { reason: 'kinship', note: 'Min nevø', staff: { staffId } },
  ])
  const ended = await place.ask(cookie, endBar, {
    barId: added.body.barId,
    version: 1,
    lastDay: '2026-11-30',
  })
  expect(ended.status).toBe(200)
  const other = await place.ask(place.leader.cookie, addBar, bar(told, staffId))
  expect((await place.get(cookie, readBars, { youthId: told })).bars).toEqual([])
  const hidden = { barId: other.body.barId, version: 1, lastDay: '2026-11-30' }
  expect((await place.ask(cookie, endBar, hidden)).status).toBe(404)
})

test('a case that is being given waits for nobody but is waited for: the bar then says whose it is', async () => {
  const youthId = await place.youth(null)
  const { staffId } = place.second
  await place.owner.query('begin')
  await place.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', '[2026-11-23,)')`,
    [youthId, staffId],
  )
  const adding = place.ask(place.leader.cookie, addBar, bar(youthId, staffId))
  const first = await Promise.race([adding, new Promise(resolve => setTimeout(resolve, 200, 'waits'))])
  expect(first).toBe('waits')
  await place.owner.query('commit')
  expect((await adding).body.isCaseworker).toBe(true)
  const { mustChange } = await place.get(place.leader.cookie, readWaiting)
  expect(mustChange.filter(each => each.youthId === youthId)).toMatchObject([
    { holder: { staffId }, givenName: 'Ung' },
  ])
})

test('a deputy whom a bar keeps away does not see the young person, and the leader is told that nobody stands in', async () => {
  const [barred, other] = [await place.youth(place.first.staffId), await place.youth(place.first.staffId)]
  const { staffId } = place.third
  await place.owner.query(
    `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'leave', $2, '[2026-11-01,2027-06-01)')`,
    [place.first.staffId, staffId],
  )
  const seen = async () => {
    const { rows } = await place.owner.query<{ ids: string[] }>(
      `select door.related_youths($1, '2026-11-23')::text[] as ids`,
      [staffId],
    )
    return (rows[0]?.ids ?? []).map(Number)
  }
  expect(await seen()).toEqual(expect.arrayContaining([barred, other]))
  await place.owner.query(
    `insert into bar (youth_id, staff_id, reason, note, during) values ($1, $2, 'other', 'Naboer', '[2026-11-01,)')`,
    [barred, staffId],
  )
  expect(await seen()).toContain(other)
  expect(await seen()).not.toContain(barred)
  const { waiting } = await place.get(place.leader.cookie, readWaiting)
  expect(waiting.filter(({ youthId }) => youthId === barred || youthId === other)).toMatchObject([
    { youthId: barred, why: 'deputyBarred', holder: { staffId: place.first.staffId } },
  ])
  expect(JSON.stringify(waiting)).not.toContain('Naboer')
  // Who is the caseworker or mentor too follows the young person as such.
  await place.owner.query(
    `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'mentor', '[2026-11-01,)')`,
    [barred, staffId],
  )
  expect(await seen()).toContain(barred)
})

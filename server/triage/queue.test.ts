import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

interface Row {
  referralId: number
  isOverdue: boolean
  attempts: number
  clocks: { ruleName: string; stage: string | null; retryDay: string | null }[]
}

const queue = async (show = 'open') => {
  const { status, body } = await it.send(it.caseworker.cookie, 'GET', `/api/referrals?show=${show}`)
  expect(status).toBe(200)
  return body.referrals as Row[]
}
const count = async () => ({
  ...(await it.send(it.leader.cookie, 'GET', '/api/referrals/count')).body,
  ...(await it.send(it.leader.cookie, 'GET', '/api/referrals/overdue')).body,
})

test('the queue begins with what is overdue, says what is owed, and moves with what is done', async () => {
  expect(await count()).toEqual({ today: '2026-11-23', new: 0, overdue: 0, oldest: null })
  const fresh = await it.enquiry({ received_on: '2026-11-22' })
  const late = await it.enquiry({ received_on: '2026-11-12' })
  const due = await it.enquiry({ received_on: '2026-11-19' })
  const rows = await queue()
  expect(rows.map(({ referralId }) => referralId)).toEqual([late, due, fresh])
  expect(rows.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false])
  expect(rows[0]?.clocks.map(({ stage, ruleName }) => stage ?? ruleName)).toEqual([
    'contact',
    'Første samtale inden 7 dage',
    'meeting',
    'team',
  ])
  expect(await count()).toEqual({ today: '2026-11-23', new: 3, overdue: 1, oldest: '2026-11-12' })

  // An attempt keeps no promise, and asks for another one.
  await it.step(it.caseworker.cookie, due, 'talks', { version: 1, ...aTalk })
  const tried = (await queue()).find(({ referralId }) => referralId === due)
  expect(tried).toMatchObject({ attempts: 1 })
  expect(tried?.clocks.find(({ stage }) => stage === 'contact')?.retryDay).toBe('2026-11-24')

  const talk = { ...aTalk, outcome: 'held', kind: 'team' }
  await it.step(it.caseworker.cookie, late, 'talks', { version: 1, ...talk })
  expect((await queue()).find(({ referralId }) => referralId === late)).toMatchObject({
    isOverdue: false,
    clocks: [],
  })
  await it.step(it.caseworker.cookie, late, 'close', { version: 2, reason: 'answered', note: '' })
  expect((await queue()).map(({ referralId }) => referralId)).not.toContain(late)
  expect((await queue('done')).map(({ referralId }) => referralId)).toEqual([late])
  expect(await count()).toEqual({ today: '2026-11-23', new: 1, overdue: 0, oldest: null })
})

test('whoever looks at the list is in the log of each that is shown; counting shows nobody', async () => {
  const logged = async () => {
    const { rows } = await it.owner.query(
      `select action, cardinality(referral_ids) as shown from referral_read_log where staff_id = $1`,
      [it.colleague.staffId],
    )
    return rows
  }
  const ask = (url: string) => it.send(it.colleague.cookie, 'GET', url)
  await ask('/api/referrals/count')
  await ask('/api/referrals/overdue')
  expect(await logged()).toEqual([])
  const { body } = await ask('/api/referrals')
  expect(await logged()).toEqual([{ action: 'referral.queue', shown: body.referrals.length }])
})

test.each(['/api/referrals', '/api/referrals/count', '/api/referrals/overdue'])(
  '%s is for those who triage',
  async url => {
    expect((await it.send(it.mentor.cookie, 'GET', url)).status).toBe(403)
  },
)

test('of more than are shown the oldest come first, and the log is of those who are shown', async () => {
  await it.owner.query(`
    insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name, search_name, about)
    select 'MNG-' || n, '2026-11-01T08:00:00Z'::timestamptz + n * interval '1 minute', '2026-11-01', 'web', 'other',
      'Ung', 'ung', 'Meget travlt' from generate_series(1, 320) n`)
  const rows = await queue()
  expect(rows).toHaveLength(300)
  const { rows: oldest } = await it.owner.query(`
    select array_agg(id::int) as ids from (
      select id from referral where state in ('new', 'taken') order by received_at, id limit 300) o`)
  const { rows: logged } = await it.owner.query(`
    select referral_ids::int[] as ids from referral_read_log where action = 'referral.queue' order by id desc limit 1`)
  const sorted = (ids: number[]) => ids.toSorted((a, b) => a - b)
  expect(sorted(rows.map(({ referralId }) => referralId))).toEqual(sorted(oldest[0].ids))
  expect(sorted(logged[0].ids)).toEqual(sorted(oldest[0].ids))
})

test('what somebody had taken who has left is new again, in the count as in the queue', async () => {
  const before = (await count()).new
  const id = await it.enquiry()
  await it.step(it.colleague.cookie, id, 'take', { version: 1 })
  expect((await count()).new).toBe(before)
  await it.owner.query(`update staff set left_on = '2026-11-20' where id = $1`, [it.colleague.staffId])
  expect((await count()).new).toBe(before + 1)
  await it.owner.query(`update staff set left_on = null where id = $1`, [it.colleague.staffId])
})

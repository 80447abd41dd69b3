import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { type TestCase, type TestWorld, testCase, testWorld } from './test-world.ts'

let world: TestWorld
let here: TestCase

beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  here = await testCase(world.pool)
})

/** An enquiry of 20 November about somebody, given to them; merged into another one where that is told. */
async function wrote(
  role: string,
  mergedInto: number | null = null,
  phone: string | null = null,
): Promise<number> {
  const { rows } = await world.pool.query<{ id: number }>(
    `insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name, search_name,
       about, state, handler_id, youth_id, close_reason, merged_into, sender_phone)
     values ('REF-' || nextval('referral_id_seq'), '2026-11-20T09:00Z', '2026-11-20', 'web', $1, 'Mikkel',
       'mikkel', 'Går ikke i skole', case when $4::bigint is null then 'closed' else 'merged' end, $2, $3, 'linked', $4, $5)
     returning id`,
    [role, here.caseworker.staffId, here.youthId, mergedInto, phone],
  )
  return rows[0]?.id ?? 0
}

/** Something that was said to whoever wrote. */
async function said(referralId: number, kind = 'call', outcome = 'held'): Promise<void> {
  await world.pool.query(
    `insert into referral_event (referral_id, at, day, kind, staff_id, details)
     values ($1, '2026-11-23T08:00Z', '2026-11-23', $2, $3, $4)`,
    [
      referralId,
      outcome === 'held' ? 'contacted' : 'attempted',
      here.caseworker.staffId,
      { kind, outcome, who: 'sender', with: 'sender' },
    ],
  )
}

async function owed(): Promise<unknown> {
  const today = Temporal.PlainDate.from('2026-11-23')
  await inTransaction(world.pool, { kind: 'system', onBehalfOf: null, today, requestId: 'test' }, db =>
    recomputeDeadlines(db, [here.youthId], today),
  )
  const { body } = await world.send<{ writerOwed: unknown }>(
    here.caseworker.cookie,
    'GET',
    `/api/youths/${here.youthId}/contact-form`,
  )
  return body.writerOwed
}

test('of two who wrote on a day the form names the one that is still to be called', async () => {
  const mother = await wrote('parent')
  const teacher = await wrote('teacher')
  expect(await owed()).toEqual({ referralId: mother })
  await said(mother)
  expect(await owed()).toEqual({ referralId: teacher })
  // Neither has reached anybody.
  await said(teacher, 'call', 'unanswered')
  await said(teacher, 'letter')
  expect(await owed()).toEqual({ referralId: teacher })
  await said(teacher)
  expect(await owed()).toBeNull()
})

test('where enquiries were joined it names the one that goes on, where the talk is written', async () => {
  const teacher = await wrote('teacher')
  const head = await wrote('parent')
  const own = await wrote('youth', head)
  await world.pool.query(
    `update referral set state = 'merged', close_reason = null, merged_into = $1 where id = $2`,
    [own, teacher],
  )
  await said(head)
  expect(await owed()).toEqual({ referralId: head })
  await said(teacher)
  expect(await owed()).toBeNull()
})

test('who wrote twice is called once', async () => {
  const head = await wrote('parent', null, '+4537000111')
  const again = await wrote('parent', head, '+4537000111')
  expect(await owed()).toEqual({ referralId: head })
  // An attempt counts once too.
  await said(again, 'call', 'unanswered')
  await owed()
  const { rows } = await world.pool.query(
    `select d.attempts from deadline d join rule r on r.id = d.rule_id
     where d.youth_id = $1 and d.state = 'open' and r.entrance_stage = 'contact'`,
    [here.youthId],
  )
  expect(rows).toEqual([{ attempts: 1 }])
  await said(again)
  expect(await owed()).toBeNull()
  // Somebody else is still to be called.
  await wrote('teacher', head, '+4537000112')
  expect(await owed()).toEqual({ referralId: head })
})

test('whoever wrote about themselves is called in the case', async () => {
  await wrote('youth')
  expect(await owed()).toBeNull()
  const mother = await wrote('parent')
  expect(await owed()).toEqual({ referralId: mother })
})

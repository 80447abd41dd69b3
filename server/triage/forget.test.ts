import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetEnquiries } from './forget.ts'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
  await it.owner.query(`update enquiry_retention set status = 'local', source = 'Chefgruppen'`)
})
afterAll(() => it.end())

const on = (day: string) =>
  ({ kind: 'system', onBehalfOf: null, today: Temporal.PlainDate.from(day), requestId: 'job' }) as const

/** An enquiry that was talked about and closed on 23 November 2026. */
async function closed(): Promise<number> {
  const id = await it.enquiry()
  const { cookie } = it.caseworker
  await it.step(cookie, id, 'talks', { version: 1, ...aTalk, note: 'Hemmeligt' })
  const { status } = await it.step(cookie, id, 'close', { version: 2, reason: 'answered', note: 'Rådgivet' })
  expect(status).toBe(200)
  return id
}

/** How many rows there are of these enquiries: themselves, what happened, lines of the change log that say they went. */
async function left(...ids: number[]): Promise<[number, number, number]> {
  const { rows } = await it.owner.query(
    `select (select count(*)::int from referral where id = any ($1)) as referrals,
      (select count(distinct referral_id)::int from referral_event where referral_id = any ($1)) as told,
      (select count(*)::int from change_log where action = 'referral.forget' and subject_id = any ($1)) as gone`,
    [ids],
  )
  return [rows[0].referrals, rows[0].told, rows[0].gone]
}

test('what came of nothing is kept for six months from the day on which it was closed, and then it is gone', async () => {
  const id = await closed()
  const merged = await it.enquiry()
  await it.owner.query(`update referral set state = 'merged', merged_into = $1 where id = $2`, [id, merged])
  await it.read(it.leader.cookie, id)
  expect(await forgetEnquiries(it.house.pool, on('2027-05-22'))).toBe(0)
  expect(await left(id, merged)).toEqual([2, 2, 0])
  expect(await forgetEnquiries(it.house.pool, on('2027-05-23'))).toBe(1)
  expect(await left(id, merged)).toEqual([0, 0, 1])
  expect(await forgetEnquiries(it.house.pool, on('2027-05-23'))).toBe(0)
  expect(await left(id, merged)).toEqual([0, 0, 1])

  const { rows: looked } = await it.owner.query(
    'select count(*)::int as n from referral_read_log where referral_ids @> array[$1::bigint]',
    [id],
  )
  expect(looked[0].n).toBeGreaterThan(0)
  const { rows: log } = await it.owner.query(
    `select staff_id, youth_id, before, after from change_log where action = 'referral.forget'`,
  )
  expect(log).toEqual([{ staff_id: null, youth_id: null, before: { closedOn: '2026-11-23' }, after: null }])
})

test('what somebody still does with one that was merged into it keeps both', async () => {
  const [head, merged, below] = [await closed(), await it.enquiry(), await it.enquiry()]
  await it.owner.query(
    `update referral set state = 'merged', merged_into = case id when $3 then $2::bigint else $1 end where id in ($2, $3)`,
    [head, merged, below],
  )
  await it.owner.query(
    `insert into referral_event (referral_id, at, day, kind) values ($1, '2027-01-10', '2027-01-10', 'senderTold')`,
    [below],
  )
  expect(await forgetEnquiries(it.house.pool, on('2027-07-09'))).toBe(0)
  expect(await left(head, merged, below)).toEqual([3, 3, 0])
  expect(await forgetEnquiries(it.house.pool, on('2027-07-10'))).toBe(1)
  expect(await left(head, merged, below)).toEqual([0, 0, 1])
})

test('whoever has a case, and what is open, is not forgotten', async () => {
  const open = await it.enquiry()
  const youthId = await it.youth({})
  const linked = await it.enquiry()
  await it.owner.query(
    `update referral set state = 'closed', close_reason = 'linked', youth_id = $1 where id = $2`,
    [youthId, linked],
  )
  expect(await forgetEnquiries(it.house.pool, on('2040-01-01'))).toBe(0)
  expect(await left(open, linked)).toEqual([2, 2, 0])
})

test('stopped in the middle, it leaves nothing half done, and goes on the next time', async () => {
  const [first, second] = [await closed(), await closed()]
  await it.owner.query(`
    create function stop_at() returns trigger language plpgsql as $$
    begin
      if new.action = 'referral.forget' and new.subject_id = ${second} then
        raise exception 'the machine is out of current';
      end if;
      return new;
    end $$;
    create trigger stop_at before insert on change_log for each row execute function stop_at()`)
  await expect(forgetEnquiries(it.house.pool, on('2027-06-01'), 1)).rejects.toThrow()
  expect(await left(first)).toEqual([0, 0, 1])
  expect(await left(second)).toEqual([1, 1, 0])
  await it.owner.query('drop trigger stop_at on change_log')
  expect(await forgetEnquiries(it.house.pool, on('2027-06-01'), 1)).toBe(1)
  expect(await left(first, second)).toEqual([0, 0, 2])
})

test('two nights at once delete each once', async () => {
  const ids = [await closed(), await closed(), await closed()]
  const counts = await Promise.all([1, 2].map(() => forgetEnquiries(it.house.pool, on('2027-06-01'), 1)))
  const rest = await forgetEnquiries(it.house.pool, on('2027-06-01'))
  expect(counts.reduce((sum, count) => sum + count, rest)).toBe(ids.length)
  expect(await left(...ids)).toEqual([0, 0, ids.length])
})

test('whoever takes a merging back is not waited for, and does not wait in a circle', async () => {
  const head = await closed()
  const merged = await it.enquiry()
  await it.owner.query(`update referral set state = 'merged', merged_into = $1 where id = $2`, [head, merged])
  await it.owner.query('begin')
  await it.owner.query('select from referral where id = $1 for no key update', [merged])
  expect(await forgetEnquiries(it.house.pool, on('2027-06-01'))).toBe(0)
  await it.owner.query('select from referral where id = $1 for no key update', [head])
  await it.owner.query(`update referral set state = 'new', merged_into = null where id = $1`, [merged])
  await it.owner.query('commit')
  expect(await forgetEnquiries(it.house.pool, on('2027-06-01'))).toBe(1)
  expect(await left(head)).toEqual([0, 0, 1])
  expect(await left(merged)).toEqual([1, 1, 0])
})

test('a number that nobody has decided deletes nothing', async () => {
  const id = await closed()
  await it.owner.query(`update enquiry_retention set status = 'unverified'`)
  expect(await forgetEnquiries(it.house.pool, on('2040-01-01'))).toBe(0)
  expect(await left(id)).toEqual([1, 1, 0])
  await it.owner.query(`update enquiry_retention set status = 'local'`)
  expect(await forgetEnquiries(it.house.pool, on('2040-01-01'))).toBe(1)
})

test('how long is dated: the rule of the day counts, and without one nothing goes', async () => {
  const id = await closed()
  await it.owner.query(`update enquiry_retention set during = '[2014-01-01,2027-01-01)'`)
  expect(await forgetEnquiries(it.house.pool, on('2030-01-01'))).toBe(0)
  await it.owner.query(`insert into enquiry_retention (months, during, status, source)
    values (1, '[2027-01-01,)', 'local', 'Chefgruppen')`)
  expect(await forgetEnquiries(it.house.pool, on('2026-12-31'))).toBe(0)
  expect(await forgetEnquiries(it.house.pool, on('2027-01-01'))).toBe(1)
  expect(await left(id)).toEqual([0, 0, 1])
})

test('nobody who is logged in can make it forget, nor rewrite the story', async () => {
  const id = await closed()
  await expect(it.house.pool.query(`select door.forget_enquiries('2040-01-01', 10)`)).rejects.toMatchObject({
    code: 'MG403',
  })
  await expect(
    it.owner.query('delete from referral_event where referral_id = $1', [id]),
  ).rejects.toMatchObject({ code: 'MG001' })
})

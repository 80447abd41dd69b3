import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest } from '#server/door/test-session.ts'
import { at, datedWorld, part, system } from './test-world.ts'

const url = '/api/dated-rules'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
  await world.owner.query(
    `create table shipped as table enquiry_retention; update shipped set status = 'local'`,
  )
})
beforeEach(async () => {
  await world.begin()
  await world.owner.query(`
    set session_replication_role = replica;
    truncate referral, referral_event cascade;
    set session_replication_role = origin;
    delete from enquiry_retention;
    insert into enquiry_retention overriding system value table shipped`)
})
afterAll(() => world.end())

/** Enquiries that were closed on these days. */
async function closedOn(...days: string[]): Promise<void> {
  await world.owner.query(
    `with r as (insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name,
        about, search_name, state, close_reason)
      select 'PRØVE-' || n, d, d, 'call', 'youth', 'Ung', 'Hjælp', 'ung', 'closed', 'answered'
      from unnest($1::date[]) with ordinality x (d, n) returning id, received_on)
    insert into referral_event (referral_id, kind, at, day, staff_id, details)
      select id, 'closed', received_on, received_on, $2, '{"reason":"answered"}' from r`,
    [days, world.caseworker.staffId],
  )
}

const shipped = { key: 'retention', begins: '2014-01-01', version: 1 }
const to = (months: number | null, more: object = {}) => ({
  kind: 'retention',
  replaces: shipped,
  from: '2026-11-23',
  content: months === null ? null : { kind: 'retention', months, source: 'Byrådet', status: 'local' },
  reason: months === null ? 'Byrådet' : '',
  ...more,
})

async function notes(change: object): Promise<{ code: string; count: number }[]> {
  const { body } = await world.post(`${url}/preview`, { ...change, ...part })
  expect(body).toMatchObject({ youths: 0, people: [], next: null })
  return body.notes
}

/** How many the night deletes on that day, without deleting them. */
async function deletedOn(day: string): Promise<number> {
  const on = Temporal.PlainDate.from(day)
  return inTransaction(world.house.pool, { ...system, today: on }, async db => {
    await sql`savepoint before`.execute(db)
    const { rows } = await sql`select from door.forget_enquiries(${on}::date, 1000)`.execute(db)
    await sql`rollback to savepoint before`.execute(db)
    return rows.length
  })
}

test('what a shorter time would delete the coming night is told, with what would go anyway', async () => {
  // Tomorrow is the 24th: the first has been kept for six months then, the second for three, the third for two.
  await closedOn('2026-05-24', '2026-08-24', '2026-09-24', '2026-11-20')
  expect(await notes(to(3))).toEqual([
    { code: 'enquiriesGo', count: 2 },
    { code: 'enquiriesWould', count: 1 },
  ])
  expect(await notes(to(2))).toEqual([
    { code: 'enquiriesGo', count: 3 },
    { code: 'enquiriesWould', count: 1 },
  ])
  expect(await notes(to(6))).toEqual([{ code: 'enquiriesGo', count: 1 }])
  expect(await notes(to(12))).toEqual([
    { code: 'enquiriesGo', count: 0 },
    { code: 'enquiriesWould', count: 1 },
  ])
  expect(await notes(to(null))).toEqual([{ code: 'enquiriesStay', count: 4 }])
})

test('for a day that is ahead, what the nights before it take anyway is not counted', async () => {
  await closedOn('2026-05-24', '2026-07-01', '2026-08-24', '2026-11-20')
  expect(await notes(to(3, { from: '2027-01-01' }))).toEqual([
    { code: 'enquiriesGo', count: 2 },
    { code: 'enquiriesWould', count: 1 },
  ])
  expect(await notes(to(null, { from: '2027-01-01' }))).toEqual([{ code: 'enquiriesStay', count: 3 }])
  // One that has not begun is taken back: the one that is runs on.
  await world.post(url, to(1, { from: '2026-12-01' }))
  const ahead = { ...shipped, begins: '2026-12-01' }
  expect(await notes(to(null, { replaces: ahead, from: '2026-12-01' }))).toEqual([
    { code: 'enquiriesGo', count: 0 },
    { code: 'enquiriesWould', count: 2 },
  ])
})

test('what nobody has decided deletes nothing, before it is decided and after', async () => {
  await world.owner.query(`update enquiry_retention set status = 'unverified'`)
  await closedOn('2026-05-24', '2026-08-24', '2026-11-20')
  expect(await deletedOn('2026-11-24')).toBe(0)
  expect(await notes(to(3))).toEqual([
    { code: 'enquiriesGo', count: 2 },
    { code: 'enquiriesWould', count: 0 },
  ])
  const undecided = { kind: 'retention', months: 3, source: 'Forslag', status: 'unverified' }
  expect(await notes(to(3, { content: undecided }))).toEqual([{ code: 'enquiriesStay', count: 3 }])
})

test('what the preview says is what the night deletes, whatever was closed when', async () => {
  const day = fc
    .integer({ min: 0, max: 800 })
    .map(ago => String(Temporal.PlainDate.from('2026-11-23').subtract({ days: ago })))
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { maxLength: 12 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('2026-11-23', '2026-11-24'),
      async (days, months, from) => {
        await world.owner.query(`set session_replication_role = replica;
          truncate referral, referral_event cascade;
          set session_replication_role = origin;
          delete from enquiry_retention;
          insert into enquiry_retention overriding system value table shipped`)
        await closedOn(...days)
        const would = await deletedOn('2026-11-24')
        const told = new Map((await notes(to(months, { from }))).map(({ code, count }) => [code, count]))
        expect(told.get('enquiriesWould') ?? told.get('enquiriesGo')).toBe(would)
        expect((await world.post(url, to(months, { from }))).status).toBe(200)
        expect(told.get('enquiriesGo')).toBe(await deletedOn('2026-11-24'))
      },
    ),
    { numRuns: 25 },
  )
})

test('an administrator, who sees no enquiry, is told how many; whoever may not change it is told nothing', async () => {
  await closedOn('2026-08-24')
  const sent = { ...to(3), ...part }
  const asked = await world.send(world.administrator.cookie, 'POST', `${url}/preview`, sent)
  expect(asked.body.notes).toContainEqual({ code: 'enquiriesGo', count: 1 })
  expect((await world.send(world.caseworker.cookie, 'POST', `${url}/preview`, sent)).status).toBe(403)
  const countedBy = (staff: { cookie: string }) =>
    inTransaction(
      world.house.pool,
      entryForTest(staff, { roles: ['caseworker', 'leader'], at, today: system.today }),
      db => sql`select door.count_outlived('2040-01-01', 1)`.execute(db),
    )
  await expect(countedBy(world.caseworker)).rejects.toMatchObject({ code: 'MG403' })
  await expect(countedBy(world.leader)).resolves.toMatchObject({ rows: [{ count_outlived: 1 }] })
})

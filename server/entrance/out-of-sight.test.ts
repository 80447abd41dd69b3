import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '#domain/sharing/permissions.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { tokenHash } from '#server/door/route.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { at, enquiry, entranceForTest, type TestEntrance } from './test-entrance.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const nobody = { kind: 'nobody', today, requestId: 'test' } as const

let entrance: TestEntrance
let lines: string[]

beforeAll(async () => {
  lines = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  entrance = await entranceForTest({}, { log: pino({ level: 'trace' }, sink) })
  await entrance.sent()
})
afterAll(() => entrance.close())

/** What a member of staff with this role sees of the tables. */
async function seenBy(roles: readonly Role[]): Promise<number[]> {
  const { cookie } = await logInForTest(entrance.house.pool, { roles, at })
  const [, token = ''] = cookie.split('=')
  const entry = {
    kind: 'session',
    tokenHash: tokenHash(token),
    roles,
    at,
    today,
    requestId: 'test',
  } as const
  return inTransaction(entrance.house.pool, entry, async db => {
    const referrals = await db.selectFrom('referral').select('id').execute()
    const events = await db.selectFrom('referral_event').select('id').execute()
    return [referrals.length, events.length]
  })
}

test('nobody without a log-in reads anything, and writes only through the one function', async () => {
  const read = (
    table: 'referral' | 'referral_event' | 'referral_read_log' | 'youth' | 'guardian' | 'contact',
  ) => inTransaction(entrance.house.pool, nobody, db => db.selectFrom(table).selectAll().execute())
  for (const table of [
    'referral',
    'referral_event',
    'referral_read_log',
    'youth',
    'guardian',
    'contact',
  ] as const)
    expect(await read(table)).toEqual([])
  const write = inTransaction(entrance.house.pool, nobody, db =>
    db
      .insertInto('referral')
      .values({
        reference: 'XXX-000',
        received_at: at,
        received_on: today,
        channel: 'web',
        sender_role: 'other',
        youth_given_name: 'x',
        search_name: 'x',
        about: 'x',
      })
      .execute(),
  )
  await expect(write).rejects.toThrow('row-level security')
})

test.each([
  [['caseworker'], [1, 1]],
  [['educationAdviser'], [1, 1]],
  [['leader'], [1, 1]],
  [['mentor'], [0, 0]],
  [['contactPerson'], [0, 0]],
  [['administrator'], [0, 0]],
] satisfies [Role[], number[]][])('%o sees %o of what belongs to nobody yet', async (roles, seen) => {
  expect(await seenBy(roles)).toEqual(seen)
})

test('what belongs to a young person is for those who follow them, and leaders', async () => {
  await entrance.owner.query(
    `with y as (insert into youth (given_name, family_name, search_name, birth_date)
       values ('Sigrid', 'Prøve', 'sigrid proeve', '2008-01-01') returning id)
     update referral set youth_id = (select id from y)`,
  )
  expect(await seenBy(['caseworker'])).toEqual([0, 0])
  expect(await seenBy(['leader'])).toEqual([1, 1])
  await entrance.owner.query('update referral set youth_id = null')
})

test('neither what happened nor who looked can be rewritten, and what was said stays', async () => {
  for (const statement of [
    'delete from referral_event',
    `update referral_event set note = 'x'`,
    'truncate referral_read_log',
  ])
    await expect(entrance.owner.query(statement)).rejects.toThrow('append-only')
  const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
  for (const change of [{ about: 'x' }, { received_on: today }, { reference: 'AAA-111' }])
    await expect(
      inTransaction(entrance.house.pool, system, db => db.updateTable('referral').set(change).execute()),
    ).rejects.toThrow('permission denied')
})

test('the log holds nothing of what was written, refused or looked up', async () => {
  const words = {
    youthGivenName: 'Hemmelig',
    about: 'Ingen må vide det',
    senderEmail: 'hemmelig@eksempel.dk',
  }
  const receipt = await entrance.sent(words)
  await entrance.post('/api/entrance', { ...enquiry(words), senderPhone: '20119' })
  await entrance.post('/api/entrance', { ...enquiry(words), about: '050310-4001' })
  await entrance.follow({ code: receipt.code })
  const told = lines.join('')
  expect(told).toContain('/api/entrance/status')
  for (const secret of [
    'Hemmelig',
    'Ingen må',
    'hemmelig@',
    '20119',
    '050310',
    receipt.code,
    receipt.reference,
  ])
    expect(told).not.toContain(secret)
})

import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasCprNumber } from '#domain/person/cpr-in-text.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { loadEnquiries } from './load-enquiries.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let pool: pg.Pool
/** As the app works: what it may not insert, the demo may not either. */
let app: pg.Pool

beforeAll(async () => {
  database = await freshDatabase()
  pool = createPool({ url: database.url, role: null, max: 2, onError: () => {} })
  app = createPool({ url: database.url, role: 'medgang_app', max: 2, onError: () => {} })
})
afterAll(async () => {
  await app.end()
  await pool.end()
  await database.drop()
})

test('on any day of a year, holidays too, nothing has happened that is still to come', async () => {
  const { rows: staff } = await pool.query<{ id: number }>(
    `insert into staff (given_name, family_name, profession)
     select 'Prøve', n::text, 'Socialrådgiver' from generate_series(1, 40) n returning id`,
  )
  for (let days = 0; days < 366; days += 5) {
    const today = Temporal.PlainDate.from('2026-11-23').add({ days })
    const system = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
    const found = await inTransaction(app, system, async db => {
      await loadEnquiries(
        db,
        staff.map(({ id }) => id),
        today,
      )
      const referrals = await db.selectFrom('referral').selectAll().execute()
      const events = await db.selectFrom('referral_event').selectAll().execute()
      // The next day begins with none.
      throw Object.assign(new Error('enough'), { referrals, events })
    }).catch(
      (error: {
        referrals?: {
          id: number
          received_on: Temporal.PlainDate
          about: string
          youth_phone: string | null
        }[]
        events?: { referral_id: number; kind: string; day: Temporal.PlainDate }[]
      }) => error,
    )
    const { referrals, events } = found
    if (referrals === undefined || events === undefined) throw found
    expect(referrals.length).toBe(9)
    expect(events.length).toBe(13)
    expect(referrals.filter(({ received_on }) => Temporal.PlainDate.compare(received_on, today) > 0)).toEqual(
      [],
    )
    expect(events.filter(({ day }) => Temporal.PlainDate.compare(day, today) > 0)).toEqual([])
    expect(referrals.filter(({ about }) => hasCprNumber(about))).toEqual([])
    // Nobody is called, in vain or not, whose number nobody has.
    const called = events.filter(({ kind }) => kind === 'attempted' || kind === 'contacted')
    expect(called.length).toBe(2)
    const withNumber = new Set(referrals.flatMap(({ id, youth_phone }) => (youth_phone === null ? [] : [id])))
    expect(called.filter(({ referral_id }) => !withNumber.has(referral_id))).toEqual([])
  }
})

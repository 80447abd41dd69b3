import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const mikkel = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }

describe('a talk with a sender, where several wrote', () => {
  test('is told of the enquiry of whom it was with', async () => {
    const { cookie } = it.caseworker
    const mothers = await it.enquiry({ ...mikkel, sender_phone: '+4537302233' })
    const teachers = await it.enquiry({ ...mikkel, sender_role: 'teacher' })
    const own = await it.enquiry({ ...mikkel, sender_role: 'youth' })
    const strangers = await it.enquiry(mikkel)
    await it.step(cookie, mothers, 'merge', { version: 1, into: teachers, intoVersion: 1, note: '' })
    const into = { into: teachers, intoVersion: 2, note: '', senderIsYouth: 'yes' }
    await it.step(cookie, own, 'merge', { version: 1, ...into })
    const { body } = await it.read(cookie, teachers)
    expect(body.merged[0]).toMatchObject({
      referralId: mothers,
      senderPhone: '+4537302233',
      youthKnows: null,
    })
    const talk = { ...aTalk, version: 3, with: 'sender', outcome: 'held' }
    for (const sender of [own, strangers, 999_999]) {
      const refused = await it.step(cookie, teachers, 'talks', { ...talk, sender })
      expect(refused.body.error.fields).toEqual([{ field: 'sender', code: 'notASender' }])
    }
    expect((await it.step(cookie, teachers, 'talks', { ...talk, sender: mothers })).status).toBe(200)
    const { rows } = await it.owner.query(
      `select referral_id::int as id, details ->> 'who' as who from referral_event where kind = 'contacted' and referral_id = any ($1)`,
      [[mothers, teachers, own]],
    )
    expect(rows).toEqual([{ id: mothers, who: 'sender' }])
  })
})

describe('where several wrote and one was called, the call is owed to the other', () => {
  const called = { ...aTalk, with: 'sender', outcome: 'held' }

  async function ok(answer: Promise<{ status: number }>): Promise<void> {
    expect((await answer).status).toBe(200)
  }

  /** What the code of the enquiry's receipt shows: the columns of the database's own function. */
  async function page(id: number) {
    await it.owner.query(`update referral set code_hash = sha256($1::text::bytea) where id = $1`, [id])
    const { rows } = await it.owner.query(
      `select contact_on::text as called, taken_on::text as taken from door.referral_status(sha256($1::text::bytea))`,
      [id],
    )
    return rows[0]
  }

  /** Whether the call stands open on the queue, and on the enquiry's own page. */
  async function isOwed(id: number): Promise<boolean[]> {
    const { cookie } = it.caseworker
    const [queue, own] = [await it.send(cookie, 'GET', '/api/referrals'), await it.read(cookie, id)]
    const queued = queue.body.referrals.find((each: { referralId: number }) => each.referralId === id)
    return [queued, own.body].map(({ clocks }) =>
      clocks.some(
        (clock: { stage: string | null; state: string }) =>
          clock.stage === 'contact' && clock.state === 'open',
      ),
    )
  }

  /** The call's state in the case, as it is stored and as it is derived anew. */
  async function inCase(youthId: number): Promise<string[]> {
    const read = async () => {
      const { rows } = await it.owner.query(
        `select d.state from deadline d join rule r on r.id = d.rule_id
         where d.youth_id = $1 and r.key = 'entrance:contact'`,
        [youthId],
      )
      return rows.map(({ state }) => state)
    }
    const stored = await read()
    const today = Temporal.PlainDate.from('2026-11-23')
    const entry = { kind: 'system', onBehalfOf: null, today, requestId: 't' } as const
    await inTransaction(it.house.pool, entry, db => recomputeDeadlines(db, [youthId], today))
    return [...stored, ...(await read())]
  }

  test.each([
    ['the young person', { sender_role: 'youth', may_tell: 'outcome' }, 'yes'],
    ['a parent', { may_tell: 'outcome' }, null],
  ])('%s', async (_who, words, senderIsYouth) => {
    const { cookie } = it.caseworker
    const youthId = await it.youth({}, it.caseworker.staffId)
    const [other, teachers] = [
      await it.enquiry({ ...mikkel, ...words }),
      await it.enquiry({ ...mikkel, sender_role: 'teacher' }),
    ]
    await ok(
      it.step(cookie, other, 'merge', {
        version: 1,
        into: teachers,
        intoVersion: 1,
        note: '',
        senderIsYouth,
      }),
    )
    await ok(it.step(cookie, teachers, 'talks', { version: 2, ...called }))
    expect(await isOwed(teachers)).toEqual([true, true])
    expect((await page(other)).called).toBeNull()
    expect((await page(teachers)).called).toBe('2026-11-23')
    await ok(it.step(cookie, teachers, 'link', { version: 3, youthId, note: '' }))
    expect(await inCase(youthId)).toEqual(['open', 'open'])
    expect((await page(other)).called).toBeNull()
  })

  test('and is kept when the last of them was spoken with', async () => {
    const { cookie } = it.caseworker
    const youthId = await it.youth({}, it.caseworker.staffId)
    const [mothers, teachers] = [
      await it.enquiry(mikkel),
      await it.enquiry({ ...mikkel, sender_role: 'teacher' }),
    ]
    await ok(it.step(cookie, mothers, 'merge', { version: 1, into: teachers, intoVersion: 1, note: '' }))
    await ok(it.step(cookie, teachers, 'talks', { version: 2, ...called }))
    await ok(it.step(cookie, teachers, 'talks', { version: 3, ...called, sender: mothers }))
    expect(await isOwed(teachers)).toEqual([false, false])
    expect((await page(mothers)).called).toBe('2026-11-23')
    await ok(it.step(cookie, teachers, 'link', { version: 4, youthId, note: '' }))
    expect(await inCase(youthId)).toEqual(['onTime', 'onTime'])
  })

  test('whoever wrote is told that somebody has theirs, which came with what was joined with it, until it is taken out', async () => {
    const { cookie } = it.caseworker
    const [taken, asks] = [await it.enquiry(mikkel), await it.enquiry(mikkel)]
    await ok(it.step(cookie, taken, 'take', { version: 1 }))
    expect((await page(asks)).taken).toBeNull()
    await ok(it.step(cookie, taken, 'merge', { version: 2, into: asks, intoVersion: 1, note: '' }))
    expect((await page(asks)).taken).toBe('2026-11-23')
    await ok(it.step(cookie, taken, 'undo', { version: 3, note: 'Forkert' }))
    expect((await page(asks)).taken).toBeNull()
  })
})

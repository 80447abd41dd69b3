import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const person = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }
const asYouth = { ...person, sender_role: 'youth', may_tell: 'outcome' }
const met = { ...aTalk, kind: 'meeting', outcome: 'held' }

async function ok(answer: Promise<{ status: number }>): Promise<void> {
  expect((await answer).status).toBe(200)
}

async function contacts(youthId: number): Promise<string[]> {
  const { rows } = await it.owner.query('select kind, outcome from contact where youth_id = $1', [youthId])
  return rows.map(({ kind, outcome }) => `${kind} ${outcome}`)
}

/** The deadlines that are kept, and whether what is stored is what follows from the history. */
async function kept(youthId: number): Promise<{ kept: string[]; differing: number[] }> {
  const today = Temporal.PlainDate.from('2026-11-23')
  const entry = { kind: 'system', onBehalfOf: null, today, requestId: 't' } as const
  const differing = await inTransaction(it.house.pool, entry, async db => {
    const found = await differingDeadlines(db, [youthId])
    await recomputeDeadlines(db, [youthId], today)
    return found
  })
  const { rows } = await it.owner.query(
    `select r.key from deadline d join rule r on r.id = d.rule_id
     where d.youth_id = $1 and d.state <> 'open' order by r.key`,
    [youthId],
  )
  return { kept: rows.map(({ key }) => key), differing }
}

/** Of every clock of the enquiry's page, whether it is kept. */
async function clocks(id: number): Promise<Record<string, boolean>> {
  const { body } = await it.read(it.caseworker.cookie, id)
  return Object.fromEntries(
    body.clocks.map((clock: { stage: string | null; closedDay: string | null }) => [
      clock.stage ?? 'law',
      clock.closedDay !== null,
    ]),
  )
}

test('who wrote as the young person and was not is not met: nothing but the call is kept, and no talk goes along', async () => {
  const { cookie } = it.caseworker
  const youthId = await it.youth({}, it.caseworker.staffId)
  const id = await it.enquiry(asYouth)
  await ok(it.step(cookie, id, 'talks', { version: 1, ...met, senderIsYouth: 'unknown' }))
  expect(await clocks(id)).toEqual({ law: true, contact: true, meeting: true, team: false })
  await ok(it.step(cookie, id, 'who-wrote', { version: 2, senderIsYouth: 'no', note: 'En kammerat' }))
  expect(await clocks(id)).toEqual({ law: false, contact: true, meeting: false, team: false })
  const { body } = await it.read(cookie, id)
  const talk = body.events.find(({ kind }: { kind: string }) => kind === 'contacted')
  expect(talk).toMatchObject({ talkWith: 'sender' })
  await ok(it.step(cookie, id, 'link', { version: 3, youthId, note: '' }))
  expect(await contacts(youthId)).toEqual([])
  expect(await kept(youthId)).toEqual({ kept: ['entrance:contact'], differing: [] })
})

test('with whom one spoke after that answer, and with it, is as it was said', async () => {
  const { cookie } = it.caseworker
  const youthId = await it.youth({}, it.caseworker.staffId)
  const id = await it.enquiry(asYouth)
  await ok(it.step(cookie, id, 'talks', { version: 1, ...met, kind: 'call' }))
  await ok(it.step(cookie, id, 'talks', { version: 2, ...met, senderIsYouth: 'no', with: 'youth' }))
  await ok(it.step(cookie, id, 'talks', { version: 3, ...met, kind: 'team' }))
  await ok(it.step(cookie, id, 'talks', { version: 4, ...met, kind: 'call', with: 'sender' }))
  await ok(it.step(cookie, id, 'link', { version: 5, youthId, note: '' }))
  expect((await contacts(youthId)).sort()).toEqual(['meeting held', 'meeting held'])
})

test('an answer that is given when it is a case is derived at once, and is no difference to the proof', async () => {
  const { cookie } = it.caseworker
  const youthId = await it.youth({}, it.caseworker.staffId)
  const head = await it.enquiry(person)
  const id = await it.enquiry(asYouth)
  await ok(it.step(cookie, id, 'talks', { version: 1, ...met, kind: 'call' }))
  const merge = { version: 2, into: head, intoVersion: 1, note: '', senderIsYouth: 'unknown' }
  await ok(it.step(cookie, id, 'merge', merge))
  await ok(it.step(cookie, head, 'link', { version: 2, youthId, note: '' }))
  const { version } = (await it.read(cookie, id)).body
  await ok(it.step(cookie, id, 'who-wrote', { version, senderIsYouth: 'no', note: '' }))
  expect((await kept(youthId)).differing).toEqual([])
})

test.each([
  ['only says that it is theirs', asYouth],
  ['said so and is somebody else', { ...asYouth, sender_is_youth: 'no' }],
  ['wrote about somebody else', { ...person, may_tell: 'outcome' }],
])('whoever %s is shown the same, whatever was talked about elsewhere in the chain', async (who, words) => {
  const [asks, between, head] = [await it.enquiry(words), await it.enquiry(person), await it.enquiry(person)]
  await it.owner.query(
    `update referral set state = 'merged', merged_into = case id when $1 then $2::bigint else $3 end
     where id in ($1, $2)`,
    [asks, between, head],
  )
  await it.owner.query('update referral set code_hash = sha256($1) where id = $2', [Buffer.from(who), asks])
  const status = async () => {
    const { rows } = await it.owner.query(`select s::text from door.referral_status(sha256($1)) s`, [
      Buffer.from(who),
    ])
    return rows
  }
  const talk = fc.record({
    of: fc.constantFrom(between, head),
    kind: fc.constantFrom('contacted', 'attempted'),
    day: fc.integer({ min: 20, max: 23 }),
    how: fc.constantFrom('call', 'meeting', 'team'),
    who: fc.constantFrom('youth', 'sender'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(talk, { maxLength: 4 }), async talks => {
      const before = await status()
      await it.owner.query('begin')
      for (const { of, kind, day, how, who } of talks) {
        await it.owner.query(
          `insert into referral_event (referral_id, at, day, kind, details)
           values ($1, $2::date, $2, $3, $4)`,
          [of, `2026-11-${day}`, kind, { kind: how, who, with: who === 'youth' ? how : 'sender' }],
        )
      }
      const after = await status()
      await it.owner.query('rollback')
      expect(after).toEqual(before)
    }),
    { numRuns: 40 },
  )
  // And it does show what was talked about on their own.
  await it.owner.query(
    `insert into referral_event (referral_id, at, day, kind, details)
     values ($1, '2026-11-23', '2026-11-23', 'contacted', '{"kind":"call","who":"youth","with":"call"}')`,
    [asks],
  )
  const { rows } = await it.owner.query('select contact_on::text from door.referral_status(sha256($1))', [
    Buffer.from(who),
  ])
  expect(rows).toEqual([{ contact_on: '2026-11-23' }])
})

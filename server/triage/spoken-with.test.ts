import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest, logInForTest } from '#server/door/test-session.ts'
import { differingDeadlines } from '#server/records/deadlines.ts'
import { talksFollowAnswer } from '#server/records/referral-talks.ts'
import { aTalk, type TriageWorld, testNow, triageForTest } from './test-triage.ts'

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

/** The deadlines that are kept as they are stored, and whether that is what follows from the history. */
async function kept(youthId: number): Promise<{ kept: string[]; differing: number[] }> {
  const today = Temporal.PlainDate.from('2026-11-23')
  const entry = { kind: 'system', onBehalfOf: null, today, requestId: 't' } as const
  const differing = await inTransaction(it.house.pool, entry, db => differingDeadlines(db, [youthId]))
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

const asMet = { kept: ['entrance:contact', 'entrance:meeting', 'foerste-samtale'], differing: [] }
const asCalled = { kept: ['entrance:contact'], differing: [] }

/** One that was met with before anybody knew who it was, given to somebody in the register; alone or with another. */
async function metAndGiven(followedBy: number, isMerged: boolean): Promise<{ id: number; youthId: number }> {
  const { cookie } = it.caseworker
  const youthId = await it.youth({}, followedBy)
  const id = await it.enquiry(asYouth)
  await ok(it.step(cookie, id, 'talks', { version: 1, ...met, senderIsYouth: 'unknown' }))
  const unknown = { note: '', senderIsYouth: 'unknown' }
  if (isMerged) {
    const head = await it.enquiry(person)
    await ok(it.step(cookie, id, 'merge', { version: 2, into: head, intoVersion: 1, ...unknown }))
    await ok(it.step(cookie, head, 'link', { version: 2, youthId, note: '' }))
  } else await ok(it.step(cookie, id, 'link', { version: 2, youthId, ...unknown }))
  expect(await contacts(youthId)).toEqual(['meeting held'])
  return { id, youthId }
}

async function answer(id: number, senderIsYouth: string, staff = it.caseworker) {
  const { version } = (await it.read(staff.cookie, id)).body
  return it.step(staff.cookie, id, 'who-wrote', { version, senderIsYouth, note: '' })
}

async function logged(id: number): Promise<object[]> {
  const { rows } = await it.owner.query(
    `select action, before, after from change_log
     where subject = 'referral' and subject_id = $1 and action like 'referral.talks%' order by id desc limit 2`,
    [id],
  )
  return rows
}

test.each([
  ['stood alone', false, false],
  ['was merged into another', true, false],
  ['became the case', false, true],
])(
  'a no in the case takes its talks away, and a yes gives them back: one that %s',
  async (_, isMerged, isRegistered) => {
    const { id, youthId } = await metAndGiven(it.caseworker.staffId, isMerged)
    if (isRegistered)
      await it.owner.query(`update referral set close_reason = 'registered' where id = $1`, [id])
    expect(await kept(youthId)).toEqual(asMet)
    expect(await answer(id, 'no')).toMatchObject({ status: 200, body: { talksStayed: 0 } })
    expect(await contacts(youthId)).toEqual([])
    // Whoever wrote what it was joined with has not been called.
    expect(await kept(youthId)).toEqual(isMerged ? { kept: [], differing: [] } : asCalled)
    await ok(answer(id, 'yes'))
    expect(await contacts(youthId)).toEqual(['meeting held'])
    expect(await kept(youthId)).toEqual(asMet)
    expect(await logged(id)).toEqual([
      { action: 'referral.talks', before: null, after: { talks: 1 } },
      { action: 'referral.talksBack', before: { talks: 1 }, after: null },
    ])
  },
)

test('a yes in the case gives it the talks that a no held back', async () => {
  const { cookie } = it.caseworker
  const youthId = await it.youth({}, it.caseworker.staffId)
  const id = await it.enquiry(asYouth)
  await ok(it.step(cookie, id, 'talks', { version: 1, ...met }))
  await ok(it.step(cookie, id, 'link', { version: 2, youthId, note: '', senderIsYouth: 'no' }))
  expect(await contacts(youthId)).toEqual([])
  expect(await kept(youthId)).toEqual(asCalled)
  await ok(answer(id, 'yes'))
  expect(await contacts(youthId)).toEqual(['meeting held'])
  expect(await kept(youthId)).toEqual(asMet)
})

test('what somebody has put right stays in spite of a no, and it is said to whom it may be', async () => {
  const { id, youthId } = await metAndGiven(it.colleague.staffId, false)
  await it.owner.query('update contact set version = 2 where youth_id = $1', [youthId])
  for (const _time of ['once', 'again'])
    expect(await answer(id, 'no')).toMatchObject({ status: 200, body: { talksStayed: 1 } })
  expect(await contacts(youthId)).toEqual(['meeting held'])
  expect((await kept(youthId)).differing).toEqual([])
  const stayed = async ({ cookie }: { cookie: string }) => {
    const { events } = (await it.read(cookie, id)).body
    return events.find(({ kind }: { kind: string }) => kind === 'identified').stayed
  }
  expect(await stayed(it.colleague)).toEqual({ talks: 1, youthId })
  // Whoever does not follow them is told that it stayed, and not with whom.
  expect(await stayed(it.caseworker)).toEqual({ talks: 1, youthId: null })
  await ok(answer(id, 'yes'))
  expect(await stayed(it.caseworker)).toBe(null)
  expect(await contacts(youthId)).toEqual(['meeting held'])
})

test('whoever does not follow them answers too, and has what is owed derived', async () => {
  const { id, youthId } = await metAndGiven(it.colleague.staffId, true)
  await it.owner.query('delete from graphile_worker.asked')
  await ok(answer(id, 'no'))
  expect(await contacts(youthId)).toEqual([])
  const asked = await it.owner.query('select task from graphile_worker.asked')
  expect(asked.rows).toEqual([{ task: 'deadlines:nightly' }])
  expect((await kept(youthId)).differing).toEqual([])
})

test('a talk in the case with whoever wrote can say that it was not the young person', async () => {
  const { id, youthId } = await metAndGiven(it.caseworker.staffId, false)
  const { version } = (await it.read(it.caseworker.cookie, id)).body
  const talk = { version, ...met, kind: 'call', with: 'sender' }
  const unanswered = await it.step(it.caseworker.cookie, id, 'talks', talk)
  expect(unanswered.body.error).toMatchObject({ reason: 'referralNotOpen' })
  await ok(it.step(it.caseworker.cookie, id, 'talks', { ...talk, senderIsYouth: 'no' }))
  expect(await contacts(youthId)).toEqual([])
  expect(await kept(youthId)).toEqual(asCalled)
})

test('the talks of an enquiry follow the answer for nobody who may not see it', async () => {
  const { id } = await metAndGiven(it.colleague.staffId, false)
  const today = Temporal.PlainDate.from('2026-11-23')
  const as = (staff: { cookie: string }) =>
    inTransaction(
      it.house.pool,
      entryForTest(staff, { roles: ['caseworker', 'leader', 'mentor'], at: testNow, today }),
      db => talksFollowAnswer(db, id),
    )
  const stranger = await logInForTest(it.house.pool, {
    roles: ['caseworker'],
    familyName: 'Fremmed',
    at: testNow,
  })
  for (const staff of [it.mentor, stranger]) await expect(as(staff)).rejects.toMatchObject({ code: 'MG403' })
  expect(await as(it.caseworker)).toMatchObject({ carried: 0, taken: 0, stayed: 0 })
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

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest } from '#server/door/test-session.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { aTalk, type TriageWorld, testNow, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())
const today = Temporal.PlainDate.from('2026-11-23')
const system = { kind: 'system', onBehalfOf: null, today, requestId: 't' } as const
const person = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }
const met = { ...aTalk, kind: 'meeting', outcome: 'held' }
type Staff = { cookie: string }

async function ok<Body>(answer: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await answer
  expect([status, body]).toEqual([200, body])
  return body
}

/** A step of an enquiry as it is now. */
async function step(id: number, name: string, body: object, staff: Staff = it.caseworker) {
  const { version } = (await it.read(staff.cookie, id)).body
  return it.step(staff.cookie, id, name, { version, ...body })
}

interface ToldTalk {
  eventId: number
  kind: string
  note: string
}

/** The talks of the story, the one that was written last being last. */
async function talks(id: number): Promise<number[]> {
  const { events } = (await it.read(it.leader.cookie, id)).body as { events: ToldTalk[] }
  const told = events.filter(({ kind }) => kind === 'attempted' || kind === 'contacted')
  return told.map(({ eventId }) => eventId).sort((one, other) => one - other)
}

async function back(id: number, eventId: number, staff: Staff = it.caseworker) {
  return step(id, `talks/${eventId}/back`, { reason: 'Forkert person' }, staff)
}

async function correct(id: number, eventId: number, body: object, staff: Staff = it.caseworker) {
  const { version } = (await it.read(staff.cookie, id)).body
  const url = `/api/referrals/${id}/talks/${eventId}`
  return it.send(staff.cookie, 'PUT', url, { version, reason: 'Skrev forkert', ...body })
}

const last = async (id: number): Promise<number> => (await talks(id)).at(-1) ?? 0

async function contacts(youthId: number): Promise<string[]> {
  const { rows } = await it.owner.query(
    `select kind, outcome, is_team, staff_id, day::text from contact where youth_id = $1 order by starts_at, kind, outcome`,
    [youthId],
  )
  return rows.map(row => Object.values(row).join(' '))
}

/** Proves what is stored. */
const differing = (youthId: number) =>
  inTransaction(it.house.pool, system, db => differingDeadlines(db, [youthId]))

const talk = fc.record({
  kind: fc.constantFrom('call', 'meeting', 'team', 'text', 'letter'),
  outcome: fc.constantFrom('held', 'unanswered', 'noShow'),
  with: fc.constantFrom('youth', 'sender'),
  at: fc.constantFrom('2026-11-20T11:00:00Z', '2026-11-21T09:00:00Z', '2026-11-23T07:00:00Z'),
  note: fc.constant(''),
})

/** What is written, of whom there was one and one more, given to somebody in the register before or after, or not at all. */
const scene = fc.record({
  who: fc.constantFrom(
    {},
    { sender_role: 'youth', sender_is_youth: 'yes', may_tell: 'outcome' },
    { sender_role: 'youth', may_tell: 'outcome' },
  ),
  isJoined: fc.boolean(),
  given: fc.constantFrom('never', 'before', 'after'),
  before: fc.array(talk, { maxLength: 2 }),
  wrong: talk,
  right: talk,
  after: fc.array(talk, { maxLength: 2 }),
})
type Scene = typeof scene extends fc.Arbitrary<infer Of> ? Of : never

/** Plays a scene in which `write` writes down the talk in question, and gives all that follows from it. */
async function play(
  { who, isJoined, given, before, after }: Scene,
  write: (id: number) => Promise<void>,
  mend: (id: number, eventId: number) => Promise<void>,
) {
  const { cookie } = it.caseworker
  // Nobody else is taken for them.
  born = born.add({ days: 1 })
  const youthId = await it.youth({ birth: String(born) }, it.caseworker.staffId)
  await inTransaction(it.house.pool, system, db => recomputeDeadlines(db, [youthId], today))
  const about = { ...person, youth_birth_date: String(born) }
  const id = await it.enquiry({ ...about, ...who })
  const mother = isJoined ? await it.enquiry(about) : id
  await it.owner.query(
    `update referral set code_hash = sha256(convert_to('code' || id, 'utf8')) where id = any ($1)`,
    [[id, mother]],
  )
  const unknown = { note: '', senderIsYouth: 'unknown' }
  if (isJoined)
    await ok(it.step(cookie, mother, 'merge', { version: 1, into: id, intoVersion: 1, ...unknown }))
  // A letter to one who only says that it is theirs is written all the same.
  for (const each of before) await ok(step(id, 'talks', each))
  const were = await talks(id)
  await write(id)
  const [mine = 0] = (await talks(id)).filter(eventId => !were.includes(eventId))
  for (const each of after) await ok(step(id, 'talks', each))
  if (given === 'before') await ok(step(id, 'link', { youthId, ...unknown }))
  if (mine !== 0) await mend(id, mine)
  if (given === 'after') await ok(step(id, 'link', { youthId, ...unknown }))
  const { body } = await it.read(cookie, id)
  const queue = await it.send(cookie, 'GET', '/api/referrals')
  const queued = queue.body.referrals.find((each: { referralId: number }) => each.referralId === id)
  const { rows: status } = await it.owner.query(
    `select s::text from referral r, door.referral_status(r.code_hash) s where r.id = any ($1) order by r.id`,
    [[id, mother]],
  )
  const { rows: deadlines } = await it.owner.query(
    `select r.key, d.state, d.due_day::text, d.closed_day::text, d.attempts, d.retry_day::text
     from deadline d join rule r on r.id = d.rule_id where d.youth_id = $1 order by 1, 3`,
    [youthId],
  )
  await it.owner.query(
    `update referral set state = 'closed', close_reason = 'spam' where state in ('new', 'taken')`,
  )
  return {
    standing: [body.state, body.handler?.staffId ?? null],
    clocks: body.clocks,
    queued: queued && [queued.attempts, queued.lastTalkOn, queued.isOverdue],
    status,
    contacts: await contacts(youthId),
    deadlines,
    differing: await differing(youthId),
  }
}

let born = Temporal.PlainDate.from('2003-01-01')

const nothing = async () => undefined

describe('a talk that is taken back', () => {
  test('is as if it had never been written: clocks, queue, the page of the receipt and the case', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async drawn => {
        const never = await play(drawn, nothing, nothing)
        const taken = await play(
          drawn,
          id => ok(step(id, 'talks', drawn.wrong)),
          (id, eventId) => ok(back(id, eventId)),
        )
        expect(taken).toEqual(never)
        expect(never.differing).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('and written anew is as if it had been written so from the first', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async drawn => {
        const right = await play(drawn, id => ok(step(id, 'talks', drawn.right)), nothing)
        const corrected = await play(
          drawn,
          id => ok(step(id, 'talks', drawn.wrong)),
          async (id, eventId) => {
            await ok(correct(id, eventId, drawn.right))
          },
        )
        expect(corrected).toEqual(right)
        expect(right.differing).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  test('stays in the story with why; what was the first is nobody’s again', async () => {
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    expect((await it.read(it.caseworker.cookie, id)).body.state).toBe('taken')
    const eventId = await last(id)
    expect(await ok(back(id, eventId))).toEqual({ version: 3, talksStayed: 0 })
    const { body } = await it.read(it.caseworker.cookie, id)
    expect(body).toMatchObject({ state: 'new', handler: null })
    expect(body.events).toContainEqual(
      expect.objectContaining({ eventId, kind: 'contacted', talkKind: 'meeting', takenBack: 'removed' }),
    )
    expect(body.events).toContainEqual(
      expect.objectContaining({
        kind: 'talkTakenBack',
        note: 'Forkert person',
        talkKind: 'meeting',
        talkOutcome: 'held',
        takenBack: 'removed',
        isNewAgain: true,
        stayed: null,
      }),
    )
    expect(await back(id, eventId)).toMatchObject({ status: 404 })
  })

  test('leaves the enquiry with whoever did something else with it', async () => {
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    await ok(step(id, 'telling', { mayTell: 'receipt', consentBy: null, note: '' }))
    await ok(back(id, await last(id)))
    expect((await it.read(it.caseworker.cookie, id)).body).toMatchObject({
      state: 'taken',
      handler: { staffId: it.caseworker.staffId },
    })
  })

  test('put right by somebody else is still the contact of whoever held it', async () => {
    const youthId = await it.youth({}, it.caseworker.staffId)
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    await ok(step(id, 'link', { youthId, note: '' }))
    await ok(correct(id, await last(id), { ...met, kind: 'call' }, it.leader))
    await ok(correct(id, await last(id), { ...met, kind: 'team' }, it.leader))
    expect(await contacts(youthId)).toEqual([`meeting held true ${it.caseworker.staffId} 2026-11-23`])
    const { rows } = await it.owner.query(
      `select action, before, after from change_log where youth_id = $1 and action like 'referral.talk%' order by id`,
      [youthId],
    )
    const [went, came] = [
      { action: 'referral.talksBack', before: { talks: 1 }, after: null },
      { action: 'referral.talks', before: null, after: { talks: 1 } },
    ]
    const put = { action: 'referral.talkCorrect', before: {}, after: {} }
    expect(rows).toEqual([came, put, went, came, put, went, came])
  })

  test('that somebody has made their own account stays in the case, and it is said to whom it may be', async () => {
    const youthId = await it.youth({}, it.colleague.staffId)
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    await ok(step(id, 'link', { youthId, note: '' }))
    await it.owner.query(`update contact set version = 2 where youth_id = $1`, [youthId])
    const stayed = async (staff: Staff) =>
      (await it.read(staff.cookie, id)).body.events.find(({ kind }: ToldTalk) => kind === 'talkTakenBack')
        .stayed
    // Put right, their own account is the account of what it was put right to.
    expect(await ok(correct(id, await last(id), { ...met, kind: 'call' }))).toMatchObject({ talksStayed: 1 })
    expect(await contacts(youthId)).toEqual([`meeting held false ${it.caseworker.staffId} 2026-11-23`])
    expect(await ok(back(id, await last(id)))).toMatchObject({ talksStayed: 1 })
    expect(await contacts(youthId)).toHaveLength(1)
    expect(await stayed(it.colleague)).toEqual({ talks: 1, youthId })
    expect(await stayed(it.caseworker)).toEqual({ talks: 1, youthId: null })
  })

  test('by whoever does not follow them asks for what is owed to be derived', async () => {
    const youthId = await it.youth({}, it.colleague.staffId)
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    await ok(step(id, 'link', { youthId, note: '' }))
    await it.owner.query('delete from graphile_worker.asked')
    await ok(back(id, await last(id)))
    expect(await contacts(youthId)).toEqual([])
    expect((await it.owner.query('select task from graphile_worker.asked')).rows).toEqual([
      { task: 'deadlines:nightly' },
    ])
    expect(await differing(youthId)).toEqual([])
  })
})

describe('no talk is taken back', () => {
  test('that is of another enquiry, is no talk, or where it was merged: it is where it goes on', async () => {
    const [id, other] = [await it.enquiry(person), await it.enquiry(person)]
    await ok(step(id, 'talks', met))
    const eventId = await last(id)
    expect((await back(other, eventId)).status).toBe(404)
    const { events } = (await it.read(it.caseworker.cookie, id)).body as { events: ToldTalk[] }
    const received = events.find(({ kind }) => kind === 'received')?.eventId ?? 0
    expect((await back(id, received)).status).toBe(404)
    await ok(step(id, 'merge', { into: other, intoVersion: 1, note: '' }))
    expect(await back(id, eventId)).toMatchObject({
      status: 409,
      body: { error: { reason: 'referralNotOpen' } },
    })
    expect((await back(other, eventId)).status).toBe(200)
  })

  test('over a newer version, by a mentor, nor by whoever does not see the enquiry', async () => {
    const youthId = await it.youth({}, it.caseworker.staffId)
    const id = await it.enquiry(person)
    await ok(step(id, 'talks', met))
    const eventId = await last(id)
    const stale = { version: 1, reason: 'x' }
    expect((await it.step(it.caseworker.cookie, id, `talks/${eventId}/back`, stale)).status).toBe(409)
    expect((await it.step(it.mentor.cookie, id, `talks/${eventId}/back`, stale)).status).toBe(403)
    await ok(step(id, 'link', { youthId, note: '' }))
    const ask = { version: 3, reason: 'x' }
    expect((await it.step(it.colleague.cookie, id, `talks/${eventId}/back`, ask)).status).toBe(404)
    const takenBy = (staff: Staff) => {
      const entry = entryForTest(staff, { roles: ['caseworker', 'mentor'], at: testNow, today })
      return inTransaction(it.house.pool, entry, async db => {
        await sql`select door.carry_talk(${id}, ${eventId}, ${eventId})`.execute(db)
        await sql`select door.take_talk_back(${id}, ${eventId})`.execute(db)
      })
    }
    for (const staff of [it.colleague, it.mentor])
      await expect(takenBy(staff)).rejects.toMatchObject({ code: 'MG403' })
    expect(await contacts(youthId)).toHaveLength(1)
    await takenBy(it.caseworker)
    expect(await contacts(youthId)).toHaveLength(0)
  })
})

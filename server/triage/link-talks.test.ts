import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { entryForTest } from '#server/door/test-session.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { carryTalks } from '#server/records/referral-talks.ts'
import { aTalk, type TriageWorld, testNow, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const system = {
  kind: 'system',
  onBehalfOf: null,
  today: Temporal.PlainDate.from('2026-11-23'),
  requestId: 't',
} as const

/** Enters as a member of staff, as a request of theirs does. */
function asStaff(staff: { cookie: string }) {
  return entryForTest(staff, { roles: ['caseworker', 'mentor'], at: testNow, today: system.today })
}

/** Proves what is stored, and then derives it as the night does. */
function night(youthId: number): Promise<number[]> {
  return inTransaction(it.house.pool, system, async db => {
    const differing = await differingDeadlines(db, [youthId])
    await recomputeDeadlines(db, [youthId], system.today)
    return differing
  })
}

async function contacts(youthId: number): Promise<string[]> {
  const { rows } = await it.owner.query(
    `select kind, outcome, is_team, day::text from contact where youth_id = $1 order by starts_at`,
    [youthId],
  )
  return rows.map(row => `${row.kind} ${row.outcome} ${row.day}${row.is_team ? ' team' : ''}`)
}

async function promised(youthId: number): Promise<string[]> {
  const { rows } = await it.owner.query(
    `select r.entrance_stage as stage, d.state, d.due_day::text as due from deadline d join rule r on r.id = d.rule_id
     where d.youth_id = $1 and r.entrance_stage is not null order by d.due_day`,
    [youthId],
  )
  return rows.map(({ stage, state, due }) => `${stage} ${state} ${due}`)
}

let born = 0
/** An enquiry that was talked about, and who in the register it is about. */
async function talkedAbout(
  followedBy: number | null,
): Promise<{ id: number; youthId: number; version: number }> {
  born += 1
  const birth = `2008-05-${String(born).padStart(2, '0')}`
  const youthId = await it.youth({ birth }, followedBy)
  await night(youthId)
  const id = await it.enquiry({
    youth_given_name: 'Mikkel',
    youth_family_name: 'Sørensen',
    youth_birth_date: birth,
  })
  const talks = [
    { ...aTalk, at: '2026-11-20T11:00:00Z' },
    { ...aTalk, at: '2026-11-20T12:00:00Z', with: 'sender', outcome: 'held' },
    { ...aTalk, at: '2026-11-23T07:00:00Z', kind: 'team', outcome: 'held' },
  ]
  for (const [at, talk] of talks.entries())
    expect((await it.step(it.caseworker.cookie, id, 'talks', { version: at + 1, ...talk })).status).toBe(200)
  return { id, youthId, version: talks.length + 1 }
}

const carried = ['call unanswered 2026-11-20', 'meeting held 2026-11-23 team']
const kept = ['contact onTime 2026-11-24', 'meeting onTime 2026-11-27', 'team onTime 2026-12-04']

describe('giving an enquiry to somebody in the register', () => {
  test('takes its talks along, once, and back again', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    const { cookie } = it.caseworker
    expect((await it.step(cookie, id, 'link', { version, youthId, note: '' })).status).toBe(200)
    expect(await contacts(youthId)).toEqual(carried)
    expect(await promised(youthId)).toEqual(kept)
    expect(await night(youthId)).toEqual([])

    const undone = await it.step(cookie, id, 'undo', { version: version + 1, note: 'Forkert' })
    expect(undone.status).toBe(200)
    expect(await contacts(youthId)).toEqual([])
    expect(await promised(youthId)).toEqual([])
    expect(await night(youthId)).toEqual([])

    await it.step(cookie, id, 'link', { version: version + 2, youthId, note: '' })
    expect(await contacts(youthId)).toEqual(carried)
    const { rows } = await it.owner.query(
      `select action, before, after from change_log where youth_id = $1 and action like 'referral.talks%' order by id`,
      [youthId],
    )
    expect(rows).toEqual([
      { action: 'referral.talks', before: null, after: { talks: 2 } },
      { action: 'referral.talksBack', before: { talks: 2 }, after: null },
      { action: 'referral.talks', before: null, after: { talks: 2 } },
    ])
  })

  test('by whoever does not follow them asks for the deadlines to be derived', async () => {
    const { id, youthId, version } = await talkedAbout(it.colleague.staffId)
    await it.owner.query('delete from graphile_worker.asked')
    const { cookie } = it.caseworker
    expect((await it.step(cookie, id, 'link', { version, youthId, note: '' })).status).toBe(200)
    expect(await contacts(youthId)).toEqual(carried)
    const asked = await it.owner.query('select task from graphile_worker.asked')
    expect(asked.rows).toEqual([{ task: 'deadlines:nightly' }])
    // What is stored is not proved before it is derived: nothing is wrong with it.
    expect(await night(youthId)).toEqual([])
    expect(await promised(youthId)).toEqual(kept)
    expect((await it.step(cookie, id, 'undo', { version: version + 1, note: 'Forkert' })).status).toBe(200)
    expect(await contacts(youthId)).toEqual([])
    expect(await night(youthId)).toEqual([])
    expect(await promised(youthId)).toEqual([])
  })

  test('leaves what somebody has put right since, when it is taken back', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    await it.step(it.leader.cookie, id, 'link', { version, youthId, note: '' })
    await it.owner.query(
      `update contact set version = 2, kind = 'accompaniment' where youth_id = $1 and kind = 'meeting'`,
      [youthId],
    )
    await night(youthId)
    const undone = await it.step(it.leader.cookie, id, 'undo', { version: version + 1, note: 'Forkert' })
    expect(undone.body).toMatchObject({ talksStayed: 1 })
    expect(await contacts(youthId)).toEqual(['accompaniment held 2026-11-23 team'])
    const { rows } = await it.owner.query(
      `select before, after from change_log where youth_id = $1 and action = 'referral.talksBack'`,
      [youthId],
    )
    expect(rows).toEqual([{ before: { talks: 2 }, after: { talks: 1 } }])
  })

  test('leaves what a decision rests on, or a guardian was involved in, and says so', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    const { cookie } = it.caseworker
    await it.step(cookie, id, 'link', { version, youthId, note: '' })
    const talkOfKind = (kind: string) =>
      `(select id from contact where youth_id = ${youthId} and kind = '${kind}')`
    await it.owner.query(`
      insert into assessment (youth_id, target_group, during, stage, contact_id, withdrawn_at, withdrawn_by, withdrawn_reason)
        values (${youthId}, 'educationReady', '[2026-11-23,)', 'first', ${talkOfKind('meeting')}, now(), ${it.caseworker.staffId}, 'Forkert');
      insert into guardian (youth_id, name) values (${youthId}, 'Mor Prøve');
      insert into guardian_involved (contact_id, guardian_id, youth_id, noted_by)
        values (${talkOfKind('call')}, (select id from guardian where youth_id = ${youthId}), ${youthId}, ${it.caseworker.staffId})`)
    await night(youthId)
    const undone = await it.step(cookie, id, 'undo', { version: version + 1, note: 'Forkert' })
    expect(undone).toMatchObject({ status: 200, body: { talksStayed: 2 } })
    expect(await contacts(youthId)).toEqual(carried)
    expect(await night(youthId)).toEqual([])
    const told = async (asker: { cookie: string }) =>
      (await it.read(asker.cookie, id)).body.events.find(({ kind }: { kind: string }) => kind === 'unlinked')
    expect(await told(it.caseworker)).toMatchObject({ stayed: { talks: 2, youthId } })
    // Whoever does not follow them is told that they stayed, and not with whom.
    expect(await told(it.colleague)).toMatchObject({ stayed: { talks: 2, youthId: null } })
  })

  test('twice at once gives it once', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    const both = await Promise.all(
      [it.caseworker, it.leader].map(({ cookie }) =>
        it.step(cookie, id, 'link', { version, youthId, note: '' }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await contacts(youthId)).toEqual(carried)
  })

  test('of two that were joined is the same for a mentor, who sees nothing of what was joined', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    const other = await it.enquiry({ received_on: '2026-11-16' })
    const { cookie } = it.caseworker
    await it.step(cookie, other, 'merge', { version: 1, into: id, intoVersion: version, note: '' })
    await it.step(cookie, id, 'link', { version: version + 1, youthId, note: '' })
    const joined = ['contact late 2026-11-18', 'meeting onTime 2026-11-23', 'team onTime 2026-11-30']
    expect(await promised(youthId)).toEqual(joined)
    await it.owner.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'mentor', '[2026-01-01,)')`,
      [youthId, it.mentor.staffId],
    )
    await inTransaction(it.house.pool, asStaff(it.mentor), db =>
      recomputeDeadlines(db, [youthId], system.today),
    )
    expect(await promised(youthId)).toEqual(joined)
    expect(await night(youthId)).toEqual([])
  })

  test('keeps to each who wrote what they were promised', async () => {
    const youthId = await it.youth({ birth: '2008-06-01' }, it.caseworker.staffId)
    const { cookie } = it.caseworker
    const mother = await it.enquiry({ received_on: '2026-11-19' })
    const teacher = await it.enquiry({ sender_role: 'teacher' })
    await it.step(cookie, teacher, 'talks', { version: 1, ...aTalk, with: 'sender', outcome: 'held' })
    expect((await it.step(cookie, mother, 'link', { version: 1, youthId, note: '' })).status).toBe(200)
    expect((await it.step(cookie, teacher, 'link', { version: 2, youthId, note: '' })).status).toBe(200)
    expect((await promised(youthId)).filter(each => each.startsWith('contact'))).toEqual([
      'contact open 2026-11-23',
      'contact onTime 2026-11-24',
    ])
  })

  test('a meeting of the team that nobody came to is tried again, and no other is for its sake', async () => {
    const tried = async (kind: 'meeting' | 'team') => {
      born += 1
      const youthId = await it.youth(
        { birth: `2008-07-${String(born).padStart(2, '0')}` },
        it.caseworker.staffId,
      )
      const id = await it.enquiry()
      const { cookie } = it.caseworker
      await it.step(cookie, id, 'talks', { version: 1, ...aTalk, kind, outcome: 'noShow' })
      expect((await it.step(cookie, id, 'link', { version: 2, youthId, note: '' })).status).toBe(200)
      const { rows } = await it.owner.query<{ stage: string }>(
        `select r.entrance_stage as stage from deadline d join rule r on r.id = d.rule_id
         where d.youth_id = $1 and r.entrance_stage is not null and d.attempts = 1 and d.retry_day = '2026-11-24'
         order by 1`,
        [youthId],
      )
      return rows.map(({ stage }) => stage)
    }
    expect(await tried('meeting')).toEqual(['contact', 'meeting'])
    expect(await tried('team')).toEqual(['contact', 'meeting', 'team'])
  })

  test('waits for whoever closes the case, and reaches nobody then', async () => {
    const { id, youthId, version } = await talkedAbout(it.caseworker.staffId)
    await it.owner.query('begin')
    await it.owner.query(
      `update youth_case set during = '[2026-01-01,2026-11-23)', close_reason = 'moved' where youth_id = $1`,
      [youthId],
    )
    const linking = it.step(it.caseworker.cookie, id, 'link', { version, youthId, note: '' })
    await new Promise(resolve => setTimeout(resolve, 200))
    await it.owner.query('commit')
    expect((await linking).body.error).toMatchObject({ code: 'refused', reason: 'linkCaseClosed' })
    expect(await contacts(youthId)).toEqual([])
    expect((await it.read(it.caseworker.cookie, id)).body.state).toBe('taken')
  })

  test('is asked of nobody but whoever gave it', async () => {
    const { id, youthId, version } = await talkedAbout(it.colleague.staffId)
    await it.step(it.caseworker.cookie, id, 'link', { version, youthId, note: '' })
    const carriedBy = (staff: { cookie: string }) =>
      inTransaction(it.house.pool, asStaff(staff), db => carryTalks(db, id))
    await expect(carriedBy(it.colleague)).rejects.toMatchObject({ code: 'MG403' })
    expect(await carriedBy(it.caseworker)).toBe(0)
  })
})

describe('whoever wrote about somebody else, once it is a case', () => {
  const spoke = { ...aTalk, at: '2026-11-23T07:45:00Z', with: 'sender', outcome: 'held' }
  /** Given to somebody in the register before anybody was reached; by the caseworker. */
  async function given(followedBy: number, sender: object = {}): Promise<{ id: number; youthId: number }> {
    const youthId = await it.youth({ birth: '2008-06-01' }, followedBy)
    await night(youthId)
    const person = {
      youth_given_name: 'Mikkel',
      youth_family_name: 'Sørensen',
      youth_birth_date: '2008-06-01',
    }
    const id = await it.enquiry({ ...person, ...sender })
    const link = { version: 1, youthId, note: '', senderIsYouth: 'unknown' }
    expect((await it.step(it.caseworker.cookie, id, 'link', link)).status).toBe(200)
    await night(youthId)
    return { id, youthId }
  }
  const open = ['contact open 2026-11-24', 'meeting open 2026-11-27', 'team open 2026-12-04']
  const called = ['contact onTime 2026-11-24', ...open.slice(1)]

  test('is called as promised, and nothing that is owed to the young person is kept by it', async () => {
    const { id, youthId } = await given(it.caseworker.staffId)
    expect(await promised(youthId)).toEqual(open)
    const { cookie } = it.caseworker
    expect((await it.step(cookie, id, 'talks', { version: 2, ...spoke, outcome: 'unanswered' })).status).toBe(
      200,
    )
    expect(await promised(youthId)).toEqual(open)
    expect((await it.step(cookie, id, 'talks', { version: 3, ...spoke })).status).toBe(200)
    expect(await promised(youthId)).toEqual(called)
    expect(await contacts(youthId)).toEqual([])
    expect(await night(youthId)).toEqual([])
    const { body } = await it.read(cookie, id)
    expect(body).toMatchObject({ state: 'closed', closeReason: 'linked', version: 4 })
    expect(body.events).toContainEqual(expect.objectContaining({ kind: 'contacted', talkWith: 'sender' }))
    const undone = await it.step(cookie, id, 'undo', { version: 4, note: 'Forkert' })
    expect(undone.status).toBe(200)
    expect(await promised(youthId)).toEqual([])
  })

  test('by whoever gave it and does not follow them, which asks for the deadlines to be derived', async () => {
    const { id, youthId } = await given(it.colleague.staffId)
    await it.owner.query('delete from graphile_worker.asked')
    expect((await it.step(it.caseworker.cookie, id, 'talks', { version: 2, ...spoke })).status).toBe(200)
    const asked = await it.owner.query('select task from graphile_worker.asked')
    expect(asked.rows).toEqual([{ task: 'deadlines:nightly' }])
    expect(await night(youthId)).toEqual([])
    expect(await promised(youthId)).toEqual(called)
    // And by whoever follows them.
    const again = { version: 3, ...spoke, note: 'Ringede igen' }
    expect((await it.step(it.colleague.cookie, id, 'talks', again)).status).toBe(200)
  })

  test('what is said with the young person is written in the case alone, whoever wrote', async () => {
    const { id, youthId } = await given(it.caseworker.staffId)
    const own = await given(it.caseworker.staffId, {
      sender_role: 'youth',
      sender_name: '',
      may_tell: 'outcome',
    })
    const { cookie } = it.caseworker
    for (const refused of [
      await it.step(cookie, id, 'talks', { version: 2, ...spoke, with: 'youth' }),
      await it.step(cookie, own.id, 'talks', { version: 2, ...spoke, with: 'youth' }),
      await it.step(cookie, own.id, 'talks', { version: 2, ...spoke }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { error: { reason: 'referralNotOpen' } } })
    expect(await promised(youthId)).toEqual(open)
  })

  test('is nothing that somebody else can ask to be derived', async () => {
    const { id } = await given(it.caseworker.staffId)
    expect((await it.step(it.colleague.cookie, id, 'talks', { version: 2, ...spoke })).status).toBe(404)
    const derivedBy = (staff: { cookie: string }) =>
      inTransaction(it.house.pool, asStaff(staff), db =>
        sql`select door.derive_after_writer(${id})`.execute(db),
      )
    await expect(derivedBy(it.colleague)).rejects.toMatchObject({ code: 'MG403' })
    await expect(derivedBy(it.caseworker)).resolves.toMatchObject({ rows: [{}] })
  })
})

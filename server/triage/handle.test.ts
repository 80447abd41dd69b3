import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const kinds = (body: { events: { kind: string }[] }) => body.events.map(({ kind }) => kind).reverse()

describe('an enquiry is handled', () => {
  test('taken, called in vain, spoken with, put back, given to a colleague, closed and opened again', async () => {
    const { cookie, staffId } = it.caseworker
    const id = await it.enquiry()
    let version = 1
    const step = async (name: string, body: object = {}) => {
      const answer = await it.step(cookie, id, name, { version, ...body })
      expect(answer).toMatchObject({ status: 200, body: { version: version + 1 } })
      version += 1
    }
    await step('talks', { ...aTalk, note: 'Gik på svarer' })
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'taken', handler: { staffId } })
    await step('talks', { ...aTalk, outcome: 'held', kind: 'meeting' })
    await step('release', { note: 'Går på ferie' })
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'new', handler: null })
    await step('take')
    await step('pass-on', { staffId: it.colleague.staffId, authority: '', note: 'Du kender familien' })
    expect((await it.read(cookie, id)).body).toMatchObject({
      state: 'taken',
      handler: { staffId: it.colleague.staffId },
    })
    await step('close', { reason: 'notReached', note: 'Fem forsøg' })
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'closed', closeReason: 'notReached' })
    await step('reopen', { note: 'Hun ringede selv' })
    const { body } = await it.read(cookie, id)
    expect(body).toMatchObject({ state: 'taken', closeReason: null, closeNote: '', handler: { staffId } })
    expect(kinds(body)).toEqual([
      ...['received', 'taken', 'attempted', 'contacted', 'released'],
      ...['taken', 'passedOn', 'closed', 'reopened'],
    ])
    const { rows } = await it.owner.query(
      `select action from change_log where subject = 'referral' and subject_id = $1 order by id`,
      [id],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'referral.talk',
      'referral.talk',
      'referral.release',
      'referral.take',
      'referral.passOn',
      'referral.close',
      'referral.reopen',
    ])
  })

  test('another authority closes it here, and is named', async () => {
    const id = await it.enquiry()
    const body = { version: 1, staffId: null, authority: '', note: 'Bor i Ørby' }
    const refused = await it.step(it.caseworker.cookie, id, 'pass-on', body)
    expect(refused.body.error.fields).toEqual([{ field: 'authority', code: 'required' }])
    await it.step(it.caseworker.cookie, id, 'pass-on', { ...body, authority: 'Ørby Kommune' })
    const read = await it.read(it.caseworker.cookie, id)
    expect(read.body).toMatchObject({ state: 'closed', closeReason: 'passedOn' })
    expect(read.body.events).toContainEqual(expect.objectContaining({ kind: 'passedOn', to: 'Ørby Kommune' }))
  })

  test('a colleague who may not triage is not given any', async () => {
    const id = await it.enquiry()
    const body = { version: 1, staffId: it.mentor.staffId, authority: '', note: 'Tag den' }
    const refused = await it.step(it.caseworker.cookie, id, 'pass-on', body)
    expect(refused.body.error.fields).toEqual([{ field: 'staffId', code: 'notInRole' }])
  })

  test('the second of two is told, and what the first did stands', async () => {
    const id = await it.enquiry()
    const both = await Promise.all([
      it.step(it.caseworker.cookie, id, 'talks', { version: 1, ...aTalk, note: 'Første' }),
      it.step(it.colleague.cookie, id, 'talks', { version: 1, ...aTalk, note: 'Anden' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.error.code).toBe('changedMeanwhile')
    const { body } = await it.read(it.caseworker.cookie, id)
    expect(body.version).toBe(2)
    expect(kinds(body)).toEqual(['received', 'taken', 'attempted'])
  })

  test.each(['take', 'release', 'close', 'talks', 'pass-on'])(
    '%s is refused once it is closed',
    async name => {
      const id = await it.enquiry()
      const all = { ...aTalk, staffId: it.colleague.staffId, authority: '', reason: 'spam', note: 'x' }
      await it.step(it.caseworker.cookie, id, 'close', { version: 1, reason: 'spam', note: '' })
      const answer = await it.step(it.caseworker.cookie, id, name, { version: 2, ...all })
      expect(answer).toMatchObject({ status: 409, body: { error: { reason: 'referralNotOpen' } } })
    },
  )

  test('what somebody had taken who has left is new again, and the next to talk has it', async () => {
    const id = await it.enquiry()
    const { rows } = await it.owner.query<{ id: number }>(
      `insert into staff (given_name, family_name, profession, left_on)
       values ('Gert', 'Gået', 'socialrådgiver', '2026-11-23') returning id::int`,
    )
    await it.owner.query(`update referral set state = 'taken', handler_id = $2 where id = $1`, [
      id,
      rows[0]?.id,
    ])
    const { cookie, staffId } = it.caseworker
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'taken', handler: { name: 'Gert Gået' } })
    await it.owner.query(`update staff set left_on = '2026-11-22' where id = $1`, [rows[0]?.id])
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'new', handler: null })
    await it.step(cookie, id, 'talks', { version: 1, ...aTalk })
    expect((await it.read(cookie, id)).body).toMatchObject({ state: 'taken', handler: { staffId } })
  })

  test('a talk is no plan, and not before the enquiry', async () => {
    const id = await it.enquiry()
    for (const [at, code] of [
      ['2026-11-23T09:00:00Z', 'inFuture'],
      ['2026-11-19T09:00:00Z', 'beforeEnquiry'],
    ]) {
      const answer = await it.step(it.caseworker.cookie, id, 'talks', { version: 1, ...aTalk, at })
      expect(answer.body.error.fields).toEqual([{ field: 'at', code }])
    }
  })
})

describe('what the sender may be told', () => {
  test.each([
    ['2008-01-01', 'guardian', 'consentFromYouth'],
    ['2008-01-01', null, 'required'],
    ['2012-01-01', 'youth', 'consentFromGuardian'],
  ])('of somebody born %s, consent of %s: %s', async (birth, consentBy, code) => {
    const id = await it.enquiry({ youth_birth_date: birth })
    const body = { version: 1, mayTell: 'outcome', consentBy, note: '' }
    const refused = await it.step(it.caseworker.cookie, id, 'telling', body)
    expect(refused.body.error.fields).toEqual([{ field: 'consentBy', code }])
  })

  test('follows the consent, and is told only then', async () => {
    const { cookie } = it.caseworker
    const id = await it.enquiry({ youth_birth_date: '2008-01-01' })
    const early = await it.step(cookie, id, 'told', { version: 1, note: 'Ringede' })
    expect(early.body.error.fields).toEqual([{ field: 'note', code: 'mayNotTell' }])
    const agreed = { version: 1, mayTell: 'outcome', consentBy: 'youth', note: 'Sagt i telefonen' }
    expect((await it.step(cookie, id, 'telling', agreed)).status).toBe(200)
    expect((await it.step(cookie, id, 'told', { version: 2, note: 'Ringede' })).status).toBe(200)
    const { body } = await it.read(cookie, id)
    expect(body).toMatchObject({ mayTell: 'outcome', consentNeeded: 'youth' })
    expect(body.events).toContainEqual(
      expect.objectContaining({ kind: 'tellingChanged', mayTell: 'outcome', consentBy: 'youth' }),
    )
    expect(kinds(body)).toContain('senderTold')
  })

  test('a young person who wrote needs nobody’s leave', async () => {
    const id = await it.enquiry({ sender_role: 'youth', sender_name: '', youth_birth_date: '2008-01-01' })
    await it.step(it.caseworker.cookie, id, 'take', { version: 1, senderIsYouth: 'yes' })
    const told = await it.step(it.caseworker.cookie, id, 'told', { version: 2, note: '' })
    expect(told.status).toBe(200)
  })
})

describe('who sees an enquiry', () => {
  test('those who triage, until it is somebody’s in the register; a mentor never', async () => {
    const id = await it.enquiry({
      youth_given_name: 'Mikkel',
      youth_family_name: 'Sørensen',
      youth_birth_date: '2008-03-07',
    })
    const youthId = await it.youth({}, it.colleague.staffId)
    expect((await it.read(it.mentor.cookie, id)).status).toBe(403)
    expect((await it.read(it.caseworker.cookie, id)).status).toBe(200)
    expect((await it.step(it.leader.cookie, id, 'link', { version: 1, youthId, note: '' })).status).toBe(200)
    expect((await it.read(it.caseworker.cookie, id)).status).toBe(404)
    expect((await it.read(it.colleague.cookie, id)).body.youth).toEqual({ youthId, mayOpen: true })
    expect((await it.read(it.leader.cookie, id)).status).toBe(200)
  })

  test('is written down, and told to a leader alone', async () => {
    const id = await it.enquiry()
    expect((await it.read(it.caseworker.cookie, id)).body.readings).toBeNull()
    await it.read(it.colleague.cookie, id)
    const { body } = await it.read(it.leader.cookie, id)
    expect(body.readings).toMatchObject([
      { name: 'Sofie Kollega', times: 1 },
      { name: 'Sofie Rådgiver', times: 1 },
    ])
    const { rows } = await it.owner.query(
      `select staff_id::int from referral_read_log where referral_ids @> array[$1::bigint] and action = 'referral.read' order by id`,
      [id],
    )
    expect(rows.map(row => row.staff_id)).toEqual([
      it.caseworker.staffId,
      it.colleague.staffId,
      it.leader.staffId,
    ])
  })
})

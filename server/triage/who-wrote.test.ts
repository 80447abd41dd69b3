import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const own = { sender_role: 'youth', may_tell: 'outcome' }
const person = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }

async function stored(id: number) {
  const { rows } = await it.owner.query(
    `select state, sender_is_youth as who, may_tell as tells, merged_into::int as into, youth_id::int as youth
     from referral where id = $1`,
    [id],
  )
  return rows[0]
}

/** What the code of an enquiry shows: the columns of the database's own function. */
async function shown(id: number) {
  const { rows } = await it.owner.query(
    `with coded as (update referral set code_hash = sha256($1::text::bytea) where id = $1 returning id)
     select id from coded`,
    [id],
  )
  expect(rows).toHaveLength(1)
  const status = await it.owner.query(
    `select contact_on::text as contact, meeting_on::text as meeting from door.referral_status(sha256($1::text::bytea))`,
    [id],
  )
  return status.rows[0]
}

const events = (body: { events: { kind: string; senderIsYouth: string | null; by: string | null }[] }) =>
  body.events.filter(({ kind }) => kind === 'identified').map(({ senderIsYouth, by }) => [senderIsYouth, by])

describe('who wrote', () => {
  test('is asked before an enquiry is joined or given to somebody, where the sender said that it is theirs', async () => {
    const { cookie } = it.caseworker
    const one = await it.enquiry({ ...own, ...person })
    const other = await it.enquiry(person)
    const youthId = await it.youth({}, it.caseworker.staffId)
    const merge = { version: 1, into: other, intoVersion: 1, note: '' }
    const fault = [{ field: 'senderIsYouth', code: 'required' }]
    expect((await it.step(cookie, one, 'merge', merge)).body.error.fields).toEqual(fault)
    const link = await it.step(cookie, one, 'link', { version: 1, youthId, note: '' })
    expect(link.body.error.fields).toEqual(fault)
    expect((await stored(one)).state).toBe('new')
    expect((await it.step(cookie, one, 'merge', { ...merge, senderIsYouth: 'unknown' })).status).toBe(200)
    // Of somebody else nothing is asked.
    const parents = await it.enquiry(person)
    const again = { version: 1, into: other, intoVersion: 2, note: '' }
    expect((await it.step(cookie, parents, 'merge', again)).status).toBe(200)
  })

  test('opens the meetings to the code only when it was the young person; the history says who answered', async () => {
    const { cookie } = it.caseworker
    const target = await it.enquiry(person)
    await it.step(cookie, target, 'talks', { version: 1, ...aTalk, outcome: 'held', kind: 'meeting' })
    const id = await it.enquiry({ ...own, ...person })
    const merge = { version: 1, into: target, intoVersion: 2, note: '', senderIsYouth: 'unknown' }
    expect((await it.step(cookie, id, 'merge', merge)).status).toBe(200)
    expect(await shown(id)).toEqual({ contact: null, meeting: null })
    const answer = async (version: number, senderIsYouth: string) =>
      (await it.step(cookie, id, 'who-wrote', { version, senderIsYouth, note: '' })).status
    expect(await answer(2, 'yes')).toBe(200)
    expect(await shown(id)).toEqual({ contact: '2026-11-23', meeting: '2026-11-23' })
    expect(await answer(2, 'no')).toBe(409)
    expect(await answer(3, 'no')).toBe(200)
    expect(await shown(id)).toEqual({ contact: null, meeting: null })
    expect(await stored(id)).toMatchObject({ who: 'no', tells: 'receipt' })
    const { body } = await it.read(cookie, id)
    expect(body.senderIsYouth).toBe('no')
    const by = expect.stringContaining('Rådgiver')
    expect(events(body)).toEqual([
      ['no', by],
      ['yes', by],
    ])
  })

  test.each(['merge', 'link'])('that was answered with a %s is taken back with it', async step => {
    const { cookie } = it.caseworker
    for (const senderIsYouth of ['yes', 'no', 'unknown']) {
      const id = await it.enquiry({ ...own, ...person })
      const target = await it.enquiry(person)
      const youthId = await it.youth({}, it.caseworker.staffId)
      const before = await stored(id)
      const body = step === 'merge' ? { into: target, intoVersion: 1 } : { youthId }
      const done = await it.step(cookie, id, step, { version: 1, ...body, note: '', senderIsYouth })
      expect(done.status).toBe(200)
      expect((await stored(id)).who).toBe(senderIsYouth)
      expect((await it.step(cookie, id, 'undo', { version: 2, note: 'Forkert' })).status).toBe(200)
      expect(await stored(id)).toEqual(before)
    }
  })

  test('opens nothing again that somebody closed meanwhile, when a step is taken back', async () => {
    const { cookie } = it.caseworker
    const id = await it.enquiry({ ...own, ...person })
    const youthId = await it.youth({}, it.caseworker.staffId)
    await it.step(cookie, id, 'who-wrote', { version: 1, senderIsYouth: 'no', note: '' })
    const consent = { version: 2, mayTell: 'outcome', consentBy: 'youth', note: '' }
    expect((await it.step(cookie, id, 'telling', consent)).status).toBe(200)
    const link = { version: 3, youthId, note: '', senderIsYouth: 'yes' }
    expect((await it.step(cookie, id, 'link', link)).status).toBe(200)
    const withdrawn = { version: 4, mayTell: 'receipt', consentBy: null, note: 'Trukket tilbage' }
    expect((await it.step(cookie, id, 'telling', withdrawn)).status).toBe(200)
    expect((await it.step(cookie, id, 'undo', { version: 5, note: 'Forkert' })).status).toBe(200)
    expect(await stored(id)).toMatchObject({ state: 'new', who: 'no', tells: 'receipt' })
  })

  test('leaves what somebody chose not to tell, and the story says whenever what may be told changes', async () => {
    const { cookie } = it.caseworker
    const told = async (id: number) => {
      const { body } = await it.read(cookie, id)
      return body.events
        .filter(({ kind }: { kind: string }) => kind === 'tellingChanged')
        .map(({ mayTell }: { mayTell: string }) => mayTell)
        .reverse()
    }
    const answer = (id: number, version: number, senderIsYouth: string) =>
      it.step(cookie, id, 'who-wrote', { version, senderIsYouth, note: '' })
    const chosen = await it.enquiry(own)
    const receipt = { version: 1, mayTell: 'receipt', consentBy: null, note: 'Det bad hun om' }
    expect((await it.step(cookie, chosen, 'telling', receipt)).status).toBe(200)
    expect((await answer(chosen, 2, 'yes')).status).toBe(200)
    expect(await stored(chosen)).toMatchObject({ who: 'yes', tells: 'receipt' })
    expect(await told(chosen)).toEqual(['receipt'])
    const refused = await it.step(cookie, chosen, 'told', { version: 3, note: '' })
    expect(refused.body.error.fields).toEqual([{ field: 'note', code: 'mayNotTell' }])

    const followed = await it.enquiry(own)
    await answer(followed, 1, 'no')
    await answer(followed, 2, 'yes')
    expect(await stored(followed)).toMatchObject({ who: 'yes', tells: 'outcome' })
    expect(await told(followed)).toEqual(['receipt', 'outcome'])
  })

  test('that was found out since stays when a step is taken back', async () => {
    const { cookie } = it.caseworker
    const id = await it.enquiry({ ...own, ...person })
    const target = await it.enquiry(person)
    const merge = { version: 1, into: target, intoVersion: 1, note: '', senderIsYouth: 'unknown' }
    await it.step(cookie, id, 'merge', merge)
    const found = { version: 2, senderIsYouth: 'yes', note: 'Talte med ham' }
    await it.step(cookie, id, 'who-wrote', found)
    await it.step(cookie, id, 'undo', { version: 3, note: 'Forkert' })
    expect(await stored(id)).toMatchObject({ state: 'new', who: 'yes' })
  })

  test('can be said when it is taken, and when they have spoken; nobody says it of another sender', async () => {
    const { cookie } = it.caseworker
    const taken = await it.enquiry(own)
    await it.step(cookie, taken, 'take', { version: 1, senderIsYouth: 'yes' })
    expect(await stored(taken)).toMatchObject({ state: 'taken', who: 'yes', tells: 'outcome' })
    const spoken = await it.enquiry(own)
    const talk = { version: 1, ...aTalk, outcome: 'held', with: 'sender', senderIsYouth: 'no' }
    await it.step(cookie, spoken, 'talks', talk)
    expect(await stored(spoken)).toMatchObject({ who: 'no', tells: 'receipt' })
    const parents = await it.enquiry()
    await it.step(cookie, parents, 'take', { version: 1, senderIsYouth: 'yes' })
    expect(await stored(parents)).toMatchObject({ state: 'taken', who: 'unknown', tells: 'receipt' })
    const refused = await it.step(cookie, parents, 'who-wrote', {
      version: 2,
      senderIsYouth: 'yes',
      note: '',
    })
    expect(refused.body.error.fields).toEqual([{ field: 'senderIsYouth', code: 'senderIsOther' }])
  })

  test('decides whether somebody needs a consent to hear more', async () => {
    const { cookie } = it.caseworker
    const id = await it.enquiry({ ...own, youth_birth_date: '2008-03-07' })
    const tell = (version: number) => it.step(cookie, id, 'told', { version, note: '' })
    expect((await tell(1)).body.error.fields).toEqual([{ field: 'note', code: 'whoWroteFirst' }])
    await it.step(cookie, id, 'who-wrote', { version: 1, senderIsYouth: 'no', note: '' })
    expect((await tell(2)).body.error.fields).toEqual([{ field: 'note', code: 'mayNotTell' }])
    const telling = { version: 2, mayTell: 'outcome', consentBy: null, note: '' }
    expect((await it.step(cookie, id, 'telling', telling)).status).toBe(400)
    expect((await it.step(cookie, id, 'telling', { ...telling, consentBy: 'youth' })).status).toBe(200)
    expect((await tell(3)).status).toBe(200)
    await it.step(cookie, id, 'who-wrote', { version: 4, senderIsYouth: 'yes', note: '' })
    expect((await tell(5)).status).toBe(200)
  })
})

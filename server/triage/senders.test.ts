import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

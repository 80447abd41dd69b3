import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const mother = { sender_role: 'parent', sender_name: 'Gitte Lassen', sender_phone: '+4537000302' }

test.each([
  ['the same number and name', {}, true],
  ['a shorter name', { sender_name: 'gitte' }, true],
  ['no name', { sender_name: '' }, true],
  ['as a colleague, later', { sender_role: 'colleague' }, true],
  ['another with the same telephone', { sender_name: 'Bo Lassen' }, false],
  ['another whose name begins alike', { sender_name: 'Gitt' }, false],
  ['a name that is a pattern', { sender_name: '%' }, false],
  ['the same name at another number', { sender_phone: '+4537000303' }, false],
  ['the same name without any', { sender_phone: null }, false],
  ['the same address', { sender_phone: null, sender_email: 'Gitte@post.example' }, true],
  ['the young person at home', { sender_role: 'youth' }, false],
  [
    'one who was not the young person',
    { sender_role: 'youth', sender_is_youth: 'no', sender_name: '' },
    true,
  ],
])('whoever writes again, %s', async (_how, over, isSame) => {
  const first = await it.enquiry({ ...mother, sender_email: 'gitte@post.example' })
  const second = await it.enquiry({ ...mother, ...over })
  const { rows } = await it.owner.query(
    `select door.is_same_writer(a, b) as there, door.is_same_writer(b, a) as back
     from referral a, referral b where a.id = $1 and b.id = $2`,
    [first, second],
  )
  expect(rows).toEqual([{ there: isSame, back: isSame }])
})

test('who wrote twice is called once, on the queue and on the page, and somebody else besides', async () => {
  const { cookie } = it.caseworker
  const [head, again] = [await it.enquiry(mother), await it.enquiry(mother)]
  const merging = { version: 1, into: head, intoVersion: 1, note: '' }
  expect((await it.step(cookie, again, 'merge', merging)).status).toBe(200)
  const isCalled = async () => {
    const { body } = await it.read(cookie, head)
    const clock = body.clocks.find(({ stage }: { stage: string | null }) => stage === 'contact')
    return clock.closedDay !== null
  }
  expect(await isCalled()).toBe(false)
  const { version } = (await it.read(cookie, head)).body
  const talk = { ...aTalk, kind: 'call', outcome: 'held', with: 'sender', sender: again }
  expect((await it.step(cookie, head, 'talks', { ...talk, version })).status).toBe(200)
  expect(await isCalled()).toBe(true)

  const teacher = await it.enquiry({ ...mother, sender_role: 'teacher', sender_name: 'Ole Brandt' })
  const intoVersion = (await it.read(cookie, head)).body.version
  expect((await it.step(cookie, teacher, 'merge', { ...merging, intoVersion })).status).toBe(200)
  expect(await isCalled()).toBe(false)
})

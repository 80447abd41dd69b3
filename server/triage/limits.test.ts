import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

/** A length with the limits among the likeliest. */
const around = (max: number) =>
  fc.oneof(fc.constantFrom(0, 1, max - 1, max, max + 1), fc.integer({ min: 0, max: max + 40 }))

const texts = [
  ['talks', 'note', 2000, false, aTalk],
  ['close', 'note', 2000, false, { reason: 'answered' }],
  ['release', 'note', 2000, false, {}],
  ['pass-on', 'note', 2000, true, { staffId: null, authority: 'Ørby' }],
  ['pass-on', 'authority', 200, true, { staffId: null, note: 'x' }],
  ['telling', 'note', 2000, false, { mayTell: 'receipt', consentBy: null }],
  ['who-wrote', 'note', 2000, false, { senderIsYouth: 'yes' }],
] as const

test.each(texts)(
  '%s takes a text in %s up to its limit, and names the field beyond it',
  async (step, field, max, needed, body) => {
    await fc.assert(
      fc.asyncProperty(around(max), fc.constantFrom('a', 'å', 'æ b'), async (length, sign) => {
        const id = await it.enquiry(step === 'who-wrote' ? { sender_role: 'youth' } : {})
        if (step === 'release') await it.step(it.caseworker.cookie, id, 'take', { version: 1 })
        const text = sign.repeat(length).slice(0, length).trim()
        const version = step === 'release' ? 2 : 1
        const answer = await it.step(it.caseworker.cookie, id, step, { ...body, version, [field]: text })
        const fits = text.length <= max && (!needed || text.length > 0)
        expect([text.length, answer.status]).toEqual([text.length, fits ? 200 : 400])
        if (!fits)
          expect(answer.body.error.fields.map((fault: { field: string }) => fault.field)).toContain(field)
      }),
      { numRuns: 12 },
    )
  },
)

const junk = fc.oneof(
  fc.constantFrom(null, '', 'x', -1, 0, 1.5, 1e300, true, [], {}, '2026-02-30', 'a\u0000b', '\ud800'),
  fc.string(),
  fc.integer(),
)
const steps = [
  ['take', { senderIsYouth: 'yes' }],
  ['who-wrote', { senderIsYouth: 'no', note: '' }],
  ['release', { note: '' }],
  ['talks', { ...aTalk, with: 'sender', sender: null, senderIsYouth: 'no' }],
  ['pass-on', { staffId: null, authority: 'Ørby', note: 'x' }],
  ['close', { reason: 'answered', note: '' }],
  ['reopen', { note: 'x' }],
  ['telling', { mayTell: 'receipt', consentBy: null, note: '' }],
  ['told', { note: '' }],
  ['merge', { into: 1, intoVersion: 1, note: '', senderIsYouth: 'yes' }],
  ['link', { youthId: 1, note: '', senderIsYouth: 'yes' }],
  ['undo', { note: 'x' }],
] as const

test.each(steps)('%s never fails of junk', async (step, body) => {
  const id = await it.enquiry({ sender_role: 'youth' })
  const names = [...Object.keys(body), 'version']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), junk, async (name, value) => {
      const answer = await it.step(it.caseworker.cookie, id, step, { version: 1, ...body, [name]: value })
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 40 },
  )
})

/** An enquiry with one talk, and the talk. */
async function talkedAbout(): Promise<{ id: number; eventId: number }> {
  const id = await it.enquiry()
  await it.step(it.caseworker.cookie, id, 'talks', { version: 1, ...aTalk })
  const { events } = (await it.read(it.caseworker.cookie, id)).body
  return { id, eventId: events.find(({ kind }: { kind: string }) => kind === 'attempted').eventId }
}

/** Takes a talk back, or writes it anew, with this body. */
function mend(how: 'back' | 'anew', id: number, eventId: unknown, body: object) {
  const url = `/api/referrals/${id}/talks/${encodeURIComponent(String(eventId))}`
  const { cookie } = it.caseworker
  return how === 'back' ? it.send(cookie, 'POST', `${url}/back`, body) : it.send(cookie, 'PUT', url, body)
}

test.each([
  ['back', 'reason', true, {}],
  ['anew', 'reason', true, aTalk],
  ['anew', 'note', false, { ...aTalk, reason: 'x' }],
] as const)('a talk taken %s takes a text in %s up to its limit', async (how, field, needed, body) => {
  await fc.assert(
    fc.asyncProperty(around(2000), async length => {
      const { id, eventId } = await talkedAbout()
      const answer = await mend(how, id, eventId, { version: 2, ...body, [field]: 'å'.repeat(length) })
      const fits = length <= 2000 && (!needed || length > 0)
      expect([length, answer.status]).toEqual([length, fits ? 200 : 400])
      if (!fits)
        expect(answer.body.error.fields.map((fault: { field: string }) => fault.field)).toContain(field)
    }),
    { numRuns: 12 },
  )
})

test.each([
  ['back', { reason: 'x' }],
  ['anew', { ...aTalk, with: 'sender', sender: null, reason: 'x' }],
] as const)('a talk taken %s never fails of junk', async (how, body) => {
  const { id, eventId } = await talkedAbout()
  const names = [...Object.keys(body), 'version', 'eventId']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), junk, async (name, value) => {
      const key = name === 'eventId' && typeof value !== 'string' ? JSON.stringify(value) : eventId
      const answer = await mend(how, id, key, { version: 2, ...body, [name]: value })
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: 40 },
  )
})

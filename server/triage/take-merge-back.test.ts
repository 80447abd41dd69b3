import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())

const mikkel = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }

describe('taking a merging back', () => {
  test('leaves it with whoever has done something with it, or had another that was merged into it', async () => {
    const { cookie } = it.caseworker
    const mine = await it.enquiry(mikkel)
    const theirs = await it.enquiry(mikkel)
    const both = await it.enquiry(mikkel)
    await it.step(cookie, mine, 'take', { version: 1 })
    await it.step(it.colleague.cookie, theirs, 'take', { version: 1 })
    await it.step(cookie, mine, 'merge', { version: 2, into: both, intoVersion: 1, note: '' })
    await it.step(cookie, theirs, 'merge', { version: 2, into: both, intoVersion: 2, note: '' })
    await it.step(cookie, mine, 'undo', { version: 3, note: 'Ikke den' })
    expect((await it.read(cookie, both)).body.handler.staffId).toBe(it.colleague.staffId)

    const other = await it.enquiry(mikkel)
    const { version } = (await it.read(cookie, mine)).body
    await it.step(cookie, mine, 'merge', { version, into: other, intoVersion: 1, note: '' })
    await it.step(cookie, other, 'talks', { version: 2, ...aTalk })
    await it.step(cookie, mine, 'undo', { version: version + 1, note: 'Heller ikke' })
    expect((await it.read(cookie, other)).body.handler.staffId).toBe(it.caseworker.staffId)
  })

  test('leaves it with whoever called somebody else whose enquiry was merged into it', async () => {
    const { cookie } = it.caseworker
    const [mine, mothers, both] = [
      await it.enquiry(mikkel),
      await it.enquiry(mikkel),
      await it.enquiry(mikkel),
    ]
    await it.step(cookie, mine, 'take', { version: 1 })
    await it.step(cookie, mine, 'merge', { version: 2, into: both, intoVersion: 1, note: '' })
    await it.step(cookie, mothers, 'merge', { version: 1, into: both, intoVersion: 2, note: '' })
    const called = { version: 3, ...aTalk, with: 'sender', sender: mothers, outcome: 'held' }
    expect((await it.step(cookie, both, 'talks', called)).status).toBe(200)
    await it.step(cookie, mine, 'undo', { version: 3, note: 'Ikke den' })
    expect((await it.read(cookie, both)).body.handler?.staffId).toBe(it.caseworker.staffId)
  })

  test('does not count what was done with another before that was merged into it', async () => {
    const { cookie } = it.caseworker
    const [mine, theirs, both] = [
      await it.enquiry(mikkel),
      await it.enquiry(mikkel),
      await it.enquiry(mikkel),
    ]
    await it.step(cookie, mine, 'take', { version: 1 })
    await it.step(cookie, mine, 'merge', { version: 2, into: both, intoVersion: 1, note: '' })
    await it.step(it.colleague.cookie, theirs, 'talks', { version: 1, ...aTalk })
    await it.step(cookie, theirs, 'merge', { version: 2, into: both, intoVersion: 2, note: '' })
    await it.step(cookie, mine, 'undo', { version: 3, note: 'Ikke den' })
    expect((await it.read(cookie, both)).body.handler.staffId).toBe(it.colleague.staffId)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffForTest } from './test-staff.ts'

let it: Awaited<ReturnType<typeof staffForTest>>
beforeAll(async () => {
  it = await staffForTest()
})
afterAll(() => it.end())

const write = async (reach: object) => {
  const added = await it.send(it.leader.cookie, 'POST', '/api/staff', {
    ...it.somebody(),
    from: '2026-11-21',
    roles: ['caseworker'],
    weeklyMinutes: null,
    ...reach,
  })
  return { ...added, staffId: added.body.staffId as number }
}
const read = async (staffId: number) =>
  (await it.send(it.leader.cookie, 'GET', `/api/staff/${staffId}`)).body as {
    languages: string[]
    postalCodes: string[]
    version: number
  }

test('languages and places are kept, each once and without Danish; what is not sent stays', async () => {
  const { staffId } = await write({
    languages: ['so', 'ar', 'ar', 'da'],
    postalCodes: ['6230', '6200', '6230'],
  })
  const { languages, postalCodes, version } = await read(staffId)
  expect([languages, postalCodes]).toEqual([
    ['ar', 'so'],
    ['6200', '6230'],
  ])
  const change = (over: object, from: number) =>
    it.send(it.leader.cookie, 'PUT', `/api/staff/${staffId}`, { ...it.somebody(), version: from, ...over })
  expect((await change({}, version)).status).toBe(200)
  expect((await read(staffId)).languages).toEqual(['ar', 'so'])
  expect((await change({ languages: [], postalCodes: ['6360'] }, version + 1)).status).toBe(200)
  const after = await read(staffId)
  expect([after.languages, after.postalCodes]).toEqual([[], ['6360']])
})

test('whatever is sent, it is kept or refused at its field', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom('ar', 'prs', 'DA', 'arab', ''), fc.string({ maxLength: 4 })), {
        maxLength: 4,
      }),
      fc.array(fc.oneof(fc.constantFrom('6200', '62', '62000', '6 00'), fc.string({ maxLength: 5 })), {
        maxLength: 4,
      }),
      async (languages, postalCodes) => {
        const { status, body } = await write({ languages, postalCodes })
        const isGood =
          languages.every(each => /^[a-z]{2,3}$/.test(each)) &&
          postalCodes.every(each => /^\d{4}$/.test(each))
        expect(status).toBe(isGood ? 200 : 400)
        if (!isGood)
          for (const { field } of body.error.fields) expect(field).toMatch(/^(languages|postalCodes)/)
      },
    ),
    { numRuns: 40 },
  )
})

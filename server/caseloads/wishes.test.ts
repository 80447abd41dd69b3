import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addWish, endWish, readWishes } from '#contract/wishes.ts'
import { proposalsForTest } from './test-proposals.ts'

let it: Awaited<ReturnType<typeof proposalsForTest>>
let youthId: number

beforeAll(async () => {
  it = await proposalsForTest()
  await it.owner.query(`insert into competence (code, name) values ('autisme', 'Autisme')`)
  youthId = await it.youth(it.first.staffId)
})
afterAll(() => it.end())

const wish = {
  whose: 'youth',
  kind: 'competence',
  staffId: null as number | null,
  competence: 'autisme',
  profession: '',
  from: '2026-11-23',
  lastDay: null as string | null,
}
const add = (over: object = {}, cookie = it.first.cookie) =>
  it.ask(cookie, addWish, { youthId, ...wish, ...over })
const fields = async (over: object) => (await add(over)).body.error.fields

describe('wishes', () => {
  test('are added, read by those who follow and by no other, ended once, and logged', async () => {
    const { status, body } = await add()
    expect(status).toBe(200)
    const { wishes } = await it.get(it.first.cookie, readWishes, { youthId })
    expect(wishes).toMatchObject([
      { whose: 'youth', competence: { code: 'autisme', name: 'Autisme' }, staff: null, lastDay: null },
    ])
    for (const useCase of [readWishes, addWish])
      expect((await it.ask(it.second.cookie, useCase, { youthId, ...wish })).status).toBe(404)
    const input = { wishId: body.wishId, version: 1, lastDay: '2026-11-30' }
    expect((await it.ask(it.second.cookie, endWish, input)).status).toBe(404)
    expect((await it.ask(it.first.cookie, endWish, { ...input, lastDay: '2026-11-22' })).status).toBe(400)
    expect((await it.ask(it.first.cookie, endWish, input)).body).toEqual({ version: 2 })
    expect((await it.ask(it.first.cookie, endWish, input)).status).toBe(409)
    const longer = { ...input, version: 2, lastDay: '2026-12-24' }
    expect((await it.ask(it.first.cookie, endWish, longer)).body.error.fields).toEqual([
      { field: 'lastDay', code: 'endsEarlier' },
    ])
    const log = await it.owner.query(
      `select action from change_log where youth_id = $1 and subject = 'caseworker_wish' order by id`,
      [youthId],
    )
    expect(log.rows.map(({ action }) => action)).toEqual(['wish.add', 'wish.end'])
  })

  test('say one thing that is there; a case calls for nobody in person', async () => {
    expect(await fields({ competence: '' })).toEqual([{ field: 'competence', code: 'required' }])
    expect(await fields({ competence: 'ukendt' })).toEqual([{ field: 'competence', code: 'invalid' }])
    expect(await fields({ kind: 'profession' })).toEqual([{ field: 'profession', code: 'required' }])
    expect(await fields({ kind: 'person' })).toEqual([{ field: 'staffId', code: 'required' }])
    expect(await fields({ kind: 'person', staffId: 999_999 })).toEqual([
      { field: 'staffId', code: 'invalid' },
    ])
    expect(await fields({ kind: 'person', staffId: it.second.staffId, whose: 'case' })).toEqual([
      { field: 'whose', code: 'invalid' },
    ])
    expect(await fields({ lastDay: '2026-11-22' })).toEqual([{ field: 'lastDay', code: 'periodOrder' }])
    expect((await add({ kind: 'person', staffId: it.second.staffId })).status).toBe(200)
    expect((await add({ kind: 'person', staffId: it.second.staffId })).body.error).toMatchObject({
      code: 'conflict',
      reason: 'caseworker_wish_no_overlap',
    })
  })

  test('whatever is written is kept as it was, or refused at the field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 120 }), async profession => {
        const whom = await it.youth(it.first.staffId)
        const { status, body } = await add({ kind: 'profession', profession, youthId: whom })
        if (status === 200) {
          const { wishes } = await it.get(it.first.cookie, readWishes, { youthId: whom })
          expect(wishes[0]?.profession).toBe(profession.trim())
        } else expect(body.error.fields).toMatchObject([{ field: 'profession' }])
      }),
      { numRuns: 40 },
    )
  })
})

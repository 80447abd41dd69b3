import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { datedWorld, part } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

const from = '2026-12-01'
const ruleOf = (activityKind: 'work' | 'internship') => {
  const content = {
    ...{ kind: 'duty', activityKind, weeklyMinutes: 1200, countsInPart: true },
    ...{ source: 'Byrådet', status: 'local' },
  }
  const replaces = { key: activityKind, begins: '2020-01-01', version: 1 }
  const change = (more: object) => ({ kind: 'duty', replaces, from, content, reason: '', ...more })
  return {
    ahead: { ...replaces, begins: from },
    change,
    send: async (more: object) =>
      expect(await world.post('/api/dated-rules', change(more))).toMatchObject({ status: 200 }),
    async periods(): Promise<string[]> {
      const { rows } = await world.owner.query<{ during: string }>(
        'select during::text from duty_rule where activity_kind = $1 order by during',
        [activityKind],
      )
      return rows.map(({ during }) => during)
    },
  }
}

test('what is taken back before its day lets the row run on that it was to replace', async () => {
  const { ahead, send, periods } = ruleOf('work')
  const before = await periods()
  await send({})
  expect(await periods()).toEqual(['[2020-01-01,2026-12-01)', '[2026-12-01,)'])
  await send({ replaces: ahead, content: null })
  expect(await periods()).toEqual(before)
})

test('what began by itself revives nothing that somebody had ended, in the preview neither', async () => {
  const { ahead, change, send, periods } = ruleOf('internship')
  await send({ content: null, reason: 'Ophævet ved lov nr. 1 § 2' })
  await send({ replaces: null })
  const back = change({ replaces: ahead, content: null })
  expect((await world.post('/api/dated-rules/preview', { ...back, ...part })).status).toBe(200)
  await send({ replaces: ahead, content: null })
  expect(await periods()).toEqual(['[2020-01-01,2026-12-01)'])
})

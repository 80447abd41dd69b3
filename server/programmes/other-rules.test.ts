import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readSetup } from '#contract/programmes.ts'
import { datedWorld } from './test-world.ts'

let world: Awaited<ReturnType<typeof datedWorld>>
beforeAll(async () => {
  world = await datedWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.end())

test('promises, rules of the duty, birthdays and orders stand beside the law, with source, status and period', async () => {
  await world.owner.query(`
    update entrance_promise set during = '[2014-01-01,2026-12-01)' where stage = 'contact';
    insert into entrance_promise (stage, interval_unit, interval_length, during, status, source)
      values ('contact', 'workingDays', 1, '[2026-12-01,)', 'local', 'Byrådet')`)
  const { status, body } = await world.send(world.leader.cookie, 'GET', '/api/setup')
  expect(status).toBe(200)
  const { others } = readSetup.output.parse(body)
  const [now, ahead, ...rest] = others.entrancePromises
  expect(now).toMatchObject({ stage: 'contact', unit: 'workingDays', length: 2, status: 'unverified' })
  expect(String(now?.during.lastDay)).toBe('2026-11-30')
  expect(ahead).toMatchObject({ stage: 'contact', length: 1, status: 'local', source: 'Byrådet' })
  expect(rest.map(({ stage }) => stage)).toEqual(['meeting', 'team'])
  expect(others.retention).toMatchObject([{ months: 6, status: 'unverified' }])
  expect(others.dutyRules.find(({ activityKind }) => activityKind === 'work')).toMatchObject({
    weeklyMinutes: 1080,
    countsInPart: true,
    status: 'unverified',
  })
  const ages = others.ageChanges.map(({ age }) => age)
  expect(ages).toEqual(ages.toSorted((a, b) => a - b))
  expect(ages).toContain(18)
  // A group that is not set up here is called by its key.
  expect(others.orderRules).toMatchObject([
    {
      groupNames: ['clearlyReady', 'Uddannelsesparat'],
      ageFrom: 18,
      ageTo: 29,
      status: 'unverified',
    },
  ])
  for (const row of Object.values(others).flat()) expect(row.source).not.toBe('')
})

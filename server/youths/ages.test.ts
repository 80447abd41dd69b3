import { afterAll, beforeAll, expect, test } from 'vitest'
import { readYouthAges } from '#contract/youths-person.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>
beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
})
afterAll(() => world.end())

test('the person’s page is told of the birthday within a year, and that is written down', async () => {
  const { staffId } = world.caseworker
  // The house's clock says 21 November 2026.
  const youthId = await world.add({ birthDate: '1997-11-21', staffId, targetGroup: 'ready' })
  const { turns } = await world.get(world.caseworker.cookie, readYouthAges, { youthId })
  expect(turns).toMatchObject([
    { age: 30, byItself: [{ what: 'assessment', name: 'Aktivitetsparat' }], isLate: false },
  ])
  expect(turns[0]?.day.toString()).toBe('2027-11-21')
  expect(await world.readings(youthId)).toEqual([{ staff_id: staffId, action: 'youth.ages' }])
  const later = await world.add({ birthDate: '1997-11-22', staffId })
  expect((await world.get(world.caseworker.cookie, readYouthAges, { youthId: later })).turns).toEqual([])
})

test('who is out of sight is not found', async () => {
  const youthId = await world.add({ birthDate: '1997-11-21', staffId: world.caseworker.staffId })
  expect((await world.ask(world.colleague.cookie, readYouthAges, { youthId })).status).toBe(404)
  expect((await world.ask(world.administrator.cookie, readYouthAges, { youthId })).status).toBe(403)
  expect((await world.ask(world.leader.cookie, readYouthAges, { youthId: 999_999 })).status).toBe(404)
})

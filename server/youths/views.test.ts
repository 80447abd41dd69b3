import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeView, createView, deleteView, listViews } from '#contract/youths.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>

beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
})
afterAll(() => world.end())

const definition = { filter: { scope: 'mine', overdue: true }, sort: 'nextDue', columns: ['age', 'phone'] }

test('a view is saved, renamed and deleted, and every change is in the change log', async () => {
  const { cookie, staffId } = world.caseworker
  const { viewId } = await world.get(cookie, createView, { name: 'Ring i dag', definition })
  const { views } = await world.get(cookie, listViews)
  expect(views).toMatchObject([
    { viewId, name: 'Ring i dag', definition: { filter: { scope: 'mine', overdue: true }, sort: 'nextDue' } },
  ])
  await world.get(cookie, changeView, { viewId, name: 'Ring nu', definition: { ...definition, sort: 'age' } })
  expect((await world.get(cookie, listViews)).views).toMatchObject([
    { name: 'Ring nu', definition: { sort: 'age' } },
  ])
  await world.get(cookie, deleteView, { viewId })
  expect((await world.get(cookie, listViews)).views).toEqual([])
  const { rows } = await world.owner.query(
    `select staff_id::int, action from change_log where subject = 'saved_view' order by id`,
  )
  expect(rows).toEqual(
    ['youthView.create', 'youthView.change', 'youthView.delete'].map(action => ({
      staff_id: staffId,
      action,
    })),
  )
})

test('a view is private: a colleague neither sees nor changes nor deletes it, a leader neither', async () => {
  const { viewId } = await world.get(world.caseworker.cookie, createView, { name: 'Min', definition })
  for (const { cookie } of [world.colleague, world.leader]) {
    expect((await world.get(cookie, listViews)).views).toEqual([])
    expect((await world.ask(cookie, changeView, { viewId, name: 'Din', definition })).status).toBe(404)
    expect((await world.ask(cookie, deleteView, { viewId })).status).toBe(404)
  }
  expect((await world.get(world.caseworker.cookie, listViews)).views).toMatchObject([{ name: 'Min' }])
})

test('two views of one name are refused with the reason', async () => {
  const { cookie } = world.colleague
  await world.get(cookie, createView, { name: 'Ens', definition })
  const second = await world.ask(cookie, createView, { name: 'Ens', definition })
  expect(second.status).toBe(409)
  expect(second.text).toContain('saved_view_name_unique')
})

test('there is an end to how many views somebody can have', async () => {
  const { cookie } = world.leader
  for (let number = 1; number <= 50; number++)
    await world.get(cookie, createView, { name: `Visning ${number}`, definition })
  const more = await world.ask(cookie, createView, { name: 'En til', definition })
  expect(more.status).toBe(422)
  expect(more.text).toContain('tooManyViews')
})

test('a filter that there is not is refused, and an administrator has no views', async () => {
  const wrong = { filter: { scope: 'theirs' }, columns: [] }
  expect(
    (await world.ask(world.caseworker.cookie, createView, { name: 'Gal', definition: wrong })).status,
  ).toBe(400)
  expect((await world.ask(world.administrator.cookie, listViews)).status).toBe(403)
})

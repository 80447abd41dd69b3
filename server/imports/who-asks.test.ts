import { afterAll, expect, it } from 'vitest'
import { logInForTest } from '#server/door/test-session.ts'
import { importsForTest } from './test-imports.ts'

const world = await importsForTest()
afterAll(world.end)
const { ask, rows, run, stateOf, today, upload } = world

const leader = await logInForTest(world.house.pool, { roles: ['leader'], givenName: 'Lene' })
const both = await logInForTest(world.house.pool, {
  roles: ['administrator', 'caseworker'],
  givenName: 'Asger',
})
await logInForTest(world.house.pool, { roles: ['caseworker'], givenName: 'Sofie' })
await logInForTest(world.house.pool, { roles: ['mentor'], givenName: 'Malte' })

const heading = 'Navn;CPR;Telefon;Socialrådgiver'
const ida = (phone: string, caseworker: string) => `Ida Jensen;010207-4000;${phone};${caseworker}`
const faults = (of: Awaited<ReturnType<typeof rows>>) =>
  of.map(({ verdict, faults: found }) => [verdict, ...found.map(({ code }) => code)])
const caseworkers = () =>
  ask(`select y.given_name, s.given_name from assignment a join youth y on y.id = a.youth_id
    join staff s on s.id = a.staff_id where a.withdrawn_at is null order by y.id, a.id`)

await run(await upload(leader.cookie, [heading, ida('37200001', 'Sofie Prøve')]))

it('an administrator takes nobody over by a list, and gives nobody away', async () => {
  const lines = [
    heading,
    ida('37200002', 'Asger Prøve'),
    'Bo Lund;020207-4001;;Asger Prøve',
    'Ea Dam;030207-4002;;Sofie Prøve',
  ]
  const view = await upload(both.cookie, lines)
  const expected = [['refused', 'caseworkerByLeader'], ['refused', 'caseworkerSelf'], ['created']]
  expect(faults(await rows(both.cookie, view))).toEqual(expected)
  await run(view)
  expect(await stateOf(view)).toMatchObject({ state: 'done', counts: { created: 1, refused: 2 } })
  expect(await caseworkers()).toEqual([
    ['Ida', 'Sofie'],
    ['Ea', 'Sofie'],
  ])
  expect(await ask(`select phone from youth where given_name = 'Ida'`)).toEqual([['+4537200001']])
})

it('an administrator may bring in again what is so already, and change what is no relation', async () => {
  const view = await upload(both.cookie, [heading, ida('37200003', 'Sofie Prøve')])
  expect(faults(await rows(both.cookie, view))).toEqual([['changed']])
})

it('only who is a caseworker today becomes somebody’s caseworker', async () => {
  const lines = [
    heading,
    ida('', 'Malte Prøve'),
    'Liv Holt;040207-4003;;Malte',
    'Kaj Ry;050207-4004;;Lene Prøve',
  ]
  const view = await upload(leader.cookie, lines)
  expect(view.newStaff).toEqual([])
  expect(faults(await rows(leader.cookie, view))).toEqual([
    ['refused', 'caseworkerWithoutRole'],
    ['refused', 'caseworkerWithoutRole'],
    ['refused', 'caseworkerWithoutRole'],
  ])
})

it('a list is judged by the roles of the day on which it is brought in', async () => {
  const asked = await logInForTest(world.house.pool, {
    roles: ['leader', 'administrator', 'caseworker'],
    givenName: 'Rikke',
  })
  const view = await upload(asked.cookie, [heading, ida('37200004', 'Rikke Prøve')])
  expect(faults(await rows(asked.cookie, view))).toEqual([['changed']])
  const end = (role: string) =>
    ask(
      `update staff_role set during = daterange(lower(during), $1::date) where staff_id = $2 and role = $3`,
      [today.toString(), asked.staffId, role],
    )
  await end('leader')
  await run(view)
  expect(await stateOf(view)).toMatchObject({ state: 'done', counts: { changed: 0, refused: 1 } })
  const before = await caseworkers()
  expect(before).toContainEqual(['Ida', 'Sofie'])

  const later = await upload(asked.cookie, [heading, 'Per Bro;060207-4005;;Sofie Prøve'])
  expect(later.counts).toMatchObject({ created: 1 })
  await end('administrator')
  await run(later)
  expect(await stateOf(later)).toMatchObject({ state: 'failed' })
  expect(await caseworkers()).toEqual(before)
})

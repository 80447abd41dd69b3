import { afterAll, expect, it } from 'vitest'
import { logInForTest } from '#server/door/test-session.ts'
import { importsForTest } from './test-imports.ts'

const world = await importsForTest()
afterAll(world.end)
const { ask, rows, run, upload } = world

const leader = await logInForTest(world.house.pool, { roles: ['leader'], givenName: 'Lene' })
await logInForTest(world.house.pool, { roles: ['caseworker'], givenName: 'Sofie' })
await logInForTest(world.house.pool, { roles: ['caseworker'], givenName: 'Asger' })

const heading = 'Navn;CPR;Telefon;Socialrådgiver'
const ida = (phone: string, caseworker: string) => `Ida Jensen;010207-4000;${phone};${caseworker}`

it('a list gives nobody to somebody from whom a bar keeps them, and changes the rest of who has them already', async () => {
  await run(await upload(leader.cookie, [heading, ida('37200001', 'Sofie Prøve')]))
  await ask(`insert into bar (youth_id, staff_id, reason, note, during)
    select y.id, s.id, 'youthWish', 'Vil ikke', '[2026-01-01,)' from youth y, staff s where s.given_name in ('Asger', 'Sofie')`)
  const view = await upload(leader.cookie, [heading, ida('37200002', 'Asger Prøve')])
  const [row] = await rows(leader.cookie, view)
  expect([row?.verdict, ...(row?.faults ?? []).map(({ code }) => code)]).toEqual([
    'refused',
    'caseworkerBarred',
  ])
  expect(JSON.stringify(row)).not.toContain('Vil ikke')
  // Whoever has the young person stays their caseworker until a leader changes it.
  const same = await upload(leader.cookie, [heading, ida('37200003', 'Sofie Prøve')])
  expect((await rows(leader.cookie, same)).map(({ verdict }) => verdict)).toEqual(['changed'])
  await run(same)
  await ask(`update bar set during = '[2026-01-01,2026-02-01)'`)
  const free = await upload(leader.cookie, [heading, ida('37200003', 'Asger Prøve')])
  expect((await rows(leader.cookie, free)).map(({ verdict }) => verdict)).toEqual(['changed'])
})

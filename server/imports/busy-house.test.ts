import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { contactRoutes } from '#server/contacts/routes.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { importsForTest } from './test-imports.ts'

// Four connections for requests and the import together.
const world = await importsForTest()
afterAll(world.end)
const { ask, house, run, send, stateOf, today, upload } = world
contactRoutes(house)

const rows = 1500
const two = (value: number) => String(value).padStart(2, '0')

function list(lastCall: Temporal.PlainDate): string[] {
  const lines = Array.from({ length: rows }, (_, index) => {
    const born = Temporal.PlainDate.from('2000-01-01').add({ days: index })
    const cpr = `${two(born.day)}${two(born.month)}${two(born.year % 100)}-4000`
    return `Per Hansen;${cpr};Sofie Prøve;${lastCall}`
  })
  return ['Navn;CPR;Socialrådgiver;Sidste opkald', ...lines]
}

it('an import and many registrations for the same people wait for each other and all end', async () => {
  const leader = await logInForTest(house.pool, { roles: ['leader'], givenName: 'Lene' })
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'] })

  const first = await upload(leader.cookie, list(today.subtract({ days: 20 })))
  await run(first)
  expect(await stateOf(first)).toMatchObject({ state: 'done', counts: { created: rows, refused: 0 } })

  const second = await upload(leader.cookie, list(today.subtract({ days: 10 })))
  expect(second.counts).toMatchObject({ changed: rows })
  const youths = await ask('select id::int from youth order by id limit 12')
  const running = run(second)
  // From here on cases are locked: the deadlines of the first five hundred are derived.
  while ((await stateOf(second)).done < rows / 2 + 250) await new Promise(setImmediate)
  const registered = await Promise.all(
    youths.map(([id]) =>
      send(caseworker.cookie, 'POST', `/api/youths/${id}/contacts`, {
        clientKey: randomUUID(),
        kind: 'call',
        outcome: 'held',
        place: '',
        startsAt: Temporal.Now.instant().toString(),
        minutes: 5,
        subjectArea: null,
        note: '',
        appointmentId: null,
        next: null,
      }),
    ),
  )
  await running
  expect(registered.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200))
  expect(await stateOf(second)).toMatchObject({ state: 'done', counts: { changed: rows } })
})

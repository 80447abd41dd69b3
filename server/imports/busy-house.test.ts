import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { lockNewestCase } from '#server/records/youth-case.ts'
import { importsForTest } from './test-imports.ts'

// Four connections for requests and the import together.
const world = await importsForTest()
afterAll(world.end)
const { ask, entry, hold, house, run, stateOf, today, upload } = world

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

/** Until so many wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const [[waiting] = []] = await ask(
      `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting === count) return
    await sleep(10)
  }
}

it('an import and many who wait for people of it all come to an end', async () => {
  const leader = await logInForTest(house.pool, { roles: ['leader'], givenName: 'Lene' })
  await logInForTest(house.pool, { roles: ['caseworker'] })
  const first = await upload(leader.cookie, list(today.subtract({ days: 20 })))
  await run(first)
  expect(await stateOf(first)).toMatchObject({ state: 'done', counts: { created: rows, refused: 0 } })

  const second = await upload(leader.cookie, list(today.subtract({ days: 10 })))
  expect(second.counts).toMatchObject({ changed: rows })
  // The import stops in the middle: it has locked the first people, and waits for the last.
  const letGo = await hold('select from youth_case order by youth_id desc limit 1 for update')
  const running = run(second)
  await untilWaiting(1)
  const people = (await ask('select id::int from youth order by id limit 12')).map(([id]) => Number(id))
  const registering = Promise.all(
    people.map(id => inTransaction(house.pool, entry, db => lockNewestCase(db, id))),
  )
  // The import and the three who have the other connections; the rest wait for a connection.
  await untilWaiting(4)
  await letGo()
  await running
  expect(await registering).toEqual(people.map(() => expect.objectContaining({ to: null })))
  expect(await stateOf(second)).toMatchObject({ state: 'done', counts: { changed: rows } })
})

import { randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import type { ImportView } from '#contract/imports.ts'
import { contactRoutes } from '#server/contacts/routes.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { applyTemplate } from '#server/programmes/apply-template.ts'
import { importRoutes } from './routes.ts'
import { runImport } from './run-import.ts'
import { StagedImports } from './staged.ts'

const key = Buffer.alloc(32, 5)
const database = await freshDatabase()
// Four connections for requests and the import together.
const house = await houseForTest(database.url)
importRoutes(house, key)
contactRoutes(house)
afterAll(async () => {
  await house.close()
  await database.drop()
})

const today = Temporal.Now.plainDateISO('Europe/Copenhagen')
const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const
const rows = 1500
const two = (value: number) => String(value).padStart(2, '0')

function list(lastCall: string): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const born = Temporal.PlainDate.from('2000-01-01').add({ days: index })
    const cpr = `${two(born.day)}${two(born.month)}${two(born.year % 100)}-4000`
    return `Per Hansen;${cpr};Sofie Prøve;${lastCall}`
  })
  return ['Navn;CPR;Socialrådgiver;Sidste opkald', ...lines].join('\n')
}

async function send<Body>(cookie: string, path: string, payload: object) {
  const answer = await house.app.inject({ method: 'POST', url: path, headers: { cookie }, payload })
  return { status: answer.statusCode, body: answer.json() as Body }
}

it('an import and many registrations for the same people wait for each other and all end', async () => {
  await inTransaction(house.pool, entry, async db => {
    await applyTemplate(db, { template: 'horsens', name: 'Prøve', isDemo: false, isTrial: false, today })
  })
  const leader = await logInForTest(house.pool, { roles: ['leader'], givenName: 'Lene' })
  const caseworker = await logInForTest(house.pool, { roles: ['caseworker'] })
  const staged = new StagedImports(key)
  const upload = async (lastCall: Temporal.PlainDate) => {
    const { body: view } = await send<ImportView>(leader.cookie, '/api/imports', {
      fileName: 'unge.csv',
      content: Buffer.from(list(lastCall.toString())).toString('base64'),
    })
    await inTransaction(house.pool, entry, db => staged.setState(db, view.importId, 'queued'))
    return view
  }
  const stateOf = ({ importId }: ImportView) =>
    inTransaction(house.pool, entry, db => staged.get(db, importId))

  const first = await upload(today.subtract({ days: 20 }))
  await runImport(house, staged, first.importId)
  expect(await stateOf(first)).toMatchObject({ state: 'done', counts: { created: rows, refused: 0 } })

  const second = await upload(today.subtract({ days: 10 }))
  expect(second.counts).toMatchObject({ changed: rows })
  const youths = await inTransaction(house.pool, entry, db =>
    db.selectFrom('youth').select('id').orderBy('id').limit(12).execute(),
  )
  const running = runImport(house, staged, second.importId)
  // From here on cases are locked: the deadlines of the first five hundred are derived.
  while ((await stateOf(second)).done < rows / 2 + 250) await new Promise(setImmediate)
  const registered = await Promise.all(
    youths.map(({ id }) =>
      send(caseworker.cookie, `/api/youths/${id}/contacts`, {
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

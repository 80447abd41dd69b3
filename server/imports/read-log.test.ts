import { afterAll, expect, it } from 'vitest'
import { logInForTest } from '#server/door/test-session.ts'
import { importsForTest } from './test-imports.ts'

const world = await importsForTest()
afterAll(world.end)
const { ask, rows, run, send, upload } = world

const leader = await logInForTest(world.house.pool, { roles: ['leader'] })
const administrator = await logInForTest(world.house.pool, { roles: ['administrator'] })

await run(
  await upload(leader.cookie, [
    'Navn;Fødselsdato;CPR',
    'Ida Jensen;;010207-4000',
    'Bo Lund;;020207-4001',
    'Kristian Dam;3-3-2007;',
  ]),
)

/** What was logged for the administrator since the last look: the action, and how many people. */
async function logged(): Promise<unknown[]> {
  const found = await ask(
    `select action, youth_ids::int[] from read_log where staff_id = $1 and id > $2 order by id`,
    [administrator.staffId, seen],
  )
  const [[newest] = []] = await ask('select max(id)::int from read_log')
  seen = Number(newest)
  return found
}
let seen = 0

it('whoever learns from a list who is known here is in the read log, whatever the answer was', async () => {
  // Known with this name; known with another; nearly this name; not known.
  const lines = [
    'Navn;Fødselsdato;CPR;Mystik',
    'Ida Jensen;;010207-4000;x',
    'Anders Bech;;020207-4001;x',
    'Christian Dam;3-3-2007;;x',
    'Una Ny;;040207-4003;x',
  ]
  const view = await upload(administrator.cookie, lines)
  expect(view.counts).toEqual({ created: 1, changed: 0, unchanged: 1, refused: 2 })
  expect(await logged()).toEqual([['imports.preview', [1, 2, 3]]])

  const mapped = await send(administrator.cookie, 'PUT', `/api/imports/${view.importId}/columns`, {
    version: view.version,
    fields: ['name', 'birthDate', 'cpr', null],
  })
  expect(mapped.status).toBe(200)
  expect(await logged()).toEqual([['imports.preview', [1, 2, 3]]])

  const refused = (await rows(administrator.cookie, view)).filter(({ verdict }) => verdict === 'refused')
  expect(refused.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
    ['identityOtherName'],
    ['identityNear'],
  ])
  expect(await logged()).toEqual([['imports.rows', [1, 2, 3]]])

  await send(administrator.cookie, 'GET', `/api/imports/${view.importId}/refused`)
  expect(await logged()).toEqual([['imports.refused', [2, 3]]])

  await run(view)
  expect(await logged()).toEqual([['imports.result', [1, 2, 3, 4]]])
})

it('a list that names nobody who is here leaves no reading', async () => {
  await upload(administrator.cookie, ['Navn;CPR', 'Eva Ny;050207-4004'])
  expect(await logged()).toEqual([])
})

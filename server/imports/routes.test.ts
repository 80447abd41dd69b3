import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportRow, ImportView } from '#contract/imports.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { type Medgang, startMedgang } from '#server/main.ts'
import { readFile } from './read-file.ts'

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const database = await freshDatabase()
const home = await mkdtemp(join(tmpdir(), 'medgang-imports-'))
const pool = createPool({ url: database.url, role: null, max: 4, onError: () => undefined })
const lines: string[] = []
let app: Medgang
let leader: string
let administrator: string

beforeAll(async () => {
  app = await start()
  leader = (await logInForTest(pool, { roles: ['leader'], at: now })).cookie
  administrator = (await logInForTest(pool, { roles: ['administrator'], at: now })).cookie
})
afterAll(async () => {
  await app.close()
  await pool.end()
  await database.drop()
  await rm(home, { recursive: true })
})

function start() {
  return startMedgang({
    databaseUrl: database.url,
    port: 0,
    host: '127.0.0.1',
    home,
    log: pino({ level: 'trace' }, { write: line => void lines.push(line) }),
    demo: false,
    now: () => now,
  })
}

async function send<Body>(
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${app.address}${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Body }
}

function upload(cookie: string, text: string | Buffer, fileName = 'unge.csv') {
  return send<ImportView>(cookie, 'POST', '/api/imports', {
    fileName,
    content: Buffer.from(text).toString('base64'),
  })
}

async function bringIn(cookie: string, view: ImportView): Promise<ImportView> {
  const { status } = await send(cookie, 'POST', `/api/imports/${view.importId}/confirm`, {
    version: view.version,
  })
  expect(status).toBe(200)
  for (;;) {
    const { body } = await send<ImportView>(cookie, 'GET', `/api/imports/${view.importId}`)
    if (body.state === 'done' || body.state === 'failed') return body
    await sleep(50)
  }
}

async function rowsOf(cookie: string, view: ImportView, query = ''): Promise<ImportRow[]> {
  const { body } = await send<{ rows: ImportRow[] }>(
    cookie,
    'GET',
    `/api/imports/${view.importId}/rows${query}`,
  )
  return body.rows
}

async function refusedOf(view: ImportView) {
  const { body } = await send<{ content: string }>(leader, 'GET', `/api/imports/${view.importId}/refused`)
  const bytes = Buffer.from(body.content, 'base64')
  const [sheet] = await readFile(bytes)
  return { bytes, rows: sheet?.rows ?? [] }
}

describe('a case list over HTTP', () => {
  const list = [
    'Navn;CPR-nr.;Tlf;Målgruppe;Sagsbehandler;Sidste møde;Kommentar',
    'Ida Jensen;010105-4000;37202233;AP;Mette Holm;5/11 2026;rolig',
    'Bo Lund;020205-4001;12;Parat;Mette Holm;;',
    'Ea Dam;30305-4002;;;;;',
  ].join('\r\n')

  it('is looked through, brought in by a job, and its refused rows are mended and brought in again', async () => {
    const { body: view } = await upload(leader, list)
    expect(view).toMatchObject({
      state: 'staged',
      headerRow: 1,
      counts: { created: 2, changed: 0, unchanged: 0, refused: 1 },
      newStaff: ['Mette Holm'],
      contacts: 1,
    })
    expect(view.columns.map(({ field }) => field)).toEqual([
      'name',
      'cpr',
      'phone',
      'targetGroup',
      'caseworker',
      'lastMeeting',
      null,
    ])
    expect(view.columns[1]?.samples).toEqual(['010105-xxxx', '020205-xxxx', '030305-xxxx'])
    expect((await pool.query('select from youth')).rowCount).toBe(0)
    expect((await rowsOf(leader, view, '?verdict=refused'))[0]).toMatchObject({
      row: 3,
      name: 'Bo Lund',
      faults: [
        { column: 'Tlf', code: 'phoneInvalid' },
        { column: 'Målgruppe', code: 'targetGroupUnknown', params: { value: 'Parat' } },
      ],
    })

    const done = await bringIn(leader, view)
    expect(done).toMatchObject({ state: 'done', counts: { created: 2, refused: 1 }, done: 3, total: 3 })
    const { rows: youths } = await pool.query(
      'select given_name, created_by is not null as authored from youth order by id',
    )
    expect(youths).toEqual([
      { given_name: 'Ida', authored: true },
      { given_name: 'Ea', authored: true },
    ])
    const { rows: left } = await pool.query('select length(sheet_sealed) < 1000 as small from case_import')
    expect(left).toEqual([{ small: true }])

    // What is left of the list is what still has to be mended.
    expect((await rowsOf(leader, done)).map(({ name }) => name)).toEqual(['Bo Lund'])
    expect(done.columns.flatMap(({ samples }) => samples)).toEqual([])
    expect(done.columns.map(({ header }) => header)).toContain('Kommentar')

    const refused = await refusedOf(done)
    expect(refused.rows[0]).toEqual([
      'Navn',
      'CPR-nr.',
      'Tlf',
      'Målgruppe',
      'Sagsbehandler',
      'Sidste møde',
      'Kommentar',
      'Hvorfor',
    ])
    expect(refused.rows).toHaveLength(2)
    expect(refused.rows[1]?.slice(0, 4)).toEqual(['Bo Lund', '020205-4001', '12', 'Parat'])
    expect(refused.rows[1]?.[7]).toMatch(
      /^Tlf: Telefonnummeret skal have 8 cifre.*Målgruppe: Målgruppen "Parat" findes ikke\./,
    )

    const again = await upload(leader, refused.bytes, 'afviste.xlsx')
    expect(again.body.columns.at(-1)).toMatchObject({ header: 'Hvorfor', field: null })
    expect(again.body.counts?.refused).toBe(1)
    expect((await refusedOf(again.body)).rows[0]?.filter(heading => heading === 'Hvorfor')).toHaveLength(1)

    const same = await upload(leader, list)
    expect(same.body.counts).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 1 })
  })

  it('lets the columns be changed, and tells what is missing', async () => {
    const { body: view } = await upload(leader, 'Hvem;Hvornår\nÅse Ærø;1-1-2004\n')
    expect(view).toMatchObject({ missing: 'name', counts: null })
    const confirmed = await send(leader, 'POST', `/api/imports/${view.importId}/confirm`, {
      version: view.version,
    })
    expect(confirmed.status).toBe(422)
    const mapped = await send<ImportView>(leader, 'PUT', `/api/imports/${view.importId}/columns`, {
      version: view.version,
      fields: ['name', 'birthDate'],
    })
    expect(mapped.body).toMatchObject({ missing: null, counts: { created: 1 } })
    const stale = await send(leader, 'PUT', `/api/imports/${view.importId}/columns`, {
      version: view.version,
      fields: ['name', 'cpr'],
    })
    expect(stale.status).toBe(409)
    const twice = await send(leader, 'PUT', `/api/imports/${view.importId}/columns`, {
      version: mapped.body.version,
      fields: ['name', 'name'],
    })
    expect(twice.status).toBe(400)
  })

  it('shows an administrator what the list says, and not what the register holds', async () => {
    const { body: view } = await upload(administrator, 'Navn;CPR;Telefon\nIda Jensen;010105-4000;37305566\n')
    expect(view.counts).toEqual({ created: 0, changed: 1, unchanged: 0, refused: 0 })
    expect((await rowsOf(administrator, view))[0]?.changes).toEqual([
      { field: 'phone', before: null, after: '+4537305566', masked: false },
    ])
    const own = await upload(leader, 'Navn;CPR;Telefon\nIda Jensen;010105-4000;37305566\n')
    expect((await rowsOf(leader, own.body))[0]?.changes).toEqual([
      { field: 'phone', before: '+4537202233', after: '+4537305566', masked: false },
    ])
    expect((await send(administrator, 'GET', `/api/imports/${own.body.importId}`)).status).toBe(404)
    const { rows } = await pool.query(
      `select cardinality(youth_ids) as shown from read_log where action = 'imports.rows' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ shown: 1 }])
  })

  it('tells of a protected address only that it changes', async () => {
    const { body: view } = await upload(
      leader,
      'Navn;CPR;Adresse;Beskyttet\nIda Jensen;010105-4000;Hemmelig Vej 1;ja\n',
    )
    const [row] = await rowsOf(leader, view)
    expect(row?.changes).toContainEqual({ field: 'address', before: null, after: '', masked: true })
    expect(JSON.stringify(row)).not.toContain('Hemmelig Vej')
  })

  it('is for leaders and administrators', async () => {
    const { cookie } = await logInForTest(pool, { roles: ['caseworker'], at: now })
    expect((await upload(cookie, list)).status).toBe(403)
  })

  it('says what is wrong with a file', async () => {
    const answer = await send<{ error: unknown }>(leader, 'POST', '/api/imports', {
      fileName: 'gammel.xls',
      content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(100)]).toString(
        'base64',
      ),
    })
    expect(answer.status).toBe(415)
    expect(answer.body.error).toMatchObject({ code: 'unsupported', reason: 'xls' })
  })

  it('is brought in after a start where a crash left it half-way', async () => {
    const { body: view } = await upload(leader, 'Navn;CPR\nUna Holt;040405-4003\n')
    // What a process leaves that is killed while it runs: the mark, and no job that anybody works on.
    await pool.query(`update case_import set state = 'running' where id = $1`, [view.importId])
    await app.close()
    app = await start()
    for (let waited = 0; waited < 200; waited += 1) {
      const { rows } = await pool.query('select state from case_import where id = $1', [view.importId])
      if (rows[0]?.state === 'done') break
      await sleep(50)
    }
    expect((await pool.query(`select from youth where family_name = 'Holt'`)).rowCount).toBe(1)
  })

  it('leaves no names, numbers or CPR numbers in the log', async () => {
    const log = lines.join('')
    expect(log).toContain('/api/imports')
    for (const word of ['Ida', 'Jensen', '0101054000', '010105-4000', '37202233', 'Bo Lund'])
      expect(log).not.toContain(word)
  })

  it('is thrown away', async () => {
    const { body: view } = await upload(leader, list)
    expect((await send(leader, 'DELETE', `/api/imports/${view.importId}`)).status).toBe(200)
    expect((await send(leader, 'GET', `/api/imports/${view.importId}`)).status).toBe(404)
  })
})

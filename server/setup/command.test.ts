import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '#server/database/test-database.ts'

/* The commands as a person at the terminal gives them: what they print, and with which code they end. */

const root = resolve(import.meta.dirname, '../..')
let database: Awaited<ReturnType<typeof freshDatabase>>
let folder: string

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'medgang-setup-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

function medgang(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, MEDGANG_HOME: folder, LC_ALL: 'da_DK.UTF-8' }
  return new Promise(done => {
    execFile(process.execPath, ['cli/medgang.ts', ...args], { cwd: root, env }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}
const lastLine = (text: string): unknown => JSON.parse(text.trim().split('\n').at(-1) ?? '')

test('an installation begins with a template, once', async () => {
  expect((await medgang('init', '--template', 'aarhus')).code).toBe(1)
  expect((await medgang('init')).code).toBe(1)
  const nameless = await medgang('init', '--template', 'horsens', '--name', ' ')
  expect(nameless).toMatchObject({ code: 1, err: 'Kommunens navn skal fylde mellem 1 og 100 tegn.\n' })
  const begun = await medgang('init', '--template', 'broenderslev', '--name', 'Prøveby Kommune')
  expect(begun).toMatchObject({ code: 0, err: '' })
  expect(begun.out).toContain('Prøveby Kommune er begyndt med modellen fra Brønderslev.')
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query('select name, template, setup_chosen from municipality')
  await client.end()
  expect(rows).toEqual([{ name: 'Prøveby Kommune', template: 'broenderslev', setup_chosen: true }])
  const again = await medgang('init', '--template', 'horsens')
  expect(again.code).toBe(1)
  expect(again.err).toContain('Databasen er sat op i forvejen. Intet er ændret.')
})

test('the set-up goes out to a file and in again', async () => {
  const path = join(folder, 'opsaetning.json')
  expect(await medgang('setup', 'export', path)).toMatchObject({ code: 0, err: '' })
  const content = await readFile(path, 'utf8')
  expect(await medgang('setup', 'export')).toEqual({ code: 0, out: content, err: '' })
  const same = await medgang('setup', 'import', path)
  expect(same.code).toBe(0)
  expect(lastLine(same.out)).toMatchObject({ added: [], changed: [], ended: [], conflicts: [], youths: 0 })

  const file = JSON.parse(content)
  file.competences.push({ key: 'tegnsprog', name: 'Tegnsprog' })
  await writeFile(path, JSON.stringify(file))
  const dry = await medgang('setup', 'import', path, '--dry-run')
  expect(dry.out).toContain('Intet er gemt.')
  expect(lastLine(dry.out)).toMatchObject({ added: ['competences/tegnsprog'], changed: [], ended: [] })
  expect((await medgang('setup', 'export')).out).toBe(content)
  expect(lastLine((await medgang('setup', 'import', path)).out)).toMatchObject({
    added: ['competences/tegnsprog'],
  })
  expect((await medgang('setup', 'export')).out).toContain('Tegnsprog')
})

test('a file that cannot be used changes nothing, and says why in words', async () => {
  const path = join(folder, 'fejl.json')
  expect(await medgang('setup', 'import', join(folder, 'findes-ikke.json'))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Filen .*findes-ikke\.json findes ikke\.\n$/),
  })
  for (const [content, sentence] of [
    ['{"format":', 'Filen er ikke hel'],
    [
      '{"format":"medgang-setup","version":1,"rules":[{}]}',
      'Regler og løfter nr. 1, feltet "key": Det mangler.',
    ],
  ] as const) {
    await writeFile(path, content)
    const refused = await medgang('setup', 'import', path)
    expect(refused.code).toBe(1)
    expect(refused.out).toBe('')
    expect(refused.err).toContain(sentence)
  }
})

test('the schema of the file is JSON Schema', async () => {
  const { code, out } = await medgang('setup', 'schema')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ title: 'Medgang set-up', type: 'object' })
})

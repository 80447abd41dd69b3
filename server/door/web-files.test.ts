import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { houseForTest, type TestHouse } from './test-house.ts'

let folder: string
let house: TestHouse

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medgang-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Start</title>')
  await writeFile(join(folder, 'assets', 'app-1a2b3c.js'), `export const words = '${'ord '.repeat(1000)}'`)
  await writeFile(join(folder, '.secret'), 'hidden')
  await writeFile(join(folder, '..', 'medgang-outside.txt'), 'outside')
  // No database is asked for files.
  house = await houseForTest('postgres://nobody@127.0.0.1:9/nothing', { webFolder: folder })
})
afterAll(async () => {
  await house.close()
  await rm(folder, { recursive: true })
  await rm(join(folder, '..', 'medgang-outside.txt'))
})

const get = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
  house.app.inject({ url, headers })

test('a file with a hash is kept for ever, the start page is asked for anew', async () => {
  expect((await get('/assets/app-1a2b3c.js')).headers['cache-control']).toBe(
    'public, max-age=31536000, immutable',
  )
  const start = await get('/')
  expect(start.headers['cache-control']).toBe('no-cache')
  expect(start.headers['content-security-policy']).toContain("default-src 'self'")
})

test('files are compressed for who can read that', async () => {
  const answer = await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'gzip, br' })
  expect(answer.headers['content-encoding']).toBe('br')
  expect(answer.rawPayload.length).toBeLessThan(500)
})

test.each(['/unge', '/unge/12?fane=tidslinje', '/apis'])('%s gets the start page', async url => {
  const answer = await get(url)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toBe('<title>Start</title>')
  expect(answer.headers['cache-control']).toBe('no-cache')
})

test.each([
  ['/api/nothing', { accept: 'text/html' }],
  ['/api?x', { accept: 'text/html' }],
  ['/assets/app-old.js', { accept: 'text/html' }],
  ['/demo-log-in/x', { accept: 'text/html' }],
  ['/unge', { accept: 'application/json' }],
  ['/unge', {}],
])('%s for %o is not found', async (url, headers) => {
  const answer = await get(url, headers as Record<string, string>)
  expect(answer.statusCode).toBe(404)
  expect(answer.json().error.code).toBe('notFound')
})

test.each([
  '/.secret',
  '/../medgang-outside.txt',
  '/%2e%2e/medgang-outside.txt',
  '/assets/..%2f..%2fmedgang-outside.txt',
])('%s is not given away', async url => {
  const answer = await get(url, {})
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.body).not.toMatch(/hidden|outside/)
})

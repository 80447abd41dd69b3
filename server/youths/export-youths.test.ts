import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportYouths } from '#contract/youths.ts'
import { youthRoutes } from './routes.ts'
import { youthsForTest } from './test-youths.ts'

let world: Awaited<ReturnType<typeof youthsForTest>>
let hidden: number
let other: number

beforeAll(async () => {
  world = await youthsForTest(youthRoutes)
  const { staffId } = world.caseworker
  hidden = await world.add({
    givenName: 'Ida',
    familyName: 'Ågren',
    staffId,
    protectedAddress: true,
    cpr: '010207-4000',
    targetGroup: 'ready',
  })
  await world.add({
    givenName: '=cmd()',
    familyName: '+Prøve',
    staffId,
    phone: '+4537200001',
    address: '@Torvet 4',
  })
  other = await world.add({ givenName: 'Søren', familyName: 'Bæk', staffId: world.colleague.staffId })
})
afterAll(() => world.end())

async function exported(input: Record<string, unknown>, cookie = world.caseworker.cookie) {
  const { fileName, contentBase64 } = await world.get(cookie, exportYouths, input)
  const content = Buffer.from(contentBase64, 'base64')
  const [sheet] = await readWorkbook(content)
  return { fileName, content, rows: sheet?.data ?? [] }
}

test('the sheet has exactly the filtered people, in order, with the chosen columns', async () => {
  const { rows, fileName } = await exported({ columns: ['age', 'birthDate', 'targetGroup', 'caseworker'] })
  expect(fileName).toBe('medgang-2026-11-21.xlsx')
  expect(rows).toEqual([
    ['Fornavn', 'Efternavn', 'Alder', 'Født', 'Målgruppe', 'Fast rådgiver'],
    ['=cmd()', '+Prøve', 19, new Date('2007-02-01'), null, 'Sofie Rådgiver'],
    ['Ida', 'Ågren', 19, new Date('2007-02-01'), 'Aktivitetsparat', 'Sofie Rådgiver'],
  ])
  expect((await exported({ columns: [], targetGroup: 'ready' })).rows).toEqual([
    ['Fornavn', 'Efternavn'],
    ['Ida', 'Ågren'],
  ])
  expect((await exported({ columns: [], words: 'Ida', language: 'en' })).rows).toEqual([
    ['First name', 'Last name'],
    ['Ida', 'Ågren'],
  ])
})

test('a protected address is masked, a CPR number is nowhere', async () => {
  const { rows, content } = await exported({ columns: ['address', 'phone', 'birthDate'] })
  expect(rows.map(row => row[2])).toEqual(['Adresse', '@Torvet 4, 8700 Åstrup', 'Adresse beskyttet'])
  const text = Object.values(unzipSync(content))
    .map(part => Buffer.from(part).toString())
    .join('')
  expect(text).not.toContain('Skjulte')
  expect(text).not.toContain('4000')
})

test('what looks like a formula is text: the sheet has no formula at all', async () => {
  const { content, rows } = await exported({ columns: ['phone', 'address'] })
  expect(rows[1]).toEqual(['=cmd()', '+Prøve', '+4537200001', '@Torvet 4, 8700 Åstrup'])
  const parts = Object.entries(unzipSync(content)).filter(([name]) => name.startsWith('xl/worksheets/'))
  expect(parts.length).toBeGreaterThan(0)
  for (const [, part] of parts) expect(Buffer.from(part).toString()).not.toMatch(/<f[ >/]/)
})

test('everybody in the sheet is in the read log, and nobody else is', async () => {
  const before = await world.readings(hidden)
  await exported({ columns: [] })
  expect((await world.readings(hidden)).slice(before.length)).toEqual([
    { staff_id: world.caseworker.staffId, action: 'youth.export' },
  ])
  expect(await world.readings(other)).toEqual([])
})

test('a colleague gets a sheet without them, an administrator none', async () => {
  const { rows } = await exported({ columns: [] }, world.colleague.cookie)
  expect(rows.slice(1)).toEqual([['Søren', 'Bæk']])
  expect((await world.ask(world.administrator.cookie, exportYouths, { columns: [] })).status).toBe(403)
})

import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportDuty } from '#contract/duty.ts'
import { dutyForTest } from './test-duty.ts'

let it: Awaited<ReturnType<typeof dutyForTest>>
beforeAll(async () => {
  it = await dutyForTest('2026-12-18')
})
afterAll(() => it.end())

test('the week as a sheet: in the order of the page, formulas as text, protected addresses masked', async () => {
  const { staffId } = it.staff.caseworker
  await it.add({ givenName: '=cmd()', staffId, activities: [['fgu', '2026-08-10', '2027-01-09']] })
  const hidden = await it.add({
    givenName: 'Ida',
    staffId,
    protectedAddress: true,
    activities: [['education', '2026-08-10', '2026-12-15', null, '2026-12-17']],
    guardians: [{ name: 'Mor Prøve', phone: '+4537000001' }],
  })
  const { fileName, contentBase64 } = await it.get(it.staff.caseworker.cookie, exportDuty, {})
  expect(fileName).toBe('medgang-15-17-2026-51.xlsx')
  const content = Buffer.from(contentBase64, 'base64')
  const [sheet] = await readWorkbook(content)
  const [headings, ...rows] = sheet?.data ?? []
  const at = (name: string) => headings?.indexOf(name) ?? -1
  expect(rows.map(row => [row[at('Gruppe')], row[at('Fornavn')]])).toEqual([
    ['Ikke i gang og ikke kontaktet', 'Ida'],
    ['Slutter snart uden noget efter', '=cmd()'],
  ])
  expect(rows[0]?.[at('Kontakt senest')]).toEqual(new Date('2026-12-28'))
  expect(rows[0]?.[at('Forældremyndighed')]).toBe('Mor Prøve 37 00 00 01')
  expect(rows[0]?.[at('Forældre inddraget')]).toBe('Nej')
  expect(rows[1]?.[at('I gang med')]).toBe('FGU: FGU Nord')
  const parts = Object.entries(unzipSync(content)).filter(([name]) => name.startsWith('xl/worksheets/'))
  for (const [, part] of parts) expect(Buffer.from(part).toString()).not.toMatch(/<f[ >/]/)
  expect(await it.readings(hidden)).toEqual(['duty.export'])
})

test('where somebody with a protected address goes is not in the sheet', async () => {
  await it.add({
    staffId: it.staff.adviser.staffId,
    role: 'educationAdviser',
    protectedAddress: true,
    activities: [['internship', '2026-08-10', '2027-01-09']],
  })
  const { contentBase64 } = await it.get(it.staff.adviser.cookie, exportDuty, { language: 'en' })
  const [sheet] = await readWorkbook(Buffer.from(contentBase64, 'base64'))
  expect(sheet?.data[1]).toContain('Internship')
  expect(JSON.stringify(sheet?.data)).not.toContain('Nord')
})

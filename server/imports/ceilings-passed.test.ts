import { afterAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { previewRows } from './import-rows.ts'
import type { Cell } from './sheet.ts'
import { tableOf, testRegister } from './test-register.ts'
import { countVerdicts, verdictRows } from './verdict-rows.ts'

const register = await testRegister()
afterAll(register.end)
beforeEach(async () => {
  await register.reset()
  await register.owner.query('delete from ceiling_exception; delete from ceiling')
})

const headings = ['Navn', 'CPR-nr.', 'Program', 'Sagsbehandler']
const listed = (count: number, programme: string | null = null): Cell[][] =>
  Array.from({ length: count }, (_, n) => [`Ung Nr${n} Prøve`, `0101054${n}00`, programme, 'Mette Holm'])
const most = (cases: number, programmeId: number | null = null) =>
  register.owner.query(
    `insert into ceiling (programme_id, cases, during, source, status) values ($1, $2, '[2026-01-01,)', 'Ledelsen', 'local')`,
    [programmeId, cases],
  )

async function previewed(rows: Cell[][]) {
  const table = tableOf(rows, headings)
  const outcome = await inTransaction(register.pool, register.entry, db =>
    previewRows(db, table, register.context),
  )
  const shown = verdictRows(outcome, table)
  return {
    counts: countVerdicts(shown),
    above: shown.flatMap(({ row, aboveCeiling }) => (aboveCeiling ? [[row, aboveCeiling.has]] : [])),
    first: shown.find(({ aboveCeiling }) => aboveCeiling)?.aboveCeiling,
  }
}

test('each row that takes a caseworker above a ceiling says so, and comes in all the same', async () => {
  await most(2)
  const { counts, above, first } = await previewed(listed(4))
  expect(above).toEqual([
    [4, 3],
    [5, 4],
  ])
  expect(first).toEqual({ name: 'Mette Holm', programme: null, unit: 'cases', has: 3, most: 2 })
  expect(counts).toEqual({ created: 4, changed: 0, unchanged: 0, refused: 0, aboveCeiling: 2 })
  const { decisions } = await register.bring(listed(4), headings)
  expect(decisions.map(({ verdict }) => verdict)).toEqual(Array(4).fill('created'))
})

test('those who are there already count, and a list that says the same again warns of nobody', async () => {
  await register.bring(listed(2), headings)
  await most(2)
  expect((await previewed(listed(2))).counts).not.toHaveProperty('aboveCeiling')
  expect((await previewed(listed(3))).above).toEqual([[4, 3]])
})

test('a ceiling of a programme counts those whom the list lets join it', async () => {
  await most(1, 1)
  expect((await previewed(listed(3))).above).toEqual([])
  const { above, first } = await previewed(listed(2, 'Mod til uddannelse'))
  expect(above).toEqual([[3, 2]])
  expect(first?.programme).toBe('Mod til uddannelse')
})

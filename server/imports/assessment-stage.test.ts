import { afterAll, beforeEach, expect, it } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { importRows } from './import-rows.ts'
import type { Cell } from './sheet.ts'
import { today } from './test-lists.ts'
import { tableOf, testRegister } from './test-register.ts'

const register = await testRegister()
const { ask, context, entry, owner, pool } = register
afterAll(register.end)
beforeEach(async () => {
  await register.reset()
  await owner.query(`
    update target_group set decided_at = '[{"stage": "first"}, {"stage": "final"}]' where code = 'activityReady';
    insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause)
    values ('final', 'Endelig vurdering', 'statutory', 'law', 'test', '[2020-01-01,)', 'educationReady', 'enquiry',
      'once', '{finalAssessment}', 'months', 3, 'stays', false)`)
})

const headings = ['Navn', 'CPR-nr.', 'Målgruppe', 'Målgruppe fra', 'Henvendelsesdato']
const row = (group: string, from: string | null, enquiry: string | null): Cell[] => [
  'Dag Bech',
  '020205-4001',
  group,
  from,
  enquiry,
]
const bring = async (cells: Cell[]) =>
  (await register.bring([cells], headings)).decisions.map(({ verdict }) => verdict)
const stages = () =>
  ask(`select target_group, stage from assessment where withdrawn_at is null order by lower(during)`)
const open = () =>
  ask(`select d.due_day::text from deadline d join rule r on r.id = d.rule_id
    where r.key = 'final' and d.state = 'open'`)

it('whoever asked for help less than three months ago is owed the final assessment', async () => {
  expect(await bring(row('Uddannelsesparat', '5-10-2026', '1-10-2026'))).toEqual(['created'])
  expect(await stages()).toEqual([['educationReady', 'provisional']])
  expect(await open()).toEqual([['2027-01-01']])
})

it('the day of the enquiry stands for that of the group where the list says none', async () => {
  await bring(row('Uddannelsesparat', null, '20-8-2026'))
  expect(await stages()).toEqual([['educationReady', 'provisional']])
  expect(await open()).toEqual([['2026-11-20']])
})

it.each([
  ['without an enquiry', row('Uddannelsesparat', '5-10-2026', null)],
  ['from more than three months ago', row('Uddannelsesparat', '25-8-2026', '19-8-2026')],
  ['from before the enquiry', row('Uddannelsesparat', '30-9-2026', '1-10-2026')],
  ['of a group that is never provisional', row('Aktivitetsparat', '5-10-2026', '1-10-2026')],
])('what was decided elsewhere counts as final: %s', async (_, cells) => {
  expect(await bring(cells)).toEqual(['created'])
  expect((await stages()).map(([, stage]) => stage)).toEqual(['later'])
})

it('a group whose day the list sets right still awaits it, and one after it within the time too', async () => {
  await bring(row('Uddannelsesparat', '5-10-2026', '1-10-2026'))
  expect(await bring(row('Uddannelsesparat', '6-10-2026', '1-10-2026'))).toEqual(['changed'])
  expect(await stages()).toEqual([['educationReady', 'provisional']])
  expect(await open()).toEqual([['2027-01-01']])
  expect(await bring(row('Aktivitetsparat', '10-11-2026', '1-10-2026'))).toEqual(['changed'])
  expect(await stages()).toEqual([
    ['educationReady', 'provisional'],
    ['activityReady', 'later'],
  ])
  expect(await open()).toEqual([])
})

it('the same list changes nothing, also when the three months are over', async () => {
  const cells = row('Uddannelsesparat', '5-10-2026', '1-10-2026')
  await bring(cells)
  expect(await bring(cells)).toEqual(['unchanged'])
  const later = { ...context, today: today.add({ days: 90 }) }
  const again = await inTransaction(pool, { ...entry, today: later.today }, db =>
    importRows(db, tableOf([cells], headings), later, async () => undefined),
  )
  expect(again.decisions.map(({ verdict }) => verdict)).toEqual(['unchanged'])
  expect(await stages()).toEqual([['educationReady', 'provisional']])
})

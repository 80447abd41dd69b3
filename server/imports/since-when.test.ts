import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { explainDeadline } from '#domain/rhythm/explain.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
import { importRows } from './import-rows.ts'
import type { Cell } from './sheet.ts'
import { today } from './test-lists.ts'
import { tableOf, testRegister } from './test-register.ts'

const register = await testRegister()
const { ask, context, entry, owner, pool } = register
afterAll(register.end)
beforeEach(register.reset)

const headings = ['Navn', 'CPR-nr.', 'Målgruppe', 'Indsats', 'Socialrådgiver', 'Sidste møde', 'Sidste opkald']
const cia: Cell[] = [
  'Cia Lund',
  '010105-4000',
  'Aktivitetsparat',
  'Mod til uddannelse',
  'Mette Holm',
  '1-6-2026',
]
const dag: Cell[] = ['Dag Bech', '020205-4001', 'Uddannelsesparat', 'Mod til uddannelse', 'Mette Holm']

const bring = async (rows: Cell[][], heading = headings) =>
  (await register.bring(rows, heading)).decisions.map(({ verdict }) => verdict)
const begins = () =>
  ask(`select (select lower(during)::text from youth_case), (select lower(during)::text from assessment),
    (select lower(during)::text from membership), (select lower(during)::text from assignment)`)

/** As My day asks it (server/day/day.query.ts): whether the first caseworker has met the first young person. */
const metByMette = () =>
  ask(`select exists (select from contact k join assignment a on a.youth_id = k.youth_id and a.staff_id = 1
    where k.day >= lower(a.during) and k.outcome = 'held' and k.staff_id = 1)`)

describe('a list that does not say since when', () => {
  it('shows what is overdue: the promise counts from the last meeting and not from the import', async () => {
    expect(await bring([cia])).toEqual(['created'])
    expect(await begins()).toEqual([['2026-06-01', '2026-06-01', '2026-06-01', '2026-06-01']])
    expect(
      await ask(`select state, anchor_kind, anchor_day::text, due_day::text from deadline order by due_day`),
    ).toEqual([
      ['open', 'contact', '2026-06-01', '2026-07-01'],
      ['missed', 'contact', '2026-06-01', '2026-07-31'],
      ['missed', 'contact', '2026-06-01', '2026-09-01'],
      ['missed', 'contact', '2026-06-01', '2026-10-01'],
      ['missed', 'contact', '2026-06-01', '2026-10-30'],
    ])
    const { rules, deadlines } = await inTransaction(pool, entry, db => recomputeDeadlines(db, [1], today))
    const [rule] = rules
    const [deadline] = deadlines.get(1) ?? []
    if (!rule || !deadline) throw new Error('nothing is due')
    const reason = explainDeadline(deadline, rule, today)
    expect(reason).toMatchObject({ standing: 'passed', since: { what: 'met' } })
    expect(reason.since.day.toString()).toBe('2026-06-01')
  })

  it('counts from today where it tells of no contact', async () => {
    expect(await bring([dag])).toEqual(['created'])
    expect(await begins()).toEqual([['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20']])
  })

  it('counts from the first contact where it tells of two, and keeps what it does say', async () => {
    const heading = [...headings, 'Målgruppe fra']
    expect(await bring([[...cia, '1-9-2026', '1-2-2025']], heading)).toEqual(['created'])
    expect(await begins()).toEqual([['2026-06-01', '2025-02-01', '2026-06-01', '2026-06-01']])
  })

  it('changes nothing the second time, also on a later day', async () => {
    await bring([cia, dag])
    expect(await bring([cia, dag])).toEqual(['unchanged', 'unchanged'])
    const later = { ...context, today: today.add({ days: 40 }) }
    const again = await inTransaction(pool, { ...entry, today: later.today }, db =>
      importRows(db, tableOf([cia, dag], headings), later, async () => undefined),
    )
    expect(again.decisions.map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged'])
  })

  it('does not move what is known of somebody', async () => {
    await bring([dag])
    const before = await begins()
    expect(await bring([[...dag, '1-6-2026']])).toEqual(['changed'])
    expect(await begins()).toEqual(before)
    const moved: Cell[] = [...dag.slice(0, 4), 'Ulla Friis', '1-6-2026']
    await owner.query(`update assignment set during = '[2026-03-01,)'`)
    expect(await bring([moved])).toEqual(['changed'])
    expect(await ask('select staff_id, during::text from assignment order by id')).toEqual([
      ['1', '[2026-03-01,2026-11-20)'],
      ['2', '[2026-11-20,)'],
    ])
  })
})

describe('the author of a contact from the list', () => {
  const authors = () => ask('select day::text, staff_id from contact order by day')

  it('is the caseworker of the row: they have met', async () => {
    await bring([cia])
    expect(await authors()).toEqual([['2026-06-01', '1']])
    expect(await metByMette()).toEqual([[true]])
  })

  it('is also a caseworker whom the list makes, who has been one since', async () => {
    await bring([[...cia.slice(0, 4), 'Ulla Friis', '1-6-2026']])
    expect(await authors()).toEqual([['2026-06-01', '2']])
    expect(await ask('select during::text from staff_role where staff_id = 2')).toEqual([['[2026-06-01,)']])
  })

  it('is nobody where the list names none, or one who came later', async () => {
    await bring([[...cia.slice(0, 4), null, '1-6-2026']])
    expect(await authors()).toEqual([['2026-06-01', null]])
    await register.reset()
    await bring([[...cia, null, '1-9-2026']], [...headings, 'Socialrådgiver fra'])
    expect(await authors()).toEqual([['2026-06-01', null]])
    expect(await metByMette()).toEqual([[false]])
  })

  it('is the caseworker whom the register has already, when a later meeting is told of', async () => {
    await bring([cia])
    await bring([[...cia.slice(0, 5), '15-11-2026']])
    expect(await authors()).toEqual([
      ['2026-06-01', '1'],
      ['2026-11-15', '1'],
    ])
  })
})

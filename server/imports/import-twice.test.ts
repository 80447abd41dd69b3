import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines } from '#server/records/deadlines.ts'
import { headings, listedPerson, writeRow } from './test-lists.ts'
import { testRegister } from './test-register.ts'

const register = await testRegister()
afterAll(register.end)

const list = fc.array(listedPerson, { minLength: 1, maxLength: 8 })
const tables = [
  'youth',
  'youth_case',
  'guardian',
  'assessment',
  'benefit',
  'membership',
  'assignment',
  'contact',
  'deadline',
  'staff',
  'change_log',
]

async function everything(): Promise<unknown[][]> {
  return Promise.all(tables.map(table => register.ask(`select to_jsonb(t)::text from ${table} t order by 1`)))
}

it('the same list a second time changes nothing, whatever the list and whatever was there before', async () => {
  await fc.assert(
    fc.asyncProperty(list, list, async (before, people) => {
      await register.reset()
      await register.bring(
        before.map(person => writeRow(person, 'iso')),
        headings,
      )
      const first = await register.bring(
        people.map(person => writeRow(person, 'dots')),
        headings,
      )
      const after = await everything()
      const second = await register.bring(
        people.map(person => writeRow(person, 'slash')),
        headings,
      )
      const refusedBefore = first.decisions.flatMap(({ row, verdict }) =>
        verdict === 'refused' ? [row] : [],
      )
      for (const { row, verdict } of second.decisions) {
        if (!refusedBefore.includes(row)) expect(verdict).toBe('unchanged')
      }
      // A row that was refused because of an earlier one of the file may only be refused again.
      expect(
        second.decisions.filter(({ verdict }) => verdict === 'created' || verdict === 'changed'),
      ).toEqual([])
      expect(await everything()).toEqual(after)
    }),
    { numRuns: 25 },
  )
})

it('stores the deadlines that follow from what it wrote', async () => {
  await fc.assert(
    fc.asyncProperty(list, list, async (before, people) => {
      await register.reset()
      await register.bring(
        before.map(person => writeRow(person, 'iso')),
        headings,
      )
      await register.bring(
        people.map(person => writeRow(person, 'iso')),
        headings,
      )
      const differing = await inTransaction(register.pool, register.entry, async db => {
        const ids = await db.selectFrom('youth').select('id').execute()
        return ids.length === 0
          ? []
          : differingDeadlines(
              db,
              ids.map(({ id }) => id),
            )
      })
      expect(differing).toEqual([])
    }),
    { numRuns: 15 },
  )
})

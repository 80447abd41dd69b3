import { expect, test } from 'vitest'
import type { AgeTurn } from '#contract/age-words.ts'
import { chosen, grouped } from './choose.ts'

function turn(youthId: number, over: Partial<AgeTurn> = {}): AgeTurn {
  return {
    youthId,
    givenName: 'Åse',
    familyName: 'Sørensen',
    age: 18,
    day: Temporal.PlainDate.from('2027-03-04'),
    caseworker: { staffId: 7, name: 'Sofie Prøve' },
    changes: [],
    byItself: [],
    tasks: [],
    isLate: false,
    ...over,
  }
}
const everything = { age: '', name: '', caseworker: '', youthId: '' }
const turns = [
  turn(1, { isLate: true }),
  turn(2, { age: 25, givenName: 'Bo' }),
  turn(3, { caseworker: null, day: Temporal.PlainDate.from('2027-04-01') }),
]
const ids = (rows: readonly AgeTurn[]) => rows.map(({ youthId }) => youthId)

test.each([
  [{}, [1, 2, 3]],
  [{ age: '18' }, [1, 3]],
  [{ name: 'aase' }, [1, 3]],
  [{ name: 'SØRENSEN bo' }, [2]],
  [{ name: 'xyz' }, []],
  [{ caseworker: '7' }, [1, 2]],
  [{ caseworker: 'none' }, [3]],
  [{ youthId: '2' }, [2]],
  [{ youthId: '2', age: '18' }, []],
])('%j chooses %j', (choice, expected) => {
  expect(ids(chosen(turns, { ...everything, ...choice }))).toEqual(expected)
})

test('late ones stand by themselves, the others by month in order', () => {
  const { late, months } = grouped(turns)
  expect(ids(late)).toEqual([1])
  expect(months.map(({ month, turns: rows }) => [month.toString(), ids(rows)])).toEqual([
    ['2027-03', [2]],
    ['2027-04', [3]],
  ])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGap } from './read-gap.ts'

const two = '2\n 2 3\n 17 21 22\n 23 16 21\n 8 15 14\n 15 7 23\n 36 34\n 1 1\n 5\n 6\n 7\n'

describe('readGap', () => {
  it('reads each problem of a file', () => {
    const problems = readGap(two) ?? []
    expect(problems).toHaveLength(2)
    const [first, second] = problems
    expect(
      first?.caseworkers.map(({ id, capacity, limits }) => [id, capacity, limits[0]?.mostMinutes]),
    ).toEqual([
      ['1', 36, 36],
      ['2', 34, 34],
    ])
    expect(first?.cases[2]?.pairs).toEqual([
      { caseworkerId: '1', cost: 22, minutes: 14 },
      { caseworkerId: '2', cost: 21, minutes: 23 },
    ])
    expect(second?.cases[0]?.pairs).toEqual([{ caseworkerId: '1', cost: 5, minutes: 6 }])
  })

  it('reads a problem without the number in front', () => {
    expect(readGap('1 1 5 6 7')).toHaveLength(1)
    expect(readGap('2 3 17 21 22 23 16 21 8 15 14 15 7 23 36 34')?.[0]?.cases).toHaveLength(3)
  })

  it.each(['', 'nothing', '1 2 3', '1.5', '0', '-1 -1', `${two} 5`, two.replace('36', 'x')])(
    'does not read %j',
    text => {
      expect(readGap(text)).toBeNull()
    },
  )

  it('never throws, and never makes something of numbers that are left over', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2, max: 5 }), { maxLength: 40 }), numbers => {
        const problems = readGap(numbers.join(' ')) ?? []
        for (const { cases, caseworkers } of problems)
          for (const each of cases) expect(each.pairs).toHaveLength(caseworkers.length)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecast, type Recent } from './forecast.ts'
import { carried, loadsOn } from './load.ts'
import { aUnit, type Course, endless, fullTime, known, settings, today } from './test-units.ts'
import { fullestWeek, triedLoads, withMoves } from './try-moves.ts'

const quiet: Recent = { weeks: 12, opened: 0, closed: 0, newCaseMinutes: 100 }
const ever = { from: 0, to: endless }
const course = (caseId: number, staffId: number, minutes = 100): Course => ({
  caseId,
  minutes,
  open: ever,
  holders: [{ staffId, during: ever }],
})
const nobody = new Set<number>()

describe('moves that are tried', () => {
  const unit = known(
    [fullTime(1), fullTime(2), fullTime(3)],
    [course(10, 1), course(11, 1, 180), course(20, 2)],
  )

  test('weigh from their day on, for both and nobody else', () => {
    const tried = triedLoads(unit, quiet, new Map([[11, 2]]), today + 8, nobody)
    expect(tried.map(({ staffId }) => staffId)).toEqual([1, 2])
    expect(tried.map(({ before }) => before.map(carried).slice(0, 3))).toEqual([
      [280, 280, 280],
      [100, 100, 100],
    ])
    expect(tried.map(({ after }) => after.map(carried).slice(0, 3))).toEqual([
      [280, 280, 100],
      [100, 100, 280],
    ])
    expect(tried.every(({ before, after }) => before.length === 13 && after.length === 13)).toBe(true)
  })

  test('change nothing of what is known', () => {
    const before = forecast(unit, quiet)
    triedLoads(unit, quiet, new Map([[11, 2]]), today, nobody)
    expect(forecast(unit, quiet)).toEqual(before)
  })

  test('tell of whoever is named, though nothing changes for them', () => {
    expect(triedLoads(unit, quiet, new Map(), today, new Set([3])).map(({ staffId }) => staffId)).toEqual([3])
  })

  test('to somebody who goes away land with the deputy, who is told of', () => {
    const away = fullTime(2, { absences: [{ during: { from: today + 10, to: endless }, deputyId: 3 }] })
    const covered = known([fullTime(1), away, fullTime(3)], [course(10, 1)])
    const tried = triedLoads(covered, quiet, new Map([[10, 2]]), today, nobody)
    expect(tried.map(({ staffId, after }) => [staffId, after.map(carried).slice(0, 3)])).toEqual([
      [1, [0, 0, 0]],
      [2, [100, 100, 0]],
      [3, [0, 0, 100]],
    ])
  })
})

test('moves carry minutes over and make none, where giver and receiver are here', () => {
  fc.assert(
    fc.property(
      aUnit,
      fc.array(fc.tuple(fc.nat(24), fc.constantFrom(1, 2, 3, 4)), { maxLength: 8 }),
      fc.integer({ min: 0, max: 90 }),
      ({ staff, courses }, drawn, days) => {
        const unit = known(staff, courses)
        const moves = new Map(drawn)
        const from = today + days
        const tried = withMoves(unit, moves, from)
        for (const week of [0, 3, 12]) {
          const day = today + week * 7
          expect(tried.loadsOn(day)).toEqual(loadsOn(tried.casesOn(day), staff, day, settings))
          const [before, after] = [unit.casesOn(day), tried.casesOn(day)]
          expect(after.map(({ caseId, minutes }) => [caseId, minutes])).toEqual(
            before.map(({ caseId, minutes }) => [caseId, minutes]),
          )
          for (const [index, held] of after.entries())
            expect(held.holderId).toBe(
              day < from ? before[index]?.holderId : (moves.get(held.caseId) ?? before[index]?.holderId),
            )
        }
      },
    ),
  )
})

test('no moves change nobody', () => {
  fc.assert(
    fc.property(aUnit, ({ staff, courses }) => {
      expect(triedLoads(known(staff, courses), quiet, new Map(), today, nobody)).toEqual([])
    }),
  )
})

test('the fullest week is the first with most to do for the time there is', () => {
  expect(
    fullestWeek([
      { minutes: 90, of: 100 },
      { minutes: 120, of: 100 },
      { minutes: 120, of: 100 },
      { minutes: 999, of: null },
    ]),
  ).toBe(1)
  expect(
    fullestWeek([
      { minutes: 500, of: 100 },
      { minutes: 1, of: 0 },
    ]),
  ).toBe(1)
  expect(fullestWeek([{ minutes: 0, of: 0 }])).toBe(0)
  expect(fullestWeek([{ minutes: 100, of: null }])).toBeNull()
  expect(fullestWeek([])).toBeNull()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { easingFor } from './easing.ts'
import { forecast } from './forecast.ts'
import { carried, isOver } from './load.ts'
import { aUnit, type Course, endless, fullTime, known, today } from './test-units.ts'
import { withMoves } from './try-moves.ts'

const quiet = { weeks: 12, opened: 0, closed: 0, newCaseMinutes: 100 }
const ever = { from: 0, to: endless }
const since = (days: number) => ({ from: today + days, to: endless })
const case180 = (caseId: number, staffId: number, more: Partial<Course> = {}): Course => ({
  caseId,
  minutes: 180,
  open: ever,
  holders: [{ staffId, during: ever }],
  ...more,
})
const many = (count: number, firstId: number, staffId: number, more: Partial<Course> = {}) =>
  Array.from({ length: count }, (_, index) => case180(firstId + index, staffId, more))

function easing(
  unit: ReturnType<typeof known>,
  staffId: number,
  may: (caseId: number, toId: number) => boolean = () => true,
) {
  return easingFor({ staffId, known: unit, points: forecast(unit, quiet), may, sinceOf: caseId => caseId })
}

test('the fewest moves to whoever has room, the shortest relations first', () => {
  const unit = known(
    [fullTime(1), fullTime(2), fullTime(3)],
    // 35 is all of the time; two more come in the fourth week.
    [...many(35, 1, 1), ...many(2, 90, 1, { open: since(25) }), ...many(33, 100, 2), ...many(34, 200, 3)],
  )
  expect(easing(unit, 1)).toEqual({
    moves: [
      { caseId: 35, toId: 2 },
      { caseId: 34, toId: 2 },
    ],
    isForEverybody: true,
  })
  // Somebody who may not have one is passed over, and a case that nobody may have stays.
  expect(easing(unit, 1, (caseId, toId) => toId === 3 && caseId !== 35)).toBeNull()
  expect(easing(unit, 1, (caseId, toId) => caseId < 34 && (toId === 3 || caseId > 32))?.moves).toEqual([
    { caseId: 33, toId: 2 },
    { caseId: 32, toId: 3 },
  ])
})

test('is no help where somebody else has too much then, goes away, or more than three have to move', () => {
  const over = many(36, 1, 1)
  expect(easing(known([fullTime(1), fullTime(2)], [...over, ...many(35, 100, 2)]), 1)).toBeNull()
  const away = fullTime(2, { absences: [{ during: { from: today + 20, to: today + 80 }, deputyId: null }] })
  expect(easing(known([fullTime(1), away], over), 1)).toBeNull()
  const late = [...many(34, 100, 2), case180(190, 2, { open: since(60) })]
  expect(easing(known([fullTime(1), fullTime(2)], [...over, ...late]), 1)).toBeNull()
  expect(easing(known([fullTime(1), fullTime(2)], many(38, 1, 1)), 1)?.moves).toHaveLength(3)
  expect(easing(known([fullTime(1), fullTime(2)], many(39, 1, 1)), 1)).toBeNull()
  expect(easing(known([fullTime(1), fullTime(2)], many(35, 1, 1)), 1)).toBeNull()
})

test('somebody else who has too much already stays so, and is not said to be helped', () => {
  const unit = known([fullTime(1), fullTime(2), fullTime(3)], [...many(36, 1, 1), ...many(40, 100, 2)])
  expect(easing(unit, 1)).toEqual({ moves: [{ caseId: 36, toId: 3 }], isForEverybody: false })
})

test('what is said is so in every week, whatever the unit', () => {
  let found = 0
  fc.assert(
    fc.property(aUnit, fc.integer({ min: 1, max: 12 }), ({ staff, courses }, times) => {
      const unit = known(
        staff,
        courses.map(course => ({ ...course, minutes: course.minutes * times })),
      )
      const before = forecast(unit, quiet)
      for (const { staffId } of staff) {
        const eased = easing(unit, staffId)
        if (eased === null) continue
        found += 1
        const moves = new Map(eased.moves.map(({ caseId, toId }) => [caseId, toId]))
        const after = forecast(withMoves(unit, moves, today), quiet)
        const loads = after.flatMap(point => point.loads)
        expect(loads.some(load => load.staffId === staffId && isOver(load) === true)).toBe(false)
        expect(loads.every(load => isOver(load) !== true)).toBe(eased.isForEverybody)
        for (const [week, point] of after.entries())
          for (const [index, load] of point.loads.entries()) {
            const was = before[week]?.loads[index]
            if (was === undefined || isOver(load) !== true) continue
            expect([isOver(was), carried(load) <= carried(was)]).toEqual([true, true])
          }
      }
    }),
    { numRuns: 300 },
  )
  expect(found).toBeGreaterThan(0)
})

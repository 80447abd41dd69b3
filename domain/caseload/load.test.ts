import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carried, coverOn, type HeldCase, isOver, loadsAfter, loadsOn } from './load.ts'
import { aUnit, fullTime, known, settings, today } from './test-units.ts'

const held = (caseId: number, holderId: number | null, minutes = 100): HeldCase => ({
  caseId,
  minutes,
  programmeIds: [],
  holderId,
})
const awayFor = (days: number, deputyId: number | null) => ({
  absences: [{ during: { from: today - 2, to: today - 2 + days }, deputyId }],
})
const told = (cases: readonly HeldCase[], staff: Parameters<typeof coverOn>[1]) =>
  loadsOn(cases, staff, today, settings).map(load => [
    load.held.cases,
    load.own.minutes,
    load.standsIn.minutes,
  ])

describe('who has the work', () => {
  test('the caseworker, and for nobody nobody', () => {
    const staff = [fullTime(1), fullTime(2)]
    expect(told([held(1, 1), held(2, 1, 90), held(3, null)], staff)).toEqual([
      [2, 190, 0],
      [0, 0, 0],
    ])
    expect(coverOn([held(3, null), held(4, 99)], staff, today, settings).map(({ why }) => why)).toEqual([
      'noCaseworker',
      'noCaseworker',
    ])
  })

  test('a short absence changes nothing: holidays are paid for already', () => {
    const staff = [fullTime(1, awayFor(27, 2)), fullTime(2)]
    const loads = loadsOn([held(1, 1)], staff, today, settings)
    expect(loads.map(load => [carried(load), load.capacity.kind, isOver(load)])).toEqual([
      [100, 'available', false],
      [0, 'available', false],
    ])
  })

  test('a day off hides no overload, today or ahead, and makes none', () => {
    const off = { absences: [{ during: { from: today, to: today + 1 }, deputyId: 2 }] }
    const cases = [held(1, 1, 6301), held(2, 2, 6300)]
    const over = (rest: Parameters<typeof fullTime>[1]) =>
      loadsOn(cases, [fullTime(1, rest), fullTime(2)], today, settings).map(load => isOver(load))
    expect(over(off)).toEqual([true, false])
    expect(over(off)).toEqual(over({}))
  })

  test('whom a bar keeps away does not stand in for that one, and nobody carries it', () => {
    const staff = [fullTime(1, awayFor(28, 2)), fullTime(2)]
    const cases = [{ ...held(1, 1), notBy: [2] }, held(2, 1), { ...held(3, 2), notBy: [2] }]
    expect(coverOn(cases, staff, today, settings).map(({ staffId, why }) => [staffId, why])).toEqual([
      [null, 'deputyBarred'],
      [2, 'standsIn'],
      [2, 'own'],
    ])
    expect(loadsOn(cases, staff, today, settings).map(carried)).toEqual([0, 200])
  })

  test('in a long absence it is the deputy, or nobody', () => {
    expect(told([held(1, 1)], [fullTime(1, awayFor(28, 2)), fullTime(2)])).toEqual([
      [1, 0, 0],
      [0, 0, 100],
    ])
    const covers = (deputyId: number | null, deputy = fullTime(2)) =>
      coverOn([held(1, 1)], [fullTime(1, awayFor(100, deputyId)), deputy], today, settings)[0]
    expect(covers(null)).toEqual({ staffId: null, why: 'away' })
    expect(covers(2)).toEqual({ staffId: 2, why: 'standsIn' })
    // A deputy who is away for long too, has stopped or is no caseworker is none.
    expect(covers(2, fullTime(2, awayFor(60, 1)))).toEqual({ staffId: null, why: 'away' })
    expect(covers(2, fullTime(2, { asCaseworker: [{ from: 0, to: today }] }))).toEqual({
      staffId: null,
      why: 'away',
    })
    expect(covers(5)).toEqual({ staffId: null, why: 'away' })
  })

  test('whoever has stopped has nobody any more', () => {
    const staff = [fullTime(1, { asCaseworker: [{ from: 0, to: today }] })]
    expect(coverOn([held(1, 1)], staff, today, settings)).toEqual([{ staffId: null, why: 'noCaseworker' }])
  })
})

describe('too much', () => {
  test('is one minute more than there is time for', () => {
    const at = (minutes: number) =>
      loadsOn([held(1, 1, minutes)], [fullTime(1)], today, settings).map(load => isOver(load))
    expect([6299, 6300, 6301].flatMap(at)).toEqual([false, false, true])
  })

  test('is anything where other duties take all, and cannot be said where hours are not given', () => {
    const duties = [{ name: 'Leder', weeklyMinutes: 2220, during: { from: 0, to: today + 1 } }]
    const over = (cases: HeldCase[], rest: Parameters<typeof fullTime>[1]) =>
      loadsOn(cases, [fullTime(1, rest)], today, settings).map(load => isOver(load))
    expect(over([held(1, 1, 1)], { duties })).toEqual([true])
    expect(over([], { duties })).toEqual([false])
    expect(over([held(1, 1)], { hours: [] })).toEqual([null])
  })
})

test('what everybody carries and what nobody has make up all cases', () => {
  fc.assert(
    fc.property(aUnit, fc.integer({ min: 0, max: 84 }), ({ staff, courses }, days) => {
      const day = today + days
      const cases = known(staff, courses).casesOn(day)
      const loads = loadsOn(cases, staff, day, settings)
      const covers = coverOn(cases, staff, day, settings)
      const alone = cases.filter((_, index) => covers[index]?.staffId === null)
      const sum = (rows: readonly { minutes: number }[]) =>
        rows.reduce((total, { minutes }) => total + minutes, 0)
      expect(loads.reduce((total, load) => total + carried(load), 0) + sum(alone)).toBe(sum(cases))
      const count = loads.reduce((total, { own, standsIn }) => total + own.cases + standsIn.cases, 0)
      expect(count + alone.length).toBe(cases.length)
    }),
  )
})

test('loads in which some cases are others are those of all cases as they are then', () => {
  fc.assert(
    fc.property(aUnit, aUnit, fc.integer({ min: 0, max: 84 }), ({ staff, courses }, other, days) => {
      const day = today + days
      const before = known(staff, courses).casesOn(day)
      const [gone, stay] = [before.slice(0, 3), before.slice(3)]
      const come = known(staff, other.courses).casesOn(day).slice(0, 4)
      const loads = loadsOn(before, staff, day, settings)
      const was = structuredClone(loads)
      expect(loadsAfter(loads, { gone, come }, staff, day, settings)).toEqual(
        loadsOn([...stay, ...come], staff, day, settings),
      )
      expect(loads).toEqual(was)
    }),
  )
})

test('a further case makes one load heavier by its minutes, and no load lighter', () => {
  fc.assert(
    fc.property(
      aUnit,
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom(null, 1, 2, 3, 4),
      (unit, minutes, holderId) => {
        const cases = known(unit.staff, unit.courses).casesOn(today)
        const before = loadsOn(cases, unit.staff, today, settings)
        const after = loadsOn([...cases, held(999, holderId, minutes)], unit.staff, today, settings)
        const more = after.map((load, index) => carried(load) - carried(before[index] ?? load))
        expect(more.every(each => each >= 0)).toBe(true)
        expect([0, minutes]).toContain(more.reduce((total, each) => total + each, 0))
      },
    ),
  )
})

test('whoever is away, unknown or elsewhere never counts as room', () => {
  fc.assert(
    fc.property(aUnit, ({ staff, courses }) => {
      for (const load of loadsOn(known(staff, courses).casesOn(today), staff, today, settings)) {
        const { capacity } = load
        if (capacity.kind === 'available') expect(capacity.minutes).toBeGreaterThan(0)
        else expect(isOver(load)).not.toBe(capacity.kind === 'full' ? null : false)
      }
      for (const each of staff) {
        const isLong = each.absences.some(
          ({ during }) => during.from <= today && today < during.to && during.to - during.from >= 28,
        )
        const [load] = loadsOn([], [each], today, settings)
        if (isLong) expect(['away', 'notCaseworker']).toContain(load?.capacity.kind)
        else expect(load?.capacity.kind).not.toBe('away')
      }
    }),
  )
})

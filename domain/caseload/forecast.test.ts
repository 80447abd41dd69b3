import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesFor, comingOverloads, leftAlone } from './coming.ts'
import { forecast, outlookOf, type Recent, shared } from './forecast.ts'
import { carried, loadsOn } from './load.ts'
import { aUnit, type Course, endless, fullTime, known, settings, today } from './test-units.ts'

const quiet: Recent = { weeks: 12, opened: 0, closed: 0, newCaseMinutes: 100 }
const ever = { from: 0, to: endless }
const since = (days: number) => ({ from: today + days, to: endless })
const until = (days: number) => ({ from: 0, to: today + days })

/** So many cases of 180 minutes each. */
function cases(
  count: number,
  firstId: number,
  holders: Course['holders'],
  rest: Partial<Course> = {},
): Course[] {
  return Array.from({ length: count }, (_, index) => ({
    caseId: firstId + index,
    minutes: 180,
    open: ever,
    holders,
    ...rest,
  }))
}
const by = (staffId: number) => [{ staffId, during: ever }]

describe('what is known', () => {
  test('a case that begins, ends or changes hands weighs from its day on', () => {
    const unit = known(
      [fullTime(1), fullTime(2)],
      [
        ...cases(1, 1, by(1), { open: until(14) }),
        ...cases(1, 2, by(1), { open: since(8) }),
        ...cases(1, 3, [
          { staffId: 1, during: until(21) },
          { staffId: 2, during: since(21) },
        ]),
      ],
    )
    const points = forecast(unit, quiet)
    expect(points.map(({ loads }) => loads.map(carried)).slice(0, 5)).toEqual([
      [360, 0],
      [360, 0],
      [360, 0],
      [180, 180],
      [180, 180],
    ])
    expect(points).toHaveLength(13)
  })

  test('hours that change, and being new no more, change the time and not the load', () => {
    const hours = [
      { weeklyMinutes: 2220, during: until(7) },
      { weeklyMinutes: 1110, during: since(7) },
    ]
    const points = forecast(
      known([fullTime(1, { hours }), fullTime(2, { newSince: today - 42 })], cases(1, 1, by(1))),
      quiet,
    )
    const time = points.map(({ loads }) =>
      loads.map(({ capacity }) => capacity.kind === 'available' && capacity.minutes),
    )
    expect(time.slice(0, 3)).toEqual([
      [6300, 3150],
      [3150, 3150],
      [3150, 4725],
    ])
    expect(points.every(({ loads }) => loads[0] !== undefined && carried(loads[0]) === 180)).toBe(true)
  })
})

describe('what is expected', () => {
  test('new cases at the recent rate are shared by time, and stand beside what is known', () => {
    const unit = known([fullTime(1), fullTime(2, { hours: [{ weeklyMinutes: 1110, during: ever }] })], [])
    const points = forecast(unit, { ...quiet, opened: 24 })
    expect(points[3]?.loads.map(load => [carried(load), load.expected.coming])).toEqual([
      [0, 400],
      [0, 200],
    ])
    expect(points[0]?.loads.map(({ expected }) => expected.coming)).toEqual([0, 0])
  })

  test('those who close at the recent rate go by what is carried, and never more than there is', () => {
    const unit = known([fullTime(1), fullTime(2)], [...cases(8, 1, by(1)), ...cases(2, 20, by(2))])
    expect(forecast(unit, { ...quiet, closed: 12 })[5]?.loads.map(({ expected }) => expected.going)).toEqual([
      720, 180,
    ])
    expect(
      forecast(unit, { ...quiet, closed: 600 })[12]?.loads.map(({ expected }) => expected.going),
    ).toEqual([1440, 360])
  })

  test('whoever is away is expected to get nobody', () => {
    const away = fullTime(1, { absences: [{ during: ever, deputyId: null }] })
    const points = forecast(known([away, fullTime(2)], []), { ...quiet, opened: 12 })
    expect(points[12]?.loads.map(({ expected }) => expected.coming)).toEqual([0, 1200])
  })
})

describe('a coming overload', () => {
  const project = (days: number) => [{ programmeId: 7, during: since(days), minutes: 90 }]
  /** Hanne has 34; three more begin, and two are handed to her by Ole, who goes away. */
  const unit = known(
    [
      fullTime(1),
      fullTime(2, { absences: [{ during: { from: today + 21, to: today + 200 }, deputyId: null }] }),
    ],
    [
      ...cases(34, 100, by(1)),
      ...cases(3, 200, [{ staffId: 1, during: since(10) }], { minutes: 90, programmes: project(10) }),
      ...cases(2, 300, [
        { staffId: 2, during: until(21) },
        { staffId: 1, during: since(21) },
      ]),
      ...cases(5, 400, by(2)),
    ],
  )
  const points = forecast(unit, quiet)

  test('is caught weeks ahead, with the week, the minutes and the reasons', () => {
    expect(comingOverloads(points, unit)[0]).toEqual({
      staffId: 1,
      week: 3,
      day: today + 21,
      firstWeek: 2,
      minutes: 39 * 180,
      of: 6300,
      noTimeFrom: null,
      capacityChange: 0,
      events: [
        { kind: 'joins', programmeId: 7, colleagueId: null, colleagueAwayFrom: null, cases: 3, minutes: 540 },
        {
          kind: 'takesOver',
          programmeId: null,
          colleagueId: 2,
          colleagueAwayFrom: today + 21,
          cases: 2,
          minutes: 360,
        },
      ],
    })
    expect(outlookOf(points)).toEqual([
      { staffId: 1, overNow: false, overFromWeek: 2, perhapsFromWeek: 2 },
      { staffId: 2, overNow: false, overFromWeek: null, perhapsFromWeek: null },
    ])
  })

  test('those whom nobody will have are told once, with the day on which the colleague goes', () => {
    expect(leftAlone(points, unit)).toEqual([
      {
        staffId: 2,
        givenToId: null,
        week: 3,
        from: today + 21,
        why: 'away',
        deputyId: null,
        cases: 5,
        minutes: 900,
      },
    ])
  })

  test('is no news where somebody is over and stays so', () => {
    const steady = known([fullTime(1)], cases(40, 1, by(1)))
    expect(comingOverloads(forecast(steady, quiet), steady)).toEqual([])
    const growing = known([fullTime(1)], [...cases(40, 1, by(1)), ...cases(1, 90, by(1), { open: since(5) })])
    expect(comingOverloads(forecast(growing, quiet), growing)[0]).toMatchObject({
      week: 1,
      firstWeek: 0,
      minutes: 41 * 180,
    })
  })

  test('leaves those alone whose colleague stops, from that very day', () => {
    const stops = known([fullTime(1, { asCaseworker: [until(10)] })], cases(4, 1, by(1)))
    expect(leftAlone(forecast(stops, quiet), stops)).toMatchObject([
      { week: 2, from: today + 10, why: 'gone', cases: 4 },
    ])
  })

  test('leaves those alone whom a colleague who stays gives to nobody, from the first day without', () => {
    const ends = known(
      [fullTime(1)],
      [...cases(3, 1, by(1)), ...cases(2, 50, [{ staffId: 1, during: until(9) }])],
    )
    expect(leftAlone(forecast(ends, quiet), ends)).toMatchObject([
      { staffId: 1, week: 2, from: today + 9, why: 'gone', cases: 2 },
    ])
  })

  test('leaves those alone whose deputy stops: who has them is away still, and does not leave', () => {
    const covered = known(
      [
        fullTime(1, { asCaseworker: [until(10)] }),
        fullTime(2, { absences: [{ during: { from: today - 5, to: endless }, deputyId: 1 }] }),
      ],
      cases(3, 1, by(2)),
    )
    expect(leftAlone(forecast(covered, quiet), covered)).toMatchObject([{ staffId: 2, why: 'away' }])
  })

  test('those whom a bar keeps from the deputy stand alone by that, now and when it comes', () => {
    const away = (from: number) => ({ absences: [{ during: { from, to: endless }, deputyId: 1 }] })
    const unit = known(
      [fullTime(1), fullTime(2, away(today - 3)), fullTime(3, away(today + 9))],
      [...cases(2, 1, by(2)), ...cases(3, 50, by(3))],
    )
    const barred = {
      ...unit,
      casesOn: (day: number) =>
        unit.casesOn(day).map(held => ([1, 50, 51].includes(held.caseId) ? { ...held, notBy: [1] } : held)),
    }
    const why = { why: 'deputyBarred', deputyId: 1, givenToId: null }
    expect(leftAlone(forecast(barred, quiet), barred)).toEqual([
      { ...why, staffId: 2, week: 0, from: today - 3, cases: 1, minutes: 180 },
      { ...why, staffId: 3, week: 2, from: today + 9, cases: 2, minutes: 360 },
    ])
  })

  test('those of somebody who is away today stand alone now, and come before all that is to come', () => {
    const ill = known(
      [
        fullTime(1, { asCaseworker: [until(10)] }),
        fullTime(2, { absences: [{ during: { from: today - 1, to: endless }, deputyId: null }] }),
      ],
      [...cases(2, 1, by(1)), ...cases(3, 50, by(2))],
    )
    expect(leftAlone(forecast(ill, quiet), ill)).toEqual([
      {
        staffId: 2,
        givenToId: null,
        week: 0,
        from: today - 1,
        why: 'away',
        deputyId: null,
        cases: 3,
        minutes: 540,
      },
      {
        staffId: 1,
        givenToId: null,
        week: 2,
        from: today + 10,
        why: 'gone',
        deputyId: null,
        cases: 2,
        minutes: 360,
      },
    ])
  })

  test('those who go on to a colleague who is away are told with that colleague', () => {
    const given = known(
      [
        fullTime(1),
        fullTime(2, { absences: [{ during: { from: today + 3, to: endless }, deputyId: null }] }),
      ],
      cases(2, 1, [
        { staffId: 1, during: until(5) },
        { staffId: 2, during: since(5) },
      ]),
    )
    expect(leftAlone(forecast(given, quiet), given)).toMatchObject([
      { staffId: 1, givenToId: 2, week: 1, from: today + 5, why: 'away', cases: 2 },
    ])
  })

  test('is told of somebody far over today, too, who gets a little more', () => {
    const far = known([fullTime(1)], [...cases(60, 1, by(1)), ...cases(2, 90, by(1), { open: since(30) })])
    expect(comingOverloads(forecast(far, quiet), far)[0]).toMatchObject({ week: 5, minutes: 62 * 180 })
  })

  test('comes to a deputy from the first day of the absence', () => {
    const covered = known(
      [fullTime(1), fullTime(2, { absences: [{ during: { from: today + 5, to: endless }, deputyId: 1 }] })],
      [...cases(30, 1, by(1)), ...cases(10, 50, by(2))],
    )
    expect(comingOverloads(forecast(covered, quiet), covered)[0]).toMatchObject({
      staffId: 1,
      week: 1,
      events: [{ kind: 'standsIn', colleagueId: 2, colleagueAwayFrom: today + 5, cases: 10, minutes: 1800 }],
    })
    expect(leftAlone(forecast(covered, quiet), covered)).toEqual([])
  })

  test('comes back with somebody who returns from leave: they are theirs, and given to nobody anew', () => {
    const back = known(
      [
        fullTime(1, { absences: [{ during: { from: today - 40, to: today + 5 }, deputyId: null }] }),
        fullTime(2),
      ],
      [...cases(40, 1, by(1)), ...cases(1, 60, [{ staffId: 1, during: since(5) }])],
    )
    expect(comingOverloads(forecast(back, quiet), back)[0]).toMatchObject({
      staffId: 1,
      events: [
        { kind: 'returns', cases: 40, minutes: 7200 },
        { kind: 'assigned', cases: 1, minutes: 180 },
      ],
    })
  })

  test('is told of everybody, those by most minutes first, each with what adds up', () => {
    const duties = [{ name: 'Projekt', weeklyMinutes: 2220, during: since(17) }]
    const several = known(
      [fullTime(1), fullTime(2), fullTime(3, { duties }), fullTime(4)],
      [
        ...cases(34, 1, by(1)),
        ...cases(3, 50, by(1), { open: since(10) }),
        ...cases(30, 100, by(2)),
        ...cases(8, 150, by(2), { open: since(30) }),
        ...cases(2, 200, by(3)),
        ...cases(30, 300, by(4)),
      ],
    )
    const points = forecast(several, quiet)
    const told = comingOverloads(points, several)
    expect(told.map(({ staffId, week, of, noTimeFrom }) => [staffId, week, of, noTimeFrom])).toEqual([
      [2, 5, 6300, null],
      [1, 2, 6300, null],
      // By the very day, which lies within the week before.
      [3, 3, 0, today + 17],
    ])
    for (const { staffId, events, minutes, capacityChange, of } of told) {
      const now = points[0]?.loads.find(load => load.staffId === staffId)
      if (now?.capacity.kind !== 'available') throw new Error('all have time today')
      expect(events.reduce((sum, event) => sum + event.minutes, carried(now))).toBe(minutes)
      expect(now.capacity.minutes + capacityChange).toBe(of)
    }
  })

  test('comes when hours go down, too', () => {
    const hours = [
      { weeklyMinutes: 2220, during: until(30) },
      { weeklyMinutes: 1110, during: since(30) },
    ]
    const fewer = known([fullTime(1, { hours })], cases(20, 1, by(1)))
    expect(comingOverloads(forecast(fewer, quiet), fewer)[0]).toMatchObject({
      week: 5,
      events: [],
      capacityChange: -3150,
    })
  })
})

test('week 0 is the load of today', () => {
  fc.assert(
    fc.property(aUnit, fc.nat(60), fc.nat(60), ({ staff, courses }, opened, closed) => {
      const unit = known(staff, courses)
      const [now] = forecast(unit, { ...quiet, opened, closed })
      expect(now?.loads.map(({ expected: _, ...load }) => load)).toEqual(
        loadsOn(unit.casesOn(today), staff, today, settings),
      )
      expect(now?.loads.every(({ expected }) => expected.coming === 0 && expected.going === 0)).toBe(true)
    }),
  )
})

test('the events are the whole difference between two days', () => {
  fc.assert(
    fc.property(aUnit, fc.integer({ min: 1, max: 84 }), ({ staff, courses }, days) => {
      const unit = known(staff, courses)
      const load = (day: number) => loadsOn(unit.casesOn(day), staff, day, settings).map(carried)
      const [was, is] = [load(today), load(today + days)]
      for (const [index, { staffId }] of staff.entries()) {
        const events = changesFor(staffId, unit, today, today + days)
        const sum = events.reduce((total, { minutes }) => total + minutes, 0)
        expect(sum).toBe((is[index] ?? 0) - (was[index] ?? 0))
        expect(events.every(each => each.cases > 0)).toBe(true)
      }
    }),
  )
})

test('a whole number is split without a rest, to nobody without weight', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 }),
      (total, weights) => {
        const parts = shared(total, weights)
        const some = weights.some(weight => weight > 0)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(some ? total : 0)
        for (const [index, weight] of weights.entries()) {
          expect(parts[index]).toBeGreaterThanOrEqual(0)
          if (weight === 0) expect(parts[index]).toBe(0)
        }
      },
    ),
  )
})

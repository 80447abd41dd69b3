import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ceiling, ceilingsOf } from './ceiling.ts'
import { ceilingWatch } from './ceiling-watch.ts'
import { type FitDetails, type FitUnit, fitMemory } from './fit-unit.ts'
import { fitterFor } from './fitting.ts'
import { listed, relisted } from './lists.ts'
import { carried, type HeldCase, loadsOn } from './load.ts'
import { aUnit, type Course, endless, fullTime, known, settings, today } from './test-units.ts'

const open = { from: 0, to: endless }
const course = (
  caseId: number,
  staffId: number | null,
  minutes: number,
  rest: Partial<Course> = {},
): Course => ({
  caseId,
  minutes,
  open,
  holders: staffId === null ? [] : [{ staffId, during: open }],
  ...rest,
})

type Given = Partial<FitUnit> & { details?: Readonly<Record<number, Partial<FitDetails>>> }

function unitOf(staff: FitUnit['staff'], courses: readonly Course[], rest: Given = {}) {
  const { casesOn } = known(staff, courses)
  const { details = {}, ceilings = [], exceptions = [], ...given } = rest
  const onDay = (caseId: number) => (day: number) => casesOn(day).find(each => each.caseId === caseId) ?? null
  const watched = courses.map(({ caseId, holders, open: { from } }) => ({
    youthId: caseId,
    comes: holders.map(({ staffId, during }) => ({ staffId, day: Math.max(during.from, from) })),
    heldOn: onDay(caseId),
  }))
  return {
    cases: casesOn(today),
    heldBy: listed(casesOn(today), ({ holderId }) => [holderId]),
    detailsOf: (caseId: number) => ({
      ...{ youthId: caseId, earlier: [], barred: [], isPlanned: false, heldOn: onDay(caseId) },
      ...details[caseId],
    }),
    staff,
    offers: new Map(),
    points: Array.from({ length: 13 }, (_, week) => ({
      day: today + week * 7,
      loads: loadsOn(casesOn(today + week * 7), staff, today + week * 7, settings),
    })),
    settings,
    ceilings,
    exceptions,
    watch: ceilingWatch({
      cases: watched,
      from: today,
      ceilingsOn: () => ceilings,
      exceptionsOn: () => exceptions,
    }),
    ...given,
  }
}

/** Who fits the first of the cases that are open today. */
function fits(...parts: Parameters<typeof unitOf>) {
  const unit = unitOf(...parts)
  const [asked] = unit.cases
  if (asked === undefined) throw new Error('nobody is asked about')
  return fitterFor(unit)(asked)
}

describe('who fits', () => {
  test('whoever has most room is first, with the load before and after; whoever has the case is none of them', () => {
    const staff = [fullTime(1), fullTime(2), fullTime(3)]
    const courses = [course(10, 1, 100), course(11, 2, 5000), course(12, 3, 1000)]
    const { fits: found, cannot } = fits(staff, courses)
    expect(cannot).toEqual([])
    expect(found.map(({ staffId, before, after }) => [staffId, before, after])).toEqual([
      [3, 1000, 1100],
      [2, 5000, 5100],
    ])
    expect(found[0]?.worst).toEqual({ day: today, minutes: 1100, of: 6300 })
  })

  test('a little more load is outweighed by having had the young person, and much more is not', () => {
    const staff = [fullTime(2), fullTime(3)]
    const had = { details: { 10: { earlier: [2] } } }
    const order = (minutes: number) =>
      fits(staff, [course(10, null, 100), course(11, 2, minutes), course(12, 3, 1000)], had).fits.map(
        ({ staffId, terms }) => [staffId, terms.map(({ kind }) => kind)],
      )
    expect(order(1100)).toEqual([
      [2, ['knownBefore']],
      [3, []],
    ])
    expect(order(6200)[0]?.[0]).toBe(3)
  })

  test('whoever has no time from a day on comes after those who have, and nobody goes on to them to make room', () => {
    const duty = { name: 'pligt', weeklyMinutes: 2220, during: { from: today + 1, to: endless } }
    const staff = [fullTime(2, { duties: [duty] }), fullTime(3)]
    const busy = [course(10, null, 300), ...Array.from({ length: 21 }, (_, at) => course(20 + at, 3, 300))]
    const { fits: found } = fits(staff, busy)
    expect(found.map(({ staffId, noTimeFrom, makesRoom }) => [staffId, noTimeFrom, makesRoom])).toEqual([
      [3, null, null],
      [2, today + 1, null],
    ])
  })

  test('whoever is what the case calls for comes before anybody with more time, while there is room', () => {
    const about = {
      language: 'da',
      needsInterpreter: false,
      postalCode: null,
      wishes: [{ whose: 'case', competence: 'psychiatry' }],
    } as const
    const offers = new Map([
      [2, { staffId: 2, profession: '', languages: [], competences: ['psychiatry'], postalCodes: [] }],
    ])
    const order = (minutes: number) =>
      fits([fullTime(2), fullTime(3)], [course(10, null, 300), course(11, 2, minutes)], {
        offers,
        details: { 10: { about } },
      }).fits.map(({ staffId }) => staffId)
    expect(order(6000)).toEqual([2, 3])
    expect(order(9000)).toEqual([3, 2])
  })

  test('a short absence that runs today is told with its end', () => {
    const off = { during: { from: today, to: today + 8 }, deputyId: null }
    const { fits: found } = fits([fullTime(2, { absences: [off] })], [course(10, null, 100)])
    expect(found.map(each => [each.off, each.away])).toEqual([[off, null]])
  })

  test('a bar, a long absence and a full ceiling each keep somebody out; a short absence does not', () => {
    const away = (days: number) => ({
      absences: [{ during: { from: today - 1, to: today + days }, deputyId: null }],
    })
    const staff = [fullTime(1), fullTime(2, away(60)), fullTime(3), fullTime(4), fullTime(5, away(3))]
    const ceiling = {
      id: 1,
      programmeId: null,
      staffId: 3,
      cases: 1,
      minutes: null,
      status: 'local' as const,
    }
    const { fits: found, cannot } = fits(staff, [course(10, null, 100), course(11, 3, 100)], {
      details: { 10: { barred: [1] } },
      ceilings: [ceiling],
    })
    expect(found.map(({ staffId }) => staffId)).toEqual([4, 5])
    expect(cannot.map(({ staffId, why }) => [staffId, why])).toEqual([
      [1, 'barred'],
      [2, 'away'],
      [3, 'ceiling'],
    ])
    const more = {
      staffId: 3,
      programmeId: null,
      cases: 2,
      minutes: null,
      reason: 'vikar',
      lastDay: '2026-12-31',
    }
    const allowed = fits(staff, [course(10, null, 100), course(11, 3, 100)], {
      ceilings: [ceiling],
      exceptions: [more],
    })
    expect(allowed.cannot.map(({ staffId }) => staffId)).toEqual([2])
  })

  test('hours that nobody has given are no number, and come last', () => {
    const { fits: found } = fits(
      [fullTime(1, { hours: [] }), fullTime(2)],
      [course(10, null, 100), course(11, 2, 6200)],
    )
    expect(found.map(({ staffId, points, worst }) => [staffId, points === null, worst === null])).toEqual([
      [2, false, false],
      [1, true, true],
    ])
  })

  test('what comes is told: too much from a week on, a long absence, and the last day as a caseworker', () => {
    const later = { from: today + 14, to: endless }
    const staff = [
      fullTime(1, { absences: [{ during: { from: today + 21, to: today + 90 }, deputyId: 2 }] }),
      fullTime(2),
      fullTime(3, { asCaseworker: [{ from: 0, to: today + 30 }] }),
    ]
    const courses = [course(10, null, 100), course(11, 2, 100), course(12, 2, 6150, { open: later })]
    const found = new Map(fits(staff, courses).fits.map(fit => [fit.staffId, fit]))
    expect(found.get(1)?.away?.during.from).toBe(today + 21)
    expect(found.get(2)).toMatchObject({
      overFrom: today + 14,
      worst: { day: today + 14, minutes: 6350, of: 6300 },
    })
    expect(found.get(3)?.stops).toBe(today + 30)
  })

  test('a deputy has the work already: nothing is added', () => {
    const staff = [
      fullTime(1, { absences: [{ during: { from: today - 7, to: today + 200 }, deputyId: 2 }] }),
      fullTime(2),
    ]
    const [fit] = fits(staff, [course(10, 1, 400)]).fits
    expect(fit).toMatchObject({ staffId: 2, before: 400, after: 400 })
  })

  test('a case that would pay for going on to a third is named, and one that is planned already is not', () => {
    const staff = [fullTime(2), fullTime(3, { hours: [{ weeklyMinutes: 400, during: open }] })]
    const courses = [course(10, null, 900), course(11, 2, 5400), course(12, 2, 150)]
    // Only the second knows the young person, so that they are the better even above their time.
    const details = { 10: { earlier: [2], barred: [3] } }
    expect(fits(staff, courses, { details }).fits[0]).toMatchObject({
      staffId: 2,
      makesRoom: { caseId: 12, toId: 3 },
    })
    const planned = { ...details, 12: { isPlanned: true } }
    expect(fits(staff, courses, { details: planned }).fits[0]?.makesRoom ?? null).toBeNull()
  })
})

test('nobody who would come above their time is named before somebody with room, whatever the case calls for', () => {
  const about = {
    language: 'da',
    needsInterpreter: false,
    postalCode: null,
    wishes: [{ whose: 'case', competence: 'psychiatry' }],
  } as const
  const offers = new Map([
    [2, { staffId: 2, profession: '', languages: [], competences: ['psychiatry'], postalCodes: [] }],
  ])
  const later = { from: today + 70, to: endless }
  const order = (now: number, coming: number) =>
    fits(
      [fullTime(2), fullTime(3)],
      [
        course(10, null, 100),
        course(11, 2, now),
        course(12, 2, coming, { open: later }),
        course(13, 3, 6000),
      ],
      { offers, details: { 10: { about } } },
    ).fits.map(({ staffId, overFrom }) => [staffId, overFrom])
  expect(order(6100, 100)).toEqual([
    [2, null],
    [3, null],
  ])
  expect(order(6201, 0)).toEqual([
    [3, null],
    [2, today],
  ])
  expect(order(6100, 101)).toEqual([
    [3, null],
    [2, today + 70],
  ])
})

test('a ceiling that is reached with what is planned keeps somebody out today, and its day is told', () => {
  const ceiling = {
    id: 1,
    programmeId: null,
    staffId: null,
    cases: 2,
    minutes: null,
    status: 'local',
  } as const
  const planned = course(12, null, 100, {
    holders: [{ staffId: 2, during: { from: today + 30, to: endless } }],
  })
  const courses = [course(10, null, 100), course(11, 2, 100), planned]
  const { fits: found, cannot } = fits([fullTime(2), fullTime(3)], courses, { ceilings: [ceiling] })
  expect(found.map(({ staffId }) => staffId)).toEqual([3])
  expect(cannot).toMatchObject([{ staffId: 2, why: 'ceiling', ceiling: { day: today + 30, cases: 3 } }])
})

const aCeiling: fc.Arbitrary<Ceiling> = fc.record({
  id: fc.integer({ min: 1, max: 99 }),
  programmeId: fc.constantFrom(null, 7, 8),
  staffId: fc.constantFrom(null, 1, 2),
  cases: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  minutes: fc.integer({ min: 50, max: 2000 }),
  status: fc.constant('local' as const),
})

/** A unit of which the first case is asked about, with ceilings; null where no case is open today. */
const aQuestion = fc
  .tuple(aUnit, fc.integer({ min: 1, max: 4 }), fc.array(aCeiling, { maxLength: 3 }))
  .map(([{ staff, courses }, barred, ceilings]) => {
    const details = Object.fromEntries(courses.map(({ caseId }) => [caseId, { barred: [barred] }]))
    const unit = unitOf(staff, courses, { details, ceilings })
    return { unit, staff, courses, barred, ceilings }
  })
  .filter(({ unit }) => unit.cases.length > 0)

test('everybody who may is told once, nobody who may not, and every load is what it would be', () => {
  fc.assert(
    fc.property(aQuestion, ({ unit, staff, barred }) => {
      const [asked] = unit.cases
      if (asked === undefined) return
      const { fits: found, cannot } = fitterFor(unit)(asked)
      const ids = [...found, ...cannot].map(({ staffId }) => staffId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).not.toContain(asked.holderId)
      expect(found.map(({ staffId }) => staffId)).not.toContain(barred)
      for (const fit of found) {
        const moved = unit.cases.map(each =>
          each.caseId === asked.caseId ? { ...each, holderId: fit.staffId } : each,
        )
        const then = loadsOn(moved, staff, today, settings).find(({ staffId }) => staffId === fit.staffId)
        expect(then && carried(then)).toBe(fit.after)
      }
      const numbered = found.flatMap(({ points, overFrom, noTimeFrom, away, stops }) =>
        points === null
          ? []
          : [
              {
                points,
                isOver: overFrom !== null,
                going: [noTimeFrom, away, stops].some(each => each !== null),
              },
            ],
      )
      expect(numbered).toEqual(
        numbered.toSorted(
          (a, b) =>
            Number(a.isOver) - Number(b.isOver) || Number(a.going) - Number(b.going) || a.points - b.points,
        ),
      )
    }),
  )
})

test('whoever may, would stand above no ceiling on any day on which they get somebody; whoever may not, would', () => {
  fc.assert(
    fc.property(aQuestion, ({ unit, courses, ceilings }) => {
      const [asked] = unit.cases
      if (asked === undefined) return
      const { fits: found, cannot } = fitterFor(unit)(asked)
      const passes = (staffId: number) => {
        const begins = courses.flatMap(({ holders, open: { from } }) =>
          holders.flatMap(each => (each.staffId === staffId ? [Math.max(each.during.from, from)] : [])),
        )
        const { casesOn } = known([], courses)
        return [today, ...begins.filter(day => day > today)].some(day => {
          const then = casesOn(day)
          const more = then.find(({ caseId }) => caseId === asked.caseId)
          if (more === undefined || more.holderId === staffId) return false
          const held = [...then.filter(({ holderId }) => holderId === staffId), more]
          return ceilingsOf(staffId, held, ceilings, []).some(
            ({ state, programmeId }) =>
              state === 'over' && (programmeId === null || more.programmeIds.includes(programmeId)),
          )
        })
      }
      for (const { staffId } of found) expect(passes(staffId)).toBe(false)
      for (const { staffId, why } of cannot) if (why === 'ceiling') expect(passes(staffId)).toBe(true)
    }),
  )
})

test('an answer is the same after any others', () => {
  fc.assert(
    fc.property(aQuestion, ({ unit }) => {
      const fitter = fitterFor(unit)
      const answers = unit.cases.map(fitter)
      expect(unit.cases.map(asked => fitterFor(unit)(asked))).toEqual(answers)
    }),
    { numRuns: 40 },
  )
})

test('with what is remembered of a unit the next one, where some cases are others, is answered as without', () => {
  const byHolder = ({ holderId }: HeldCase) => [holderId]
  fc.assert(
    fc.property(aQuestion, fc.integer({ min: 1, max: 4 }), ({ unit }, every) => {
      const [asked] = unit.cases
      if (asked === undefined) throw new Error('nobody is asked about')
      const memory = fitMemory()
      fitterFor(unit, memory)(asked)
      const gone = unit.cases.filter(each => each !== asked && each.caseId % every === 0)
      const come = gone.map(each => ({ ...each, minutes: each.minutes + 40, programmeIds: [9] }))
      const next = { ...unit, heldBy: relisted(unit.heldBy, { gone, come: come.slice(1) }, byHolder) }
      expect(fitterFor(next, memory)(asked)).toEqual(fitterFor(next)(asked))
    }),
  )
})

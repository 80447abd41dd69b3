import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FitDetails, type FitQuestion, fitsFor } from './fitting.ts'
import { carried, loadsOn } from './load.ts'
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

function question(
  staff: FitQuestion['staff'],
  courses: readonly Course[],
  rest: Partial<FitQuestion> & { details?: Readonly<Record<number, Partial<FitDetails>>> } = {},
): FitQuestion | null {
  const { casesOn } = known(staff, courses)
  const cases = casesOn(today)
  const [asked] = cases
  if (asked === undefined) return null
  const { details = {}, ...given } = rest
  return {
    asked,
    askedOn: day => casesOn(day).find(({ caseId }) => caseId === asked.caseId) ?? null,
    cases,
    detailsOf: caseId => ({ earlier: [], barred: [], isPlanned: false, ...details[caseId] }),
    staff,
    offers: new Map(),
    points: Array.from({ length: 13 }, (_, week) => ({
      day: today + week * 7,
      loads: loadsOn(casesOn(today + week * 7), staff, today + week * 7, settings),
    })),
    settings,
    ceilings: [],
    exceptions: [],
    ...given,
  }
}

function fits(...parts: Parameters<typeof question>) {
  const asked = question(...parts)
  if (asked === null) throw new Error('nobody is asked about')
  return fitsFor(asked)
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

test('everybody who may is told once, nobody who may not, and every load is what it would be', () => {
  fc.assert(
    fc.property(aUnit, fc.integer({ min: 1, max: 4 }), ({ staff, courses }, barred) => {
      const asked = question(staff, courses, {
        details: Object.fromEntries(courses.map(({ caseId }) => [caseId, { barred: [barred] }])),
      })
      if (asked === null) return
      const { fits: found, cannot } = fitsFor(asked)
      const ids = [...found, ...cannot].map(({ staffId }) => staffId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).not.toContain(asked.asked.holderId)
      expect(found.map(({ staffId }) => staffId)).not.toContain(barred)
      for (const fit of found) {
        const moved = asked.cases.map(each =>
          each.caseId === asked.asked.caseId ? { ...each, holderId: fit.staffId } : each,
        )
        const then = loadsOn(moved, staff, today, settings).find(({ staffId }) => staffId === fit.staffId)
        expect(then && carried(then)).toBe(fit.after)
      }
      const numbered = found.flatMap(({ points, noTimeFrom, away, stops }) =>
        points === null ? [] : [{ points, going: [noTimeFrom, away, stops].some(each => each !== null) }],
      )
      expect(numbered).toEqual(
        numbered.toSorted((a, b) => Number(a.going) - Number(b.going) || a.points - b.points),
      )
    }),
  )
})

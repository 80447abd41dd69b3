import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  holdersOf,
  lacking,
  type MatchedCase,
  matchCost,
  matchCosts,
  matchOf,
  pairCost,
  type StaffOffers,
  type Wish,
  type YouthAbout,
} from './match.ts'

const about = (rest: Partial<YouthAbout> = {}): YouthAbout => ({
  language: 'da',
  needsInterpreter: false,
  postalCode: null,
  wishes: [],
  ...rest,
})
const one = (rest: Partial<MatchedCase> = {}): MatchedCase => ({
  holderId: null,
  earlier: [],
  inProgramme: null,
  ...rest,
})
const offers = (rest: Partial<StaffOffers> = {}): StaffOffers => ({
  staffId: 1,
  profession: 'Socialrådgiver',
  languages: [],
  competences: [],
  postalCodes: [],
  ...rest,
})
const kinds = (each: MatchedCase, staff: StaffOffers) =>
  matchOf(each, staff.staffId, staff).map(({ kind, cost }) => [kind, cost])

describe('what speaks for somebody', () => {
  test('a language counts more where there would be an interpreter, and Danish is no match', () => {
    const speaks = offers({ languages: ['ar', 'da'] })
    expect(kinds(one({ about: about({ language: 'ar', needsInterpreter: true }) }), speaks)).toEqual([
      ['language', matchCosts.insteadOfInterpreter],
    ])
    expect(kinds(one({ about: about({ language: 'ar' }) }), speaks)).toEqual([
      ['language', matchCosts.language],
    ])
    expect(kinds(one({ about: about({ language: 'so', needsInterpreter: true }) }), speaks)).toEqual([])
    expect(kinds(one({ about: about({ postalCode: '6200' }) }), speaks)).toEqual([])
  })

  test('what the case calls for decides who gets it, and takes it from nobody', () => {
    const wishes: Wish[] = [{ whose: 'case', competence: 'autisme' }]
    const each = { ...one({ about: about({ wishes }) }), holderId: 5 }
    const knows = offers({ competences: ['autisme'] })
    expect([pairCost(each, 1, knows), pairCost(each, 2, undefined)]).toEqual([matchCosts.calledFor, 0])
    expect([pairCost(each, 5, undefined), pairCost(each, 5, knows)]).toEqual([
      matchCosts.calledFor,
      matchCosts.calledFor,
    ])
  })

  test('what the case calls for counts more than what is wished for; the profession is the same in other letters', () => {
    const wishes: Wish[] = [
      { whose: 'case', competence: 'autisme' },
      { whose: 'youth', profession: ' socialRÅDgiver' },
      { whose: 'youth', competence: 'job' },
      { whose: 'youth', staffId: 7 },
    ]
    const each = one({ about: about({ wishes }) })
    expect(kinds(each, offers({ competences: ['autisme'] }))).toEqual([
      ['competence', matchCosts.calledFor],
      ['profession', matchCosts.wishedFor],
    ])
    expect(lacking(about({ wishes }), 1, offers({ competences: ['autisme'] }))).toEqual(wishes.slice(2))
    expect(kinds(each, offers({ staffId: 7, profession: 'Mentor' }))).toEqual([['wished', matchCosts.wished]])
    expect(matchOf(each, 7, undefined).map(({ kind }) => kind)).toEqual(['wished'])
  })

  test('having had the young person before counts for all but whoever has them now', () => {
    const each = one({ holderId: 2, earlier: [1, 2] })
    expect(kinds(each, offers())).toEqual([['knownBefore', matchCosts.knownBefore]])
    expect(kinds(each, offers({ staffId: 2 }))).toEqual([])
  })

  test('the place counts where it is known', () => {
    const near = offers({ postalCodes: ['6230', '6200'] })
    expect(kinds(one({ about: about({ postalCode: '6230' }) }), near)).toEqual([['place', matchCosts.place]])
    expect(kinds(one({ about: about({ postalCode: '6360' }) }), near)).toEqual([])
    expect(kinds(one({ about: about() }), near)).toEqual([])
  })

  test('a programme with caseworkers of its own stays with them; one whom a single person has does not', () => {
    const cases = [
      { programmeIds: [1], holderId: 2 },
      { programmeIds: [1, 4], holderId: 3 },
      { programmeIds: [4], holderId: 3 },
      { programmeIds: [], holderId: 9 },
    ]
    expect([...(holdersOf([1], cases) ?? [])]).toEqual([2, 3])
    expect([...(holdersOf([4], cases) ?? [])]).toEqual([3])
    expect([...(holdersOf([4, 1], cases) ?? [])].sort()).toEqual([2, 3])
    expect(holdersOf([], cases)).toBeNull()
    expect(kinds(one({ inProgramme: holdersOf([1], cases) }), offers())).toEqual([
      ['otherProgramme', matchCosts.otherProgramme],
    ])
    expect(kinds(one({ inProgramme: holdersOf([4], cases) }), offers())).toEqual([])
    expect(kinds(one({ inProgramme: holdersOf([1], cases) }), offers({ staffId: 2 }))).toEqual([])
  })
})

const codes = fc.constantFrom('a', 'b', 'c')
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ whose: fc.constant('youth' as const), staffId: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ whose: fc.constantFrom('youth', 'case'), competence: codes }),
  fc.record({ whose: fc.constantFrom('youth', 'case'), profession: codes }),
)
const anyCase: fc.Arbitrary<MatchedCase> = fc.record(
  {
    holderId: fc.option(fc.integer({ min: 1, max: 4 })),
    earlier: fc.uniqueArray(fc.integer({ min: 1, max: 4 })),
    about: fc.record({
      language: fc.constantFrom('da', 'ar', 'so'),
      needsInterpreter: fc.boolean(),
      postalCode: fc.option(fc.constantFrom('6200', '6230')),
      wishes: fc.array(wish, { maxLength: 4 }),
    }),
    inProgramme: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 })).map(ids => new Set(ids))),
  },
  { requiredKeys: ['holderId', 'earlier', 'inProgramme'] },
)
const anyOffers: fc.Arbitrary<StaffOffers> = fc.record({
  staffId: fc.integer({ min: 1, max: 4 }),
  profession: codes,
  languages: fc.uniqueArray(fc.constantFrom('ar', 'so')),
  competences: fc.uniqueArray(codes),
  postalCodes: fc.uniqueArray(fc.constantFrom('6200', '6230')),
})

test('whole thousands, the sum of the terms, and offering more never makes it worse', () => {
  fc.assert(
    fc.property(anyCase, anyOffers, codes, (each, staff, more) => {
      const terms = matchOf(each, staff.staffId, staff)
      expect(matchCost(terms)).toBe(terms.reduce((sum, { cost }) => sum + cost, 0))
      for (const { cost } of terms) {
        expect(Math.abs(cost % 1000)).toBe(0)
        expect(cost).not.toBe(0)
      }
      const richer = { ...staff, languages: ['ar', 'so'], competences: [...staff.competences, more] }
      expect(matchCost(matchOf(each, staff.staffId, richer))).toBeLessThanOrEqual(matchCost(terms))
      const none = matchOf(each, staff.staffId, undefined)
      expect(matchCost(terms)).toBeLessThanOrEqual(matchCost(none))
    }),
  )
})

test('every wish either speaks for somebody or is lacking', () => {
  fc.assert(
    fc.property(anyCase, anyOffers, (each, staff) => {
      const wishes = each.about?.wishes ?? []
      const met = matchOf(each, staff.staffId, staff).filter(({ kind }) =>
        ['wished', 'competence', 'profession'].includes(kind),
      )
      const missing = each.about === undefined ? [] : lacking(each.about, staff.staffId, staff)
      expect(met.length + missing.length).toBe(wishes.length)
    }),
  )
})

/** What is wished for in a caseworker, or called for: by whom, and one of the three. */
export type Wish =
  | { whose: 'youth'; staffId: number }
  | { whose: 'youth' | 'case'; competence: string }
  | { whose: 'youth' | 'case'; profession: string }

/** What of a young person says who fits. */
export interface YouthAbout {
  /** ISO 639. */
  language: string
  needsInterpreter: boolean
  /** Where they live; null where that is not known, or protected: then nobody shall read it off a choice. */
  postalCode: string | null
  wishes: readonly Wish[]
}

/** What of a member of staff says whom they fit. */
export interface StaffOffers {
  staffId: number
  profession: string
  /** ISO 639, beside Danish. */
  languages: readonly string[]
  /** Codes. */
  competences: readonly string[]
  /** Where they meet young people. */
  postalCodes: readonly string[]
}

/** A case that is to be matched, as far as the match follows from it. */
export interface MatchedCase {
  holderId: number | null
  /** Who has been the caseworker before. */
  earlier: readonly number[]
  /** What is known of the young person; left out where nothing is. */
  about?: YouthAbout
  /** Who has cases in the programmes of this one; null where it is in none. */
  inProgramme: ReadonlySet<number> | null
}

/** One thing that speaks for a caseworker, or against: in points, negative for it. */
export type MatchTerm = { cost: number } & (
  | { kind: 'wished' }
  | { kind: 'knownBefore' }
  | { kind: 'language'; language: string; insteadOfInterpreter: boolean }
  | { kind: 'competence'; competence: string; whose: 'youth' | 'case' }
  | { kind: 'profession'; profession: string; whose: 'youth' | 'case' }
  | { kind: 'place'; postalCode: string }
  | { kind: 'otherProgramme' }
)

/**
 * What a match weighs, in points: beside 20,000 for a change that nobody is forced to, and what load costs (see
 * `proposalCosts`). Whole thousands, so that bounds round well. Our own inference: no wish alone makes somebody lose
 * a caseworker, and each counts where somebody is to get one anyway.
 */
export const matchCosts = {
  /** The young person's own wish for somebody. */
  wished: -16_000,
  /** Somebody who has had the young person before is nearly as good as staying. */
  knownBefore: -12_000,
  /** Speaks the language, where there would be an interpreter otherwise; or where it is the language of the home. */
  insteadOfInterpreter: -8_000,
  language: -3_000,
  /** Knows or is what the case calls for: more than load weighs as long as there is time. */
  calledFor: -400_000,
  /** Knows or is what the young person wishes. */
  wishedFor: -5_000,
  place: -3_000,
  /** A programme that has caseworkers of its own stays with them. */
  otherProgramme: 16_000,
} as const

const nothing: readonly MatchTerm[] = []

/** How well a caseworker and a case match, opened into what it is made of; most often nothing. */
export function matchOf(
  { holderId, earlier, about, inProgramme }: MatchedCase,
  staffId: number,
  offers: StaffOffers | undefined,
): readonly MatchTerm[] {
  const known = staffId !== holderId && earlier.includes(staffId)
  const elsewhere = inProgramme !== null && inProgramme.size > 1 && !inProgramme.has(staffId)
  const asked = about !== undefined && (about.wishes.length > 0 || isAsked(about))
  if (!known && !elsewhere && !asked) return nothing
  const terms: MatchTerm[] = []
  for (const wish of about?.wishes ?? []) {
    const term = wishTerm(wish, staffId, offers)
    if (term !== null) terms.push(term)
  }
  if (known) terms.push({ kind: 'knownBefore', cost: matchCosts.knownBefore })
  if (about !== undefined && offers !== undefined) terms.push(...commonTerms(about, offers))
  if (elsewhere) terms.push({ kind: 'otherProgramme', cost: matchCosts.otherProgramme })
  return terms
}

/**
 * What a pair costs where somebody is to get a case. Whoever has it already counts as what the case calls for: that
 * decides who gets a case that moves, and makes nobody lose a caseworker.
 */
export function pairCost(each: MatchedCase, staffId: number, offers: StaffOffers | undefined): number {
  const cost = matchCost(matchOf(each, staffId, offers))
  if (staffId !== each.holderId || each.about === undefined) return cost
  const called = lacking(each.about, staffId, offers).filter(({ whose }) => whose === 'case')
  return cost + called.length * matchCosts.calledFor
}

/** Points for all of it. */
export function matchCost(terms: readonly MatchTerm[]): number {
  let sum = 0
  for (const { cost } of terms) sum += cost
  return sum
}

/** What is wished or called for, and this one has or is not; a wish for somebody else is told as a wish alone. */
export function lacking(about: YouthAbout, staffId: number, offers: StaffOffers | undefined): Wish[] {
  return about.wishes.filter(wish => wishTerm(wish, staffId, offers) === null)
}

function isAsked({ language, postalCode }: YouthAbout): boolean {
  return language !== 'da' || postalCode !== null
}

function wishTerm(wish: Wish, staffId: number, offers: StaffOffers | undefined): MatchTerm | null {
  if ('staffId' in wish) return wish.staffId === staffId ? { kind: 'wished', cost: matchCosts.wished } : null
  const { whose } = wish
  const cost = whose === 'case' ? matchCosts.calledFor : matchCosts.wishedFor
  if ('competence' in wish) {
    const { competence } = wish
    return offers?.competences.includes(competence) ? { kind: 'competence', competence, whose, cost } : null
  }
  const { profession } = wish
  return offers !== undefined && sameWord(offers.profession, profession)
    ? { kind: 'profession', profession, whose, cost }
    : null
}

function commonTerms(
  { language, needsInterpreter, postalCode }: YouthAbout,
  { languages, postalCodes }: StaffOffers,
): MatchTerm[] {
  const terms: MatchTerm[] = []
  if (language !== 'da' && languages.includes(language))
    terms.push({
      kind: 'language',
      language,
      insteadOfInterpreter: needsInterpreter,
      cost: needsInterpreter ? matchCosts.insteadOfInterpreter : matchCosts.language,
    })
  if (postalCode !== null && postalCodes.includes(postalCode))
    terms.push({ kind: 'place', postalCode, cost: matchCosts.place })
  return terms
}

function sameWord(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('da') === other.trim().toLocaleLowerCase('da')
}

interface InProgrammes {
  programmeIds: readonly number[]
  holderId: number | null
}

const holders = new WeakMap<readonly InProgrammes[], Map<number, Set<number>>>()

/** Who has cases in one of these programmes; null for none. The same list of cases is looked through once. */
export function holdersOf(
  programmeIds: readonly number[],
  cases: readonly InProgrammes[],
): ReadonlySet<number> | null {
  if (programmeIds.length === 0) return null
  let known = holders.get(cases)
  if (known === undefined) {
    known = new Map()
    for (const each of cases)
      for (const programmeId of each.programmeIds) {
        const those = known.get(programmeId) ?? new Set()
        if (each.holderId !== null) those.add(each.holderId)
        known.set(programmeId, those)
      }
    holders.set(cases, known)
  }
  const [only] = programmeIds
  if (programmeIds.length === 1 && only !== undefined) return known.get(only) ?? new Set()
  return new Set(programmeIds.flatMap(programmeId => [...(known.get(programmeId) ?? [])]))
}

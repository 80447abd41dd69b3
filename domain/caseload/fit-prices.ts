import { baseOf } from './beside.ts'
import { limitsUnder } from './ceiling-limits.ts'
import { isGoing } from './ends.ts'
import { bestFits, type Fit, standingOf } from './fit.ts'
import { type Beside, type FitMemory, type FitUnit, onceFor, type Person } from './fit-unit.ts'
import { coverFor, coverOn, type HeldCase } from './load.ts'
import { holdersOf, type MatchedCase, pairCost } from './match.ts'
import type { AllocationCase, AllocationCaseworker } from './problem.ts'
import { proposalCosts } from './proposing.ts'

/** Who has cases in which programmes. */
interface InProgrammes {
  holderId: number | null
  programmeIds: readonly number[]
}

export function programmesOf({ heldBy }: FitUnit, { programmes }: FitMemory): InProgrammes[] {
  return [...heldBy].map(([holderId, cases]) => ({
    holderId,
    programmeIds: onceFor(programmes, cases, () => [
      ...new Set(cases.flatMap(({ programmeIds }) => programmeIds)),
    ]),
  }))
}

/** What of one case says whom it matches. */
export function matchedOf(unit: FitUnit, inProgrammes: readonly InProgrammes[], each: HeldCase): MatchedCase {
  const { about, earlier } = unit.detailsOf(each.caseId)
  const inProgramme = holdersOf(each.programmeIds, inProgrammes)
  return { holderId: each.holderId, earlier, inProgramme, ...(about === undefined ? {} : { about }) }
}

export const none: readonly HeldCase[] = []

/** Prices the young person who is asked about, and the going on of those others whose cases are given. */
export type Solve = (several: readonly HeldCase[], withRepair: boolean) => Fit[]

/**
 * What each would cost, by the same prices and limits as a proposal's. Only the young person is asked about, and the
 * cases of those who are looked at closer; everything else is what somebody has beside.
 */
export function solversOf(
  unit: FitUnit,
  people: readonly Person[],
  { memory, matched }: { memory: FitMemory; matched: (each: HeldCase) => MatchedCase },
) {
  const { heldBy, staff, settings, points } = unit
  const day = points[0]?.day ?? 0
  const standsInFor = Map.groupBy(
    staff.flatMap(holder => {
      const { staffId, why } = coverFor(holder, staff, day, settings.longAbsenceDays)
      return why === 'standsIn' && staffId !== null ? [{ holderId: holder.staffId, staffId }] : []
    }),
    ({ staffId }) => staffId,
  )
  const heldOf = (staffId: number) => heldBy.get(staffId) ?? none
  const worker = (
    { each: { staffId }, load: { capacity } }: Person,
    without?: { askedId: number; listed: ReadonlySet<number> },
  ): AllocationCaseworker | null => {
    if (capacity.kind !== 'available') return null
    const held = heldOf(staffId)
    const deputed = standsInFor.get(staffId)
    const besideOf = (): Beside => {
      const standsIn = (deputed ?? [])
        .flatMap(({ holderId }) => heldOf(holderId))
        .filter(({ caseId, notBy = [] }) => !notBy.includes(staffId) && !without?.listed.has(caseId))
      const counted = held.filter(({ caseId }) => caseId !== without?.askedId)
      return {
        limits: limitsUnder(staffId, counted, standsIn, unit),
        base: baseOf([...held.filter(({ caseId }) => !without?.listed.has(caseId)), ...standsIn]),
      }
    }
    const isAsIs = without === undefined && deputed === undefined && held !== none
    const beside = isAsIs ? onceFor(memory.beside, held, besideOf) : besideOf()
    return { id: String(staffId), available: true, capacity: capacity.minutes, ...beside }
  }
  const asIs = new Map(people.map(one => [one, worker(one)]))
  // Nobody is to make room for a young person by going on to somebody who is soon gone.
  const going = new Set(people.flatMap(({ each, ends }) => (isGoing(ends) ? [each.staffId] : [])))
  return (asked: HeldCase, others: readonly Person[]): Solve =>
    (several, withRepair) => {
      const all = [asked, ...several]
      const listed = new Set(all.map(({ caseId }) => caseId))
      // Only with those who hold one of the cases, or have the work of one, anything is another than without them.
      const touched = new Set([
        ...all.map(({ holderId }) => holderId),
        ...coverOn(all, staff, day, settings).map(({ staffId }) => staffId),
      ])
      const caseworkers = others.flatMap(
        one =>
          (touched.has(one.each.staffId) ? worker(one, { askedId: asked.caseId, listed }) : asIs.get(one)) ??
          [],
      )
      const takers = caseworkers.map(({ id }) => Number(id))
      const problem = {
        cases: all.map(each => caseOf(unit, matched(each), each, { isAsked: each === asked, takers, going })),
        caseworkers,
        loadPrice: proposalCosts.load,
      }
      const assignment = new Map(
        all.map(each => [
          String(each.caseId),
          each === asked || each.holderId === null ? null : String(each.holderId),
        ]),
      )
      return bestFits(standingOf(problem, assignment), String(asked.caseId), takers.length, withRepair)
    }
}

interface Asking {
  isAsked: boolean
  takers: readonly number[]
  going: ReadonlySet<number>
}

function caseOf(
  unit: FitUnit,
  matched: MatchedCase,
  each: HeldCase,
  { isAsked, takers, going }: Asking,
): AllocationCase {
  const { barred } = unit.detailsOf(each.caseId)
  return {
    id: String(each.caseId),
    minutes: Math.max(1, each.minutes),
    groups: each.programmeIds.map(String),
    current: isAsked || each.holderId === null ? null : String(each.holderId),
    lock: null,
    moveCost: proposalCosts.move,
    waitingPrice: null,
    pairs: takers.flatMap(staffId => {
      const cost = pairCost(matched, staffId, unit.offers.get(staffId))
      return cost === 0 ? [] : [{ caseworkerId: String(staffId), cost }]
    }),
    forbidden: takers.flatMap(staffId =>
      barred.includes(staffId) || (!isAsked && staffId !== each.holderId && going.has(staffId))
        ? [{ caseworkerId: String(staffId), reason: 'bar' }]
        : [],
    ),
  }
}

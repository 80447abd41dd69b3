import { plainDate } from '#domain/calendar/day-number.ts'
import type { Allocation } from '#domain/caseload/allocate.ts'
import type { Asked, ProposalFacts } from '#domain/caseload/asked.ts'
import { cannotTake } from '#domain/caseload/cannot-take.ts'
import type { AllocationFault } from '#domain/caseload/check-problem.ts'
import { endsOf, firstEnd } from '#domain/caseload/ends.ts'
import { forecastWeeks } from '#domain/caseload/forecast.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { type Move, movesOf } from '#domain/caseload/proposal-moves.ts'
import { scopeOf } from '#domain/caseload/proposing.ts'
import { told } from './lockable.ts'
import type { StoredFault, StoredOutcome } from './proposal-store.ts'

interface Outcome {
  state: 'ready' | 'impossible'
  moves: Move[]
  outcome: StoredOutcome
  problem: AllocationProblem
}

/** The same facts asked about in the other scope; null where the occasion leaves no choice. */
export function otherOf(facts: ProposalFacts): ProposalFacts | null {
  if (!scopeOf[facts.occasion].isAsked) return null
  return { ...facts, scope: facts.scope === 'needed' ? 'all' : 'needed' }
}

/**
 * What becomes of a proposal: the moves with all that is told of them, or what stands in the way. Null where neither an
 * answer nor a reason was found: that is a failure, and no proof that it cannot be done.
 *
 * @param allocation null where nobody had to be asked about
 */
export function outcomeOf(
  { facts, asked }: { facts: ProposalFacts; asked: Asked },
  allocation: Allocation | null,
  other: StoredOutcome['other'],
): Outcome | null {
  const { problem, staysOut, standsIn, unweighed, droppedLocks, takers } = asked
  const outcome: StoredOutcome = {
    ...{ keepPoints: 0, points: 0, curve: [], loads: [], faults: [], stillWaiting: [], going: [] },
    other,
    certificate: allocation === null ? null : certificateOf(allocation.certificate),
    staysOut,
    standsIn,
    unweighed,
    droppedLocks,
    takers: [...takers],
    begins: beginsOf(facts),
  }
  if (facts.cases.length === 0)
    return {
      state: 'impossible',
      moves: [],
      outcome: {
        ...outcome,
        faults: [{ code: 'noCases', youthIds: [], staffIds: [], limit: null, cannot: null }],
      },
      problem,
    }
  const assignment = allocation === null ? new Map<string, string | null>() : allocation.assignment
  if (assignment === null) {
    const decided = new Set(facts.locks.map(({ youthId }) => youthId))
    const faults = (allocation?.faults ?? []).map(fault => faultOf(fault, decided, facts))
    return faults.length === 0
      ? null
      : { state: 'impossible', moves: [], outcome: { ...outcome, faults }, problem }
  }
  const { moves, stillWaiting, ...told } = movesOf(problem, assignment, contextOf(facts, takers))
  return {
    state: 'ready',
    moves,
    outcome: { ...outcome, ...told, stillWaiting: stillWaiting.map(Number), going: goingOf(facts, moves) },
    problem,
  }
}

function beginsOf({ programme, cases }: ProposalFacts): StoredOutcome['begins'] {
  if (programme === null) return null
  const youths = cases.flatMap(({ youthId, beginsOn }) =>
    beginsOn === undefined ? [] : [{ youthId, beginsOn }],
  )
  const already = cases.filter(
    ({ programmeIds, beginsOn }) => beginsOn === undefined && programmeIds.includes(programme.programmeId),
  ).length
  return {
    already,
    youths: youths
      .toSorted((one, other) => one.beginsOn - other.beginsOn || one.youthId - other.youthId)
      .map(({ youthId, beginsOn }) => ({ youthId, from: plainDate(beginsOn).toString() })),
  }
}

function contextOf({ occasion, aboutStaffId, programme, cases }: ProposalFacts, takers: ReadonlySet<number>) {
  const earlier = new Map(cases.map(each => [String(each.youthId), each.earlier]))
  return {
    newcomer: occasion === 'hired' && aboutStaffId !== null ? String(aboutStaffId) : null,
    programme:
      programme === null
        ? null
        : { group: String(programme.programmeId), takers: new Set([...takers].map(String)) },
    hadBefore: (caseId: string, caseworkerId: string) =>
      earlier.get(caseId)?.includes(Number(caseworkerId)) === true,
  }
}

/** Who of those who get somebody is known to have no time for them within the twelve weeks that are known. */
function goingOf({ staff, day, settings }: ProposalFacts, moves: readonly Move[]): StoredOutcome['going'] {
  const receivers = new Set(moves.map(({ to }) => Number(to)))
  const days = Array.from({ length: forecastWeeks + 1 }, (_, week) => day + 7 * week)
  return staff.flatMap(({ time }) => {
    const end = receivers.has(time.staffId) ? firstEnd(endsOf(time, days, settings)) : null
    return end === null ? [] : [{ staffId: time.staffId, why: end.why, from: plainDate(end.day).toString() }]
  })
}

/** JSON has no infinite numbers: no bound is none. */
function certificateOf(certificate: Allocation['certificate']): NonNullable<StoredOutcome['certificate']> {
  return {
    ...certificate,
    bound: Number.isFinite(certificate.bound) ? certificate.bound : null,
  }
}

/** @param decided whose locks the leader has set: of the young people who are locked, those alone are at fault */
function faultOf(fault: AllocationFault, decided: ReadonlySet<number>, facts: ProposalFacts): StoredFault {
  const cases = 'caseIds' in fault ? fault.caseIds : 'caseId' in fault ? [fault.caseId] : []
  const workers =
    'caseworkerIds' in fault ? fault.caseworkerIds : 'caseworkerId' in fault ? [fault.caseworkerId] : []
  const youthIds = cases.map(Number)
  return {
    code: fault.code,
    youthIds: fault.code === 'locksAboveCeiling' ? youthIds.filter(id => decided.has(id)) : youthIds,
    staffIds: workers.map(Number),
    limit: limitOf(fault),
    cannot:
      fault.code === 'lockedToAway' || fault.code === 'unknownCaseworker'
        ? told(cannotTake(timeOf(facts, Number(fault.caseworkerId)), facts))
        : null,
  }
}

function timeOf({ staff }: ProposalFacts, id: number) {
  return staff.find(({ time }) => time.staffId === id)?.time
}

function limitOf(fault: AllocationFault): StoredFault['limit'] {
  const programmeOf = (group: string | null) => (group === null ? null : Number(group))
  if (fault.code === 'locksAboveCeiling') {
    const { group, unit, locked, most } = fault
    return { programmeId: programmeOf(group), unit, has: locked, most }
  }
  if (fault.code === 'notEnoughRoom') {
    const { group, unit, needed, room } = fault
    return { programmeId: programmeOf(group), unit, has: needed, most: room }
  }
  return null
}

import { atMostMinutes } from '#domain/caseload/limits.ts'
import type {
  AllocationCase,
  AllocationCaseworker,
  AllocationProblem,
  Assignment,
} from '#domain/caseload/problem.ts'
import { proposalCosts } from '#domain/caseload/proposing.ts'
import { type Random, randomFrom } from '#domain/caseload/random.ts'

/** One in so many of a target group, and the minutes a month that such a case takes. */
const GROUPS = [
  { share: 28, least: 40, most: 70 },
  { share: 297, least: 70, most: 160 },
  { share: 387, least: 140, most: 360 },
]

const DISTRICTS = 8
const SPECIALITIES = 6

interface Person {
  district: number
  speciality: number
}

export interface Municipality {
  /** Everybody new: nobody has a caseworker. */
  fresh: AllocationProblem
  people: ReadonlyMap<string, Person>
}

/**
 * An invented municipality: the target groups of one that is known.
 *
 * @param load how much of everybody's time the cases take, if they were spread evenly and near
 */
export function municipality(cases: number, caseworkers: number, seed: number, load = 0.87): Municipality {
  const random = randomFrom(seed)
  const people = new Map<string, Person>()
  const staff = Array.from({ length: caseworkers }, (_, index) => {
    people.set(`w${index}`, personOf(random))
    return { id: `w${index}`, hours: [37, 37, 37, 37, 32, 30][random.below(6)] ?? 37 }
  })
  const youths = Array.from({ length: cases }, (_, index) => {
    people.set(`c${index}`, personOf(random))
    return { id: `c${index}`, minutes: minutesOf(random), own: random.below(1_000) }
  })
  const work = youths.reduce((sum, { minutes }) => sum + minutes, 0)
  const hours = staff.reduce((sum, each) => sum + each.hours, 0)
  const perHour = work / load / hours
  const workers = staff.map(({ id, hours: contracted }) => workerOf(id, Math.round(contracted * perHour)))
  return {
    people,
    fresh: {
      loadPrice: proposalCosts.load,
      caseworkers: workers,
      cases: youths.map(({ id, minutes }) => caseOf(id, minutes, workers, people)),
    },
  }
}

function workerOf(id: string, capacity: number): AllocationCaseworker {
  return { id, available: true, capacity, limits: [atMostMinutes(Math.round(capacity * 1.2))], base: [] }
}

/** The same with everybody's caseworker as assigned. */
export function asAssigned(problem: AllocationProblem, assignment: Assignment): AllocationProblem {
  return {
    ...problem,
    cases: problem.cases.map(each => ({ ...each, current: assignment.get(each.id) ?? null })),
  }
}

/** Somebody new is hired, with the middle capacity. */
export function withHire(problem: AllocationProblem, people: ReadonlyMap<string, Person>): AllocationProblem {
  const capacities = problem.caseworkers.map(({ capacity }) => capacity).sort((a, b) => a - b)
  const id = 'hired'
  const workers = [...problem.caseworkers, workerOf(id, capacities[capacities.length >> 1] ?? 1)]
  const known = new Map(people).set(id, { district: 3, speciality: 2 })
  return {
    ...problem,
    caseworkers: workers,
    cases: problem.cases.map(each => ({
      ...caseOf(each.id, each.minutes, workers, known),
      current: each.current,
    })),
  }
}

/** One caseworker is gone. */
export function withoutWorker(problem: AllocationProblem, id: string): AllocationProblem {
  return {
    ...problem,
    caseworkers: problem.caseworkers.map(worker =>
      worker.id === id ? { ...worker, available: false } : worker,
    ),
  }
}

/** A share of the cases is new: nobody has them yet. */
export function withNew(problem: AllocationProblem, share: number, seed: number): AllocationProblem {
  const random = randomFrom(seed)
  const left = new Set<number>()
  while (left.size < Math.round(problem.cases.length * share)) left.add(random.below(problem.cases.length))
  return {
    ...problem,
    cases: problem.cases.map((each, row) => (left.has(row) ? { ...each, current: null } : each)),
  }
}

function personOf(random: Random): Person {
  return { district: random.below(DISTRICTS), speciality: random.below(SPECIALITIES) }
}

function minutesOf(random: Random): number {
  let left = random.below(712)
  for (const { share, least, most } of GROUPS) {
    if (left < share) return least + random.below(most - least + 1)
    left -= share
  }
  return 120
}

function caseOf(
  id: string,
  minutes: number,
  workers: readonly AllocationCaseworker[],
  people: ReadonlyMap<string, Person>,
): AllocationCase {
  const youth = people.get(id)
  return {
    id,
    minutes,
    groups: [],
    current: null,
    lock: null,
    moveCost: proposalCosts.move,
    waitingPrice: 400_000 + minutes * 1_000,
    forbidden: [],
    pairs: workers.map(worker => {
      const other = people.get(worker.id)
      const far = Math.abs((youth?.district ?? 0) - (other?.district ?? 0))
      const apart = Math.min(far, DISTRICTS - far)
      const unlike = youth?.speciality === other?.speciality ? 0 : 12_000
      // So that no two are quite alike: the little that is known of two people beyond place and profession.
      const little = (Number(id.slice(1)) * 7_919 + (Number(worker.id.slice(1)) || 31) * 104_729) % 4_001
      return {
        caseworkerId: worker.id,
        cost: unlike + apart * 2_500 + little,
        minutes: Math.round(minutes * (1 + apart * 0.03)),
      }
    }),
  }
}

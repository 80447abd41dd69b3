import type { AllocationProblem, Assignment } from '#domain/caseload/problem.ts'
import { loadsOf } from '#domain/caseload/score.ts'
import { layOut, placesOf } from '#domain/caseload/tableau.ts'
import { welcoming } from '#domain/caseload/welcome.ts'
import {
  asAssigned,
  type Municipality,
  municipality,
  withHire,
  withNew,
  withoutWorker,
} from './municipality.ts'

/** How full the units are in which somebody is hired, in parts. */
const FULL = [0.85, 0.87, 0.9, 0.93, 0.95, 0.98]

/** Moves to try: enough to end within a few thousandths of the best, and the same on every machine. */
const ITERATIONS = 1_200_000

type Solve = (problem: AllocationProblem, seed: number, iterations: number) => Promise<Assignment>

/**
 * Whose caseworker changes though they could have stayed, and how loaded a new colleague becomes: the most, the mean
 * and the least of several invented units. Ended by iterations, so it is no measure of time.
 */
export async function movedRows(solve: Solve, seeds: readonly number[]): Promise<string[][]> {
  const rows: string[][] = []
  for (const full of FULL) {
    const units = await Promise.all(seeds.map(seed => changed(solve, seed, full, hired)))
    rows.push([`one is hired, all at ${full * 100} %`, ...told(units, '3 %, at least 85 %')])
  }
  for (const [what, aim, change] of [
    ['one leaves', '1 %', (today: AllocationProblem) => withoutWorker(today, 'w3')],
    ['5 % are new', '0 %', (today: AllocationProblem) => withNew(today, 0.05, 7)],
  ] as const) {
    const units = await Promise.all(seeds.map(seed => changed(solve, seed, 0.87, change)))
    rows.push([what, ...told(units, aim)])
  }
  return rows
}

interface Unit {
  moved: number
  /** Of the new colleague; null where there is none. */
  load: number | null
}

function hired(today: AllocationProblem, { people }: Municipality): AllocationProblem {
  return welcoming(withHire(today, people), 'hired')
}

async function changed(
  solve: Solve,
  seed: number,
  full: number,
  change: (today: AllocationProblem, place: Municipality) => AllocationProblem,
): Promise<Unit> {
  const place = municipality(712, 20, seed, full)
  const today = asAssigned(place.fresh, await solve(place.fresh, seed, ITERATIONS))
  const problem = change(today, place)
  const assignment = await solve(problem, seed, ITERATIONS)
  const gone = new Set(problem.caseworkers.filter(({ available }) => !available).map(({ id }) => id))
  const moved = problem.cases.filter(
    ({ id, current }) => current !== null && !gone.has(current) && assignment.get(id) !== current,
  )
  return { moved: moved.length / problem.cases.length, load: loadOf(problem, assignment, 'hired') }
}

function loadOf(problem: AllocationProblem, assignment: Assignment, id: string): number | null {
  const at = problem.caseworkers.filter(({ available }) => available).findIndex(worker => worker.id === id)
  if (at < 0) return null
  const tableau = layOut(problem)
  return (loadsOf(tableau, placesOf(problem, tableau, assignment))[at] ?? 0) / (tableau.capacity[at] ?? 1)
}

function told(units: readonly Unit[], aim: string): string[] {
  const moved = units.map(unit => unit.moved)
  const loads = units.flatMap(({ load }) => load ?? [])
  const mean = moved.reduce((sum, each) => sum + each, 0) / moved.length
  const percent = (part: number) => (part * 100).toFixed(2)
  return [
    percent(Math.max(...moved)),
    percent(mean),
    loads.length === 0 ? '' : percent(Math.min(...loads)),
    aim,
  ]
}

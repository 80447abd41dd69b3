import { createHash } from 'node:crypto'
import { type Allocation, allocate } from '#domain/caseload/allocate.ts'
import { ANY_NUMBERS } from '#domain/caseload/check-problem.ts'
import { bestFits, standingOf } from '#domain/caseload/fit.ts'
import { linearOf } from '#domain/caseload/linear.ts'
import type { AllocationProblem, Assignment } from '#domain/caseload/problem.ts'
import { loadsOf } from '#domain/caseload/score.ts'
import { layOut, placesOf } from '#domain/caseload/tableau.ts'
import { openHighs } from '#server/solving/highs.ts'
import { type GapClass, gapProblem } from './gap-instances.ts'
import {
  asAssigned,
  type Municipality,
  municipality,
  withHire,
  withNew,
  withoutWorker,
} from './municipality.ts'

/*
 * The allocation beside plain HiGHS on the same instances in the same run. Seconds are the processor's, of this
 * process, as far as our own search goes; HiGHS counts the clock's, so on a machine that others use it gets less.
 */

const SEEDS = [1, 2, 3, 4, 5]

interface Instance {
  name: string
  problem: AllocationProblem
  /** Seconds of each run. */
  budgets: readonly number[]
}

export interface AllocationTables {
  excess: string[][]
  moved: string[][]
  fits: string[][]
}

/** @param gapSeconds seconds of each run on a generalized assignment problem; 0 leaves them out */
export async function measureAllocation(
  tell: (text: string) => void,
  seeds: number,
  gapSeconds: number,
  longSeconds: number,
): Promise<AllocationTables> {
  const small = municipality(712, 20, 1)
  const large = municipality(5_000, 150, 1)
  const today = await settled(small)
  // Where somebody is hired, people have too much to do.
  const busy = municipality(712, 20, 1, 0.95)
  const tables: AllocationTables = { excess: [], moved: await movedTable(small, today, busy), fits: [] }
  tables.fits = await fitTable(large)
  const everything = withNew(withoutWorker(withHire(today, small.people), 'w3'), 0.05, 7)
  const instances: Instance[] = [
    { name: '712 x 20, left, hired, 5 % new', problem: everything, budgets: [1, 5] },
    { name: '712 x 20, from nothing', problem: small.fresh, budgets: [1, 5] },
    { name: '5,000 x 150, from nothing', problem: large.fresh, budgets: [5] },
    ...(gapSeconds > 0 ? gapInstances(gapSeconds) : []),
  ]
  for (const instance of instances) {
    for (const row of await excessRows(instance, seeds, longSeconds)) {
      tables.excess.push(row)
      tell(row.join(' | '))
    }
  }
  return tables
}

function gapInstances(seconds: number): Instance[] {
  const sizes = [
    [5, 100],
    [20, 100],
    [10, 200],
    [20, 200],
    [20, 400],
    [20, 1_600],
    [80, 1_600],
  ] as const
  return (['c', 'd', 'e'] satisfies GapClass[]).flatMap(kind =>
    sizes.map(([agents, jobs]) => ({
      name: `class ${kind}, ${jobs} x ${agents}`,
      problem: gapProblem(kind, agents, jobs, 1),
      budgets: [seconds],
    })),
  )
}

/** One row a budget: excess over the best known and over the best bound, ours (most, mean) and that of HiGHS. */
async function excessRows(instance: Instance, seeds: number, longSeconds: number): Promise<string[][]> {
  // What is best known comes from a longer run with another seed, from all the others, and from HiGHS.
  const long = await ours(instance.problem, 99, longSeconds)
  const runs: { budget: number; answers: Allocation[]; plain: { objective: number; bound: number } }[] = []
  for (const budget of instance.budgets) {
    const answers: Allocation[] = []
    for (const seed of SEEDS.slice(0, seeds)) answers.push(await ours(instance.problem, seed, budget))
    runs.push({ budget, answers, plain: await plainHighs(instance.problem, budget) })
  }
  const all = [long, ...runs.flatMap(run => run.answers)]
  const plain = runs.map(run => run.plain)
  const best = Math.min(...all.map(objectiveOf), ...plain.map(each => each.objective))
  const bound = Math.max(
    ...all.map(each => each.certificate.bound),
    ...plain.map(each => Math.ceil(each.bound - 1e-6)),
  )
  return runs.map(({ budget, answers, plain: other }) => {
    const over = answers.map(each => objectiveOf(each) / best - 1)
    const proved = answers.map(each => objectiveOf(each) / each.certificate.bound - 1)
    return [
      instance.name,
      String(budget),
      percent(Math.max(...over)),
      percent(mean(over)),
      percent(Math.max(...proved)),
      percent(best / bound - 1),
      percent(other.objective / best - 1),
      percent(other.objective / other.bound - 1),
    ]
  })
}

async function ours(problem: AllocationProblem, seed: number, seconds: number): Promise<Allocation> {
  const solver = await openHighs()
  const begun = process.cpuUsage()
  const used = () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1e6
  }
  return allocate(problem, {
    seed,
    iterations: Number.POSITIVE_INFINITY,
    nodes: 1_000_000,
    secondsLeft: () => seconds - used(),
    solver,
    hash: text => createHash('sha256').update(text).digest('hex'),
    limits: ANY_NUMBERS,
  })
}

/** All of the problem to HiGHS, as anybody would give it. */
async function plainHighs(problem: AllocationProblem, seconds: number) {
  const solver = await openHighs()
  const model = linearOf(layOut(problem), () => true, true)
  const { objective, bound } = solver.solve(model, { seconds })
  return { objective, bound }
}

/** The municipality with everybody placed, as it would be found on a day when something happens. */
async function settled({ fresh }: Municipality): Promise<AllocationProblem> {
  const { assignment } = await ours(fresh, 1, 3)
  if (!assignment) throw new Error('the invented municipality has no allocation')
  return asAssigned(fresh, assignment)
}

/** Whose caseworker changes though they could have stayed, and how loaded a new colleague becomes. */
async function movedTable(
  place: Municipality,
  today: AllocationProblem,
  busy: Municipality,
): Promise<string[][]> {
  const rows: string[][] = []
  for (const [what, problem] of [
    ['one is hired, all at 95 %', withHire(await settled(busy), busy.people)],
    ['one is hired, all at 87 %', withHire(today, place.people)],
    ['one leaves', withoutWorker(today, 'w3')],
    ['5 % are new', withNew(today, 0.05, 7)],
  ] as const) {
    const { assignment } = await ours(problem, 1, 5)
    if (!assignment) continue
    const gone = new Set(problem.caseworkers.filter(({ available }) => !available).map(({ id }) => id))
    const moved = problem.cases.filter(
      ({ id, current }) => current !== null && !gone.has(current) && assignment.get(id) !== current,
    )
    const hired = loadOf(problem, assignment, 'hired')
    rows.push([what, percent(moved.length / problem.cases.length), hired === null ? '' : percent(hired)])
  }
  return rows
}

function loadOf(problem: AllocationProblem, assignment: Assignment, id: string): number | null {
  const workers = problem.caseworkers.filter(({ available }) => available)
  const at = workers.findIndex(worker => worker.id === id)
  if (at < 0) return null
  const tableau = layOut(problem)
  const load = loadsOf(tableau, placesOf(problem, tableau, assignment))[at] ?? 0
  return load / (tableau.capacity[at] ?? 1)
}

/** Milliseconds for one recommended fit, for 2,000 young people of 5,000. */
async function fitTable({ fresh }: Municipality): Promise<string[][]> {
  const { assignment } = await ours(fresh, 1, 3)
  if (!assignment) throw new Error('the invented municipality has no allocation')
  const standing = standingOf(asAssigned(fresh, assignment), assignment)
  return [false, true].map(withRepair => {
    const took: number[] = []
    for (let round = 0; round < 2_200; round++) {
      // By the clock: the processor's own account comes in steps of milliseconds.
      const begun = performance.now()
      bestFits(standing, `c${(round * 2) % 5_000}`, 3, withRepair)
      // The first ones warm up.
      if (round >= 200) took.push(performance.now() - begun)
    }
    took.sort((a, b) => a - b)
    const at = (part: number) => (took[Math.floor(took.length * part)] ?? 0).toFixed(2)
    return [withRepair ? 'with one who makes room' : 'alone', at(0.5), at(0.99), at(0.9999)]
  })
}

function objectiveOf({ certificate }: Allocation): number {
  return certificate.objective ?? Number.POSITIVE_INFINITY
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function percent(part: number): string {
  return Number.isFinite(part) ? (part * 100).toFixed(3) : 'none'
}

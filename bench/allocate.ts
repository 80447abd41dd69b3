import { createHash } from 'node:crypto'
import { type Allocation, allocate } from '#domain/caseload/allocate.ts'
import { ANY_NUMBERS } from '#domain/caseload/check-problem.ts'
import { bestFits, standingOf } from '#domain/caseload/fit.ts'
import { linearOf } from '#domain/caseload/linear.ts'
import type { AllocationProblem, Assignment } from '#domain/caseload/problem.ts'
import { layOut } from '#domain/caseload/tableau.ts'
import { openHighs } from '#server/solving/highs.ts'
import { type GapClass, gapProblem } from './gap-instances.ts'
import { movedRows } from './moved-relations.ts'
import { asAssigned, municipality, withHire, withNew, withoutWorker } from './municipality.ts'

/*
 * The allocation beside plain HiGHS on the same instances in the same run. Seconds are the processor's, of this
 * process, for both: others who use the machine meanwhile take none of them, though they slow each of them down.
 */

const SEEDS = [1, 2, 3, 4, 5]

interface Instance {
  name: string
  problem: AllocationProblem
  /** Seconds of each run, and what the worst of them is to be within, in words. */
  runs: readonly { seconds: number; aim: string }[]
}

export interface AllocationTables {
  excess: string[][]
  moved: string[][]
  fits: string[][]
}

export interface AllocationBench {
  seeds: number
  /** Seconds of each run on a generalized assignment problem; 0 leaves them out. */
  gapSeconds: number
  /** Only instances with this in their name, and nothing else; all where it is empty. */
  instance: string
  /** Seconds of the runs for the best known. */
  longSeconds: number
}

export async function measureAllocation(
  tell: (text: string) => void,
  { seeds: count, gapSeconds, longSeconds, instance: named }: AllocationBench,
): Promise<AllocationTables> {
  const seeds = SEEDS.slice(0, count)
  const tables: AllocationTables = { excess: [], moved: [], fits: [] }
  if (named === '') tables.moved = await movedRows(moving, seeds)
  for (const row of tables.moved) tell(row.join(' | '))
  const small = municipality(712, 20, 1)
  const large = municipality(5_000, 150, 1)
  if (named === '') tables.fits = await fitTable(large.fresh)
  for (const row of tables.fits) tell(row.join(' | '))
  const today = asAssigned(small.fresh, await moving(small.fresh, 1, 1_200_000))
  const everything = withNew(withoutWorker(withHire(today, small.people), 'w3'), 0.05, 7)
  const instances: Instance[] = [
    {
      name: '712 x 20, left, hired, 5 % new',
      problem: everything,
      runs: [
        { seconds: 1, aim: '0.10 over optimum' },
        { seconds: 5, aim: 'proved' },
      ],
    },
    { name: '712 x 20, from nothing', problem: small.fresh, runs: [{ seconds: 1, aim: '0.25' }] },
    {
      name: '5,000 x 150, from nothing',
      problem: large.fresh,
      runs: [{ seconds: 5, aim: '0.30 over own bound' }],
    },
    ...(gapSeconds > 0 ? gapInstances(gapSeconds) : []),
  ]
  for (const instance of instances.filter(({ name }) => name.includes(named))) {
    for (const row of await excessRows(instance, seeds, longSeconds)) {
      tables.excess.push(row)
      tell(row.join(' | '))
    }
  }
  return tables
}

async function moving(problem: AllocationProblem, seed: number, iterations: number): Promise<Assignment> {
  const solver = await openHighs()
  const { assignment } = allocate(problem, {
    seed,
    iterations,
    nodes: 0,
    secondsLeft: null,
    solver,
    hash: sha256,
    limits: ANY_NUMBERS,
  })
  if (!assignment) throw new Error('an invented municipality has no allocation')
  return assignment
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
  const aims = { c: '0.25', d: '0.7', e: '0.5' }
  return (['c', 'd', 'e'] satisfies GapClass[]).flatMap(kind =>
    sizes.map(([agents, jobs]) => ({
      name: `class ${kind}, ${jobs} x ${agents}`,
      problem: gapProblem(kind, agents, jobs, 1),
      runs: [{ seconds, aim: aims[kind] }],
    })),
  )
}

interface Run {
  seconds: number
  aim: string
  answers: { answer: Allocation; used: number }[]
  plain: { objective: number; bound: number; used: number }
}

/** One row a budget: excess over the best known and over the own bound, ours (most, mean) and that of HiGHS. */
async function excessRows(
  instance: Instance,
  seeds: readonly number[],
  longSeconds: number,
): Promise<string[][]> {
  // What is best known comes from a longer run with another seed, from all the others, and from HiGHS.
  const long = await ours(instance.problem, 99, longSeconds)
  const runs: Run[] = []
  for (const run of instance.runs) {
    const answers: Run['answers'] = []
    for (const seed of seeds) answers.push(await ours(instance.problem, seed, run.seconds))
    runs.push({ ...run, answers, plain: await plainHighs(instance.problem, run.seconds) })
  }
  const all = [long, ...runs.flatMap(run => run.answers)].map(({ answer }) => answer)
  const plain = runs.map(run => run.plain)
  const best = Math.min(...all.map(objectiveOf), ...plain.map(each => each.objective))
  const bound = Math.max(
    ...all.map(each => each.certificate.bound),
    ...plain.map(each => Math.ceil(each.bound - 1e-6)),
  )
  return runs.map(({ seconds, aim, answers, plain: other }) => {
    const over = answers.map(({ answer }) => objectiveOf(answer) / best - 1)
    const gaps = answers.map(({ answer }) => objectiveOf(answer) / answer.certificate.bound - 1)
    const proved = answers.filter(({ answer }) => answer.certificate.status === 'optimal')
    return [
      instance.name,
      String(seconds),
      percent(Math.max(...over)),
      percent(mean(over)),
      percent(Math.max(...gaps)),
      aim,
      `${proved.length}/${answers.length}`,
      Math.max(...answers.map(({ used }) => used)).toFixed(1),
      percent(best / bound - 1),
      percent(other.objective / best - 1),
      percent(other.objective / other.bound - 1),
      other.used.toFixed(1),
    ]
  })
}

async function ours(
  problem: AllocationProblem,
  seed: number,
  seconds: number,
): Promise<{ answer: Allocation; used: number }> {
  const solver = await openHighs()
  const used = stopwatch()
  const answer = allocate(problem, {
    seed,
    iterations: Number.POSITIVE_INFINITY,
    nodes: 1_000_000,
    secondsLeft: () => seconds - used(),
    // The solver's own clock is the wall's: it is only to stop where nothing asks.
    clockRate: 5,
    solver,
    hash: sha256,
    limits: ANY_NUMBERS,
  })
  return { answer, used: used() }
}

/**
 * All of the problem to HiGHS, as anybody would give it. Within a linear model it can only be ended by the clock, which
 * gives it five times as long.
 */
async function plainHighs(problem: AllocationProblem, seconds: number): Promise<Run['plain']> {
  const solver = await openHighs()
  const used = stopwatch()
  const model = linearOf(layOut(problem), () => true, true)
  const limits = { isOver: () => used() >= seconds, seconds: 5 * seconds }
  const { objective, bound } = solver.solve(model, limits)
  return { objective, bound, used: used() }
}

/** Seconds of the processor that this process has used since. */
function stopwatch(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1e6
  }
}

/** Milliseconds for one recommended fit, for 2,000 young people of 5,000. */
async function fitTable(fresh: AllocationProblem): Promise<string[][]> {
  const assignment = await moving(fresh, 1, 3_000_000)
  const standing = standingOf(asAssigned(fresh, assignment), assignment)
  return [false, true].map(withRepair => {
    const took: number[] = []
    for (let round = 0; round < 2_200; round++) {
      // By the clock: the processor's own account comes in steps of milliseconds. Others use the machine too, so the
      // quickest of three counts.
      const three = [0, 1, 2].map(() => {
        const begun = performance.now()
        bestFits(standing, `c${(round * 2) % 5_000}`, 3, withRepair)
        return performance.now() - begun
      })
      // The first ones warm up.
      if (round >= 200) took.push(Math.min(...three))
    }
    took.sort((a, b) => a - b)
    const at = (part: number) => (took[Math.floor(took.length * part)] ?? 0).toFixed(2)
    return [
      withRepair ? 'with one who makes room' : 'alone',
      at(0.5),
      at(0.99),
      at(0.9999),
      withRepair ? '20' : '1',
    ]
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
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

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Command } from 'commander'
import { allocationFileSchema, readAllocationFile } from '#contract/allocation-file.ts'
import { allocationFaultSentence } from '#contract/allocation-words.ts'
import { type Allocation, allocate } from '#domain/caseload/allocate.ts'
import { ANY_NUMBERS, type NumberLimits, PEOPLE } from '#domain/caseload/check-problem.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { openHighs } from '#server/solving/highs.ts'
import { readGap } from './read-gap.ts'
import { tell } from './terminal.ts'
import { TerminalTrouble } from './terminal-trouble.ts'

/** What is used where neither --iterations nor --seconds is given. */
const SECONDS = '10'

/** `medgang allocate`: who shall have whom, from a file; nothing of Medgang's own is read or written. */
export const allocateCommand = new Command('allocate')
  .description('allocate cases to caseworkers, from a file (docs/allocation.md)')
  .argument('[file]', 'the problem; - reads what is sent in')
  .option('--format <format>', 'medgang (JSON) or orlib-gap (generalized assignment)', 'medgang')
  .option('--instance <number>', 'only this problem of a file that has several')
  .option('--iterations <number>', 'so many moves are tried: the same answer every time')
  .option('--nodes <number>', 'with --iterations: so large a tree is searched for a proof at the most', '0')
  .option('--seconds <number>', `so many seconds are used for each problem, at the most (${SECONDS})`)
  .option('--seed <number>', 'where chance begins', '1')
  .option('--schema', 'print the JSON Schema of the format medgang, and nothing else', false)
  .option(
    '--json',
    'print one line {status, objective, bound, gap, assignment, seconds, seed, ...} a problem',
    false,
  )
  .action(run)

interface Options {
  format: string
  instance?: string
  iterations?: string
  nodes: string
  seconds?: string
  seed: string
  schema: boolean
  json: boolean
}

interface Asked {
  number: number
  problem: AllocationProblem
  limits: NumberLimits
}

async function run(file: string | undefined, options: Options): Promise<void> {
  if (options.schema) {
    process.stdout.write(`${JSON.stringify(allocationFileSchema(), null, 2)}\n`)
    return
  }
  if (file === undefined) throw new TerminalTrouble(say => say('allocation.noFile'))
  const seed = whole('--seed', options.seed, 0, 4_294_967_295)
  const iterations =
    options.iterations === undefined ? null : whole('--iterations', options.iterations, 0, 1e12)
  const nodes = whole('--nodes', options.nodes, 0, 1_000_000)
  const given = options.seconds ?? (iterations === null ? SECONDS : undefined)
  const seconds = given === undefined ? null : decimal('--seconds', given, 0, 86_400)
  const asked = chosen(await read(file, options.format), options.instance)
  for (const [index, each] of asked.entries()) {
    // The first problem's time counts from when the command began: that is how long whoever waits has waited.
    const begun = index === 0 ? 0 : performance.now()
    const solver = await openHighs()
    const answer = allocate(each.problem, {
      seed,
      iterations: iterations ?? Number.POSITIVE_INFINITY,
      nodes: seconds === null ? nodes : 1_000_000,
      secondsLeft: seconds === null ? null : () => seconds - (performance.now() - begun) / 1000,
      solver,
      hash: text => createHash('sha256').update(text).digest('hex'),
      limits: each.limits,
    })
    await report(each, answer, (performance.now() - begun) / 1000, options)
  }
}

async function read(file: string, format: string): Promise<Asked[]> {
  if (format !== 'medgang' && format !== 'orlib-gap')
    throw new TerminalTrouble(say => say('allocation.badFormat', { given: format }))
  const text = await textOf(file)
  if (format === 'orlib-gap') {
    const problems = readGap(text)
    if (!problems) throw new TerminalTrouble(say => say('allocation.badGap', { path: file }))
    return problems.map((problem, index) => ({ number: index + 1, problem, limits: ANY_NUMBERS }))
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new TerminalTrouble(say => say('allocation.notJson', { path: file }), error)
  }
  const reading = readAllocationFile(content)
  if (!reading.ok) {
    const { path } = reading
    throw new TerminalTrouble(say =>
      say('allocation.notOfForm', { path: file, place: path || say('allocation.theWhole') }),
    )
  }
  return [{ number: 1, problem: reading.problem, limits: PEOPLE }]
}

/** The text of a file, or of what is sent in where it is `-`. */
async function textOf(file: string): Promise<string> {
  const bytes = await (file === '-' ? buffer(process.stdin) : readFile(resolve(file))).catch(
    (error: unknown) => {
      throw new TerminalTrouble(say => say('allocation.fileMissing', { path: file }), error)
    },
  )
  try {
    // A name in another encoding would come out as another name.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new TerminalTrouble(say => say('allocation.notUtf8', { path: file }), error)
  }
}

function chosen(asked: readonly Asked[], instance: string | undefined): Asked[] {
  if (instance === undefined) return [...asked]
  const number = whole('--instance', instance, 1, 1_000_000)
  const found = asked.filter(each => each.number === number)
  if (found.length === 0)
    throw new TerminalTrouble(say =>
      say('allocation.noInstance', { number: String(number), count: asked.length }),
    )
  return found
}

/** Faults make the command fail, after the line that a program reads. */
async function report(
  { number, problem }: Asked,
  { faults, assignment, certificate }: Allocation,
  seconds: number,
  { json, format }: Options,
): Promise<void> {
  if (json) {
    const who =
      assignment && (format === 'orlib-gap' ? agentsOf(problem, assignment) : Object.fromEntries(assignment))
    const { status, objective, bound, gap, seed, ...rest } = certificate
    const time = Math.round(seconds * 1000) / 1000
    const line = { status, objective, bound, gap, assignment: who, seconds: time, seed, ...rest, faults }
    process.stdout.write(`${JSON.stringify({ instance: number, ...line })}\n`)
  }
  if (!assignment) {
    process.exitCode = 1
    await tell(
      say =>
        faults.length > 0
          ? faults.map(fault => allocationFaultSentence(say, fault)).join('\n')
          : say('allocation.notFound'),
      process.stderr,
    )
  } else if (!json) {
    await tell(say =>
      say('allocation.found', {
        instance: String(number),
        objective: certificate.objective ?? 0,
        gap: ((certificate.gap ?? 0) * 100).toFixed(3),
        seconds: seconds.toFixed(1),
        iterations: String(certificate.iterations),
        nodes: String(certificate.nodes),
        seed: String(certificate.seed),
      }),
    )
    for (const [caseId, caseworkerId] of assignment)
      process.stdout.write(`${caseId}\t${caseworkerId ?? '-'}\n`)
  }
}

/** The agent of each job, counted from 1, in the order of the jobs. */
function agentsOf(problem: AllocationProblem, assignment: ReadonlyMap<string, string | null>): number[] {
  return problem.cases.map(({ id }) => Number(assignment.get(id)))
}

function whole(option: string, given: string, least: number, most: number): number {
  const number = decimal(option, given, least, most)
  if (!Number.isInteger(number)) throw badNumber(option, given, least, most)
  return number
}

function decimal(option: string, given: string, least: number, most: number): number {
  const number = /^\d+(\.\d+)?(e\d+)?$/.test(given) ? Number(given) : Number.NaN
  if (!(number >= least && number <= most)) throw badNumber(option, given, least, most)
  return number
}

function badNumber(option: string, given: string, least: number, most: number): TerminalTrouble {
  return new TerminalTrouble(say => say('allocation.badNumber', { option, given, least, most }))
}

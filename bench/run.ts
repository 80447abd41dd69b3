import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { timeZone } from '#domain/calendar/time-zone.ts'
import { startEmbedded } from '#server/database/embedded/start.ts'
import { startMedgang } from '#server/main.ts'
import { measureAllocation } from './allocate.ts'
import { measureBoard } from './board.ts'
import { capture } from './capture.ts'
import { type Bench, benchOn, sizeOf } from './databases.ts'
import { firstLoad } from './first-load.ts'
import { measureFit } from './fit.ts'
import { measureImport } from './import-list.ts'
import { httpRate, openLoop, pgbenchRate, run } from './load.ts'
import { pgbenchScript } from './pgbench-script.ts'
import { measureProposals } from './proposals.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { measureUsableDay } from './usable-day.ts'

/*
 * Measures Medgang over HTTP beside the very same SQL sent by pgbench, in one run, and prints ratios.
 *
 *     script/bench [--youths 2000,20000,200000] [--seconds 10] [--rate 50] [--only "my day"]
 *
 * Then, beside something that does less: from nothing to a usable "my day" in Chromium, and a case list of 10,000
 * rows brought in. `--only` takes a part of a row's name, or "browser" or "import" for these two, or "fit" for who fits
 * one of 5,000 young people, "board" for their loads, "proposals" for who should have whom, asked for and accepted.
 *
 * And the allocation beside plain HiGHS, which alone is `--only allocate [--seeds 5] [--gap-seconds 10]
 * [--long-seconds 30] [--instance "class c"]` and needs no database: seconds of each run on the generalized assignment
 * problems, and of the runs for the best known; and what the instances' names are to contain.
 *
 * Filling 200,000 young people with 20 million contacts takes some twenty minutes and 9 GB once; the registers stay
 * in .medgang/bench for the next run. BENCH_DATABASE_URL names a superuser of another PostgreSQL.
 */
const { values: options } = parseArgs({
  options: {
    youths: { type: 'string', default: '2000,20000,200000' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    only: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    'gap-seconds': { type: 'string', default: '10' },
    'long-seconds': { type: 'string', default: '30' },
    instance: { type: 'string', default: '' },
  },
})
const seconds = Number(options.seconds)
const perSecond = Number(options.rate)
const clients = 8
const tell = (text: string) => process.stdout.write(`${text}\n`)
const today = Temporal.Now.zonedDateTimeISO(timeZone).toPlainDate()

if (isWanted('allocate')) await printAllocation()
if (options.only === 'allocate') process.exit(0)

for (const program of ['wrk', 'pgbench']) {
  await run(program, ['--version']).catch((error: unknown) => {
    // wrk says its version with an error code; only a missing program matters.
    if (error instanceof Error && 'code' in error)
      throw new Error(`${program} is missing: on Debian apt-get install wrk postgresql`)
  })
}

const load = await firstLoad(join(import.meta.dirname, '../web/dist'))
tell(`first load of "my day": ${kB(load.gzip)} kB gzip, ${kB(load.brotli)} kB brotli, ${load.files} files\n`)

const home = join(import.meta.dirname, '../.medgang/bench')
await mkdir(home, { recursive: true })
await chmod(home, 0o711)
const given = process.env['BENCH_DATABASE_URL']
const embedded =
  given === undefined ? await startEmbedded({ home, log: pino({ level: 'error' }) }) : undefined
const url = given ?? embedded?.url ?? ''
const server = url.slice(0, url.lastIndexOf('/'))
const place = { server, today, withApp }
const rows: string[][] = []
const pages: string[][] = []
const imports: string[][] = []
const boards: string[][] = []
const fits: string[][] = []
const proposals: string[][] = []
try {
  for (const youths of options.youths.split(',').map(Number)) {
    tell(`${youths} young people: filling where needed ...`)
    const bench = await benchOn(server, sizeOf(youths), today)
    await measure(bench)
    if (isWanted('browser')) await measurePage(bench)
  }
  if (isWanted('import')) await measureList()
  if (isWanted('board')) await measureBoards()
  if (isWanted('fit')) await measureFits()
  if (isWanted('proposals')) await measureAllProposals()
} finally {
  await embedded?.stop()
}
if (rows.length > 0) {
  printTable(
    [
      'young people',
      'what',
      'HTTP /s',
      'pgbench /s',
      'ratio',
      `p50 ms at ${perSecond}/s`,
      'p99 ms',
      'max ms',
    ],
    rows,
  )
}
if (pages.length > 0) {
  printTable(
    ['young people', 'screen', 'my day usable, median ms', 'slowest', 'log-in page, median ms', 'ratio'],
    pages,
  )
}
if (fits.length > 0) {
  printTable(['recommended fit over HTTP, 5,000 x 150', 'asked', 'median ms', 'p99 ms', 'max ms'], fits)
}
if (proposals.length > 0) {
  printTable(
    [
      'proposals over HTTP, 5,000 x 150',
      'moves',
      'ready, s',
      'gap %',
      'read, s',
      'kB',
      'accepted, s',
      'carried out',
      'handovers',
      'others wait at the most, s: a day',
      'a contact of somebody in it',
      'of somebody else',
    ],
    proposals,
  )
}
if (boards.length > 0) {
  printTable(['loads over HTTP, 5,000 x 150', 'asked', 'median ms', 'p99 ms', 'max ms'], boards)
}
if (imports.length > 0) {
  printTable(['10,000 rows', 's', 'of them Node’s processor', 'times the same rows copied as text'], imports)
}

async function measureFits(): Promise<void> {
  tell('5,000 young people and 150 caseworkers: who fits ...')
  for (const { what, asked, ...took } of await measureFit(place, 200))
    fits.push([what, String(asked), took.median.toFixed(1), took.p99.toFixed(1), took.most.toFixed(1)])
}

async function measureAllProposals(): Promise<void> {
  tell('5,000 young people and 150 caseworkers: proposals ...')
  for (const row of await measureProposals(place))
    proposals.push([
      ...[row.what, String(row.moves), row.ready.toFixed(1)],
      ...[row.gap === null ? '' : (row.gap * 100).toFixed(2), row.read.toFixed(2), row.kilobytes.toFixed(0)],
      ...[row.accepted.toFixed(1), String(row.carriedOut), String(row.handovers)],
      ...[row.day.toFixed(1), row.inside.toFixed(1), row.outside.toFixed(1)],
    ])
}

async function printAllocation(): Promise<void> {
  const tables = await measureAllocation(tell, {
    seeds: Number(options.seeds),
    gapSeconds: Number(options['gap-seconds']),
    longSeconds: Number(options['long-seconds']),
    instance: options.instance,
  })
  tell('')
  printTable(
    [
      'allocation',
      's',
      'over best known, most %',
      'mean %',
      'over own bound, most %',
      'aim %',
      'proved',
      'processor s, most',
      'best known over best bound %',
      'plain HiGHS over best known %',
      'over its bound %',
      'processor s',
    ],
    tables.excess,
  )
  printTable(
    ['712 x 20', 'relations moved, most %', 'mean %', 'load of the new one, least %', 'aim'],
    tables.moved,
  )
  printTable(
    ['recommended fit, 5,000 x 150, quickest of three', 'median ms', 'p99 ms', 'max ms', 'aim p99'],
    tables.fits,
  )
}

/** Without `--only` everything is. */
function isWanted(name: string): boolean {
  return name.includes(options.only ?? '')
}

async function measurePage(bench: Bench): Promise<void> {
  await withApp(bench, async address => {
    for (const screen of ['desk', 'phone'] as const) {
      const { day, logIn } = await measureUsableDay(
        address,
        process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        screen,
        9,
      )
      pages.push([
        String(bench.youths),
        screen,
        day.median.toFixed(0),
        day.slowest.toFixed(0),
        logIn.median.toFixed(0),
        (day.median / logIn.median).toFixed(2),
      ])
      tell(`${bench.youths}: my day usable after ${day.median.toFixed(0)} ms on a ${screen}`)
    }
  })
}

async function measureBoards(): Promise<void> {
  tell('5,000 young people and 150 caseworkers: the board of loads ...')
  for (const { what, asked, ...took } of await measureBoard(place, 40))
    boards.push([what, String(asked), took.median.toFixed(0), took.p99.toFixed(0), took.most.toFixed(0)])
}

async function measureList(): Promise<void> {
  const { first, again, copied } = await measureImport(server, 10_000)
  for (const [what, took] of [
    ['brought in', first],
    ['brought in again, nothing changed', again],
  ] as const) {
    imports.push([
      what,
      took.seconds.toFixed(1),
      took.cpu.toFixed(1),
      (took.seconds / copied.seconds).toFixed(0),
    ])
    tell(`10,000 rows ${what}: ${took.seconds.toFixed(1)} s`)
  }
}

/** The app in a process of its own, with one folder for its keys and files. */
async function withApp(bench: Bench, use: (address: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'medgang-bench-'))
  const app = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), bench.url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await use(await firstLine(app.stdout))
  } finally {
    app.kill('SIGTERM')
    await new Promise(resolve => app.once('close', resolve))
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(bench: Bench): Promise<void> {
  const scripts = await pgbenchScripts(bench)
  if (scripts.length === 0) return
  await withApp(bench, async address => {
    for (const [scenario, script] of scripts) {
      const label = `${bench.youths}: ${scenario.name}`
      // Everything is warmed the same way, and both sides are measured close to each other in time.
      await httpRate(address, bench, scenario, clients, 2)
      await pgbenchRate(bench.url, script, clients, 2)
      const direct = await pgbenchRate(bench.url, script, clients, seconds)
      const http = await httpRate(address, bench, scenario, clients, seconds)
      const latency = await openLoop(address, bench, scenario, perSecond, seconds, Math.random)
      rows.push([
        String(bench.youths),
        scenario.name,
        http.toFixed(0),
        direct.toFixed(0),
        (http / direct).toFixed(2),
        latency.p50.toFixed(1),
        latency.p99.toFixed(1),
        latency.max.toFixed(1),
      ])
      tell(
        `${label}: ${http.toFixed(0)}/s, ${(http / direct).toFixed(2)} of pgbench, p99 ${latency.p99.toFixed(1)} ms`,
      )
    }
  })
}

/** Captured from an app in this process, which is gone again before anything is measured. */
async function pgbenchScripts(bench: Bench): Promise<[Scenario, string][]> {
  const wanted = scenarios(Temporal.Now.instant()).filter(({ name }) => isWanted(name))
  if (wanted.length === 0) return []
  const home = await mkdtemp(join(tmpdir(), 'medgang-bench-'))
  const medgang = await startMedgang({
    databaseUrl: bench.url,
    home,
    port: 0,
    host: '127.0.0.1',
    log: pino({ level: 'error' }, pino.destination(2)),
    demo: false,
  })
  try {
    const scripts: [Scenario, string][] = []
    for (const scenario of wanted) {
      scripts.push([
        scenario,
        pgbenchScript(bench, scenario, await capture(medgang.address, bench, scenario)),
      ])
    }
    return scripts
  } finally {
    await medgang.close()
    await rm(home, { recursive: true, force: true })
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line
  throw new Error('the app ended before it listened')
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

function printTable(head: readonly string[], body: readonly string[][]): void {
  if (body.length === 0) return
  const widths = head.map((title, column) =>
    Math.max(title.length, ...body.map(row => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  tell(`\n${[line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n')}`)
}

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Counts, countsOf } from './counts.ts'

/*
 * What script/test runs, one step after the other, all of them even when one fails. A check counts as one test.
 * What failed is said once more at the end; the last line is the sum alone: N passed, M failed, K skipped.
 * With --checks only what takes half a minute: everything but the tests, for each commit.
 */

const { checks: checksAlone } = parseArgs({ options: { checks: { type: 'boolean', default: false } } }).values
const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', ...name.split('/'))

type Step = { name: string; args: readonly string[]; tests?: true }

const STEPS: readonly Step[] = [
  {
    name: 'format and lint',
    // Not by git's list of ignored files alone, since a checkout need not be git's.
    args: [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '--max-diagnostics=200', '.'],
  },
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'import directions and cycles', args: ['tools/house.ts', 'imports'] },
  { name: 'at most 400 lines a file', args: ['tools/house.ts', 'size'] },
  { name: 'language keys', args: ['tools/house.ts', 'language'] },
  { name: 'schema and row types', args: ['tools/house.ts', 'schema'] },
  { name: 'unused code', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'unit and database tests', args: [bin('vitest/vitest.mjs'), 'run'], tests: true },
  {
    name: 'browser tests',
    args: [bin('vitest/vitest.mjs'), 'run', '--config', 'vitest.e2e.config.ts'],
    tests: true,
  },
]

const tell = (text: string) => process.stdout.write(`${text}\n`)

async function run(step: Step, folder: string): Promise<Counts> {
  const report = join(folder, `${step.name}.json`)
  const reporting = step.tests ? ['--reporter=default', '--reporter=json', `--outputFile=${report}`] : []
  const child = spawn(process.execPath, [...step.args, ...reporting], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>(settle => {
    child.on('close', settle)
    child.on('error', () => settle(null))
  })
  if (!step.tests)
    return code === 0
      ? { passed: 1, failed: 0, skipped: 0, failures: [] }
      : { passed: 0, failed: 1, skipped: 0, failures: ['see what it printed'] }
  return countsOf(await readFile(report, 'utf8').catch(() => undefined), code)
}

const folder = await mkdtemp(join(tmpdir(), 'medgang-tests-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const failed: string[] = []
try {
  for (const step of STEPS.filter(({ tests }) => !(checksAlone && tests))) {
    tell(`\n== ${step.name}`)
    const counts = await run(step, folder)
    for (const failure of counts.failures) failed.push(`${step.name}: ${failure.replaceAll(`${root}/`, '')}`)
    sum.passed += counts.passed
    sum.failed += counts.failed
    sum.skipped += counts.skipped
    tell(`   ${step.name}: ${counts.failed > 0 ? 'FAILED' : 'ok'}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
// Once more at the end, since whoever looks at a long log looks there.
if (failed.length > 0) tell(`\nFailed:\n${failed.join('\n')}`)
process.exitCode = sum.failed > 0 ? 1 : 0
tell(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)

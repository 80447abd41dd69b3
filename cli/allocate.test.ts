import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'medgang-allocate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** `medgang allocate` as it is called in a terminal. */
async function called(...options: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'medgang.ts'), 'allocate', ...options])
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  const code = await new Promise(settle => child.on('close', settle))
  return { code, out, err }
}

/** With a file of this content, and what it prints for programs. */
async function medgang(content: string, ...options: string[]) {
  const file = join(folder, 'problem')
  await writeFile(file, content)
  const { out, ...rest } = await called(file, '--json', ...options)
  const lines = out.split('\n').filter(Boolean)
  return { ...rest, lines: lines.map(line => JSON.parse(line)) }
}

const gap = ['--format', 'orlib-gap', '--iterations', '2000', '--nodes', '10']

test('each problem of a file is answered on a line, proved where it can be', async () => {
  const { code, lines } = await medgang(
    '2\n 2 3\n 17 21 22\n 23 16 21\n 8 15 14\n 15 7 23\n 36 34\n 1 1 5 6 7',
    ...gap,
  )
  expect(code).toBe(0)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({
    instance: 1,
    status: 'optimal',
    objective: 54,
    bound: 54,
    gap: 0,
    seed: 1,
  })
  expect(lines[0].assignment).toEqual([1, 2, 2])
  expect(lines[0].seconds).toBeGreaterThan(0)
  expect(lines[1]).toMatchObject({ instance: 2, objective: 5, assignment: [1] })
})

test('what the clock ended is repeated with the iterations and nodes that it says', async () => {
  const worker = (id: string) => ({ id, capacity: 1_500 })
  const workers = Array.from({ length: 8 }, (_, at) => worker(`w${at}`))
  const cases = Array.from({ length: 90 }, (_, at) => ({
    id: `c${at}`,
    minutes: 60 + ((at * 37) % 150),
    pairs: workers.map(({ id }, place) => ({
      caseworkerId: id,
      cost: (at * 7_919 + place * 104_729) % 9_001,
    })),
  }))
  const loadPrice = [
    { fromPercent: 0, perPercent: 500 },
    { fromPercent: 70, perPercent: 9_000 },
  ]
  const problem = JSON.stringify({ cases, caseworkers: workers, loadPrice })
  const { lines } = await medgang(problem, '--seconds', '2', '--seed', '3')
  const { iterations, nodes, objective, assignment } = lines[0]
  const again = await medgang(
    problem,
    ...['--iterations', String(iterations), '--nodes', String(nodes), '--seed', '3'],
  )
  expect(again.lines[0]).toMatchObject({ iterations, nodes, objective, assignment })
})

test('prints the JSON Schema of its own format, without a file', async () => {
  const { code, out } = await called('--schema')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ type: 'object', required: ['cases', 'caseworkers'] })
})

test('limits of a group are held, and named where they cannot be', async () => {
  const limits = [{ group: 'Mod til uddannelse', mostCases: 1 }]
  const caseworkers = [
    { id: 'Bo', capacity: 1_000, limits },
    { id: 'Eva', capacity: 1_000, limits },
  ]
  const cases = ['a', 'b', 'c'].map(id => ({ id, minutes: 60, groups: ['Mod til uddannelse'] }))
  const two = await medgang(JSON.stringify({ cases: cases.slice(0, 2), caseworkers }), '--iterations', '500')
  expect(Object.values(two.lines[0].assignment).sort()).toEqual(['Bo', 'Eva'])
  const three = await medgang(JSON.stringify({ cases, caseworkers }), '--iterations', '500')
  expect(three.lines[0].faults).toEqual([
    { code: 'notEnoughRoom', group: 'Mod til uddannelse', unit: 'cases', needed: 3, room: 2 },
  ])
  expect(three.err).toContain('mindst 3 unge i Mod til uddannelse')
  const locked = cases.slice(0, 2).map(each => ({ ...each, lock: 'Bo', waitingPrice: 5 }))
  const above = await medgang(JSON.stringify({ cases: locked, caseworkers }), '--iterations', '500')
  expect(above.lines[0].faults[0]).toMatchObject({
    code: 'locksAboveCeiling',
    caseIds: ['a', 'b'],
    locked: 2,
  })
  expect(above.err).toContain('Der er låst 2 unge i Mod til uddannelse til Bo')
})

test('what cannot be kept is a line, a sentence and an exit code', async () => {
  const worker = { id: 'w', capacity: 100, ceiling: 100 }
  const cases = ['a', 'b'].map(id => ({ id, minutes: 60, lock: 'w' }))
  const { code, err, lines } = await medgang(JSON.stringify({ cases, caseworkers: [worker] }), '--seed', '7')
  expect(code).toBe(1)
  expect(lines[0]).toMatchObject({ status: 'infeasible', assignment: null, seed: 7 })
  expect(lines[0].faults[0].code).toBe('locksAboveCeiling')
  expect(err).toContain('Der er låst 120 minutter om måneden til w')
  expect(err).not.toContain('    at ')
})

const smallest = JSON.stringify({
  cases: [{ id: 'a', minutes: 60 }],
  caseworkers: [{ id: 'Åse', capacity: 1_000 }],
})

test('a byte order mark is no part of the file, and another encoding is told instead of being misread', async () => {
  const file = join(folder, 'encoded')
  const asked = ['--json', '--iterations', '100']
  await writeFile(file, `\uFEFF${smallest}`)
  expect(JSON.parse((await called(file, ...asked)).out).assignment).toEqual({ a: 'Åse' })
  for (const encoding of ['latin1', 'utf16le'] as const) {
    await writeFile(file, Buffer.from(`\uFEFF${smallest}`.slice(encoding === 'latin1' ? 1 : 0), encoding))
    const { code, out, err } = await called(file, ...asked)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('UTF-8')
  }
})

test('a problem is read from what is sent in, and an answer that cannot be written is told without a trace', async () => {
  const command = `"$NODE" "$CLI" allocate - --iterations 100`
  const shell = async (script: string) => {
    const env = { ...process.env, NODE: process.execPath, CLI: join(import.meta.dirname, 'medgang.ts') }
    const child = spawn('sh', ['-c', script], { env: { ...env, PROBLEM: smallest } })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        said += chunk
      })
    await new Promise(settle => child.on('close', settle))
    return said
  }
  expect(await shell(`printf %s "$PROBLEM" | ${command}`)).toContain('a\tÅse')
  // Nobody reads: the other side is closed before anything is said.
  expect(await shell(`printf %s "$PROBLEM" | ${command} | true`)).toBe('')
  const full = await shell(`printf %s "$PROBLEM" | ${command} > /dev/full; echo "ended with $?"`)
  expect(full).toContain('Svaret kan ikke skrives')
  expect(full).toContain('ended with 1')
  expect(full).not.toContain('    at ')
})

test.each([
  ['not JSON', 'Medgang', []],
  ['of another form', '{"cases": 5}', []],
  ['no numbers', 'a b c', ['--format', 'orlib-gap']],
  ['in an unknown format', '{}', ['--format', 'mps']],
  ['without that problem', '1 1 5 6 7', ['--format', 'orlib-gap', '--instance', '2']],
  ['with a seed that is none', '{}', ['--seed', 'x']],
])('a file %s is told in a sentence, and nothing else', async (_, content, options) => {
  const { code, err, lines } = await medgang(content, ...options)
  expect(code).toBe(1)
  expect(lines).toEqual([])
  expect(err.trim()).not.toBe('')
  expect(err).not.toContain('    at ')
})

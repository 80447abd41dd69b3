import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './databases.ts'
import { benchToken, caseloadOf, leaderEvery, type Scenario } from './scenarios.ts'

/** Runs a program and gives what it printed. @throws when it ends with an error */
export async function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  const code = await new Promise<number | null>((settle, fail) => {
    child.on('close', settle)
    child.on('error', fail)
  })
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${err.slice(0, 500)}`)
  return out
}

async function withScript<T>(name: string, text: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'medgang-bench-'))
  try {
    const path = join(folder, name)
    await writeFile(path, text)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Transactions a second that pgbench reaches with a script, by so many clients that wait for each answer. */
export async function pgbenchRate(
  url: string,
  script: string,
  clients: number,
  seconds: number,
): Promise<number> {
  return withScript('script.sql', script, async path => {
    const args = [
      '-n',
      '-M',
      'prepared',
      '-f',
      path,
      '-c',
      String(clients),
      '-j',
      '2',
      '-T',
      String(seconds),
      url,
    ]
    const out = await run('pgbench', args)
    const rate = /tps = ([\d.]+)/.exec(out)?.[1]
    if (rate === undefined) throw new Error(`pgbench gave no rate: ${out.slice(0, 500)}`)
    if (/number of failed transactions: [1-9]/.test(out)) throw new Error('pgbench had failed transactions')
    return Number(rate)
  })
}

/** Requests a second that wrk reaches over so many connections that wait for each answer. */
export async function httpRate(
  address: string,
  bench: Bench,
  scenario: Scenario,
  connections: number,
  seconds: number,
): Promise<number> {
  return withScript('script.lua', luaScript(bench, scenario), async path => {
    const args = [
      '-t',
      '1',
      '-c',
      String(connections),
      '-d',
      `${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      path,
      address,
    ]
    const out = await run('wrk', args)
    if (/Non-2xx/.test(out)) throw new Error(`${scenario.name}: not every answer was good: ${out}`)
    const rate = /Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]
    if (rate === undefined) throw new Error(`wrk gave no rate: ${out.slice(0, 500)}`)
    return Number(rate)
  })
}

function luaScript(bench: Bench, { by, method, path, body }: Scenario): string {
  const every = leaderEvery(bench)
  const within = by === 'leader' ? `${every}` : `math.random(1, ${every - 1})`
  const headers = `{ cookie = 'medgang=bench-' .. staff, ['content-type'] = 'application/json', ['sec-fetch-site'] = 'same-origin' }`
  return `
math.randomseed(os.time())
local function uuid()
  return (string.gsub('xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx', 'x', function() return string.format('%x', math.random(0, 15)) end))
end
request = function()
  local staff = math.random(0, ${bench.staff / every - 1}) * ${every} + ${within}
  local youth = staff - 1 + ${bench.staff} * math.random(1, ${caseloadOf(bench) - 1})
  local path = string.gsub('${path}', 'YOUTH', youth)
  local body = ${body ? `string.gsub([[${JSON.stringify(body)}]], 'UUID', uuid())` : 'nil'}
  return wrk.format('${method}', path, ${headers}, body)
end
`
}

export interface Latency {
  p50: number
  p99: number
  max: number
}

/**
 * Sends requests at a steady rate whatever the answers do, as people who do not know of each other, and measures
 * each from the moment it should have been sent.
 *
 * @returns milliseconds
 */
export async function openLoop(
  address: string,
  bench: Bench,
  scenario: Scenario,
  perSecond: number,
  seconds: number,
  random: () => number,
): Promise<Latency> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const taken: number[] = []
  const begin = performance.now() + 100
  const answers: Promise<void>[] = []
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    const due = begin + (turn * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    answers.push(
      ask(address, bench, scenario, agent, random).then(() => {
        taken.push(performance.now() - due)
      }),
    )
  }
  await Promise.all(answers)
  agent.destroy()
  taken.sort((a, b) => a - b)
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), max: taken.at(-1) ?? 0 }
}

function ask(
  address: string,
  bench: Bench,
  { by, method, path, body }: Scenario,
  agent: Agent,
  random: () => number,
): Promise<void> {
  const every = leaderEvery(bench)
  const upTo = (count: number) => Math.floor(random() * count)
  const staff = upTo(bench.staff / every) * every + (by === 'leader' ? every : 1 + upTo(every - 1))
  const youth = staff - 1 + bench.staff * (1 + upTo(caseloadOf(bench) - 1))
  const payload = body && JSON.stringify({ ...body, clientKey: crypto.randomUUID() })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const sent = request(
    address + path.replace('YOUTH', String(youth)),
    {
      agent,
      method,
      headers: {
        cookie: `medgang=${benchToken(staff)}`,
        'sec-fetch-site': 'same-origin',
        ...(payload
          ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
          : {}),
      },
    },
    answer => {
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`the app answered ${answer.statusCode}`)),
      )
      answer.resume()
    },
  )
  sent.on('error', reject)
  sent.end(payload)
  return promise
}

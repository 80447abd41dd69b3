import pg from 'pg'
import type { Bench } from './databases.ts'
import { benchToken, type Scenario } from './scenarios.ts'

/** One statement as the app sent it, with what came back. */
export interface Sent {
  text: string
  values: readonly unknown[]
  rows: readonly Record<string, unknown>[]
}

/** The statements of one request, and whom and what it was about. */
export interface Captured {
  sent: Sent[]
  staff: number
  youth: number
  clientKey: string
}

interface AppClient extends pg.Client {
  connectionParameters: { application_name?: string }
}

/**
 * Asks the app in this process once and writes down each statement that it sends, so that exactly the same SQL
 * can be sent without the app: context, row-level security, read log and commit included.
 *
 * @param address where the app of this process listens
 */
export async function capture(address: string, bench: Bench, scenario: Scenario): Promise<Captured> {
  const staff = scenario.by === 'leader' ? Math.min(100, bench.staff) : 1
  const youth = bench.staff
  const clientKey = crypto.randomUUID()
  const byClient = new Map<AppClient, Sent[]>()
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function record(this: AppClient, ...args: unknown[]) {
    const answer = Reflect.apply(original, this, args) as Promise<pg.QueryResult>
    if (this.connectionParameters.application_name !== 'medgang') return answer
    const [config] = args as [string | { text: string; values?: unknown[] }]
    const { text, values = [] } = typeof config === 'string' ? { text: config } : config
    const sent = byClient.getOrInsert(this, [])
    const slot = sent.push({ text, values, rows: [] }) - 1
    answer.then(
      ({ rows }) => {
        sent[slot] = { text, values, rows }
      },
      () => undefined,
    )
    return answer
  } as typeof pg.Client.prototype.query
  try {
    const answer = await fetch(address + scenario.path.replace('YOUTH', String(youth)), {
      method: scenario.method,
      headers: {
        cookie: `medgang=${benchToken(staff)}`,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      ...(scenario.body ? { body: JSON.stringify({ ...scenario.body, clientKey }) } : {}),
    })
    await answer.text()
    if (!answer.ok) throw new Error(`${scenario.name}: the app answered ${answer.status}`)
  } finally {
    pg.Client.prototype.query = original
  }
  // Background work uses connections of its own: only the request's one has passed the door.
  const sent = [...byClient.values()].find(all => all.some(({ text }) => text.includes('door.enter(')))
  if (sent === undefined) throw new Error(`${scenario.name}: no statement passed the door`)
  return { sent, staff, youth, clientKey }
}

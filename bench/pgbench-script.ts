import { tokenHash } from '#server/door/route.ts'
import type { Captured } from './capture.ts'
import type { Bench } from './databases.ts'
import { benchToken, caseloadOf, leaderEvery, type Scenario } from './scenarios.ts'

/**
 * What the app sent for one request, as a script for pgbench in which staff, young person and keys are drawn anew
 * each time. Reads go in one pipeline, as the app sends them; a write needs the keys that come back, so its
 * statements follow each other.
 */
export function pgbenchScript(bench: Bench, scenario: Scenario, captured: Captured): string {
  const contact = keyGiven(captured)
  const literal = (value: unknown) => asSql(value, captured, contact)
  const isRead = scenario.method === 'GET'
  const statements = captured.sent.map(({ text, values, rows }) => {
    const filled = text.replace(/\$(\d+)/g, (_, number) => literal(values[Number(number) - 1]))
    // The key of what was just written is needed further down.
    const gives = contact !== null && rows.some(row => row['contactId'] === contact)
    return `${filled.trim()}${gives ? ' \\gset made_' : ';'}`
  })
  return [
    ...whoIsAsking(bench, scenario),
    ...(isRead ? ['\\startpipeline', ...statements, '\\endpipeline'] : statements),
    '',
  ].join('\n')
}

/** A key that nobody has used; drawn outside of the statement, so that it can be looked up by index. */
const freshKey = `('00000000-0000-4000-8000-' || lpad(to_hex(:fresh::bigint), 12, '0'))::uuid`

function whoIsAsking(bench: Bench, { by }: Scenario): string[] {
  const every = leaderEvery(bench)
  const blocks = bench.staff / every
  const within = by === 'leader' ? `${every}` : `random(1, ${every - 1})`
  return [
    `\\set staff random(0, ${blocks - 1}) * ${every} + ${within}`,
    '\\set fresh random(1, 200000000000000)',
    `\\set youth :staff - 1 + ${bench.staff} * random(1, ${caseloadOf(bench) - 1})`,
  ]
}

/** The key of the contact that was written, known from what its insert gave back. */
function keyGiven({ sent }: Captured): number | null {
  const insert = sent.find(({ text }) => /insert into contact /.test(text))
  const id = insert?.rows[0]?.['contactId']
  return typeof id === 'number' ? id : null
}

function asSql(value: unknown, captured: Captured, contact: number | null): string {
  if (value === null || value === undefined) return 'null'
  if (Buffer.isBuffer(value)) {
    return value.equals(tokenHash(benchToken(captured.staff)))
      ? `sha256(convert_to('bench-' || :staff, 'UTF8'))`
      : `'\\x${value.toString('hex')}'::bytea`
  }
  if (Array.isArray(value)) return `array[${value.map(item => asSql(item, captured, contact)).join(', ')}]`
  if (value === captured.youth || value === String(captured.youth)) return ':youth'
  if (value === captured.staff) return ':staff'
  if (contact !== null && value === contact) return ':made_contactId'
  if (value === captured.clientKey) return freshKey
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = String(value)
  return /^\[?\{/.test(text) ? json(text, captured, contact) : quoted(text)
}

/** Rows that travel as JSON speak of the young person and the contact too. */
function json(text: string, { youth }: Captured, contact: number | null): string {
  const named = [
    ['youth_id', youth, ':youth'],
    ['case_id', youth, ':youth'],
    ['fulfilled_by', contact, ':made_contactId'],
  ] as const
  // A colon with a letter behind it is a variable to pgbench, also within quotes.
  const spaced = text.replaceAll('":', '": ')
  return named.reduce<string>(
    (sql, [name, key, variable]) =>
      key === null || !spaced.includes(`"${name}": ${key}`)
        ? sql
        : `replace(${sql}, '"${name}": ${key}', '"${name}": ' || ${variable})`,
    quoted(spaced),
  )
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

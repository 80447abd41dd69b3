import pg from 'pg'
import { migrate } from '#server/database/migrate.ts'
import type { Bench } from './databases.ts'
import { fill } from './fill.ts'
import { benchToken } from './scenarios.ts'

/** The unit that the aims name. */
const size = { youths: 5000, contacts: 5000 * 4, staff: 150 }

/** One row: what was asked, how often, and how long it took over HTTP, in milliseconds. */
export interface BoardRow {
  what: string
  asked: number
  median: number
  p99: number
  most: number
}

/**
 * The board of loads over HTTP as a leader, with row-level security, one question after the other: the whole board, one
 * caseworker's young people, and three moves that are tried.
 *
 * @param server address of a superuser, without a database's name
 * @param withApp starts the app on a register, and ends it again
 */
export async function measureBoard(
  server: string,
  today: Temporal.PlainDate,
  asked: number,
  withApp: (bench: Bench, use: (address: string) => Promise<void>) => Promise<void>,
): Promise<BoardRow[]> {
  const name = 'medgang_bench_board'
  await query(`${server}/postgres`, `drop database if exists ${name} with (force)`)
  await query(`${server}/postgres`, `create database ${name}`)
  const url = `${server}/${name}`
  try {
    await migrate(url)
    await fill(url, size, today)
    await query(url, unitAround(today.toString()))
    const rows: BoardRow[] = []
    await withApp({ ...size, url }, async address => {
      // What the app does when it starts is not measured, and would turn us away.
      await new Promise(resolve => setTimeout(resolve, 15_000))
      rows.push(...(await ask(address, asked, today)))
    })
    return rows
  } finally {
    await query(`${server}/postgres`, `drop database if exists ${name} with (force)`)
  }
}

/** Everybody has hours and every case minutes; some are away, and some young people change hands in the weeks ahead. */
export function unitAround(day: string): string {
  return `
    insert into staff_hours (staff_id, weekly_minutes, during) select id, 2220, '[2020-01-01,)' from staff;
    insert into staff_absence (staff_id, kind, deputy_id, during)
      select id, 'leave', id - 1, daterange('${day}'::date + (id % 60)::int, '${day}'::date + 200)
      from staff where id % 25 = 0 and id % 100 <> 0;
    insert into case_weight (key, name, programme_id, per, minutes, times_a_year, during, source, status)
      select k, k, 1, u, m, t, '[2017-01-01,)', 'bench', 'local' from (values
        ('moede', 'meeting', 60, 12), ('forberedelse', 'meeting', 40, null), ('transport', 'meeting', 15, null),
        ('opkald', 'call', 15, 12), ('opkald-journal', 'call', 5, null), ('ledsagelse', 'accompaniment', 120, 3),
        ('team', 'month', 15, null), ('foerste-halve-aar', 'firstHalfYear', 15, null)) w (k, u, m, t);
    update assignment set during = daterange(lower(during), '${day}'::date + 20) where youth_id % 20 = 0;
    insert into assignment (youth_id, staff_id, role, during)
      select youth_id, 1 + (staff_id + 6) % ${size.staff}, 'caseworker', daterange('${day}'::date + 20, null)
      from assignment where youth_id % 20 = 0;
    update derivation set derived_on = '${day}';
    analyze`
}

async function ask(address: string, asked: number, today: Temporal.PlainDate): Promise<BoardRow[]> {
  // Every hundredth leads, as `fill` has it.
  const headers = {
    cookie: `medgang=${benchToken(100)}`,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  }
  const timed = async (path: string, body?: object) => {
    const begin = performance.now()
    const response = await fetch(`${address}/api/caseload${path}`, {
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the board answered ${response.status}: ${text.slice(0, 200)}`)
    return performance.now() - begin
  }
  const moves = (turn: number) =>
    [1, 2, 3].map(step => ({
      youthId: 1 + ((turn * 31 + step * 7) % size.youths),
      toId: 1 + ((turn + step) % 90),
    }))
  const rows: BoardRow[] = []
  for (const [what, once] of [
    ['the whole board', () => timed('')],
    ['one caseworker’s young people', (turn: number) => timed(`/caseworkers/${1 + (turn % 90)}/cases`)],
    ['three moves tried', (turn: number) => timed('/tries', { from: today.toString(), moves: moves(turn) })],
  ] as const) {
    const times: number[] = []
    // The first answers, still without compiled code, are not what a leader waits for all day.
    for (let turn = 0; turn < 10 + asked; turn++) {
      const took = await once(turn)
      if (turn >= 10) times.push(took)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
    rows.push({ what, asked, median: at(0.5), p99: at(0.99), most: at(1) })
  }
  return rows
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

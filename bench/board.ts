import { benchToken } from './scenarios.ts'
import { leader, onUnit, type Place, unitSize } from './unit.ts'

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
 */
export async function measureBoard(place: Place, asked: number): Promise<BoardRow[]> {
  const rows: BoardRow[] = []
  await onUnit(place, 'board', '', async address => {
    // What the app does when it starts is not measured, and would turn us away.
    await new Promise(resolve => setTimeout(resolve, 15_000))
    rows.push(...(await ask(address, asked, place.today)))
  })
  return rows
}

async function ask(address: string, asked: number, today: Temporal.PlainDate): Promise<BoardRow[]> {
  const headers = {
    cookie: `medgang=${benchToken(leader)}`,
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
      youthId: 1 + ((turn * 31 + step * 7) % unitSize.youths),
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

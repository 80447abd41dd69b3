import pg from 'pg'
import { benchToken } from './scenarios.ts'
import { leader, onUnit, type Place, unitSize } from './unit.ts'

/** One row: what was asked, how often, and how long it took over HTTP, in milliseconds. */
export interface FitRow {
  what: string
  asked: number
  median: number
  p99: number
  most: number
}

/**
 * The recommended fit over HTTP as a leader, with row-level security, one question after the other: with nothing
 * changed since the one before, and with a young person's record or caseworker changed before each, as on a busy day.
 * Between them a small read is asked for on the same server: what any answer takes there, the machine being as busy.
 */
export async function measureFit(place: Place, asked: number): Promise<FitRow[]> {
  const rows: FitRow[] = []
  await onUnit(place, 'fit', fitting(place.today.toString()), async (address, url) => {
    rows.push(...(await ask(address, url, asked)))
  })
  return rows
}

/** A fifth of the cases have an interpreter, a tenth were somebody else's before, and there are ceilings. */
function fitting(day: string): string {
  return `insert into staff_language select id, 'ar' from staff where id % 9 = 0;
       update youth set language = 'ar', needs_interpreter = true where id % 5 = 0;
       update assignment set during = daterange('${day}'::date - 300, upper(during))
         where youth_id % 10 = 5;
       insert into assignment (youth_id, staff_id, role, during)
         select youth_id, 1 + (staff_id + 6) % ${unitSize.staff}, 'caseworker',
           daterange('${day}'::date - 1000, '${day}'::date - 300)
         from assignment where youth_id % 10 = 5;
       insert into ceiling (cases, minutes, during, source, status) values (40, 9000, '[2017-01-01,)', 'bench', 'local');
       delete from caseload_mark; analyze`
}

async function ask(address: string, url: string, asked: number): Promise<FitRow[]> {
  const cookie = `medgang=${benchToken(leader)}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const timed = async (path: string) => {
    const begin = performance.now()
    const response = await fetch(`${address}/api${path}`, { headers: { cookie } })
    const body = await response.text()
    const took = performance.now() - begin
    if (!response.ok) throw new Error(`the app answered ${response.status}: ${body.slice(0, 200)}`)
    return took
  }
  const youthOf = (turn: number) => 1 + ((turn * 7919) % unitSize.youths)
  const once = (turn: number) => timed(`/caseload/fit/${youthOf(turn)}`)
  const small: number[] = []
  /** So many questions, with a small read before each. */
  const several = async (before: (turn: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let turn = 1; turn <= asked; turn++) {
      small.push(await timed(`/youths/${youthOf(turn)}/wishes`))
      await before(turn)
      times.push(await once(turn))
    }
    return times
  }
  try {
    // The unit is read by a job at the start, and an app that was busy for long refuses until it has breathed again.
    await new Promise(resolve => setTimeout(resolve, 5000))
    const first = [await once(0)]
    for (let turn = 1; turn <= 30; turn++) await once(turn)
    const calm = await several(async () => {})
    const busy = await several(turn =>
      client.query('update youth set needs_interpreter = not needs_interpreter where id = $1', [
        1 + ((turn * 31) % unitSize.youths),
      ]),
    )
    const given = await several(turn =>
      client.query(
        `update assignment set staff_id = 1 + staff_id % ${unitSize.staff} where youth_id = $1 and upper_inf(during)`,
        [1 + ((turn * 31) % unitSize.youths)],
      ),
    )
    await client.query(`update case_weight set minutes = minutes + 1 where per = 'month'`)
    const all = [await once(0)]
    return [
      rowOf('the first, of what a job has read', first),
      rowOf('nothing changed since', calm),
      rowOf('a young person changed before each', busy),
      rowOf('another caseworker given before each', given),
      rowOf('beside them: a small read', small),
      rowOf('weights changed: all is read again', all),
    ]
  } finally {
    await client.end()
  }
}

function rowOf(what: string, times: readonly number[]): FitRow {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { what, asked: times.length, median: at(0.5), p99: at(0.99), most: at(1) }
}

import pg from 'pg'
import { migrate } from '#server/database/migrate.ts'
import { fill, type Size } from './fill.ts'

/** A filled register that is measured on, as its owner's address. */
export interface Bench extends Size {
  url: string
}

/** The three registers: the same caseload for each of the staff, so that only the register grows. */
export function sizeOf(youths: number): Size {
  return { youths, contacts: youths * 100, staff: youths / 100 }
}

/**
 * Finds or fills the register of a size on a server. One that was filled on another day is brought to this day
 * by moving its open deadlines; what is far in the past does not matter to what is measured.
 *
 * @param server address of a superuser, without a database's name
 */
export async function benchOn(server: string, size: Size, today: Temporal.PlainDate): Promise<Bench> {
  const name = `medgang_bench_${size.youths}`
  const url = `${server}/${name}`
  const exists = await ask(`${server}/postgres`, `select 1 from pg_database where datname = '${name}'`)
  if (exists.length === 0) {
    await ask(`${server}/postgres`, `create database ${name}`)
    await migrate(url)
    await fill(url, size, today)
    await ask(url, `comment on database ${name} is '${today.toString()}'`)
  }
  await migrate(url)
  const [comment] = await ask(
    url,
    `select shobj_description(oid, 'pg_database') as day
    from pg_database where datname = current_database()`,
  )
  const filled = comment?.['day'] ?? null
  if (filled === null) throw new Error(`${name} was not filled to the end: drop it and start again`)
  const days = Temporal.PlainDate.from(String(filled)).until(today).days
  if (days !== 0) {
    await ask(
      url,
      `update deadline set due_day = due_day + ${days}, anchor_day = anchor_day + ${days},
      window_from = window_from + ${days}, window_to = window_to + ${days},
      last_working_day = last_working_day + ${days} where state = 'open'`,
    )
    // Set aside first: while they move past each other they would stand in each other's way.
    await ask(url, `update appointment set state = 'cancelled'`)
    await ask(
      url,
      `update appointment set state = 'booked', starts_at = starts_at + interval '${days} days',
        ends_at = ends_at + interval '${days} days'`,
    )
    await ask(url, `update derivation set derived_on = '${today.toString()}'`)
    await ask(url, `comment on database ${name} is '${today.toString()}'`)
    await ask(url, 'vacuum (analyze)')
  }
  // Everybody is logged in all day, and nobody's last sign of life needs writing while we measure.
  await ask(
    url,
    `update session set last_seen_at = now() + interval '1 day', ends_at = now() + interval '2 days'`,
  )
  await ask(url, 'vacuum (analyze) session')
  return { ...size, url }
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

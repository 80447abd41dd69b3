import pg from 'pg'
import { migrate } from '#server/database/migrate.ts'
import type { Bench } from './databases.ts'
import { fill } from './fill.ts'

/** The unit that the aims name. */
export const unitSize = { youths: 5000, contacts: 5000 * 4, staff: 150 }

/** Every hundredth leads, as `fill` has it. */
export const leader = 100

/** Starts the app on a register, and ends it again. */
export type WithApp = (bench: Bench, use: (address: string) => Promise<void>) => Promise<void>

/** Where and when a unit is made. */
export interface Place {
  /** The address of a superuser, without a database's name. */
  server: string
  today: Temporal.PlainDate
  withApp: WithApp
}

/**
 * Makes a unit of the aims' size in a register of its own, starts the app on it, and drops the register afterwards.
 *
 * @param what names the register
 * @param prepare what is another here than in any unit, as SQL; empty where nothing is
 */
export async function onUnit(
  { server, today, withApp }: Place,
  what: string,
  prepare: string,
  use: (address: string, url: string) => Promise<void>,
): Promise<void> {
  const name = `medgang_bench_${what}`
  await query(`${server}/postgres`, `drop database if exists ${name} with (force)`)
  await query(`${server}/postgres`, `create database ${name}`)
  const url = `${server}/${name}`
  try {
    await migrate(url)
    await fill(url, unitSize, today)
    await query(url, unitAround(today.toString()))
    if (prepare !== '') await query(url, prepare)
    await withApp({ ...unitSize, url }, address => use(address, url))
  } finally {
    await query(`${server}/postgres`, `drop database if exists ${name} with (force)`)
  }
}

/** Everybody has hours and every case minutes; some are away, and some young people change hands in the weeks ahead. */
function unitAround(day: string): string {
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
      select youth_id, 1 + (staff_id + 6) % ${unitSize.staff}, 'caseworker', daterange('${day}'::date + 20, null)
      from assignment where youth_id % 20 = 0;
    update derivation set derived_on = '${day}';
    analyze`
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

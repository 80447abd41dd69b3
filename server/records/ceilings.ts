import { sql } from 'kysely'
import { dayNumber } from '#domain/calendar/day-number.ts'
import {
  type CeilingWatch,
  ceilingWatch,
  excessOf,
  type PassedCeiling,
  type WatchedCase,
} from '#domain/caseload/ceiling-watch.ts'
import type { Db } from '#server/database/connection.ts'
import { loadCases, newcomerWeight } from './caseload.ts'

/** Who is to get which cases, and from when. */
interface Giving {
  staffIds: readonly number[]
  youthIds: readonly number[]
  from: Temporal.PlainDate
  /** The last day, where they are given for a time only: what comes after it is not held against them. */
  lastDay?: Temporal.PlainDate | null
  today: Temporal.PlainDate
}

/** The ceilings of some caseworkers, and the cases that they are held against. */
export interface LockedCeilings extends CeilingWatch {
  /** The open cases that were asked for, by young person; one who has none is not there. */
  caseOf: ReadonlyMap<number, WatchedCase>
  /** A case that is to be opened with its caseworker, with the minutes of anybody who is new. */
  caseToCome: (youthId: number, programmeIds: readonly number[]) => WatchedCase
}

/**
 * Locks whoever is to get cases and gives the ceilings that hold for them, to be held against each case before it is
 * given. Of two who give somebody a case at once, the second waits here and then counts the first one's: so not both
 * pass. Lock the cases first, where they are locked.
 *
 * Counts over everybody's cases, whoever asks, and reads nobody out: nothing is noted as read.
 */
export async function lockCeilings(db: Db, giving: Giving): Promise<LockedCeilings> {
  await lockReceivers(db, giving.staffIds)
  return lookAtCeilings(db, giving)
}

/** The same without a lock, for whoever only warns. */
export async function lookAtCeilings(db: Db, giving: Giving): Promise<LockedCeilings> {
  const { staffIds, youthIds, from, lastDay = null, today } = giving
  const start = Temporal.PlainDate.compare(from, today) < 0 ? today : from
  return seeingAll(db, async () => {
    const { rows } = await sql<{ youthId: number }>`
      select distinct a.youth_id as "youthId" from assignment a
      where a.staff_id = any (${staffIds}::bigint[]) and a.role = 'caseworker' and a.withdrawn_at is null
        and a.during && daterange(${start}::date, ${lastDay}::date, '[]')`.execute(db)
    const ids = [...new Set([...youthIds, ...rows.map(({ youthId }) => youthId)])]
    const { cases, configuration } = await loadCases(db, ids, today)
    const first = dayNumber(start)
    const to = lastDay === null ? Number.POSITIVE_INFINITY : dayNumber(lastDay)
    const { ceilingsOn, exceptionsOn } = configuration
    return {
      ...ceilingWatch({ cases, from: first, to, ceilingsOn, exceptionsOn }),
      caseOf: new Map(cases.map(each => [each.youthId, each])),
      caseToCome: (youthId, programmeIds) => {
        const minutes = newcomerWeight(configuration, first, programmeIds)
        return { youthId, comes: [], heldOn: () => ({ programmeIds, minutes, holderId: null }) }
      },
    }
  })
}

/** A ceiling that somebody would stand above, as a sentence names it. */
export interface ToldCeiling {
  name: string
  /** Null: of all young people. */
  programme: string | null
  /** In number or in minutes a month, whichever is passed. */
  unit: 'cases' | 'minutes'
  /** With what would be given. */
  has: number
  most: number
}

/** Who, which ceiling and how many, of the first of those passed. */
export async function tellCeiling(db: Db, staffId: number, passed: PassedCeiling): Promise<ToldCeiling> {
  const { rows } = await sql<{ name: string; programme: string | null }>`
    select s.given_name || ' ' || s.family_name as name,
      (select p.name from programme p where p.id = ${passed.programmeId}::bigint) as programme
    from staff s where s.id = ${staffId}`.execute(db)
  const [named] = rows
  if (named === undefined) throw new Error('a caseworker who was locked is not there')
  return { ...named, ...excessOf(passed) }
}

/** In the order of their keys; what refers to them, such as an assignment, is let through meanwhile. */
async function lockReceivers(db: Db, staffIds: readonly number[]): Promise<void> {
  await sql`
    select id from staff where id = any (${staffIds}::bigint[]) order by id for no key update`.execute(db)
}

/**
 * Whoever registers somebody for a colleague does not see the colleague's young people; their number counts all the
 * same. What the transaction may see is as it was afterwards; after an error it ends anyway.
 */
async function seeingAll<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ sees: boolean }>`select door.sees_all() as sees`.execute(db)
  if (rows[0]?.sees) return work()
  await sql`select set_config('medgang.sees_all', 'on', true)`.execute(db)
  const result = await work()
  await sql`select set_config('medgang.sees_all', 'off', true)`.execute(db)
  return result
}

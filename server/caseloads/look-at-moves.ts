import { sql } from 'kysely'
import { dayNumber } from '#domain/calendar/day-number.ts'
import { type LeftBecause, receiverOn, whyLeft } from '#domain/caseload/acceptance.ts'
import type { HeldCase } from '#domain/caseload/load.ts'
import type { Db } from '#server/database/connection.ts'
import { type CaseFacts, loadUnit, type UnitFacts } from '#server/records/caseload.ts'
import { type LockedCeilings, lockCeilings } from '#server/records/ceilings.ts'
import { lockCases } from '#server/records/youth-case.ts'

/** Who is to have whom. */
interface WantedMove {
  youthId: number
  /** Null: nobody was found. */
  toId: number | null
  /** Who held the case when it was worked out, null for nobody; left out by whoever takes it as it is. */
  fromId?: number | null
}

/** A move as things are on the day from which it would hold. */
interface Looked<Move extends WantedMove> {
  move: Move
  fact: CaseFacts | undefined
  /** The case on the day; null: it is closed then. */
  held: HeldCase | null
  /** Why it cannot be carried out, but for room; null: it can. */
  cannot: LeftBecause | null
}

/** When moves would hold. */
interface When {
  from: Temporal.PlainDate
  today: Temporal.PlainDate
}

/** What was looked at, and the unit as it is known. */
interface Look<Move extends WantedMove> {
  unit: UnitFacts
  looked: Looked<Move>[]
}

/** Each move as things are, for whoever tries; who carries it out locks first. */
export async function lookAtMoves<Move extends WantedMove>(
  db: Db,
  moves: readonly Move[],
  { from }: Pick<When, 'from'>,
  reading: Promise<UnitFacts>,
): Promise<Look<Move>> {
  const [unit, barred] = await Promise.all([reading, loadBarred(db, moves, from)])
  const day = dayNumber(from)
  const facts = new Map(
    unit.cases.flatMap(each => (each.heldOn(day) === null ? [] : [[each.youthId, each] as const])),
  )
  const { longAbsenceDays } = unit.configuration.settingsOn(day)
  const looked = moves.map(move => {
    const fact = facts.get(move.youthId)
    const held = fact?.heldOn(day) ?? null
    const holderId = held?.holderId ?? null
    const receiver = unit.staff.find(({ staffId }) => staffId === move.toId)
    const now = {
      // One that is closed on a day to come is given to nobody.
      isOpen: held !== null && fact?.isOpenEnded === true,
      holderId,
      hasLaterChange: fact?.holders.some(({ during }) => during.from > day) ?? false,
      barred: barred.get(move.youthId) ?? new Set<number>(),
    }
    const cannot = whyLeft({ fromId: holderId, ...move }, now, receiverOn(receiver, day, longAbsenceDays))
    return { move, fact, held, cannot }
  })
  return { unit, looked }
}

/**
 * The same for whoever carries them out, with the ceilings that hold: the cases and the receivers stay locked, so that
 * of two who give somebody cases at once the second counts the first one's.
 */
export async function lockMoves<Move extends WantedMove>(
  db: Db,
  moves: readonly Move[],
  when: When,
): Promise<Look<Move> & { ceilings: LockedCeilings }> {
  const youthIds = moves.map(({ youthId }) => youthId)
  const staffIds = [...new Set(moves.flatMap(({ toId }) => toId ?? []))]
  await lockCases(db, youthIds)
  const ceilings = await lockCeilings(db, { staffIds, youthIds, ...when })
  // Not what is kept: a transaction that changes something sees what nobody else shall have yet.
  return { ceilings, ...(await lookAtMoves(db, moves, when, loadUnit(db, when.today))) }
}

/** Whom bars keep from these young people, of those whom they are to get: not why, and not which. */
async function loadBarred(
  db: Db,
  moves: readonly WantedMove[],
  from: Temporal.PlainDate,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const asked = moves.map(({ youthId, toId }) => ({ youthId, toId }))
  const { rows } = await sql<{ youthId: number; toId: number }>`
    select m."youthId", m."toId"
    from json_to_recordset(${JSON.stringify(asked)}::json) as m ("youthId" bigint, "toId" bigint)
    where door.is_barred(m."youthId", m."toId", ${from}::date)`.execute(db)
  return new Map(rows.map(({ youthId, toId }) => [youthId, new Set([toId])]))
}

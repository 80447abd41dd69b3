import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { StaffTime } from './capacity.ts'
import { longAbsenceOn } from './load.ts'
import { holds } from './span.ts'

/** Why a move of a proposal is not carried out after all. */
export const leftBecause = [
  'caseClosed',
  'notTheSameCaseworker',
  'changePlanned',
  'receiverLeft',
  'receiverNotCaseworker',
  'receiverAway',
  'receiverFull',
  'barred',
  'nobodyToTake',
] as const
export type LeftBecause = (typeof leftBecause)[number]

/** A move as it was worked out. */
export interface ProposedMove {
  youthId: number
  /** Whoever held the case then; null: nobody. */
  fromId: number | null
  /** Null: nobody had room, and there is nothing to carry out. */
  toId: number | null
}

/** How things are now, as of the day from which the moves are to hold; read behind the locks on the cases. */
export interface CaseNow {
  /** Whether the case is open on the day. */
  isOpen: boolean
  holderId: number | null
  /** Whether another caseworker is to take over on a later day. */
  hasLaterChange: boolean
  /** Who may not be this young person's caseworker. */
  barred: ReadonlySet<number>
}

export interface ReceiverNow {
  worksHere: boolean
  isCaseworker: boolean
  isAway: boolean
}

/**
 * How somebody stands on a day who is to get a case. Away is who has a long absence: a day off keeps nobody from it.
 *
 * @param receiver undefined for whoever is not among the unit's staff, as neither a caseworker now nor later
 */
export function receiverOn(
  receiver: (StaffTime & { leftBy: DayNumber }) | undefined,
  day: DayNumber,
  longAbsenceDays: number,
): ReceiverNow {
  if (receiver === undefined) return { worksHere: true, isCaseworker: false, isAway: false }
  return {
    worksHere: receiver.leftBy > day,
    isCaseworker: receiver.asCaseworker.some(span => holds(span, day)),
    isAway: longAbsenceOn(receiver, day, longAbsenceDays) !== null,
  }
}

/**
 * Why a move can no longer be carried out; null: it can. Of several reasons the one about the young person comes
 * first: whoever reads it need look no further.
 */
export function whyLeft(
  { fromId, toId }: ProposedMove,
  now: CaseNow | undefined,
  receiver: ReceiverNow | undefined,
): LeftBecause | null {
  if (now === undefined || !now.isOpen) return 'caseClosed'
  if (toId === null) return 'nobodyToTake'
  if (now.holderId !== fromId) return 'notTheSameCaseworker'
  if (now.hasLaterChange) return 'changePlanned'
  if (now.barred.has(toId)) return 'barred'
  if (receiver === undefined || !receiver.worksHere) return 'receiverLeft'
  if (!receiver.isCaseworker) return 'receiverNotCaseworker'
  return receiver.isAway ? 'receiverAway' : null
}

/**
 * What a receiver lacks to have one case more, with that case counted in: minutes a month, or cases under a ceiling in
 * number.
 */
export type Lack =
  | {
      kind: 'ceiling'
      /** Null: of all young people. */
      programmeId: number | null
      unit: 'cases' | 'minutes'
      has: number
      most: number
      /** The first day on which the ceiling is passed. */
      day: DayNumber
    }
  /** More than there is time for, and more than was proposed. */
  | { kind: 'time'; has: number; most: number }
  /** No time for young people at all; hours that nobody has given. */
  | { kind: 'noTime' | 'hoursUnknown' }

/** What receivers have room for, as the moves that are carried out are given and taken back one by one. */
export interface Room<Given extends ProposedMove> {
  /** From here on the case counts as the receiver's, or as whoever's it was. */
  give: (move: Given, toReceiver: boolean) => void
  /**
   * What the receiver lacks to have this one too, beside all that is given now; asked while it is not given. Null: there
   * is room.
   */
  lacks: (move: Given) => Lack | null
}

/**
 * Which of these moves find room, all of them together: what a receiver hands on in the same acceptance makes room, and
 * where a move is left after all, the room that it would have made is not there. The last of the proposal are left
 * first, since those that cannot be done without stand first. Afterwards `room` tells what each of them lacks.
 *
 * @param moves in the order of the proposal; each could be carried out by itself
 * @returns in the same order
 */
export function withRoom<Given extends ProposedMove>(
  moves: readonly Given[],
  room: Room<Given>,
): { kept: Given[]; full: Given[] } {
  for (const move of moves) room.give(move, true)
  const kept = new Set(moves)
  for (let isSettled = false; !isSettled; ) {
    isSettled = true
    for (const move of moves.toReversed()) {
      if (!kept.has(move)) continue
      room.give(move, false)
      if (room.lacks(move) === null) room.give(move, true)
      else {
        kept.delete(move)
        isSettled = false
      }
    }
  }
  // What was left early may find room that a later one has given up; and whoever is given then makes room behind.
  for (let isSettled = false; !isSettled; ) {
    isSettled = true
    for (const move of moves)
      if (!kept.has(move) && room.lacks(move) === null) {
        room.give(move, true)
        kept.add(move)
        isSettled = false
      }
  }
  return { kept: moves.filter(move => kept.has(move)), full: moves.filter(move => !kept.has(move)) }
}

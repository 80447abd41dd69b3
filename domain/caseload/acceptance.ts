/** Why a move of a proposal is not carried out after all. */
export const leftBecause = [
  'caseClosed',
  'notTheSameCaseworker',
  'changePlanned',
  'receiverLeft',
  'receiverNotCaseworker',
  'receiverAway',
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

/** Where an enquiry has come to. */
export interface Standing {
  state: 'new' | 'taken' | 'closed' | 'merged'
  handlerId: number | null
  /** Whom in the register it is about, once that is known. */
  youthId: number | null
  /** The enquiry that it was the same as. */
  mergedInto: number | null
  closeReason: string | null
  closeNote: string
}

/** Why an enquiry is closed by somebody's decision. */
export const closeReasons = [
  'answered',
  'otherMunicipality',
  'outsideAge',
  'withdrawn',
  'notReached',
  'spam',
] as const
export type CloseReason = (typeof closeReasons)[number]

/** What somebody does with an enquiry. */
export type Step =
  | { kind: 'take'; staffId: number }
  | { kind: 'release' }
  /**
   * A call, a meeting or the attempt at one: whoever does it has taken the enquiry, unless somebody else has. Once it is
   * somebody's, talks with the young person are those of the case; whoever else wrote is still answered here.
   */
  | { kind: 'contact'; staffId: number; with: 'youth' | 'sender' }
  | { kind: 'giveTo'; staffId: number }
  | { kind: 'close'; reason: CloseReason | 'passedOn'; note: string; staffId: number }
  | { kind: 'reopen'; staffId: number }
  | { kind: 'merge'; into: number }
  | { kind: 'become'; what: 'linked' | 'registered'; youthId: number; staffId: number }

/**
 * How an enquiry stands after a step; null where the step cannot be taken from where it stands.
 * Merging and linking are undone with {@link undo}.
 */
export function standingAfter(standing: Standing, step: Step): Standing | null {
  const isOpen = standing.state === 'new' || standing.state === 'taken'
  if (step.kind === 'reopen') {
    // What somebody in the register has is opened by taking that back.
    if (standing.state !== 'closed' || standing.youthId !== null) return null
    return { ...standing, state: 'taken', handlerId: step.staffId, closeReason: null, closeNote: '' }
  }
  if (step.kind === 'contact' && step.with === 'sender' && standing.youthId !== null) return standing
  if (!isOpen) return null
  switch (step.kind) {
    case 'take':
      return standing.handlerId === step.staffId
        ? null
        : { ...standing, state: 'taken', handlerId: step.staffId }
    case 'release':
      return standing.state === 'new' ? null : { ...standing, state: 'new', handlerId: null }
    case 'contact':
      return { ...standing, state: 'taken', handlerId: standing.handlerId ?? step.staffId }
    case 'giveTo':
      return standing.handlerId === step.staffId
        ? null
        : { ...standing, state: 'taken', handlerId: step.staffId }
    case 'close':
      return {
        ...standing,
        state: 'closed',
        handlerId: standing.handlerId ?? step.staffId,
        closeReason: step.reason,
        closeNote: step.note,
      }
    case 'merge':
      return { ...standing, state: 'merged', mergedInto: step.into }
    case 'become':
      // Whoever gave it to somebody in the register goes on seeing it, and can take that back.
      return {
        ...standing,
        state: 'closed',
        handlerId: step.staffId,
        youthId: step.youthId,
        closeReason: step.what,
      }
  }
}

/** Who has two enquiries that became one. */
export interface HeldTogether {
  /** Null where nobody had taken either. */
  holder: number | null
  /** It was the one that does not go on that the holder had. */
  isHandedOver: boolean
  /** Who had that one, where somebody else has the other: theirs it is no more. */
  aside: number | null
}

/** Whoever had the enquiry that goes on keeps it; where nobody had, whoever had the other one goes on with both. */
export function heldTogether(into: Standing, other: Standing): HeldTogether {
  const [own, others] = [into, other].map(each => (each.state === 'taken' ? each.handlerId : null))
  const holder = own ?? others ?? null
  return {
    holder,
    isHandedOver: holder !== null && holder !== own,
    aside: others === holder ? null : (others ?? null),
  }
}

/** What is kept with a step that can be undone; flat, as the story keeps it. */
export interface Before {
  wasState: 'new' | 'taken'
  wasHandlerId: number | null
  wasCloseReason: string | null
  wasCloseNote: string
}

export function keep(standing: Standing): Before {
  return {
    wasState: standing.state === 'new' ? 'new' : 'taken',
    wasHandlerId: standing.handlerId,
    wasCloseReason: standing.closeReason,
    wasCloseNote: standing.closeNote,
  }
}

/** An enquiry as it stood before it was merged or linked; null where it is neither. */
export function undo(standing: Standing, before: Before): Standing | null {
  const isMerged = standing.state === 'merged' && standing.youthId === null
  const isLinked = standing.state === 'closed' && standing.closeReason === 'linked'
  if (!isMerged && !isLinked) return null
  return {
    state: before.wasState,
    handlerId: before.wasHandlerId,
    youthId: null,
    mergedInto: null,
    closeReason: before.wasCloseReason,
    closeNote: before.wasCloseNote,
  }
}

/** An enquiry that somebody took by writing a talk down, as one of its talks is taken back. */
export interface TakenByTalk {
  /** The key of the step by which it was taken. */
  takenId: number
  /** The talks since that stand; `root` is the key of what was written first, where it was written anew. */
  talks: readonly { root: number; day: Temporal.PlainDate }[]
  /** Something else was done with it since: it is theirs, whatever becomes of the talks. */
  isTheirs: boolean
}

/**
 * On which day it was taken once a talk does not stand, or stands otherwise: as if it had been written down so from the
 * first. `day` is null where nobody has taken it then, and all is null where nothing changes.
 */
export function takenWithout({
  takenId,
  talks,
  isTheirs,
}: TakenByTalk): { takenId: number; day: Temporal.PlainDate | null } | null {
  const [first] = talks.filter(({ root }) => root > takenId).sort((one, other) => one.root - other.root)
  if (first !== undefined) return { takenId, day: first.day }
  return isTheirs ? null : { takenId, day: null }
}

import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { mostMoves } from '#contract/caseload-tries.ts'

/** One young person who might get another caseworker. */
export interface TrialMove {
  youthId: number
  toId: number
}

/** Moves that are tried, wherever they were picked; from null is from today on. */
export interface Trial {
  from: Temporal.PlainDate | null
  moves: readonly TrialMove[]
}

const nothing: Trial = { from: null, moves: [] }
const key = ['moves that are tried']

/**
 * Adds moves; whoever was to go to somebody else goes to the newest one.
 *
 * @returns null where they would be more than can be tried at once: nothing is left out without a word
 */
export function withTried({ from, moves }: Trial, more: readonly TrialMove[]): Trial | null {
  const chosen = new Set(more.map(({ youthId }) => youthId))
  const all = [...moves.filter(({ youthId }) => !chosen.has(youthId)), ...more]
  return all.length > mostMoves ? null : { from, moves: all }
}

/** What it would come to if moves that are offered from today on joined those that are tried already. */
export interface Joined {
  /** Null: they cannot all be tried at once. */
  next: Trial | null
  /** Whether each of them is tried already. */
  isThere: boolean
  /** So many are tried with somebody else, which would be changed. */
  elsewhere: number
  /** Whether others are tried as well, which the offer does not reckon with. */
  isBesideOthers: boolean
  /** The later day that those that are tried hold from, and these would too; null for today. */
  laterFrom: Temporal.PlainDate | null
}

/** So that all of it can be said before it is done. */
export function joinedTo(trial: Trial, offered: readonly TrialMove[], today: Temporal.PlainDate): Joined {
  const toOf = new Map(trial.moves.map(({ youthId, toId }) => [youthId, toId]))
  const theirs = new Set(offered.map(({ youthId }) => youthId))
  const { from } = trial
  return {
    next: withTried(trial, offered),
    isThere: offered.every(({ youthId, toId }) => toOf.get(youthId) === toId),
    elsewhere: offered.filter(({ youthId, toId }) => (toOf.get(youthId) ?? toId) !== toId).length,
    isBesideOthers: trial.moves.some(({ youthId }) => !theirs.has(youthId)),
    laterFrom: from !== null && Temporal.PlainDate.compare(from, today) > 0 ? from : null,
  }
}

/** Takes a young person out again. */
export function withoutTried({ from, moves }: Trial, youthId: number): Trial {
  const left = moves.filter(move => move.youthId !== youthId)
  return left.length === 0 ? nothing : { from, moves: left }
}

/**
 * What is tried, kept in memory from page to page until it is carried out, thrown away or the page is loaded anew: it
 * names people, so it is stored nowhere.
 */
export function useTrial(): { trial: Trial; change: (next: Trial) => void; forget: () => void } {
  const client = useQueryClient()
  const { data } = useQuery<Trial>({
    queryKey: key,
    queryFn: skipToken,
    initialData: nothing,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const change = useCallback((next: Trial) => client.setQueryData<Trial>(key, next), [client])
  const forget = useCallback(() => change(nothing), [change])
  return { trial: data ?? nothing, change, forget }
}

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

/** Adds moves; whoever was to go to somebody else goes to the newest one. */
export function withTried({ from, moves }: Trial, youthIds: readonly number[], toId: number): Trial {
  const chosen = new Set(youthIds)
  return {
    from,
    moves: [
      ...moves.filter(({ youthId }) => !chosen.has(youthId)),
      ...youthIds.map(youthId => ({ youthId, toId })),
    ].slice(0, mostMoves),
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

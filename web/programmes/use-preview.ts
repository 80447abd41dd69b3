import { useEffect, useRef, useState } from 'react'
import { type Effect, previewNames } from '#contract/rules.ts'

export interface Part {
  after: number
  names: number
}

/** What has been found so far of what a change would do. */
export interface Found {
  effect: Effect
  /** How many have been looked at. */
  looked: number
  /** Young people whose deadlines move, beside those who are named. */
  unnamed: number
  done: boolean
  failure: unknown
}

type Ask = (part: Part, signal: AbortSignal) => Promise<Effect>

/**
 * Asks for a preview part after part, so that no request takes long, however many young people there are. What is
 * found is shown while the rest is asked for, and it stops when the dialog is closed or the page is left.
 */
export function usePreview() {
  const [found, setFound] = useState<Found | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  const stop = () => {
    running.current?.abort()
    setFound(null)
  }

  /** @throws CallError where the change cannot be: the form shows it at the field */
  const begin = async (ask: Ask): Promise<void> => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    let sum = foundIn(null, await ask({ after: 0, names: previewNames }, controller.signal))
    setFound(sum)
    void goOn()

    async function goOn(): Promise<void> {
      try {
        while (sum.effect.next !== null && !controller.signal.aborted) {
          const part = { after: sum.effect.next, names: previewNames - sum.effect.people.length }
          sum = foundIn(sum, await ask(part, controller.signal))
          if (!controller.signal.aborted) setFound(sum)
        }
      } catch (failure) {
        if (!controller.signal.aborted) setFound({ ...sum, failure })
      }
    }
  }

  return { found, begin, stop }
}

/** Adds a part to what was found before it. */
export function foundIn(before: Found | null, part: Effect): Found {
  const sum = before === null ? part : add(before.effect, part)
  return {
    effect: sum,
    looked: (before?.looked ?? 0) + part.looked,
    unnamed: sum.youths - sum.people.length,
    done: part.next === null,
    failure: null,
  }
}

const counts = ['youths', 'earlier', 'later', 'begun', 'ended'] as const
type Counts = Pick<Effect, (typeof counts)[number]>

function add(a: Effect, b: Effect): Effect {
  const caseworkers = new Map(a.caseworkers.map(one => [one.staffId, one]))
  for (const one of b.caseworkers) {
    const known = caseworkers.get(one.staffId)
    caseworkers.set(one.staffId, known === undefined ? one : { ...known, ...summed(known, one) })
  }
  return {
    ...b,
    ...summed(a, b),
    caseworkers: [...caseworkers.values()],
    people: [...a.people, ...b.people],
  }
}

function summed(a: Counts, b: Counts): Counts {
  return {
    youths: a.youths + b.youths,
    earlier: a.earlier + b.earlier,
    later: a.later + b.later,
    begun: a.begun + b.begun,
    ended: a.ended + b.ended,
  }
}

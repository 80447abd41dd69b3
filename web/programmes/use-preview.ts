import { useEffect, useRef, useState } from 'react'
import { type Effect, previewNames, previewPage } from '#contract/rules.ts'

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
  /** Others are being named. */
  naming: boolean
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
  const asking = useRef<Ask>(null)
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
    asking.current = ask
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

  /** Names a page of those who are not named yet; to be asked for when everybody has been looked at. */
  const nameMore = async (): Promise<void> => {
    const [ask, signal] = [asking.current, running.current?.signal]
    if (found === null || ask === null || signal === undefined) return
    let sum: Found = { ...found, naming: true, failure: null }
    setFound(sum)
    let after = found.effect.people.at(-1)?.youthId ?? null
    let names = previewPage
    try {
      while (after !== null && names > 0 && sum.unnamed > 0) {
        const part = await ask({ after, names }, signal)
        if (signal.aborted) return
        sum = named(sum, part.people)
        setFound(sum)
        names -= part.people.length
        after = part.next
      }
      setFound({ ...sum, naming: false })
    } catch (failure) {
      if (!signal.aborted) setFound({ ...sum, naming: false, failure })
    }
  }

  return { found, begin, stop, nameMore }
}

/** Adds a part to what was found before it. */
export function foundIn(before: Found | null, part: Effect): Found {
  const sum = before === null ? part : add(before.effect, part)
  return {
    effect: sum,
    looked: (before?.looked ?? 0) + part.looked,
    unnamed: sum.youths - sum.people.length,
    done: part.next === null,
    naming: false,
    failure: null,
  }
}

/** Adds names of those who have been counted already. */
export function named(found: Found, people: Effect['people']): Found {
  const { effect } = found
  const all = [...effect.people, ...people]
  return { ...found, effect: { ...effect, people: all }, unnamed: effect.youths - all.length }
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
    notes: [...a.notes, ...b.notes],
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

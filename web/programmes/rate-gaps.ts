import type { RateKind } from '#contract/rates.ts'

export interface Gap {
  from: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
}

/** The days on which there is such a rate, and no amount is known: from `during` without those of `rates`. */
export function gapsIn({ during, rates }: Pick<RateKind, 'during' | 'rates'>): Gap[] {
  const gaps: Gap[] = []
  let next: Temporal.PlainDate | null = during.from
  for (const rate of rates.toSorted((a, b) => Temporal.PlainDate.compare(a.during.from, b.during.from))) {
    if (next === null) break
    if (Temporal.PlainDate.compare(next, rate.during.from) < 0)
      gaps.push({ from: next, lastDay: rate.during.from.subtract({ days: 1 }) })
    next = rate.during.lastDay?.add({ days: 1 }) ?? null
  }
  const ends = during.lastDay
  if (next !== null && (ends === null || Temporal.PlainDate.compare(next, ends) <= 0))
    gaps.push({ from: next, lastDay: ends })
  return gaps
}

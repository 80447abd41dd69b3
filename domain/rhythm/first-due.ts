import type { Deadline } from './types.ts'

type Due = Pick<Deadline, 'windowTo' | 'retryDay' | 'ruleId'>

/** The day on which something has to be done about it: the last one of its window, or that of a retry before then. */
export function runsOutOn({ windowTo, retryDay }: Omit<Due, 'ruleId'>): Temporal.PlainDate {
  return retryDay !== null && Temporal.PlainDate.compare(retryDay, windowTo) < 0 ? retryDay : windowTo
}

/**
 * What comes first wherever "next due" is told. One attempt in vain gives several obligations the same day to try
 * again: of those the one comes first whose own last day does. The lists of the database sort by the same three.
 */
export function byFirstDue(a: Due, b: Due): number {
  return (
    Temporal.PlainDate.compare(runsOutOn(a), runsOutOn(b)) ||
    Temporal.PlainDate.compare(a.windowTo, b.windowTo) ||
    a.ruleId - b.ruleId
  )
}

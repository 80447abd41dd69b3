import type { Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'
import { fieldRefusal } from '#server/door/refusal.ts'

/** Whether a source names a paragraph, as everything that is called law does. */
export function namesParagraph(source: string): boolean {
  return /§\s*\d/.test(source)
}

interface Successor {
  /** The first day of what begins, or the first without. */
  from: Temporal.PlainDate
  /** Where what begins comes from; null where the row only ends. */
  source: string | null
  /** Why it ends. */
  reason: string
  /** Where the source lies in what was sent. */
  sourceField: string
  /** Whether the paragraph must be named; a preview may come before the act. */
  sourced: boolean
}

/**
 * Whether a row may end on a day, and another begin there. What it said before the day stays.
 *
 * @returns whether it is corrected where it stands, since no day on which it held has passed
 * @throws Refusal at the field: a day outside of the row, an end without a reason, law without its paragraph
 */
export function checkSuccession(
  { during, status }: { during: Period; status: RuleStatus },
  { from, source, reason, sourceField, sourced }: Successor,
): boolean {
  const order = Temporal.PlainDate.compare(from, during.from)
  if (order < 0 || (order === 0 && source === null)) throw fieldRefusal('from', 'beforeRule')
  if (during.to !== null && Temporal.PlainDate.compare(from, during.to) >= 0)
    throw fieldRefusal('from', 'ruleHasEnded')
  const isUnnamed = (text: string) => sourced && status === 'law' && !namesParagraph(text)
  if (source === null) {
    if (reason === '') throw fieldRefusal('reason', 'required')
    if (isUnnamed(reason)) throw fieldRefusal('reason', 'paragraph')
    return false
  }
  if (isUnnamed(source)) throw fieldRefusal(sourceField, 'paragraph')
  return order === 0
}

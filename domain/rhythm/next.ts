import type { Calendar } from '#domain/calendar/calendar.ts'
import { firstWorkingDayOnOrAfter, lastWorkingDayOnOrBefore } from '#domain/calendar/working-days.ts'
import type { Deadline, Rule } from './types.ts'

export interface ProposedContact {
  kind: 'meeting' | 'call'
  /** A working day to propose: today at the earliest. */
  day: Temporal.PlainDate
  /** In which days it serves its purpose; both on or after today. */
  windowFrom: Temporal.PlainDate
  windowTo: Temporal.PlainDate
  /** The due day of the obligation that asks for it, which may have passed. */
  dueDay: Temporal.PlainDate
  ruleId: number
}

/**
 * The contact to book next: for the open obligation that has to be seen to first. After a failed attempt that is
 * the day of the retry, otherwise the last day on which it is kept; where one attempt makes several obligations be
 * retried, the one that runs out first; an overdue meeting comes before everything. Null when nothing is owed that a meeting or a
 * call fulfils.
 *
 * The day proposed is the start of the window, so that there is room to move it; for a call in between its due
 * day, which lies in the middle; and for what is overdue or to be retried the first working day from today.
 */
export function proposeNext(
  deadlines: readonly Deadline[],
  rules: readonly Rule[],
  today: Temporal.PlainDate,
  calendar: Calendar,
): ProposedContact | null {
  const ruleById = new Map(rules.map(rule => [rule.id, rule]))
  const candidates = deadlines.flatMap(deadline => {
    const rule = ruleById.get(deadline.ruleId)
    const kind = rule && kindFor(rule)
    return deadline.state === 'open' && rule && kind ? [{ deadline, rule, kind }] : []
  })
  const [first] = candidates.sort(
    (a, b) =>
      // Of what is overdue a meeting comes first: it starts the call in between anew, and a call replaces no meeting.
      overdueRank(a, today) - overdueRank(b, today) ||
      compare(seeTo(a.deadline, today), seeTo(b.deadline, today)) ||
      compare(a.deadline.windowTo, b.deadline.windowTo) ||
      rank(a.kind) - rank(b.kind) ||
      a.rule.id - b.rule.id,
  )
  if (!first) return null

  const { deadline, rule, kind } = first
  const windowTo = seeTo(deadline, today)
  const urgent = deadline.retryDay !== null || compare(deadline.windowTo, today) < 0
  const windowFrom = urgent ? today : earlier(later(deadline.windowFrom, today), windowTo)
  const wished = rule.pattern === 'between' && !urgent ? later(deadline.dueDay, today) : windowFrom
  return {
    kind,
    day: workingDayIn(wished, windowTo, today, calendar),
    windowFrom,
    windowTo,
    dueDay: deadline.dueDay,
    ruleId: rule.id,
  }
}

/** An overdue meeting before everything else; for the rest the days decide. */
function overdueRank(
  { deadline, kind }: { deadline: Deadline; kind: 'meeting' | 'call' },
  today: Temporal.PlainDate,
) {
  return compare(deadline.windowTo, today) < 0 && kind === 'meeting' ? 0 : 1
}

function compare(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return Temporal.PlainDate.compare(a, b)
}

/** A rule that a call fulfils asks for no more than a call. */
function kindFor(rule: Rule): 'meeting' | 'call' | null {
  if (rule.fulfilledBy.includes('call')) return 'call'
  return rule.fulfilledBy.includes('meeting') || rule.fulfilledBy.includes('accompaniment') ? 'meeting' : null
}

/** On the same day a meeting comes first: it starts the call's clock anew. */
function rank(kind: 'meeting' | 'call'): number {
  return kind === 'meeting' ? 0 : 1
}

function seeTo(deadline: Deadline, today: Temporal.PlainDate): Temporal.PlainDate {
  return later(deadline.retryDay ?? deadline.windowTo, today)
}

function workingDayIn(
  wished: Temporal.PlainDate,
  last: Temporal.PlainDate,
  today: Temporal.PlainDate,
  calendar: Calendar,
): Temporal.PlainDate {
  const day = firstWorkingDayOnOrAfter(wished, calendar)
  if (compare(day, last) <= 0) return day
  const before = lastWorkingDayOnOrBefore(last, calendar)
  return compare(before, today) >= 0 ? before : firstWorkingDayOnOrAfter(today, calendar)
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return compare(a, b) >= 0 ? a : b
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return compare(a, b) <= 0 ? a : b
}

import { isDeed } from './contact-log.ts'
import type { Anchor, Clock, Deadline, DeedKind, Rule, RuleStatus } from './types.ts'

/** What happened on the day that an obligation counts from. */
export type SinceWhat = Exclude<Anchor['kind'], 'contact'> | 'met' | 'spoken'

/** `passed`: the last day on which it was kept is over, and it still stands open. */
export type Standing = 'ahead' | 'today' | 'passed' | 'onTime' | 'late' | 'missed' | 'excused'

/** Why something is due and how it stands, as codes and values; the language files make a sentence of it. */
export interface Explanation {
  ruleName: string
  clock: Clock
  /** `unverified` must be said wherever the obligation is shown. */
  status: RuleStatus
  source: string
  since: { what: SinceWhat; day: Temporal.PlainDate }
  standing: Standing
  /** The last day on which it is kept. */
  latest: Temporal.PlainDate
  /** Days that `latest` has passed by; 0 when it has not. */
  daysOver: number
  closedDay: Temporal.PlainDate | null
  /** What is to be done, or was, where no contact keeps it: a decision, an activity, a step. */
  deed: DeedKind | null
  /** Whether a decision has set the day. */
  isSet: boolean
  /** For a call in between: the days in which it is kept. */
  window: { from: Temporal.PlainDate; to: Temporal.PlainDate } | null
  /** Where the due day itself is no working day. */
  lastWorkingDay: Temporal.PlainDate | null
  progress: CountedProgress | null
  attempts: { count: number; retryDay: Temporal.PlainDate | null; escalated: boolean } | null
}

/** How far a `counted` obligation has come. */
export interface CountedProgress {
  held: number
  of: number
  /** By when the next one keeps the even pace; null when all are held. */
  targetDay: Temporal.PlainDate | null
  /**
   * Once the pace is lost, and as long as it can be mended: it can no longer be reached without one contact every so
   * many days. Null while the pace is kept, and when there are fewer days left than contacts missing.
   */
  neededEveryDays: number | null
}

export function explainDeadline(
  deadline: Pick<
    Deadline,
    | 'state'
    | 'anchor'
    | 'dueDay'
    | 'windowFrom'
    | 'windowTo'
    | 'lastWorkingDay'
    | 'heldCount'
    | 'targetDay'
    | 'attempts'
    | 'retryDay'
    | 'escalated'
    | 'closedDay'
  >,
  rule: Pick<Rule, 'name' | 'clock' | 'status' | 'source' | 'pattern' | 'fulfilledBy' | 'count'>,
  today: Temporal.PlainDate,
): Explanation {
  const { dueDay, windowFrom, windowTo, lastWorkingDay, attempts, retryDay, escalated } = deadline
  const daysOver = deadline.state === 'open' ? Math.max(0, windowTo.until(today).days) : 0
  return {
    ruleName: rule.name,
    clock: rule.clock,
    status: rule.status,
    source: rule.source,
    since: { what: sinceWhat(deadline.anchor, rule), day: deadline.anchor.day },
    standing: standing(deadline, today),
    latest: windowTo,
    daysOver,
    closedDay: deadline.closedDay,
    deed: deedOf(rule),
    isSet: rule.pattern === 'set',
    window: rule.pattern === 'between' ? { from: windowFrom, to: windowTo } : null,
    lastWorkingDay: lastWorkingDay.equals(dueDay) ? null : lastWorkingDay,
    progress: rule.pattern === 'counted' ? progress(deadline, rule.count, today) : null,
    attempts: attempts === 0 ? null : { count: attempts, retryDay, escalated },
  }
}

/** What keeps the rule, where that is something else than a contact; null where a contact does. */
export function deedOf({ fulfilledBy }: Pick<Rule, 'fulfilledBy'>): DeedKind | null {
  return fulfilledBy.every(isDeed) ? (fulfilledBy.find(isDeed) ?? null) : null
}

function standing(
  { state, windowTo }: Pick<Deadline, 'state' | 'windowTo'>,
  today: Temporal.PlainDate,
): Standing {
  if (state !== 'open') return state
  const order = Temporal.PlainDate.compare(windowTo, today)
  if (order === 0) return 'today'
  return order > 0 ? 'ahead' : 'passed'
}

/** The contact that a call in between counts from is a meeting, though a call is what fulfils it. */
function sinceWhat(anchor: Anchor, rule: Pick<Rule, 'pattern' | 'fulfilledBy'>): SinceWhat {
  if (anchor.kind !== 'contact') return anchor.kind
  const faceToFace = rule.fulfilledBy.every(kind => kind === 'meeting' || kind === 'accompaniment')
  return rule.pattern === 'between' || faceToFace ? 'met' : 'spoken'
}

function progress(
  { heldCount, targetDay, dueDay }: Pick<Deadline, 'heldCount' | 'targetDay' | 'dueDay'>,
  of: number,
  today: Temporal.PlainDate,
): CountedProgress {
  const daysLeft = today.until(dueDay).days
  const missing = of - heldCount
  const behind = targetDay !== null && Temporal.PlainDate.compare(targetDay, today) < 0
  const neededEveryDays = behind && daysLeft >= missing ? Math.floor(daysLeft / missing) : null
  return { held: heldCount, of, targetDay, neededEveryDays }
}

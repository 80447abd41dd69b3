import type { Period } from '#domain/calendar/period.ts'

/** The two clocks that every person has: what the law demands, and what the municipality promises. */
export type Clock = 'statutory' | 'promise'

/** Where a rule stands: found in law, decided locally, or taken over without its source being found. */
export type RuleStatus = 'law' | 'local' | 'unverified'

export type ContactKind = 'meeting' | 'call' | 'accompaniment' | 'text' | 'letter'

/** Only `held` can fulfil; everything else is an attempt. */
export type ContactOutcome = 'held' | 'noShow' | 'unanswered' | 'cancelled'

/**
 * How a rule counts:
 * - `every`: again and again, one interval after the contact that last fulfilled it
 * - `between`: midway between the last meeting and the next due one of the same clock and subject
 * - `counted`: at least `count` within the interval after the anchor; the deadline is the end of the interval
 * - `once`: one time, an interval after the anchor
 */
export type RulePattern = 'every' | 'between' | 'counted' | 'once'

export type AnchorEvent = 'enquiry' | 'assessment' | 'membership'

export interface Interval {
  unit: 'months' | 'days' | 'workingDays'
  length: number
}

/** One dated row of configuration: what is owed to whom, and why. Every field can be read by a person. */
export interface Rule {
  id: number
  /** Danish name as shown, for instance "Møde hver måned". */
  name: string
  clock: Clock
  status: RuleStatus
  /** The law's paragraph or the local decision. */
  source: string
  /** Days on which the rule is in force. */
  during: Period
  /** Owed to members of this programme, or to those in this target group; null = not a condition. */
  programmeId: number | null
  targetGroup: string | null
  anchor: AnchorEvent
  pattern: RulePattern
  /** Kinds of held contact that fulfil the rule. */
  fulfilledBy: readonly ContactKind[]
  interval: Interval
  /** For `counted`: how many. Otherwise 1. */
  count: number
  /**
   * Working days before the due day in which the contact is best placed.
   * `between` has them after its due day too, and is kept until they are over.
   */
  windowWorkingDays: number
  /** A promise moves to the working day before; a statutory day stays. */
  nonWorkingDays: 'dayBefore' | 'stays'
  /** Whether a pause stops this clock. */
  stopsInPause: boolean
  /** After a pause the first contact is due within this many working days. */
  returnWorkingDays: number
  /** After an attempt that failed a retry is due within this many working days. */
  retryWorkingDays: number
  /** After this many failed attempts in a row the leader sees it. */
  escalateAfter: number
}

export type DeadlineState = 'open' | 'onTime' | 'late' | 'missed' | 'excused'

/** What a due day counts from; `day` is that event's day. */
export interface Anchor {
  kind: 'enquiry' | 'assessment' | 'membership' | 'contact' | 'ruleChange' | 'pauseEnd'
  day: Temporal.PlainDate
}

/** One obligation, past or open. At most one open per rule in force. Derived, stored, and proved equal. */
export interface Deadline {
  ruleId: number
  /** Counts upwards per rule: with `ruleId` it names the obligation, so that stored rows can be compared. */
  ordinal: number
  /** The rule's clock, kept beside the day so that counting needs no look-up. */
  clock: Clock
  state: DeadlineState
  anchor: Anchor
  dueDay: Temporal.PlainDate
  /**
   * First and last day of the window; both equal `dueDay` where the rule has no window.
   * `windowTo` is the last day on which the obligation is kept: after it, it is overdue.
   * It differs from `dueDay` only for `between`.
   */
  windowFrom: Temporal.PlainDate
  windowTo: Temporal.PlainDate
  /** Last working day on or before `dueDay`: shown where a statutory day is a holiday or a weekend. */
  lastWorkingDay: Temporal.PlainDate
  /** For `counted`: how many are held of `Rule.count`, and when the next should be held to keep the pace. */
  heldCount: number
  targetDay: Temporal.PlainDate | null
  /** Failed attempts in a row since the anchor, and the day by which the next attempt is due. */
  attempts: number
  retryDay: Temporal.PlainDate | null
  escalated: boolean
  /** The contact that fulfilled it. */
  fulfilledBy: number | null
  /** The day the obligation ended: fulfilled, excused, or replaced because the rule ended. */
  closedDay: Temporal.PlainDate | null
}

export interface Contact {
  id: number
  day: Temporal.PlainDate
  kind: ContactKind
  outcome: ContactOutcome
}

export interface Pause {
  during: Period
  reason: string
}

/** A rule as it applies to one person: in force for them in `during`, counted from `anchor`. */
export interface RuleInForce {
  rule: Rule
  during: Period
  anchor: Anchor
}

/** Everything about one person that the rhythm depends on. */
export interface RhythmHistory {
  /** Day of the first enquiry for help, if known. */
  enquiryDay: Temporal.PlainDate | null
  assessments: readonly { targetGroup: string; during: Period }[]
  memberships: readonly { programmeId: number; during: Period }[]
  pauses: readonly Pause[]
  contacts: readonly Contact[]
  /** The case is closed from this day on; null while open. */
  closedFrom: Temporal.PlainDate | null
}

import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { Period } from '#domain/calendar/period.ts'

/** The two clocks that every person has: what the law demands, and what the municipality promises. */
export type Clock = 'statutory' | 'promise'

/** Where a rule stands: found in law, decided locally, or taken over without its source being found. */
export type RuleStatus = 'law' | 'local' | 'unverified'

export type ContactKind = 'meeting' | 'call' | 'accompaniment' | 'text' | 'letter'

/**
 * What fulfils a rule without being a contact: the final decision on the target group, an activity that keeps the
 * duty of those of 15-17 began, a step of an education order was done.
 */
export type DeedKind = 'finalAssessment' | 'activity' | 'orderStep'

/** Only `held` can fulfil; everything else is an attempt. */
export type ContactOutcome = 'held' | 'noShow' | 'unanswered' | 'cancelled'

/**
 * How a rule counts:
 * - `every`: again and again, one interval after the contact that last fulfilled it
 * - `between`: midway between the last meeting and the next due one of the same clock and subject
 * - `counted`: at least `count` within the interval after the anchor; the deadline is the end of the interval
 * - `once`: one time, an interval after the anchor
 * - `set`: on the day that a decision has set, one after the other; the interval means nothing
 */
export type RulePattern = 'every' | 'between' | 'counted' | 'once' | 'set'

/**
 * What a rule counts from.
 * - `offPlan`: the municipality learnt that somebody of 15-17 is not in education, work or activity
 * - `offPlanContact`: the first conversation held since, while it lasts
 * - `orderStep`: a step of an education order begins
 */
export type AnchorEvent = 'enquiry' | 'assessment' | 'membership' | 'offPlan' | 'offPlanContact' | 'orderStep'

export interface Interval {
  unit: 'months' | 'days' | 'workingDays'
  length: number
}

/** One dated row of configuration: what is owed to whom, and why. Every field can be read by a person. */
export interface Rule {
  id: number
  /** Rows with the same key are the same rule in different periods; without one it has but this. */
  key?: string
  /**
   * Which of the promises at the entrance it is: those count from every enquiry that came through it, and not from the
   * day of the case. `contact` is kept by talking with whoever wrote too, `team` only where the team was there.
   */
  entrance?: 'contact' | 'meeting' | 'team'
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
  /** Kinds of held contact, or deeds, that fulfil the rule. Deeds fulfil only `counted`, `once` and `set`. */
  fulfilledBy: readonly (ContactKind | DeedKind)[]
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
  /**
   * Whether days in a closing are not counted: of the schools for the statutory clock, of house and schools for a
   * promise. A promise never counts a day on which the house is closed as a working day, whatever this says.
   */
  stopsInClosing: boolean
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
  kind: AnchorEvent | 'contact' | 'ruleChange' | 'pauseEnd'
  day: Temporal.PlainDate
}

/** One obligation, past or open. At most one open per rule in force. Derived, stored, and proved equal. */
export interface Deadline {
  /** The row of the rule that it is owed by: while it is not overdue, that of today. */
  ruleId: number
  /**
   * Counts upwards per rule, through the rows of it that take over from each other: with `ruleId` it names the
   * obligation, so that stored rows can be compared.
   */
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
  /** The contact that fulfilled it; null when a deed did. */
  fulfilledBy: number | null
  /** The day the obligation ended: fulfilled, excused, or replaced because the rule ended. */
  closedDay: Temporal.PlainDate | null
}

export interface Contact {
  id: number
  day: Temporal.PlainDate
  kind: ContactKind
  outcome: ContactOutcome
  /** The right people sat down with the young person. */
  isTeam?: boolean
}

/**
 * An enquiry that became somebody's case, or was given to somebody who has one: what was promised then is still owed. Of
 * those that were joined each is one, so that everybody who wrote is waited for.
 */
export interface Entrance {
  /** The day on which it came in; where several were joined, the first. */
  day: Temporal.PlainDate
  /** Talks with whoever wrote about the young person, and the attempts at them; their keys are no contact's. */
  talks: readonly Contact[]
}

export interface Pause {
  during: Period
  reason: string
}

/** Something done that is no contact. */
export interface Deed {
  kind: DeedKind
  day: Temporal.PlainDate
}

/** Somebody of 15-17 is not in education, work or activity in `during`; the municipality learnt it on `known`. */
export interface OffPlanPeriod {
  known: Temporal.PlainDate
  during: Period
}

/** A step of an education order, from its beginning until the order ends; done or not. */
export interface OrderStep {
  during: Period
  dueDay: Temporal.PlainDate
}

/** One row of a rule. The last one lasts as long as the rule does, also where another that replaces it is ahead. */
export interface ChainRow {
  rule: Rule
  from: DayNumber
  during: Period
}

/** Rows that follow each other without a gap under the same key, earliest first: one rule in different periods. */
export type Chain = readonly [ChainRow, ...ChainRow[]]

/** A rule as it applies to one person: in force for them in `during`, counted from `anchor`. */
export interface RuleInForce {
  /** The rows of the rule that take over from each other; one alone for what counts once. */
  chain: Chain
  during: Period
  anchor: Anchor
  /**
   * Where what the rule is about ends for good: nobody can be spoken with about a gap that is over, and no step of an
   * order that has fallen away can be done. Null where it never does, and for what can be made up for.
   */
  groundEnds: Temporal.PlainDate | null
  /** For `set`: the day that was decided. */
  setDay: Temporal.PlainDate | null
}

/** Everything about one person that the rhythm depends on. */
export interface RhythmHistory {
  /** Day of the first enquiry for help, if known. */
  enquiryDay: Temporal.PlainDate | null
  /** The enquiries through the entrance; left out where nobody wrote. */
  entrances?: readonly Entrance[]
  assessments: readonly { targetGroup: string; during: Period }[]
  memberships: readonly { programmeId: number; during: Period }[]
  pauses: readonly Pause[]
  contacts: readonly Contact[]
  deeds: readonly Deed[]
  offPlan: readonly OffPlanPeriod[]
  orderSteps: readonly OrderStep[]
  /** The case is closed from this day on; null while open. */
  closedFrom: Temporal.PlainDate | null
}

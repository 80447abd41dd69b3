import type { Period } from '#domain/calendar/period.ts'
import type { RuleStatus } from '#domain/rhythm/types.ts'

/**
 * Which decision of a case it is: `first` where it rests on the first interview, `provisional` where the first decision
 * rests on a later one, `final` once, three months at most after the enquiry, and `later` whenever somebody is
 * assessed anew after that.
 */
export type Stage = 'first' | 'provisional' | 'final' | 'later'

/** A decision at which a target group may be chosen. Dated configuration, so that another law needs no other code. */
export interface DecidableAt {
  stage: Stage
  /** Only in quite special cases: whoever decides it says that this is one, and why. */
  specialCase: boolean
  /** The law's paragraph or the local decision. */
  source: string
  status: RuleStatus
}

/** One dated row of configuration: a group, and when it may be decided. */
export interface TargetGroup {
  code: string
  name: string
  definition: string
  during: Period
  source: string
  status: RuleStatus
  /** Null: at each decision, by the group's own source. Empty: a work status (as not assessed) that nobody decides. */
  decidedAt: readonly DecidableAt[] | null
}

/** A held interview of the case, on which a decision can rest. */
export interface Interview {
  contactId: number
  day: Temporal.PlainDate
}

/** An assessment that stands. */
export interface StandingAssessment {
  id: number
  targetGroup: string
  during: Period
  /** Null where it was decided elsewhere, before Medgang, and counts as final. */
  stage: Stage | null
  /** For what was decided elsewhere, the day on which it came here. */
  broughtInOn?: Temporal.PlainDate | null
}

/** All that a decision depends on. Only the newest case counts: a return begins anew. */
export interface AssessmentHistory {
  case: Period
  /** Held ones, in any order. */
  interviews: readonly Interview[]
  /** In any order; those of earlier cases may be among them. */
  assessments: readonly StandingAssessment[]
}

import { z } from 'zod'
import { Day } from './values.ts'

/** Words that several slices speak of, as they travel; the tables hold the same ones. */
export const Clock = z.enum(['statutory', 'promise'])
export const RuleStatus = z.enum(['law', 'local', 'unverified'])
export const RulePattern = z.enum(['every', 'between', 'counted', 'once', 'set'])
export const ContactKind = z.enum(['meeting', 'call', 'accompaniment', 'text', 'letter'])
/** What fulfils a rule: a held contact of a kind, or something done that is no contact. */
const FulfilKind = z.enum([...ContactKind.options, 'finalAssessment', 'activity', 'orderStep'])
/** What a rule counts from. */
const AnchorEvent = z.enum(['enquiry', 'assessment', 'membership', 'offPlan', 'offPlanContact', 'orderStep'])
export const ContactOutcome = z.enum(['held', 'noShow', 'unanswered', 'cancelled'])
export const AppointmentKind = z.enum(['meeting', 'call', 'accompaniment'])
export const PreferredContact = z.enum(['call', 'text', 'email', 'letter'])
export const AssignmentRole = z.enum(['caseworker', 'educationAdviser', 'contactPerson', 'mentor'])
export const PauseKind = z.enum(['illness', 'holiday', 'prison', 'moved', 'other'])
export const BenefitKind = z.enum([
  'kontanthjaelp',
  'uddannelseshjaelp',
  'su',
  'sygedagpenge',
  'ressourceforloeb',
  'other',
])
export const ActivityKind = z.enum([
  'education',
  'work',
  'internship',
  'fgu',
  'production',
  'treatment',
  'course',
  'other',
])

/** Kept of those that fell due and were not excused; a share is worked out where it is shown, never stored. */
export const Kept = z.object({ kept: z.number(), due: z.number() })
export type Kept = z.output<typeof Kept>

/** As much of a rule as a sentence about a deadline needs. */
export const ruleFields = {
  clock: Clock,
  status: RuleStatus,
  source: z.string(),
  pattern: RulePattern,
  /** Kinds of held contact, or deeds, that fulfil the rule. */
  fulfilledBy: z.array(FulfilKind),
  count: z.number(),
}

/** An open deadline: what it counts from, when it is due, how far it has come. */
export const openDeadlineFields = {
  ruleId: z.number(),
  anchorKind: z.enum([...AnchorEvent.options, 'contact', 'ruleChange', 'pauseEnd']),
  anchorDay: Day,
  dueDay: Day,
  windowFrom: Day,
  windowTo: Day,
  lastWorkingDay: Day,
  heldCount: z.number(),
  targetDay: Day.nullable(),
  /** Attempts in a row that failed, and the day by which the next one is due. */
  attempts: z.number(),
  retryDay: Day.nullable(),
  escalated: z.boolean(),
}

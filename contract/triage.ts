import { z } from 'zod'
import { likenessReasons } from '#domain/person/likeness.ts'
import { closeReasons } from '#domain/triage/step.ts'
import { SenderIsYouth } from './enquirer.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, Instant, requiredText, text, Version } from './values.ts'
import { openDeadlineFields, ruleFields } from './words.ts'

export const Channel = z.enum(['web', 'walkIn', 'call', 'letter', 'mail'])
export const SenderRole = z.enum(['youth', 'parent', 'teacher', 'doctor', 'employer', 'colleague', 'other'])
export const ReferralState = z.enum(['new', 'taken', 'closed', 'merged'])
export const LikenessReason = z.enum(likenessReasons)
export const CloseReason = z.enum(closeReasons)
/** Why it is closed: by somebody's choice, or because another authority or somebody in the register has it. */
export const ClosedBecause = z.enum([...closeReasons, 'passedOn', 'linked', 'registered'])
export const MayTell = z.enum(['receipt', 'outcome'])
export const ConsentBy = z.enum(['youth', 'guardian'])
export const TalkKind = z.enum(['call', 'meeting', 'team', 'text', 'letter'])
export const TalkOutcome = z.enum(['held', 'unanswered', 'noShow'])
export const TalkWith = z.enum(['youth', 'sender'])

const Colleague = z.object({ staffId: z.number(), name: z.string() })

/** Something owed from the day of the enquiry, open or done, with as much of its rule as a sentence needs. */
export const ReferralClock = z.object({
  ...ruleFields,
  ...openDeadlineFields,
  ruleName: z.string(),
  /** What the public page promises has no rule's name, but a stage. */
  stage: z.enum(['contact', 'meeting', 'team']).nullable(),
  state: z.enum(['open', 'onTime', 'late', 'missed', 'excused']),
  closedDay: Day.nullable(),
})
export type ReferralClock = z.output<typeof ReferralClock>

/** Who it is about and who wrote, as every list shows them. Empty and null are not known. */
const head = {
  referralId: z.number(),
  version: z.number(),
  reference: z.string(),
  receivedAt: Instant,
  receivedOn: Day,
  channel: Channel,
  senderRole: SenderRole,
  senderIsYouth: SenderIsYouth,
  senderName: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day.nullable(),
  /** In years, on the day it was received where no birth date is known. */
  age: z.number().nullable(),
  state: ReferralState,
  handler: Colleague.nullable(),
}

export const QueuedReferral = z.object({
  ...head,
  closeReason: ClosedBecause.nullable(),
  /** The attempts since somebody was last reached, and when something last happened with the young person. */
  attempts: z.number(),
  lastTalkOn: Day.nullable(),
  /** Another enquiry or somebody in the register looks like the same; the enquiry's page says who and why. */
  maybeDouble: z.boolean(),
  isOverdue: z.boolean(),
  clocks: z.array(ReferralClock),
})
export type QueuedReferral = z.output<typeof QueuedReferral>

export const readQueue = defineUseCase({
  name: 'referral.queue',
  summary: 'The enquiries that wait, what hurries most first; or those that are done, the newest first',
  method: 'GET',
  path: '/api/referrals',
  permission: 'referral.read',
  input: z.object({ show: z.enum(['open', 'done']).default('open') }),
  output: z.object({
    today: Day,
    timeZone: z.string(),
    referrals: z.array(QueuedReferral),
    /** There are more than are shown. */
    more: z.boolean(),
  }),
})

export const ReferralEvent = z.object({
  eventId: z.number(),
  at: Instant,
  day: Day,
  kind: z.enum([
    'received',
    'corrected',
    'taken',
    'released',
    'attempted',
    'contacted',
    'linked',
    'unlinked',
    'merged',
    'unmerged',
    'passedOn',
    'closed',
    'reopened',
    'senderTold',
    'tellingChanged',
    'identified',
    'talkTakenBack',
  ]),
  by: z.string().nullable(),
  note: z.string(),
  talkKind: TalkKind.nullable(),
  talkWith: TalkWith.nullable(),
  talkOutcome: TalkOutcome.nullable(),
  /** Of a talk, whether it stands; of what took one back, whether another was written in its place. Null where it stands. */
  takenBack: z.enum(['removed', 'corrected']).nullable(),
  /** Nobody has the enquiry any more, since it was the talk by which somebody took it. */
  isNewAgain: z.boolean(),
  /** The colleague or the authority that it was passed on to. */
  to: z.string().nullable(),
  /** The enquiry that it was merged with, here or there. */
  other: z.object({ referralId: z.number(), reference: z.string() }).nullable(),
  /** Who goes on with both when two are merged, and who had the one that does not go on. */
  holder: z.string().nullable(),
  aside: z.string().nullable(),
  closeReason: ClosedBecause.nullable(),
  mayTell: MayTell.nullable(),
  senderIsYouth: SenderIsYouth.nullable(),
  consentBy: ConsentBy.nullable(),
  /**
   * Talks that stayed with whom it was given to, when that or a talk was taken back, or it was not they who wrote; the key for
   * whoever may open their page.
   */
  stayed: z.object({ talks: z.number(), youthId: z.number().nullable() }).nullable(),
})
export type ReferralEvent = z.output<typeof ReferralEvent>

export const readReferral = defineUseCase({
  name: 'referral.read',
  summary: 'One enquiry: everything that was told, what happened to it, and what is owed',
  method: 'GET',
  path: '/api/referrals/:referralId',
  permission: 'referral.read',
  input: z.object({ referralId: Id }),
  output: z.object({
    ...head,
    today: Day,
    timeZone: z.string(),
    language: z.string(),
    senderPlace: z.string(),
    senderPhone: z.string().nullable(),
    senderEmail: z.string().nullable(),
    callWhen: z.string(),
    youthPhone: z.string().nullable(),
    youthEmail: z.string().nullable(),
    about: z.string(),
    youthKnows: z.boolean().nullable(),
    mayTell: MayTell,
    /** Whose consent is needed before the sender hears what came of it; null where the age is not known. */
    consentNeeded: ConsentBy.nullable(),
    closeReason: ClosedBecause.nullable(),
    closeNote: z.string(),
    registeredBy: z.string().nullable(),
    /** Somebody in the register has it; only those who follow the young person may open their page. */
    youth: z.object({ youthId: z.number(), mayOpen: z.boolean() }).nullable(),
    mergedInto: z.object({ referralId: z.number(), reference: z.string() }).nullable(),
    /** What was merged into this one, the oldest first. */
    merged: z.array(
      z.object({
        ...head,
        about: z.string(),
        senderPlace: z.string(),
        senderPhone: z.string().nullable(),
        senderEmail: z.string().nullable(),
        callWhen: z.string(),
        youthPhone: z.string().nullable(),
        youthEmail: z.string().nullable(),
        youthKnows: z.boolean().nullable(),
      }),
    ),
    /** The newest first, with what happened to those merged into it. */
    events: z.array(ReferralEvent.extend({ ofOther: z.string().nullable() })),
    clocks: z.array(ReferralClock),
    /** Whom it can be given to. */
    colleagues: z.array(Colleague),
    /** For a leader: who has looked, the newest day first; null for everybody else. */
    readings: z.array(z.object({ day: Day, name: z.string(), times: z.number() })).nullable(),
    mayUndo: z.boolean(),
  }),
})
export type Referral = z.output<typeof readReferral.output>

export const LikelyReferral = z.object({
  ...head,
  youthPhone: z.string().nullable(),
  youthEmail: z.string().nullable(),
  about: z.string(),
  reasons: z.array(LikenessReason),
})
export const LikelyYouth = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: Day,
  protectedAddress: z.boolean(),
  isOpen: z.boolean(),
  caseworker: z.string().nullable(),
  reasons: z.array(LikenessReason),
})
export type LikelyReferral = z.output<typeof LikelyReferral>
export type LikelyYouth = z.output<typeof LikelyYouth>

export const readDoubles = defineUseCase({
  name: 'referral.doubles',
  summary:
    'Other enquiries and people in the register that may be the same person, with why; logged about each',
  method: 'GET',
  path: '/api/referrals/:referralId/doubles',
  permission: 'referral.read',
  input: z.object({ referralId: Id }),
  output: z.object({ referrals: z.array(LikelyReferral), youths: z.array(LikelyYouth) }),
})

/** What is written about an enquiry carries the version that was read: who comes second is told, and loses nothing. */
export const versioned = { referralId: Id, version: Version }
export const Changed = z.object({ version: z.number() })
/** Who wrote, answered along with a step; null where it was not asked, and nothing changes. */
export const whoWrote = { senderIsYouth: SenderIsYouth.nullable().default(null) }

export const takeReferral = defineUseCase({
  name: 'referral.take',
  summary: 'Take an enquiry, also over from a colleague',
  method: 'POST',
  path: '/api/referrals/:referralId/take',
  permission: 'referral.write',
  input: z.object({ ...versioned, ...whoWrote }),
  output: Changed,
})

export const releaseReferral = defineUseCase({
  name: 'referral.release',
  summary: 'Put an enquiry back among those that nobody has taken',
  method: 'POST',
  path: '/api/referrals/:referralId/release',
  permission: 'referral.write',
  input: z.object({ ...versioned, note: text(2000) }),
  output: Changed,
})

export const passOnReferral = defineUseCase({
  name: 'referral.passOn',
  summary: 'Give an enquiry to a colleague in the house, or write down that another authority has it',
  method: 'POST',
  path: '/api/referrals/:referralId/pass-on',
  permission: 'referral.write',
  input: z
    .object({
      ...versioned,
      /** A colleague; null where it goes to the authority named in `authority`. */
      staffId: Id.nullable(),
      authority: text(200),
      note: requiredText(2000),
    })
    .refine(({ staffId, authority }) => staffId !== null || authority !== '', {
      path: ['authority'],
      error: 'required',
    }),
  output: Changed,
})

export const closeReferral = defineUseCase({
  name: 'referral.close',
  summary: 'Close an enquiry with a reason',
  method: 'POST',
  path: '/api/referrals/:referralId/close',
  permission: 'referral.write',
  input: z.object({ ...versioned, reason: CloseReason, note: text(2000) }),
  output: Changed,
})

export const reopenReferral = defineUseCase({
  name: 'referral.reopen',
  summary: 'Open a closed enquiry again, with why',
  method: 'POST',
  path: '/api/referrals/:referralId/reopen',
  permission: 'referral.write',
  input: z.object({ ...versioned, note: requiredText(2000) }),
  output: Changed,
})

export const changeTelling = defineUseCase({
  name: 'referral.telling',
  summary:
    'Set what the sender may be told; hearing what came of it needs the consent of the young person, below 15 of a guardian',
  method: 'PUT',
  path: '/api/referrals/:referralId/telling',
  permission: 'referral.write',
  input: z.object({ ...versioned, mayTell: MayTell, consentBy: ConsentBy.nullable(), note: text(2000) }),
  output: Changed,
})

export const answerWhoWrote = defineUseCase({
  name: 'referral.whoWrote',
  summary:
    'Say whether it is the young person who wrote, where the sender said so: only then its code shows what is theirs alone',
  method: 'PUT',
  path: '/api/referrals/:referralId/who-wrote',
  permission: 'referral.write',
  input: z.object({ ...versioned, senderIsYouth: SenderIsYouth, note: text(2000) }),
  /** How many talks stay with whom it was given to though they were with somebody else, since something rests on them. */
  output: Changed.extend({ talksStayed: z.number() }),
})

export const tellSender = defineUseCase({
  name: 'referral.tellSender',
  summary: 'Write down that the sender has been told what came of it, where that may be told',
  method: 'POST',
  path: '/api/referrals/:referralId/told',
  permission: 'referral.write',
  input: z.object({ ...versioned, note: text(2000) }),
  output: Changed,
})

export const mergeReferral = defineUseCase({
  name: 'referral.merge',
  summary: 'Say that an enquiry is about the same as another one: the other goes on with both',
  method: 'POST',
  path: '/api/referrals/:referralId/merge',
  permission: 'referral.write',
  input: z.object({ ...versioned, into: Id, intoVersion: Version, note: text(2000), ...whoWrote }),
  output: Changed,
})

export const linkReferral = defineUseCase({
  name: 'referral.link',
  summary:
    'Give an enquiry to somebody in the register whom it is about; whoever follows them is told on their day',
  method: 'POST',
  path: '/api/referrals/:referralId/link',
  permission: 'referral.write',
  input: z.object({ ...versioned, youthId: Id, note: text(2000), ...whoWrote }),
  output: Changed,
})

export const undoMerge = defineUseCase({
  name: 'referral.undo',
  summary:
    'Take back that an enquiry was merged or given to somebody in the register: it stands as it did before',
  method: 'POST',
  path: '/api/referrals/:referralId/undo',
  permission: 'referral.write',
  input: z.object({ ...versioned, note: requiredText(2000) }),
  /** How many talks stay with whom it was given to, since something rests on them there. */
  output: Changed.extend({ talksStayed: z.number() }),
})

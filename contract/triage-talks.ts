import { z } from 'zod'
import { Changed, TalkKind, TalkOutcome, TalkWith, versioned, whoWrote } from './triage.ts'
import { defineUseCase } from './use-case.ts'
import { Id, Instant, requiredText, text } from './values.ts'

/** When somebody was called: as long ago as an enquiry can lie, and no plan. */
const TalkInstant = Instant.refine(
  instant => instant.epochMilliseconds > Date.UTC(1990, 0) && instant.epochMilliseconds < Date.UTC(2100, 0),
  { error: 'instant' },
)

/** A talk or the attempt at one, as it is written down. */
const said = {
  kind: TalkKind,
  with: TalkWith,
  /** The enquiry whose sender it was, where it was merged into this one; null for this one's own. */
  sender: Id.nullable().default(null),
  outcome: TalkOutcome,
  at: TalkInstant,
  note: text(2000),
}

export const registerTalk = defineUseCase({
  name: 'referral.talk',
  summary:
    'Write down a talk or the attempt at one; whoever does has taken the enquiry, unless somebody else has',
  method: 'POST',
  path: '/api/referrals/:referralId/talks',
  permission: 'referral.write',
  input: z.object({ ...versioned, ...said, ...whoWrote }),
  output: Changed,
})

/** How many talks stay with whom the enquiry was given to, since somebody has made them their own account. */
const TalkChanged = Changed.extend({ talksStayed: z.number() })

export const takeTalkBack = defineUseCase({
  name: 'referral.talkBack',
  summary:
    'Take back a talk that was written down wrongly: it stays in the story, and nothing follows from it',
  method: 'POST',
  path: '/api/referrals/:referralId/talks/:eventId/back',
  permission: 'referral.write',
  input: z.object({ ...versioned, eventId: Id, reason: requiredText(2000) }),
  output: TalkChanged,
})

export const correctTalk = defineUseCase({
  name: 'referral.talkCorrect',
  summary:
    'Write a talk anew in place of one that was written down wrongly; both stay in the story, with why',
  method: 'PUT',
  path: '/api/referrals/:referralId/talks/:eventId',
  permission: 'referral.write',
  input: z.object({ ...versioned, eventId: Id, ...said, reason: requiredText(2000) }),
  output: TalkChanged,
})

import { datesIn } from '#contract/language/dates.ts'
import { explainInWords } from '#contract/language/explain.ts'
import type { Say } from '#contract/language/say.ts'
import type { QueuedReferral, Referral, ReferralClock } from '#contract/triage.ts'
import { saysItIsTheirs } from '#domain/entrance/who-wrote.ts'
import { type Explanation, explainDeadline } from '#domain/rhythm/explain.ts'

type Head = Pick<
  QueuedReferral,
  | 'senderRole'
  | 'senderIsYouth'
  | 'senderName'
  | 'givenName'
  | 'familyName'
  | 'state'
  | 'handler'
  | 'closeReason'
>

export function nameOf({ givenName, familyName }: { givenName: string; familyName: string }): string {
  return `${givenName} ${familyName}`.trim()
}

/** "Fra en forælder: Mette Prøve". */
export function senderOf(
  say: Say,
  { senderRole, senderIsYouth, senderName }: Pick<Head, 'senderRole' | 'senderIsYouth' | 'senderName'>,
): string {
  const isOther = senderRole === 'youth' && senderIsYouth === 'no'
  const from = say(isOther ? 'triage.notYouthFrom' : `triage.${senderRole}From`)
  return senderName === '' ? from : say('triage.fromNamed', { from, name: senderName })
}

/** The enquiries of those who wrote about somebody else: this one, and those that were merged into it. */
export function sendersOf(referral: Referral): (Referral | Referral['merged'][number])[] {
  return [referral, ...referral.merged].filter(each => !saysItIsTheirs(each))
}

/** "Ny", "Hos dig", "Hos Anne Holm", "Lukket: Besvaret". */
export function standingOf(say: Say, { state, handler, closeReason }: Head | Referral, me: number): string {
  if (state === 'closed' && closeReason !== null) {
    return say('triage.state_closed', { reason: say(`triage.reason_${closeReason}`) })
  }
  if (state !== 'taken' || handler === null)
    return say(state === 'merged' ? 'triage.state_merged' : 'triage.state_new')
  return handler.staffId === me ? say('triage.state_mine') : say('triage.state_taken', { name: handler.name })
}

/** Why something is owed. What the public page promises is named by its stage. */
export function explanationOf(say: Say, clock: ReferralClock, today: Temporal.PlainDate): Explanation {
  const name = clock.stage === null ? clock.ruleName : say(`triage.stage_${clock.stage}`)
  const anchor = { kind: clock.anchorKind, day: clock.anchorDay }
  return explainDeadline({ ...clock, anchor }, { ...clock, name }, today)
}

/** The day on which something is to be done: a retry may be due first. */
export function actBy({
  windowTo,
  retryDay,
}: Pick<ReferralClock, 'windowTo' | 'retryDay'>): Temporal.PlainDate {
  return retryDay !== null && Temporal.PlainDate.compare(retryDay, windowTo) < 0 ? retryDay : windowTo
}

/** One sentence that says why now. */
export function whyNow(say: Say, clock: ReferralClock, today: Temporal.PlainDate): string {
  const words = explainInWords(say, explanationOf(say, clock, today), today)
  return [words.why, ...words.more].join(' ')
}

/** "3 dage gammel". */
export function waitedFor(say: Say, receivedOn: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const count = receivedOn.until(today).days
  return count <= 0 ? say('triage.waitedToday') : say('triage.waited', { count })
}

/** "Modtaget 20. november på nettet". */
export function receivedIn(
  say: Say,
  { receivedOn, channel }: Pick<QueuedReferral, 'receivedOn' | 'channel'>,
  today: Temporal.PlainDate,
): string {
  const day = datesIn(say).day(receivedOn, today)
  return say('triage.received', { day, channel: say(`triage.channel_${channel}`) })
}

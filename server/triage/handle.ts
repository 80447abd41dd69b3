import type {
  answerWhoWrote,
  changeTelling,
  closeReferral,
  passOnReferral,
  releaseReferral,
  reopenReferral,
  takeReferral,
  tellSender,
} from '#contract/triage.ts'
import type { registerTalk } from '#contract/triage-talks.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { asksWhoWrote, isTheirs } from '#domain/entrance/who-wrote.ts'
import { consentFault, consentNeeded } from '#domain/triage/telling.ts'
import { fieldRefusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { deriveAfterWriter } from '#server/records/referral-talks.ts'
import { mayTriage } from './may-triage.ts'
import { saidTalk } from './said-talk.ts'
import { answered, identified, lockRead, saveStep, standingOf, stepFrom, type Told } from './step.ts'
import { saveAnswered } from './talks.ts'

type Changed = Promise<{ version: number }>

export async function takeTheReferral(input: ParsedInputOf<typeof takeReferral>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const standing = stepFrom(standingOf(before), { kind: 'take', staffId: scope.staffId })
  const { change, events } = answered(before, input.senderIsYouth)
  return saveStep(scope, 'referral.take', before, { ...standing, ...change }, { kind: 'taken' }, ...events)
}

export async function releaseTheReferral(
  input: ParsedInputOf<typeof releaseReferral>,
  scope: Scope,
): Changed {
  const before = await lockRead(scope, input)
  const standing = stepFrom(standingOf(before), { kind: 'release' })
  return saveStep(scope, 'referral.release', before, standing, { kind: 'released', note: input.note })
}

/**
 * Writes down a talk or an attempt. Whoever does has taken the enquiry, unless somebody else has. In a case, speaking
 * with whoever wrote about somebody else keeps what they were promised, and nothing that is owed to the young person.
 */
export async function registerTheTalk(input: ParsedInputOf<typeof registerTalk>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const who = answered(before, input.senderIsYouth)
  const talk = await saidTalk(input, scope, before, who.change)
  const standing = stepFrom(standingOf(before), { kind: 'contact', staffId: scope.staffId, with: talk.with })
  const { at, day } = talk.event
  const events: Told[] = [talk.event]
  if (before.state === 'new') events.unshift({ kind: 'taken', at, day, details: { byTalk: true } })
  const change = { ...standing, ...who.change }
  // Who wrote is told first: whoever answered that was asked with whom they spoke, `door.spoken_with`.
  const { version } = await saveAnswered(scope, 'referral.talk', before, change, [...who.events, ...events])
  if (before.youthId !== null) await deriveAfterWriter(scope.db, before.id, before.youthId, scope.today)
  return { version }
}

/** Gives an enquiry to a colleague, or notes that another authority has it, which closes it here. */
export async function passOnTheReferral(input: ParsedInputOf<typeof passOnReferral>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const from = standingOf(before)
  if (input.staffId !== null) {
    if (!(await mayTriage(scope.db, input.staffId, scope.today))) throw fieldRefusal('staffId', 'notInRole')
    const standing = stepFrom(from, { kind: 'giveTo', staffId: input.staffId })
    return saveStep(scope, 'referral.passOn', before, standing, {
      kind: 'passedOn',
      note: input.note,
      details: { toStaffId: input.staffId },
    })
  }
  const standing = stepFrom(from, {
    kind: 'close',
    reason: 'passedOn',
    note: input.note,
    staffId: scope.staffId,
  })
  return saveStep(
    scope,
    'referral.passOn',
    before,
    standing,
    { kind: 'passedOn', note: input.note, details: { to: input.authority } },
    { kind: 'closed', details: { reason: 'passedOn' } },
  )
}

export async function closeTheReferral(input: ParsedInputOf<typeof closeReferral>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const { reason, note } = input
  const standing = stepFrom(standingOf(before), { kind: 'close', reason, note, staffId: scope.staffId })
  return saveStep(scope, 'referral.close', before, standing, { kind: 'closed', note, details: { reason } })
}

export async function reopenTheReferral(input: ParsedInputOf<typeof reopenReferral>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const standing = stepFrom(standingOf(before), { kind: 'reopen', staffId: scope.staffId })
  return saveStep(scope, 'referral.reopen', before, standing, { kind: 'reopened', note: input.note })
}

/**
 * Sets what the sender may be told. That something was received may always be said; what came of it needs the consent
 * of the young person, below 15 of a guardian, unless the young person wrote.
 */
export async function changeTheTelling(input: ParsedInputOf<typeof changeTelling>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  const { mayTell, consentBy, note } = input
  if (mayTell === 'outcome' && !isTheirs(before)) {
    const needed = consentNeeded(before.youthBirthDate, before.youthAge, scope.today)
    const fault = consentFault(needed, consentBy)
    if (fault !== null) throw fieldRefusal('consentBy', fault)
  }
  return saveStep(
    scope,
    'referral.telling',
    before,
    { mayTell },
    {
      kind: 'tellingChanged',
      note,
      details: { mayTell, consentBy: mayTell === 'outcome' ? consentBy : null },
    },
  )
}

/**
 * Says whether it is the young person who wrote. Until it is known, the code of the receipt shows what others may be
 * told; who turns out to be somebody else needs a consent to hear more. It decides with whom one spoke, and so which
 * talks are contacts of whoever the enquiry was given to; those that stay, since something rests on them, are told.
 */
export async function answerWho(
  input: ParsedInputOf<typeof answerWhoWrote>,
  scope: Scope,
): Promise<AnswerOf<typeof answerWhoWrote>> {
  const before = await lockRead(scope, input)
  if (before.senderRole !== 'youth') throw fieldRefusal('senderIsYouth', 'senderIsOther')
  const { change, events } = answered(before, input.senderIsYouth)
  const [told = identified(input.senderIsYouth), ...more] = events
  const first = { ...told, note: input.note }
  return saveAnswered(scope, 'referral.whoWrote', before, change, [first, ...more])
}

/** Writes down that the sender has been told what came of it. */
export async function tellTheSender(input: ParsedInputOf<typeof tellSender>, scope: Scope): Changed {
  const before = await lockRead(scope, input)
  if (asksWhoWrote(before)) throw fieldRefusal('note', 'whoWroteFirst')
  if (before.mayTell !== 'outcome') throw fieldRefusal('note', 'mayNotTell')
  return saveStep(scope, 'referral.tellSender', before, {}, { kind: 'senderTold', note: input.note })
}

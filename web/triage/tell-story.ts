import { sentenceStart } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { Referral } from '#contract/triage.ts'

type Event = Referral['events'][number]

/** One step of an enquiry in words. */
export function tellStep(say: Say, event: Event): string {
  switch (event.kind) {
    case 'attempted':
    case 'contacted':
      return tellTalk(say, event)
    case 'passedOn':
      return say('triage.did_passedOn', { to: event.to ?? '' })
    case 'closed':
      return say('triage.did_closed', { reason: say(`triage.reason_${event.closeReason ?? 'answered'}`) })
    case 'linked':
      return say(event.closeReason === 'registered' ? 'triage.did_registered' : 'triage.did_linked')
    case 'unlinked':
      return event.stayed === null
        ? say('triage.did_unlinked')
        : say('triage.did_unlinkedBut', { count: event.stayed.talks })
    case 'merged':
      return tellMerging(say, event)
    case 'unmerged':
      return say('triage.did_unmerged', { other: event.other?.reference ?? '' })
    case 'identified':
      return event.stayed === null
        ? say(`triage.did_isYouth_${event.senderIsYouth ?? 'unknown'}`)
        : say('triage.did_isYouth_noBut', { count: event.stayed.talks })
    case 'tellingChanged':
      return tellConsent(say, event)
    case 'talkTakenBack':
      return tellTakenBack(say, event)
    default:
      return say(`triage.did_${event.kind}`)
  }
}

function tellMerging(say: Say, { other, holder, aside }: Event): string {
  const merged = say('triage.did_merged', { other: other?.reference ?? '' })
  if (holder === null) return merged
  const held = say('triage.did_mergedHeld', { merged, name: holder })
  return aside === null ? held : say('triage.did_mergedAside', { held, name: aside })
}

function tellTalk(say: Say, { talkKind, talkWith, talkOutcome }: Event): string {
  const who = say(`triage.who_${talkWith ?? 'youth'}`)
  const kind = talkKind ?? 'call'
  if (talkOutcome === 'held') return say(`triage.talk_${kind}_held`, { who })
  const failed = kind === 'team' ? 'meeting' : kind === 'letter' ? 'text' : kind
  return sentenceStart(say(`triage.talk_failed_${failed}`, { who }))
}

function tellTakenBack(say: Say, event: Event): string {
  const talk = tellTalk(say, event)
  const told = say(event.takenBack === 'corrected' ? 'triage.did_talkCorrected' : 'triage.did_talkBack', {
    talk,
  })
  if (event.stayed !== null) return say('triage.did_talkBackBut', { told })
  return event.isNewAgain ? say('triage.did_talkBackNew', { told }) : told
}

function tellConsent(say: Say, { mayTell, consentBy }: Event): string {
  const told = say(mayTell === 'outcome' ? 'triage.did_tellOutcome' : 'triage.did_tellReceipt')
  return consentBy === null ? told : `${told}. ${say(`triage.agreed_${consentBy}`)}`
}

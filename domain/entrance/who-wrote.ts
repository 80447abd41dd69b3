/**
 * Whether it is the young person who wrote, where the sender said so: their own word, until somebody at work has found
 * out. Only `yes` opens what is told to the young person alone.
 */
export const senderIsYouthAnswers = ['yes', 'no', 'unknown'] as const
export type SenderIsYouth = (typeof senderIsYouthAnswers)[number]

/** What an enquiry says of whoever wrote. */
export interface Sender {
  senderRole: string
  senderIsYouth: SenderIsYouth
}

/** What may be told, as it is kept with the enquiry. */
interface Telling {
  mayTell: 'receipt' | 'outcome'
}

/** The same, with what somebody at work chose last; null where nobody did, and it follows from who wrote. */
interface ChosenTelling extends Telling {
  chosenTelling: Telling['mayTell'] | null
}

/** Whether whoever wrote said that it is about themselves, and nobody has found that it is not. */
export function saysItIsTheirs({ senderRole, senderIsYouth }: Sender): boolean {
  return senderRole === 'youth' && senderIsYouth !== 'no'
}

/** Whether it is known that the young person wrote: they may hear everything. */
export function isTheirs({ senderRole, senderIsYouth }: Sender): boolean {
  return senderRole === 'youth' && senderIsYouth === 'yes'
}

/** Whether it is to be asked before the code of the enquiry goes on in another, or in a case. */
export function asksWhoWrote({ senderRole, senderIsYouth }: Sender): boolean {
  return senderRole === 'youth' && senderIsYouth === 'unknown'
}

/** Whoever stood at the counter or on the telephone was the one that staff wrote down. */
export function answerAtTheCounter(senderRole: string, channel: string): SenderIsYouth {
  return senderRole === 'youth' && (channel === 'walkIn' || channel === 'call') ? 'yes' : 'unknown'
}

/**
 * What an answer changes; null where it changes nothing. Who turns out to be somebody else is told no more than that
 * the enquiry was received, until there is a consent. What somebody chose not to tell stays untold.
 */
export function changeByAnswer(
  before: Sender & ChosenTelling,
  answer: SenderIsYouth | null,
): { senderIsYouth: SenderIsYouth; mayTell: Telling['mayTell'] } | null {
  if (answer === null || before.senderRole !== 'youth' || answer === before.senderIsYouth) return null
  if (answer === 'no') return { senderIsYouth: answer, mayTell: 'receipt' }
  // Whoever wrote about themselves needs nobody's consent: what was taken from somebody else comes back.
  return { senderIsYouth: answer, mayTell: before.chosenTelling === 'receipt' ? 'receipt' : 'outcome' }
}

/** What is kept of an answer that was given with a step that can be undone; flat, as the story keeps it. */
export interface BeforeAnswer {
  saidSenderIsYouth: SenderIsYouth
  saidMayTell: Telling['mayTell']
  wasSenderIsYouth: SenderIsYouth
  wasMayTell: Telling['mayTell']
}

/** @param answer what {@link changeByAnswer} gave. @returns nothing to keep where it changed nothing */
export function keepAnswer(
  before: Sender & Telling,
  answer: ReturnType<typeof changeByAnswer>,
): BeforeAnswer | Record<never, never> {
  if (answer === null) return {}
  return {
    saidSenderIsYouth: answer.senderIsYouth,
    saidMayTell: answer.mayTell,
    wasSenderIsYouth: before.senderIsYouth,
    wasMayTell: before.mayTell,
  }
}

/**
 * What taking the step back changes of the answer that was given with it; null where none was, and where somebody has
 * answered anew since. What may be told comes back only where nobody has chosen since: a consent that was withdrawn stays
 * withdrawn, and one that was given to the young person is no consent for somebody else.
 *
 * @param isChosenSince whether somebody chose what may be told after the answer
 */
export function undoAnswer(
  now: Sender & Telling,
  kept: Partial<BeforeAnswer>,
  isChosenSince: boolean,
): ReturnType<typeof changeByAnswer> {
  const { saidSenderIsYouth: said, wasSenderIsYouth: senderIsYouth, wasMayTell } = kept
  if (said === undefined || senderIsYouth === undefined || wasMayTell === undefined) return null
  if (now.senderIsYouth !== said) return null
  // An answer from before it was kept what it set.
  const saidMayTell = kept.saidMayTell ?? (said === 'no' ? 'receipt' : 'outcome')
  if (!isChosenSince && now.mayTell === saidMayTell) return { senderIsYouth, mayTell: wasMayTell }
  const staysOpen = senderIsYouth === 'yes' && now.mayTell === 'outcome' && wasMayTell === 'outcome'
  return { senderIsYouth, mayTell: staysOpen ? 'outcome' : 'receipt' }
}

import type { FieldError } from '#contract/errors.ts'
import type { Say } from '#contract/language/say.ts'
import { CallError } from './call.ts'

/** What went wrong, as one or two sentences for people. The finest text that exists is taken. */
export function explainError(say: Say, error: unknown): string {
  if (!(error instanceof CallError)) return say('error.unexpected')
  const reason = error.reason === undefined ? undefined : say.known(`reason.${error.reason}`)
  const text = reason ?? say(`error.${error.code}`)
  const quote = error.code === 'unexpected' && error.requestId !== undefined
  return quote ? `${text} ${say('error.requestId', { id: error.requestId ?? '' })}` : text
}

/** The sentence at a field; `explain: fault => explainField(say, fault)` in a form. */
export function explainField(say: Say, fault: FieldError): string {
  return say.known(`field.${fault.code}`, fault.params) ?? say('field.invalid')
}

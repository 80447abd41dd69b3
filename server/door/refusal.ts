import type { ErrorCode, FieldError } from '#contract/errors.ts'

/** Something that cannot be done, with a code from the closed list; the door turns it into an answer. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly reason: string | undefined
  readonly fields: readonly FieldError[]

  constructor(code: ErrorCode, details: { reason?: string; fields?: readonly FieldError[] } = {}) {
    super(code)
    this.code = code
    this.reason = details.reason
    this.fields = details.fields ?? []
  }
}

/** A refusal that belongs to one field of the form. */
export function fieldRefusal(field: string, code: string, params?: FieldError['params']): Refusal {
  return new Refusal('badInput', { fields: [{ field, code, ...(params ? { params } : {}) }] })
}

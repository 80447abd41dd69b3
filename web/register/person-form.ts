import { CallError } from '#web/calls/call.ts'
import type { Form } from '#web/kit/form.tsx'
import { atWrittenGuardian, type PersonValues } from './person-values.ts'

export type PersonForm = Form<PersonValues>

/** A refusal as faults at the form's fields, where it is about one: a number that somebody has, a guardian. */
export function atFields(error: unknown, values: PersonValues): unknown {
  if (!(error instanceof CallError)) return error
  if (error.reason === 'youth_cpr_unique') {
    return new CallError('badInput', { fields: [{ field: 'cpr', code: 'cprTaken' }] })
  }
  if (error.fields.length === 0) return error
  const fields = error.fields.map(fault => ({
    ...fault,
    field: atWrittenGuardian(fault.field, values.guardians),
  }))
  return new CallError(error.code, { fields })
}

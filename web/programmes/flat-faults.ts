import { CallError } from '#web/calls/call.ts'

/**
 * The form's fields lie flat; the API's lie in a part of what is sent, as `rule.source`.
 *
 * @param fieldOf where a field of the part stands in the form, where that is elsewhere
 */
export function flatFaults(
  part: string,
  fieldOf: (field: string) => string = field => field,
): (error: unknown) => never {
  return error => {
    if (!(error instanceof CallError) || error.fields.length === 0) throw error
    const fields = error.fields.map(fault => ({
      ...fault,
      field: fault.field.startsWith(`${part}.`) ? fieldOf(fault.field.slice(part.length + 1)) : fault.field,
    }))
    throw new CallError(error.code, { fields })
  }
}

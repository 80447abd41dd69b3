import { CallError } from '#web/calls/call.ts'

/** The form's fields lie flat; the API's lie in a part of what is sent, as `rule.source`. */
export function flatFaults(part: string): (error: unknown) => never {
  return error => {
    if (!(error instanceof CallError) || error.fields.length === 0) throw error
    const fields = error.fields.map(fault => ({
      ...fault,
      field: fault.field.startsWith(`${part}.`) ? fault.field.slice(part.length + 1) : fault.field,
    }))
    throw new CallError(error.code, { fields })
  }
}

import { ZodError } from 'zod'
import type { FieldError } from '#contract/errors.ts'
import { Refusal } from './refusal.ts'

/** What Zod found, as codes that have a text in the language files. */
export function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.map(issue => {
    const field = issue.path.join('.')
    switch (issue.code) {
      case 'too_small':
        if (issue.origin === 'string' || issue.origin === 'array') return { field, code: 'required' }
        return { field, code: 'tooSmall', params: { min: Number(issue.minimum) } }
      case 'too_big':
        return issue.origin === 'string'
          ? { field, code: 'tooLong', params: { max: Number(issue.maximum) } }
          : { field, code: 'tooBig', params: { max: Number(issue.maximum) } }
      case 'invalid_type':
        return { field, code: issue.input === undefined || issue.input === null ? 'required' : 'invalid' }
      default:
        return { field, code: /^[a-zA-Z]+$/.test(issue.message) ? issue.message : 'invalid' }
    }
  })
}

interface DatabaseError {
  code: string
  constraint?: string
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'severity' in error
}

/** SQLSTATE classes that mean a broken connection or a database on its way up or down. */
const unavailable = /^(08|53|57P|55P03|25P03)/
const disconnected = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])

/** Any error as a refusal; `unexpected` means that it was nobody's intention and belongs in the log. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof ZodError) return new Refusal('badInput', { fields: fieldErrors(error) })
  if (isDatabaseError(error)) return fromDatabase(error)
  if (error instanceof Error && 'code' in error && disconnected.has(String(error.code))) {
    return new Refusal('unavailable')
  }
  if (error instanceof Error && 'statusCode' in error) return fromFastify(Number(error.statusCode))
  return new Refusal('unexpected')
}

function fromDatabase(error: DatabaseError): Refusal {
  if (error.code === 'MG401') return new Refusal('notLoggedIn')
  if (error.code === 'MG403' || error.code === '42501') return new Refusal('notPermitted')
  // Integrity violations carry the name of the constraint, which is a key into the language files.
  if (error.code.startsWith('23') && error.constraint !== undefined) {
    return new Refusal('conflict', { reason: error.constraint })
  }
  if (error.code === '40001' || error.code === '40P01') return new Refusal('changedMeanwhile')
  return new Refusal(unavailable.test(error.code) ? 'unavailable' : 'unexpected')
}

function fromFastify(status: number): Refusal {
  if (status === 404) return new Refusal('notFound')
  if (status === 413) return new Refusal('tooLarge')
  if (status === 415) return new Refusal('unsupported')
  if (status === 429) return new Refusal('tooMany')
  if (status === 503) return new Refusal('unavailable')
  return new Refusal(status >= 400 && status < 500 ? 'badInput' : 'unexpected')
}

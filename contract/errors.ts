import { z } from 'zod'

/**
 * Every code that Medgang answers with when it cannot do what was asked. The list is closed: the text for
 * people is `error.<code>` in the language files, the HTTP status is in server/door/status.ts.
 */
export const errorCodes = [
  'badInput',
  'notLoggedIn',
  'notPermitted',
  'notFound',
  'changedMeanwhile',
  'conflict',
  'tooLarge',
  'tooMany',
  'unsupported',
  'refused',
  'unavailable',
  'unexpected',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** What is wrong with one field: `code` has a text `field.<code>` in the language files. */
export const FieldError = z.object({
  /** Dotted path into the input, as `guardians.0.name`. */
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type FieldError = z.infer<typeof FieldError>

export const ErrorBody = z.object({
  error: z.object({
    code: z.enum(errorCodes),
    /** A finer reason, with a text `reason.<reason>`: for a constraint its name in the database. */
    reason: z.string().optional(),
    fields: z.array(FieldError).optional(),
    /** Quote it when you ask for help: it finds the log lines. */
    requestId: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

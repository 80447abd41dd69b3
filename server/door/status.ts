import type { ErrorCode } from '#contract/errors.ts'

/** The one place where codes become HTTP. */
export const statusOf: Record<ErrorCode, number> = {
  badInput: 400,
  notLoggedIn: 401,
  notPermitted: 403,
  notFound: 404,
  changedMeanwhile: 409,
  conflict: 409,
  refused: 422,
  tooLarge: 413,
  unsupported: 415,
  tooMany: 429,
  unexpected: 500,
  unavailable: 503,
}

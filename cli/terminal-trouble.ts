import type { Say } from '#contract/language/say.ts'

/** Something that the person at the terminal can put right; it can say itself in every language. */
export class TerminalTrouble extends Error {
  readonly inWords: (say: Say) => string

  constructor(inWords: (say: Say) => string, cause?: unknown) {
    super('trouble for the terminal', { cause })
    this.name = 'TerminalTrouble'
    this.inWords = inWords
  }
}

/** The code that Node and PostgreSQL put on their errors, such as `EADDRINUSE` or `28P01`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

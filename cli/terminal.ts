import type { Say } from '#contract/language/say.ts'
import { loadSay } from '#contract/language/say-in.ts'

/** Writes a line for people. Danish first; where the terminal's language is not Danish, English follows. */
export async function tell(
  words: (say: Say) => string,
  to: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  const danish = await loadSay('da')
  to.write(`${words(danish)}\n`)
  if (!speaksDanish(process.env)) to.write(`${words(await loadSay('en'))}\n`)
}

/** Says what went wrong; the whole of it goes to a log, if there is one, and not to the person. */
export async function tellTrouble(error: unknown): Promise<void> {
  // Only now, since it knows the errors of all of the server.
  const { inWords } = await import('./trouble.ts')
  await tell(say => inWords(error, say), process.stderr)
}

/** Whether the locale of the terminal is Danish, by the variables in the order that POSIX gives them. */
export function speaksDanish(env: NodeJS.ProcessEnv): boolean {
  return /^da/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '')
}

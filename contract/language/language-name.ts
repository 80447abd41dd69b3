import { sentenceStart } from './dates.ts'
import type { Say } from './say.ts'

/** Languages that are often met beside Danish (ISO 639-1). */
export const metLanguages: readonly string[] = [
  ...['ar', 'bs', 'en', 'fa', 'fr', 'kl', 'ku', 'lt', 'pl', 'prs', 'ps', 'ro', 'ru', 'so'],
  ...['es', 'sr', 'th', 'ti', 'tr', 'de', 'uk', 'ur', 'vi'],
]

/**
 * "Arabisk" for `ar`, as ISO 639 has the codes. Browsers lack names of some small languages, which the language
 * files have then. What an import brought in may be a word instead of a code; it is its own name.
 */
export function languageName(say: Say, code: string): string {
  return sentenceStart(say.known(`youth.${code}_language`) ?? nameFromPlatform(say.locale, code))
}

function nameFromPlatform(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

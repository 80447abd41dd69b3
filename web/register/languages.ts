import { languageName } from '#contract/language/language-name.ts'
import type { Say } from '#contract/language/say.ts'
import type { Choice } from '#web/kit/text-field.tsx'

/** Languages that are often met (ISO 639-1); another one that is stored already stays to be chosen. */
const codes = [
  ...['ar', 'bs', 'en', 'fa', 'fr', 'kl', 'ku', 'lt', 'pl', 'prs', 'ps', 'ro', 'ru', 'so'],
  ...['es', 'sr', 'th', 'ti', 'tr', 'de', 'uk', 'ur', 'vi'],
]

/** Danish first, the others by name in the reader's language. */
export function languageChoices(say: Say, stored: string): Choice<string>[] {
  const others = new Set([...codes, stored])
  others.delete('da')
  const choice = (value: string) => ({ value, label: languageName(say, value) })
  return [
    choice('da'),
    ...[...others].map(choice).sort((one, other) => one.label.localeCompare(other.label, say.locale)),
  ]
}

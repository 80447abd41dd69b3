import { languageName, metLanguages } from '#contract/language/language-name.ts'
import type { Say } from '#contract/language/say.ts'
import type { Choice } from '#web/kit/text-field.tsx'

/** Danish first, the others by name in the reader's language; another one that is stored already stays to be chosen. */
export function languageChoices(say: Say, stored: string): Choice<string>[] {
  const others = new Set([...metLanguages, stored])
  others.delete('da')
  const choice = (value: string) => ({ value, label: languageName(say, value) })
  return [
    choice('da'),
    ...[...others].map(choice).sort((one, other) => one.label.localeCompare(other.label, say.locale)),
  ]
}

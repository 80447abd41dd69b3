import type { Choice } from '#web/kit/text-field.tsx'

/** Languages that are often met (ISO 639-1); another one that is stored already stays to be chosen. */
const codes = [
  ...['ar', 'bs', 'en', 'fa', 'fr', 'kl', 'ku', 'lt', 'pl', 'prs', 'ps', 'ro', 'ru', 'so'],
  ...['es', 'sr', 'th', 'ti', 'tr', 'de', 'uk', 'ur', 'vi'],
]

/** Danish first, the others by name in the reader's language. */
export function languageChoices(locale: string, stored: string): Choice<string>[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const others = new Set([...codes, stored])
  others.delete('da')
  const choice = (value: string) => ({ value, label: nameOf(names, value) })
  return [
    choice('da'),
    ...[...others].map(choice).sort((one, other) => one.label.localeCompare(other.label, locale)),
  ]
}

/** What an import brought in may be a word instead of a code; it is then its own name. */
function nameOf(names: Intl.DisplayNames, value: string): string {
  try {
    const name = names.of(value) ?? value
    return name.charAt(0).toLocaleUpperCase() + name.slice(1)
  } catch {
    return value
  }
}

import type { Source } from './sources.ts'

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Every text by its full name, as `area.name`. */
function flat(texts: Texts): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([area, names]) =>
    Object.entries(names).map(([name, text]): [string, string] => [`${area}.${name}`, text]),
  )
  return new Map(entries)
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join(' ')
}

/**
 * Names every text that is missing in one of the languages, is empty, asks for other params in one than in the other,
 * or is said nowhere.
 */
export function checkLanguage(danish: Texts, english: Texts, sources: readonly Source[]): string[] {
  const da = flat(danish)
  const en = flat(english)
  const problems = [
    ...[...da.keys()].filter(name => !en.has(name)).map(name => `${name}: missing in English`),
    ...[...en.keys()].filter(name => !da.has(name)).map(name => `${name}: missing in Danish`),
  ]
  const isSaid = sayings(sources)
  for (const [name, text] of da) {
    const other = en.get(name)
    if (text.trim() === '' || other?.trim() === '') problems.push(`${name}: is empty`)
    if (other !== undefined && placeholders(other) !== placeholders(text)) {
      problems.push(`${name}: asks for ${placeholders(text)} in Danish, ${placeholders(other)} in English`)
    }
    if (!isSaid(name)) problems.push(`${name}: is said nowhere`)
  }
  return problems
}

/**
 * Whether a text is asked for somewhere outside the texts themselves: by its whole name in a string, or by a template
 * whose fixed beginning it has, as `role.${role}`.
 */
function sayings(sources: readonly Source[]): (name: string) => boolean {
  const whole = new Set<string>()
  const beginnings = new Set<string>()
  for (const { path, text } of sources) {
    if (/^contract\/language\/(da|en)\//.test(path)) continue
    for (const [, name] of text.matchAll(/['"`](\w+\.\w+)['"`]/g)) if (name) whole.add(name)
    for (const [, start] of text.matchAll(/`(\w+\.\w*)\$\{/g)) if (start) beginnings.add(start)
  }
  return name => {
    const base = name.replace(/_(one|other)$/, '')
    return whole.has(name) || whole.has(base) || [...beginnings].some(start => name.startsWith(start))
  }
}

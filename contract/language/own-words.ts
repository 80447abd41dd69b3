/** What the Danish texts call a caseworker: at the beginning of a word, since other advisers have the word within. */
const caseworker = /(?<!\p{L})(?:social)?rådgiver/giu

/** Where it is said for another reason: an example of a profession, and what the models themselves call it. */
const asItIs: readonly string[] = ['setup', 'terminal', 'staff.professionHint']

/** Texts by area and name. */
type Areas = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * The Danish texts with the municipality's own word for a caseworker. It is a noun in -er of common gender, as the word
 * that it replaces, so that every ending fits: rådgiveren, rådgivere, rådgiverne.
 */
export function withOwnWord(texts: Areas, word: string): Areas {
  const capital = `${word.charAt(0).toLocaleUpperCase('da')}${word.slice(1)}`
  const areas = Object.entries(texts).map(([area, phrases]) => {
    if (asItIs.includes(area)) return [area, phrases]
    const said = Object.entries(phrases).map(([name, text]) => [
      name,
      asItIs.includes(`${area}.${name}`)
        ? text
        : text.replaceAll(caseworker, found => (/^\p{Lu}/u.test(found) ? capital : word)),
    ])
    return [area, Object.fromEntries(said)]
  })
  return Object.fromEntries(areas)
}

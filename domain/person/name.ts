export interface PersonName {
  givenName: string
  familyName: string
}

/** Name particles that stay in small letters and belong to the last name: "af", "von der", "el". */
const PARTICLES = new Set([
  'af',
  'von',
  'van',
  'de',
  'der',
  'den',
  'du',
  'la',
  'le',
  'di',
  'el',
  'al',
  'bin',
  'da',
])

/**
 * Tidies a name as typed: one space between words, composed letters, and "JENSEN" or "jensen" as "Jensen" where a
 * whole name is in one case. Mixed case is a person's own way of writing, and is left alone.
 */
export function tidyName(text: string): string {
  const tidy = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const letters = tidy.replace(/[^\p{L}]/gu, '')
  const oneCase =
    letters.length > 1 && (letters === letters.toUpperCase() || letters === letters.toLowerCase())
  if (!oneCase) return tidy
  return tidy
    .toLowerCase()
    .split(' ')
    .map((word, place) => (place > 0 && PARTICLES.has(word) ? word : capitalise(word)))
    .join(' ')
}

function capitalise(word: string): string {
  return word.replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => {
    // One letter may become two ("ß" -> "SS"), of which only the first is a capital.
    const [first = '', ...rest] = letter.toUpperCase()
    return before + first + rest.join('').toLowerCase()
  })
}

/**
 * Splits a full name: "Jensen, Ida Marie" at the comma, otherwise the last word is the last name together with the
 * particles in front of it ("Ida von der Recke" -> "von der Recke"). One word is a first name.
 */
export function splitName(full: string): PersonName {
  const tidy = tidyName(full)
  const comma = tidy.indexOf(',')
  if (comma > 0) {
    return { givenName: tidy.slice(comma + 1).trim(), familyName: tidy.slice(0, comma).trim() }
  }
  const words = tidy.split(' ')
  let start = words.length - 1
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start -= 1
  if (start < 1) return { givenName: tidy, familyName: '' }
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') }
}

/**
 * Key for searching and comparing by spelling: small letters, Danish letters written out (æ = ae, ø = oe, å = aa,
 * and the Swedish and German ä and ö as their Danish sisters), accents dropped, everything else a space.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/a\u030a/gu, 'aa')
    .replace(/([ao])\u0308/gu, '$1e')
    .replace(/\p{M}/gu, '')
    .replace(/æ/gu, 'ae')
    .replace(/ø/gu, 'oe')
    .replace(/ß/gu, 'ss')
    .replace(/ð/gu, 'd')
    .replace(/þ/gu, 'th')
    .replace(/ł/gu, 'l')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Spellings that sound alike in Danish, in the order in which they apply to one word of a search key. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^y(?=[aeou])/u, 'j'],
  [/sch(?=[lmnw])/g, 's'],
  [/sch/g, 'sk'],
  [/ch|ck|q(?:u)?/g, 'k'],
  [/ph/g, 'f'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/[zß]/g, 's'],
  [/w/g, 'v'],
  [/([tdrgkb])h/g, '$1'],
  [/dt/g, 't'],
  [/(?<=[nl])d(?![aeiouy])/g, ''],
  [/aa|ae(?=[lr])/g, 'a'],
  [/ae/g, 'e'],
  [/oe/g, 'o'],
  [/ou/g, 'u'],
  [/ie|ii|y/g, 'i'],
  [/(?<=[aeiou])h$/u, ''],
  [/(.)\1+/g, '$1'],
]

/**
 * Key that is equal for names that sound alike: Christian and Kristian, Sofie and Sophie, Thomas and Tomas, Katrine
 * and Cathrine, Mathias and Matias, and for a name typed without Danish letters (Sorensen, Soerensen, Sørensen).
 * Coarser than {@link searchKey}: for finding candidates, never for deciding that two people are one.
 */
export function soundKey(text: string): string {
  return searchKey(text)
    .split(' ')
    .map(word => SOUNDS.reduce((sound, [pattern, by]) => sound.replace(pattern, by), word))
    .filter(Boolean)
    .join(' ')
}

/**
 * What is stored beside a name to search in: spelled and as it sounds, so that a trigram search finds "Kristian"
 * for "Christian", and "Sørensen" for "sorensen". Ask it with {@link searchKey} of what was typed, and again with
 * {@link soundKey} where that gives little.
 */
export function searchName(name: PersonName): string {
  const full = `${name.givenName} ${name.familyName}`
  const spelled = searchKey(full).split(' ')
  const heard = soundKey(full).split(' ')
  return [...spelled, ...heard.filter(word => !spelled.includes(word))].join(' ').trim()
}

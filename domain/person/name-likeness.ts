import { type PersonName, searchKey, soundKey } from './name.ts'

/**
 * Names that are written in many ways in Latin letters, as they stand after {@link soundKey}, and one spelling for all
 * of them. Collected by hand from names that are common in Danish municipalities: our own list, not a standard.
 */
const families: readonly (readonly [RegExp, string])[] = [
  [/^m[aou]h?[ae]m[aeou]?[dt]$|^mehmet$/u, 'mohamed'],
  [/^a[hk]?m[ae][dt]$/u, 'ahmed'],
  [/^h[uo]s[ae]?[ei]n$/u, 'husein'],
  [/^jus[eu]f$/u, 'jusuf'],
  [/^fa[dt]i?ma$/u, 'fatima'],
  [/^aish?[ae]$/u, 'aisa'],
  [/^abd[aeou]la$/u, 'abdula'],
  [/^[ei]brahim$/u, 'ibrahim'],
  [/^s[ae]i?n[ae][bp]$/u, 'sainab'],
  [/^[ou]mar$/u, 'omar'],
]

/** The words of a name as one compares them: small letters, Danish letters written out, the order as written. */
function nameWords({ givenName, familyName }: PersonName): string[] {
  return searchKey(`${givenName} ${familyName}`).split(' ').filter(Boolean)
}

/** A word as it sounds, and one spelling for names that are written in many ways. */
function heard(word: string): string {
  const sound = soundKey(word)
  return families.find(([pattern]) => pattern.test(sound))?.[1] ?? sound
}

/**
 * The spellings to look for when somebody's name is searched among many: as written, as it sounds, and with the common
 * spelling of names that have several.
 */
export function spellingsOf(name: PersonName): string[] {
  const words = nameWords(name)
  const sounds = words.map(word => soundKey(word) || word)
  const spellings = [words, sounds, words.map(word => heard(word) || word)].map(each => each.join(' '))
  return [...new Set(spellings)].filter(Boolean)
}

interface Compared {
  written: string
  heard: readonly string[]
}

/** Whoever is compared with many is heard once. */
const compared = new WeakMap<PersonName, Compared>()

function comparedOf(name: PersonName): Compared {
  const known = compared.get(name)
  if (known !== undefined) return known
  const words = nameWords(name)
  const made = { written: words.join(' '), heard: words.map(heard) }
  compared.set(name, made)
  return made
}

/**
 * How two names are alike: the same but for capitals and Danish letters written out (`nameSame`); they sound alike
 * (`nameSpelling`); or, once each word is heard, they differ by the order of the words, by middle names that one of
 * them lacks, or by one slip of the hand in one longer word (`nameClose`). Symmetric. Null where they are different
 * names, or where there is none.
 */
export function namesAlike(
  one: PersonName,
  other: PersonName,
): 'nameSame' | 'nameSpelling' | 'nameClose' | null {
  const [a, b] = [comparedOf(one), comparedOf(other)]
  if (a.written === '' || b.written === '') return null
  if (a.written === b.written) return 'nameSame'
  if (a.heard.join(' ') === b.heard.join(' ')) return 'nameSpelling'
  const [fewer, more] = a.heard.length <= b.heard.length ? [a.heard, b.heard] : [b.heard, a.heard]
  // One word alone is a first name, which thousands have.
  return fewer.length >= 2 && isWithin(fewer, more) ? 'nameClose' : null
}

/** Whether every word of `fewer` has its own in `more`, one of them perhaps with a slip. */
function isWithin(fewer: readonly string[], more: readonly string[]): boolean {
  const left = [...more]
  const unmatched: string[] = []
  for (const word of fewer) {
    const place = left.indexOf(word)
    if (place < 0) unmatched.push(word)
    else left.splice(place, 1)
  }
  const [odd, ...others] = unmatched
  if (odd === undefined) return true
  return others.length === 0 && left.some(word => differsByOneSlip(odd, word))
}

/** Words shorter than this are other words when one letter is another: Ida and Eda, Bo and Bob. */
const shortestWithSlip = 4

/** One letter too many, too few or another, or two neighbours swapped. */
function differsByOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < shortestWithSlip || long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1
  const [restOfShort, restOfLong] = [
    short.slice(start, short.length - end),
    long.slice(start, long.length - end),
  ]
  if (restOfShort.length <= 1 && restOfLong.length <= 1) return true
  return (
    restOfShort.length === 2 && restOfLong.length === 2 && restOfShort === [...restOfLong].reverse().join('')
  )
}

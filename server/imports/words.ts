import { searchKey } from '#domain/person/name.ts'

const YES = new Set([
  'ja',
  'j',
  'x',
  'sand',
  'true',
  'yes',
  'y',
  '1',
  'beskyttet',
  'hemmelig',
  'har',
  'behov',
])
const NO = new Set(['nej', 'n', 'falsk', 'false', 'no', '0', 'ingen', 'ikke', 'ubeskyttet'])
/** What people write into a cell that they have nothing to put in. */
const NOTHING = new Set([
  '',
  'ingen',
  'nej',
  'ikke oplyst',
  'ukendt',
  'mangler',
  'ej oplyst',
  'na',
  'n a',
  'null',
  'intet',
])

/** Whether a cell's text says that there is nothing to say: "-", "ingen", "ukendt". */
export function saysNothing(text: string): boolean {
  return NOTHING.has(searchKey(text))
}

/** Yes or no as lists write it, also "ja, navne- og adressebeskyttelse"; null when it is neither. */
export function readYesNo(value: string | boolean): boolean | null {
  if (typeof value === 'boolean') return value
  const key = searchKey(value)
  const first = key.split(' ')[0] ?? ''
  if (YES.has(key) || YES.has(first) || /^(?:adresse|navne)?(?: og )?\w*beskyt\w*$/u.test(key)) return true
  if (NO.has(key) || NO.has(first)) return false
  return null
}

/** Spellings of the target groups that lists use beside the names in the configuration, as search keys. */
const TARGET_GROUP_WORDS: Readonly<Record<string, readonly string[]>> = {
  notAssessed: [
    'ikke visiteret',
    'ej visiteret',
    'uvisiteret',
    'ikke vurderet',
    'afventer visitation',
    'afventer',
  ],
  clearlyReady: [
    'aabenlyst uddannelsesparat',
    'aabenlys uddannelsesparat',
    'aabenlyst udd parat',
    'aabenlys',
    'aabenlyst',
    'aaup',
    'aau',
    'aup',
  ],
  educationReady: ['uddannelsesparat', 'udd parat', 'uddannelses parat', 'uddparat', 'up', 'u'],
  activityReady: [
    'aktivitetsparat',
    'akt parat',
    'aktivitets parat',
    'aktparat',
    'ap',
    'a',
    'aktivitetsparate',
  ],
}

export type BenefitKind =
  | 'uddannelseshjaelp'
  | 'kontanthjaelp'
  | 'su'
  | 'sygedagpenge'
  | 'ressourceforloeb'
  | 'other'

const BENEFIT_WORDS: readonly (readonly [RegExp, BenefitKind | null])[] = [
  [/^(?:uddannelseshjaelp\w*|uddhjaelp|udd hjaelp|uh)\b/, 'uddannelseshjaelp'],
  [/^(?:kontanthjaelp\w*|kth|kh)\b/, 'kontanthjaelp'],
  [/^(?:su|statens uddannelsesstoette)$/, 'su'],
  [/^(?:sygedagpenge\w*|sdp)\b/, 'sygedagpenge'],
  [/^(?:ressourceforloeb\w*|rfy)\b/, 'ressourceforloeb'],
  [/^(?:loen|selvforsoerg\w*|forsoerges af foraeldre|ingen ydelse|arbejde|job)\b/, null],
  [
    /^(?:andet|anden|anden ydelse|dagpenge|foertidspension|fleksjob|ledighedsydelse|revalidering\w*|selvforsoergelses\w*|overgangsydelse|barsel\w*|jobafklaring\w*)\b/,
    'other',
  ],
]

/** @returns the kind, null when the words say that there is none, undefined when they are not known */
export function readBenefit(text: string): BenefitKind | null | undefined {
  const key = searchKey(text)
  return BENEFIT_WORDS.find(([pattern]) => pattern.test(key))?.[1]
}

/** What the register's own words are, so that a list may use them. Keys are search keys. */
export interface Vocabulary {
  targetGroups: ReadonlyMap<string, string>
  programmes: ReadonlyMap<string, number>
  languages: ReadonlyMap<string, string>
}

/**
 * The vocabulary of a register: its target groups and programmes by name and by key, and what lists call them.
 *
 * @param targetGroups code and name of each group in the configuration
 */
export function vocabularyOf(
  targetGroups: readonly { code: string; name: string }[],
  programmes: readonly { id: number; key: string; name: string }[],
): Vocabulary {
  const groups = new Map<string, string>()
  for (const { code } of targetGroups) {
    for (const word of TARGET_GROUP_WORDS[code] ?? []) groups.set(word, code)
  }
  for (const { code, name } of targetGroups) {
    groups.set(searchKey(code), code)
    groups.set(searchKey(name), code)
  }
  return {
    targetGroups: groups,
    programmes: new Map(
      programmes.flatMap(({ id, key, name }) => [
        [searchKey(key), id] as const,
        [searchKey(name), id] as const,
      ]),
    ),
    languages: languageWords(),
  }
}

/** Languages that are spoken in Danish youth centres; a list may also hold the code itself. */
const LANGUAGES = [
  'da',
  'en',
  'de',
  'sv',
  'no',
  'fi',
  'is',
  'fo',
  'kl',
  'ar',
  'so',
  'tr',
  'ku',
  'ckb',
  'fa',
  'prs',
  'ps',
  'ur',
  'pa',
  'ti',
  'am',
  'uk',
  'ru',
  'pl',
  'ro',
  'bg',
  'hu',
  'lt',
  'lv',
  'et',
  'bs',
  'hr',
  'sr',
  'sq',
  'mk',
  'es',
  'pt',
  'fr',
  'it',
  'nl',
  'el',
  'vi',
  'th',
  'tl',
  'zh',
  'ja',
  'ko',
  'hi',
  'bn',
  'ta',
  'ne',
  'sw',
  'rw',
  'my',
  'fr',
  'he',
  'hy',
  'ka',
  'cs',
  'sk',
]
const OWN_NAMES: Readonly<Record<string, string>> = {
  groenlandsk: 'kl',
  kurdisk: 'ku',
  kurmanji: 'ku',
  sorani: 'ckb',
  farsi: 'fa',
  persisk: 'fa',
  dari: 'prs',
  pashto: 'ps',
  tamilsk: 'ta',
  kinesisk: 'zh',
  filippinsk: 'tl',
  tagalog: 'tl',
  tigrinya: 'ti',
  burmesisk: 'my',
  serbokroatisk: 'sr',
}

function languageWords(): Map<string, string> {
  const danish = new Intl.DisplayNames('da', { type: 'language' })
  const english = new Intl.DisplayNames('en', { type: 'language' })
  const words = new Map(Object.entries(OWN_NAMES))
  for (const code of LANGUAGES) {
    for (const word of [code, danish.of(code) ?? code, english.of(code) ?? code])
      words.set(searchKey(word), code)
  }
  return words
}

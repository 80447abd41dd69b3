/**
 * Everything that people read, in Danish first and English by choice.
 *
 *     const say = sayIn('da')
 *     say('dates.daysOver', { count: 4 })   // "4 dage over"
 *
 * Keys and their params are typed from the Danish texts: an unknown key, a missing param or one too many
 * is a type error. `{{name}}` is filled from the params; numbers are written the way the language does
 * (1234 -> "1.234"), so give years and case numbers as strings. A text that depends on a number has two
 * keys, `cases_one` and `cases_other`; it is asked for as `cases`, and `count` is demanded.
 *
 * Adding an area (one per slice, for instance `rhythm`):
 * 1. `contract/language/da/rhythm.ts`:  export const rhythm = { monthlyMeeting: 'Møde hver måned' } as const
 * 2. `contract/language/en/rhythm.ts`:
 *        import type { rhythm as danish } from '../da/rhythm.ts'
 *        import type { Translated } from '../translated.ts'
 *        export const rhythm = { monthlyMeeting: 'Meeting every month' } satisfies Translated<typeof danish>
 * 3. one import and one name, in alphabetical order, in `da.ts` and in `en.ts`.
 * Then `say('rhythm.monthlyMeeting')` works everywhere. Texts are flat within an area. What the web's first page
 * says must stand in `first.ts` too; the other areas are fetched with the second page.
 */
import i18next, { type FormatterModule } from 'i18next'
import type { da } from './da.ts'
import { withOwnWord } from './own-words.ts'
import type { Translated } from './translated.ts'

export type Language = 'da' | 'en'
export const languages: readonly Language[] = ['da', 'en']

type Phrases = typeof da
type Area = keyof Phrases

type WithoutPlural<Name> = Name extends `${infer Base}_one` | `${infer Base}_other` ? Base : Name

/** Every text that can be said, as `area.name`. */
export type Phrase = {
  [A in Area]: `${A}.${WithoutPlural<keyof Phrases[A] & string>}`
}[Area]

type TextOf<P extends Phrase> = P extends `${infer A extends Area}.${infer Name}`
  ?
      | (Name extends keyof Phrases[A] ? Phrases[A][Name] : never)
      | (`${Name}_one` extends keyof Phrases[A] ? Phrases[A][`${Name}_one`] : never)
      | (`${Name}_other` extends keyof Phrases[A] ? Phrases[A][`${Name}_other`] : never)
  : never

type IsPlural<P extends Phrase> = P extends `${infer A extends Area}.${infer Name}`
  ? `${Name}_other` extends keyof Phrases[A]
    ? 'count'
    : never
  : never

type Placeholder<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never

type ParamName<P extends Phrase> = Placeholder<TextOf<P>> | IsPlural<P>

/** The params of a text: an empty list where it has none. */
type ParamsOf<P extends Phrase> = [ParamName<P>] extends [never]
  ? []
  : [params: { [Name in ParamName<P>]: Name extends 'count' ? number : string | number }]

/** Texts of a language, whole areas at a time. */
export type Texts = { [A in Area]?: Translated<Phrases[A]> }

export interface Say {
  <P extends Phrase>(phrase: P, ...params: ParamsOf<P>): string
  readonly language: Language
  /** For codes that come from the server, as `reason.<constraint>`: undefined where there is no such text. */
  known(phrase: string, params?: Readonly<Record<string, string | number>>): string | undefined
  /** The BCP 47 tag that Intl is asked with: `da` or `en-GB`. */
  readonly locale: string
  /** Adds areas. What is asked for before its area is known is said as its key. */
  learn(texts: Texts): void
  /** Says the municipality's own word for a caseworker from now on; null for Medgang's. Danish only. */
  callCaseworker(word: string | null): void
}

const locales: Readonly<Record<Language, string>> = { da: 'da', en: 'en-GB' }

/** A language that knows these texts; `sayIn` and `loadSay` in `say-in.ts` give one that knows all. */
export function createSay(language: Language, phrases: Texts): Say {
  const locale = locales[language]
  const numbers = new Intl.NumberFormat(locale)
  const formatter: FormatterModule = {
    type: 'formatter',
    init: () => undefined,
    add: () => undefined,
    addCached: () => undefined,
    format: value => (typeof value === 'number' ? numbers.format(value) : String(value)),
  }
  const texts = i18next.createInstance().use(formatter)
  void texts.init({
    lng: language,
    // Filled by `learn`, which copies: the texts themselves are shared and stay as they are.
    resources: { [language]: { translation: {} } },
    initAsync: false,
    interpolation: {
      // React and the CLI show text as text; escaping here would show "&amp;" to people.
      escapeValue: false,
      alwaysFormat: true,
      skipOnVariables: true,
    },
  })
  const say = (phrase: Phrase, params?: Record<string, string | number>) => texts.t(phrase, params ?? {})
  const known: Say['known'] = (phrase, params) =>
    texts.exists(phrase) ? texts.t(phrase, { ...params }) : undefined
  const learned: Texts[] = []
  let caseworker: string | null = null
  const put = (more: Texts) =>
    texts.addResourceBundle(
      language,
      'translation',
      caseworker === null ? more : withOwnWord(more, caseworker),
      true,
      true,
    )
  const learn: Say['learn'] = more => {
    learned.push(more)
    put(more)
  }
  learn(phrases)
  const callCaseworker: Say['callCaseworker'] = word => {
    if (language !== 'da' || word === caseworker) return
    caseworker = word
    for (const more of learned) put(more)
  }
  return Object.assign(say, { language, locale, known, learn, callCaseworker })
}

import { createContext, type ReactNode, useContext } from 'react'
import { type Dates, datesIn } from '#contract/language/dates.ts'
import { first } from '#contract/language/first-da.ts'
import { createSay, type Language, languages, type Say, type Texts } from '#contract/language/say.ts'

interface Speaking {
  say: Say
  change: (language: Language) => Promise<void>
}

const Spoken = createContext<Speaking | null>(null)

/** Gives the pages below it a language; `change` fetches another one and shows it. */
export function LanguageProvider({ say, change, children }: Speaking & { children: ReactNode }) {
  return <Spoken value={{ say, change }}>{children}</Spoken>
}

function useSpeaking(): Speaking {
  const speaking = useContext(Spoken)
  if (speaking === null) throw new Error('No language here: put a LanguageProvider around the app')
  return speaking
}

/** `const say = useSay(); say('common.save')` in the language that the person has chosen. */
export function useSay(): Say {
  return useSpeaking().say
}

/** Days, times and counts as people say them in the chosen language. */
export function useDates(): Dates {
  return datesIn(useSay())
}

/** Changes the language for this person in this browser. */
export function useChangeLanguage(): (language: Language) => Promise<void> {
  return useSpeaking().change
}

const place = 'medgang.language'

let spoken: Promise<Say> | undefined
const learned = new WeakMap<Say, Promise<void>>()

async function everyText(language: Language): Promise<Texts> {
  return language === 'da'
    ? (await import('#contract/language/da.ts')).da
    : (await import('#contract/language/en.ts')).en
}

async function sayFirst(language: Language): Promise<Say> {
  const texts = language === 'da' ? first : (await import('#contract/language/first-en.ts')).first
  return createSay(language, texts)
}

/**
 * The language chosen in this browser, Danish until another one is, with the texts of the first page; see
 * {@link learnEveryText} for the others.
 */
export function loadChosenLanguage(): Promise<Say> {
  spoken ??= sayFirst(languages.find(language => language === localStorage.getItem(place)) ?? 'da')
  return spoken
}

/** Fetches the texts that are not needed by the first page, once. Every page but "my day" waits for it. */
export async function learnEveryText(): Promise<void> {
  const say = await loadChosenLanguage()
  const learning =
    learned.get(say) ??
    everyText(say.language).then(texts => {
      say.learn(texts)
    })
  learned.set(say, learning)
  // What could not be fetched is asked for again with the next page.
  await learning.catch((error: unknown) => {
    learned.delete(say)
    throw error
  })
}

/** Remembers the choice, fetches the texts and tells the browser which language the page now is in. */
export async function chooseLanguage(language: Language): Promise<Say> {
  const say = createSay(language, await everyText(language))
  spoken = Promise.resolve(say)
  learned.set(say, Promise.resolve())
  localStorage.setItem(place, language)
  document.documentElement.lang = language
  return say
}

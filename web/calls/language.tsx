import { createContext, type ReactNode, useContext } from 'react'
import { type Dates, datesIn } from '#contract/language/dates.ts'
import { type Language, languages, loadSay, type Say } from '#contract/language/say.ts'

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

/** The language chosen in this browser; Danish until another one is. */
export function loadChosenLanguage(): Promise<Say> {
  const chosen = languages.find(language => language === localStorage.getItem(place))
  return loadSay(chosen ?? 'da')
}

/** Remembers the choice, fetches the texts and tells the browser which language the page now is in. */
export async function chooseLanguage(language: Language): Promise<Say> {
  const say = await loadSay(language)
  localStorage.setItem(place, language)
  document.documentElement.lang = language
  return say
}

import { da } from './da.ts'
import { createSay, type Language, type Say } from './say.ts'

const loaded = new Map<Language, Say>()

/** Danish with every text. Not for the web, which fetches texts as its pages need them: see `first.ts`. */
export function sayIn(language: 'da'): Say {
  const say = loaded.get(language) ?? createSay(language, da)
  loaded.set(language, say)
  return say
}

/** Any language with every text. */
export async function loadSay(language: Language): Promise<Say> {
  if (language === 'da') return sayIn('da')
  const say = loaded.get(language) ?? createSay(language, (await import('./en.ts')).en)
  loaded.set(language, say)
  return say
}

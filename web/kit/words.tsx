import { createContext, type ReactNode, useContext } from 'react'

/**
 * The words of the components, given once by the app, so that the kit holds none of its own.
 * Functions get the figure or example that the sentence is about.
 */
export interface KitWords {
  /** BCP 47 tag for counts and dates, for instance `da`. */
  locale: string
  close: string
  /** After the label of a field that may be left empty. */
  optional: string
  errorTitle: string
  /** Read aloud before an error at a field. */
  error: string
  dateHint: (example: string) => string
  dateInvalid: (example: string) => string
  dateTooEarly: (day: string) => string
  dateTooLate: (day: string) => string
  dateChoose: string
  timeInvalid: string
  roomLeft: (count: number) => string
  tooMuch: (count: number) => string
  noMatches: string
  matches: (count: number) => string
  searching: string
  loading: string
  fileChoose: string
  fileDrop: string
  fileWrongType: (types: string) => string
  fileTooLarge: (size: string) => string
  fileChosen: (name: string) => string
  /** What a failed call came to, in words: nothing came through, somebody else was quicker, or something else. */
  failure: (failure: unknown) => { kind: 'offline' | 'meanwhile' | 'other'; text: string }
  offlineTitle: string
  sendAgain: string
  meanwhileText: string
  fetchNew: string
  draftRestored: string
  beginAnew: string
}

const Words = createContext<KitWords | null>(null)

/** Gives the components below it their words. */
export function KitWordsProvider({ words, children }: { words: KitWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

export function useKitWords(): KitWords {
  const words = useContext(Words)
  if (words === null) throw new Error('The kit has no words here: put a KitWordsProvider around the app')
  return words
}

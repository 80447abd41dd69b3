import type { Say } from '#contract/language/say.ts'
import type { KitWords } from '#web/kit/words.tsx'

/** The kit's words in a language. */
export function kitWordsIn(say: Say): KitWords {
  return {
    locale: say.locale,
    close: say('kit.close'),
    optional: say('kit.optional'),
    errorTitle: say('kit.errorTitle'),
    error: say('kit.error'),
    dateHint: example => say('kit.dateHint', { example }),
    dateInvalid: example => say('kit.dateInvalid', { example }),
    dateTooEarly: day => say('kit.dateTooEarly', { day }),
    dateTooLate: day => say('kit.dateTooLate', { day }),
    dateChoose: say('kit.dateChoose'),
    timeInvalid: say('kit.timeInvalid'),
    noMatches: say('kit.noMatches'),
    matches: count => say('kit.matches', { count }),
    searching: say('kit.searching'),
    loading: say('kit.loading'),
    fileChoose: say('kit.fileChoose'),
    fileDrop: say('kit.fileDrop'),
    fileWrongType: types => say('kit.fileWrongType', { types }),
    fileTooLarge: size => say('kit.fileTooLarge', { size }),
    fileChosen: name => say('kit.fileChosen', { name }),
  }
}

import type { Say } from '#contract/language/say.ts'
import { CallError } from '#web/calls/call.ts'
import { explainError } from '#web/calls/explain.ts'
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
    roomLeft: count => say('kit.roomLeft', { count }),
    tooMuch: count => say('kit.tooMuch', { count }),
    noMatches: say('kit.noMatches'),
    matches: count => say('kit.matches', { count }),
    searching: say('kit.searching'),
    loading: say('kit.loading'),
    fileChoose: say('kit.fileChoose'),
    fileDrop: say('kit.fileDrop'),
    fileWrongType: types => say('kit.fileWrongType', { types }),
    fileTooLarge: size => say('kit.fileTooLarge', { size }),
    fileChosen: name => say('kit.fileChosen', { name }),
    failure: failure => {
      const isOffline = failure instanceof CallError && failure.code === 'offline'
      return {
        kind: kindOf(failure),
        text: isOffline ? say('kit.offlineText') : explainError(say, failure),
      }
    },
    offlineTitle: say('kit.offlineTitle'),
    sendAgain: say('kit.sendAgain'),
    meanwhileText: say('kit.meanwhileText'),
    fetchNew: say('kit.fetchNew'),
    draftRestored: say('kit.draftRestored'),
    beginAnew: say('kit.beginAnew'),
  }
}

function kindOf(failure: unknown): ReturnType<KitWords['failure']>['kind'] {
  if (!(failure instanceof CallError)) return 'other'
  if (failure.code === 'offline' || failure.code === 'unavailable') return 'offline'
  return failure.code === 'changedMeanwhile' ? 'meanwhile' : 'other'
}

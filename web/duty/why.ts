import type { DutyActivity, DutyRow } from '#contract/duty.ts'
import type { Dates } from '#contract/language/dates.ts'
import type { Say } from '#contract/language/say.ts'
import type { Tone } from '#web/kit/tag.tsx'

interface Language {
  say: Say
  dates: Dates
  /** The day as of which it is told. */
  asOf: Temporal.PlainDate
}

/** "FGU Nord", or the kind where nobody has written where. */
export function activityName(say: Say, { kind, description }: DutyActivity): string {
  return description === '' ? say(`youth.${kind}_activity`) : description
}

/** The same in a list to choose from, where two of a kind without a place are told apart by their first day. */
export function choiceName(say: Say, activity: DutyActivity, from: string): string {
  const what = activityName(say, activity)
  return activity.description === '' ? say('duty.sinceDay', { what, day: from }) : what
}

/** Minutes as hours the way people write them: 1110 -> "18,5". */
export function hoursText(minutes: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false }).format(minutes / 60)
}

/** "Har ikke været i gang siden 16. december: FGU Nord sluttede 15. december, kommunen fik besked 18. december." */
function offPlanSentence({ offPlan, givenName }: DutyRow, { say, dates, asOf }: Language): string {
  if (offPlan === null) return ''
  const { cause, activity, since, known } = offPlan
  const what = activity === null ? '' : activityName(say, activity)
  const lastDay = dates.day(since.subtract({ days: 1 }), asOf)
  const causes = {
    ended: () => say('duty.ended', { what, day: lastDay }),
    noShow: () => say('duty.noShow', { name: givenName, what }),
    pauseEnded: () => say('duty.pauseEnded', { day: lastDay }),
    turned15: () => say('duty.turned15'),
    caseOpened: () => say('duty.caseOpened'),
    tooLittle: () => say('duty.tooLittle'),
  }
  const start = say('duty.notRunning', { day: dates.day(since, asOf) })
  const why = causes[cause]()
  const wasTold = cause === 'ended' || cause === 'noShow'
  return wasTold
    ? say('duty.becauseTwo', { start, why, more: say('duty.learnt', { day: dates.day(known, asOf) }) })
    : say('duty.because', { start, why })
}

/** What runs and is too little, with what it would take. */
function partSentences(
  { running, offPlan }: DutyRow,
  workMinutes: number | null,
  { say }: Language,
): string[] {
  if (offPlan === null) return []
  return running.map(activity => {
    const what = activityName(say, activity)
    if (activity.weeklyMinutes === null) return say('duty.partlyUnknown', { what })
    const hours = hoursText(activity.weeklyMinutes, say.locale)
    const told = say('duty.hoursOf', { what, hours })
    return activity.kind === 'work' && workMinutes !== null
      ? say('duty.partly', { what: told, hours: hoursText(workMinutes, say.locale) })
      : say('duty.partlyOther', { what: told })
  })
}

/** Everything that is to be said of one row, a sentence each. */
export function sentences(row: DutyRow, workMinutes: number | null, language: Language): string[] {
  const { say, dates, asOf } = language
  const { next, lastDay, pause, contact, contactDue, activityDue, attempts } = row
  const said: string[] = []
  const add = (sentence: string) => sentence !== '' && said.push(sentence)
  add(offPlanSentence(row, language))
  for (const sentence of partSentences(row, workMinutes, language)) add(sentence)
  if (contactDue) add(say('duty.contactBy', { day: dates.weekdayAndDay(contactDue.day, asOf) }))
  if (attempts > 0) add(say('duty.attempts', { count: attempts }))
  if (row.offPlan && contact) add(say('duty.spokenWith', { day: dates.day(contact.day, asOf) }))
  if (activityDue) add(say('duty.activityBy', { day: dates.weekdayAndDay(activityDue.day, asOf) }))
  if (next) {
    const begins = Temporal.PlainDate.compare(next.from, asOf) > 0
    const what = activityName(say, next)
    add(say(begins ? 'duty.beginsOn' : 'duty.began', { what, day: dates.day(next.from, asOf) }))
  }
  if (lastDay) {
    const [first] = row.running
    const day = dates.day(lastDay, asOf)
    add(
      first === undefined
        ? say('duty.endsOnNothing', { day })
        : say('duty.endsOn', { what: activityName(say, first), day }),
    )
  }
  if (pause) {
    const kind = say(`youth.${pause.kind}_pause`)
    const day = dates.day(pause.lastDay, asOf)
    if (Temporal.PlainDate.compare(pause.from, asOf) > 0) {
      add(say('duty.pauseAhead', { kind, from: dates.day(pause.from, asOf), day }))
      if (row.offPlan) add(say('duty.pauseAheadDues'))
    } else add(say('duty.pausedUntil', { kind, day }))
  }
  return said
}

/** How urgent a row is, in two words. */
export function tagOf(row: DutyRow, { say, asOf }: Language): { text: string; tone: Tone } | null {
  const due = row.contactDue ?? row.activityDue
  const name = row.contactDue ? 'contact' : 'activity'
  if (row.next !== null && Temporal.PlainDate.compare(row.next.from, asOf) <= 0)
    return { text: say('duty.cameTag'), tone: 'warning' }
  if (due === null) return null
  if (due.left < 0) return { text: say(`duty.${name}Over`, { count: -due.left }), tone: 'danger' }
  if (due.left === 0) return { text: say(`duty.${name}Today`), tone: 'warning' }
  const soon = name === 'contact' ? 1 : 7
  return {
    text: say(`duty.${name}Within`, { count: due.left }),
    tone: due.left <= soon ? 'warning' : 'neutral',
  }
}

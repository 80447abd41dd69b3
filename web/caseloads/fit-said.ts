import type { Cannot, Fit, FitAnswer } from '#contract/caseload-fit.ts'
import type { Dates } from '#contract/language/dates.ts'
import { languageName } from '#contract/language/language-name.ts'
import type { Say } from '#contract/language/say.ts'
import { nameOf } from './proposal-names.ts'

interface Tongue {
  say: Say
  dates: Dates
}

/** Who is asked about. */
type Asked = Pick<FitAnswer, 'givenName' | 'today'>

/** A word within a sentence: "arabisk", "socialrådgiver"; English writes languages with a capital letter. */
function within(say: Say, word: string): string {
  return say.language === 'da' ? word.charAt(0).toLocaleLowerCase('da') + word.slice(1) : word
}

/** "Maja Holm har plads (82 → 85 %), taler arabisk og havde Yusuf i 2024." */
export function fitSentence(fit: Fit, asked: Asked, { say, dates }: Tongue): string {
  const parts = [
    roomOf(fit, asked, { say, dates }),
    ...fit.terms.flatMap(term => forOf(term, asked, say) ?? []),
  ]
  return say('fit.sentence', { staff: nameOf(fit), parts: dates.list(parts) })
}

function roomOf(
  { capacity, before, after, of, overFrom, noTimeFrom, away, lastDay }: Fit,
  { today }: Asked,
  { say, dates }: Tongue,
): string {
  if (of === null) return say(capacity === 'unknown' ? 'fit.roomUnknown' : 'fit.roomFull')
  const shares = { before: withoutSign(dates.percent(before / of)), after: dates.percent(after / of) }
  if (after > of) return say('fit.roomNone', shares)
  if (noTimeFrom !== null) return say('fit.roomUntil', { ...shares, day: dates.day(noTimeFrom, today) })
  return say(overFrom === null && away === null && lastDay === null ? 'fit.room' : 'fit.roomNow', shares)
}

/** "82" of "82 %": the sign is said once. */
function withoutSign(percent: string): string {
  return percent.replace(/\s?%/u, '')
}

function forOf(term: Fit['terms'][number], { givenName: name }: Asked, say: Say): string | null {
  switch (term.kind) {
    case 'wished':
      return say('fit.wished', { name })
    case 'knownBefore': {
      const [from, to] = [String(term.from.year), String(term.lastDay.year)]
      return from === to
        ? say('fit.knownIn', { name, year: from })
        : say('fit.knownFromTo', { name, from, to })
    }
    case 'language': {
      const language = within(say, languageName(say, term.language))
      return say(term.insteadOfInterpreter ? 'fit.languageInstead' : 'fit.language', { language })
    }
    case 'competence':
      return say('fit.competence', { what: within(say, term.name) })
    case 'profession':
      return say('fit.profession', { what: within(say, term.name) })
    case 'place':
      return say('fit.place', { place: term.city || term.postalCode })
    case 'otherProgramme':
      return null
  }
}

/** What stands in the way, a short sentence each. */
export function againstSaid(fit: Fit, { givenName: name, today }: Asked, { say, dates }: Tongue): string[] {
  const { overFrom, worst, offUntil, away, lastDay } = fit
  const over = worst !== null && worst.of > 0 ? dates.percent(worst.minutes / worst.of) : null
  return [
    ...(fit.of !== null && fit.after <= fit.of && overFrom !== null && over !== null
      ? [say('fit.overFrom', { percent: over, day: dates.day(overFrom, today) })]
      : []),
    ...(offUntil === null ? [] : [say('fit.offUntil', { day: dates.day(offUntil, today) })]),
    ...(away === null
      ? []
      : [
          away.lastDay === null
            ? say('fit.away', { day: dates.day(away.from, today) })
            : say('fit.awayUntil', {
                day: dates.day(away.from, today),
                last: dates.day(away.lastDay, today),
              }),
        ]),
    ...(lastDay === null ? [] : [say('fit.stops', { day: dates.day(lastDay, today) })]),
    ...(fit.terms.some(({ kind }) => kind === 'otherProgramme') ? [say('fit.otherProgramme', { name })] : []),
    ...fit.lacks.map(lack => {
      if (lack.kind === 'person') return say('fit.lacksPerson', { name, staff: nameOf(lack.staff) })
      const what = within(say, lack.name)
      return lack.kind === 'competence'
        ? say(`fit.lacksCompetence_${lack.whose}`, { name, what })
        : say(`fit.lacksProfession_${lack.whose}`, { name, what })
    }),
  ]
}

/** Why somebody cannot have the young person; which bar it is nobody is told. */
export function cannotSaid(each: Cannot, today: Temporal.PlainDate, { say, dates }: Tongue): string {
  const name = nameOf(each)
  switch (each.why) {
    case 'barred':
      return say('fit.cannot_barred', { name })
    case 'away':
      return each.lastDay === null
        ? say('fit.cannot_away', { name })
        : say('fit.cannot_awayUntil', { name, day: dates.day(each.lastDay, today) })
    case 'ceiling': {
      const unit = each.mostCases === null ? 'minutes' : 'cases'
      const most = dates.count(each.mostCases ?? each.mostMinutes ?? 0)
      const said =
        each.programme === null
          ? say(`fit.cannot_${unit}`, { name, most })
          : say(`fit.cannot_${unit}In`, { name, most, programme: each.programme })
      return each.from === null
        ? said
        : `${said} ${say('fit.cannot_later', { day: dates.day(each.from, today) })}`
    }
  }
}

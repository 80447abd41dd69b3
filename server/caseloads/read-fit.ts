import { sql } from 'kysely'
import type { Fit, readFit } from '#contract/caseload-fit.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { type CeilingWatch, ceilingWatch } from '#domain/caseload/ceiling-watch.ts'
import { type FitMemory, type FitUnit, fitMemory } from '#domain/caseload/fit-unit.ts'
import {
  type CannotHave,
  type FitFor,
  type Fitter,
  fitterFor,
  recommended,
} from '#domain/caseload/fitting.ts'
import { forecastDays } from '#domain/caseload/forecast.ts'
import { caseIn } from '#domain/caseload/lists.ts'
import type { MatchTerm, Wish } from '#domain/caseload/match.ts'
import type { Db } from '#server/database/connection.ts'
import { Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import type { KeptCase, KeptUnit, UnitKeeper } from '#server/records/kept-unit.ts'
import type { YouthMatch } from '#server/records/match-facts.ts'
import { dayOrNull, dayText, type PersonAnswer, peopleOf } from './board-words.ts'

type FitAnswer = AnswerOf<typeof readFit>
type TermAnswer = FitAnswer['best'][number]['terms'][number]
type LackAnswer = FitAnswer['best'][number]['lacks'][number]

/**
 * Who fits one young person. What loads follow from is kept in memory; the young person and whoever is named with a
 * recommendation are read, and noted as read, by one statement.
 *
 * @throws Refusal notFound for whoever has no case that is open today; one that is closed as of today is given to nobody
 */
export async function readTheFit(
  keeper: UnitKeeper,
  { youthId }: ParsedInputOf<typeof readFit>,
  { db, today }: Pick<Scope, 'db' | 'today'>,
): Promise<FitAnswer> {
  const kept = await keeper(db, today)
  const day = dayNumber(today)
  const fact = kept.cases.find(each => each.youthId === youthId && each.isOpenEnded && each.heldOn(day))
  const asked = fact?.heldOn(day)
  if (!fact || !asked) throw new Refusal('notFound')
  const { match } = fact
  const { fits, cannot } = fitterOf(kept)(asked)
  const [best, others] = [fits.slice(0, recommended), fits.slice(recommended)]
  const youthOf = (caseId: number) => caseIn(kept.cases, caseId)?.youthId ?? 0
  const named = best.flatMap(({ makesRoom }) => (makesRoom ? [youthOf(makesRoom.caseId)] : []))
  const read = await readNamed(db, [youthId, ...named])
  const youth = read.youths.get(youthId)
  if (youth === undefined) throw new Refusal('notFound')
  const person = peopleOf(kept.unit.staff)
  const words: Words = {
    kept,
    match,
    city: youth.city,
    competences: read.competences,
    person: id => person(id) ?? read.staff.get(id) ?? { staffId: id, givenName: '', familyName: '' },
    youth: caseId => read.youths.get(youthOf(caseId)) ?? null,
  }
  const planned = fact.holders.find(({ during }) => during.from > day)
  return {
    today: today.toString(),
    youthId,
    givenName: youth.givenName,
    familyName: youth.familyName,
    minutes: asked.minutes,
    holder: asked.holderId === null ? null : words.person(asked.holderId),
    holderBarred: asked.holderId !== null && match.barred.includes(asked.holderId),
    planned:
      planned === undefined
        ? null
        : { staff: words.person(planned.staffId), from: dayText(planned.during.from) },
    best: best.map(fit => fitAnswer(fit, words)),
    others: others.map(fit => fitAnswer({ ...fit, makesRoom: null }, words)),
    cannot: cannot.map(each => cannotAnswer(each, words)),
  }
}

const fitters = new WeakMap<KeptUnit, Fitter>()

/** Of the same unit it is worked out once: the next question is most often about nothing that has changed. */
function fitterOf(kept: KeptUnit): Fitter {
  const known = fitters.get(kept)
  if (known !== undefined) return known
  const fitter = fitterFor(fitUnitOf(kept), memoryOf(kept).fits)
  fitters.set(kept, fitter)
  return fitter
}

/** What is the same of one caseworker until their cases are others. */
interface Memory {
  fits: FitMemory
  watches: WeakMap<readonly KeptCase[], Pick<CeilingWatch, 'passedBy'>>
}

const memories = new WeakMap<KeptUnit['unit']['staff'], Memory>()

/** The staff are read anew with the day and with all that is configured, so what follows from those holds as long. */
function memoryOf({ unit: { staff } }: KeptUnit): Memory {
  const known = memories.get(staff)
  if (known !== undefined) return known
  const memory: Memory = { fits: fitMemory(), watches: new WeakMap() }
  memories.set(staff, memory)
  return memory
}

function fitUnitOf(kept: KeptUnit): FitUnit {
  const { unit, cases, heldBy, offers } = kept
  const { known, staff, configuration } = unit
  const { today } = known
  return {
    heldBy,
    detailsOf: caseId => {
      const of = caseIn(cases, caseId)
      if (of === undefined) throw new Error('a case of the unit is not there')
      const { youthId, match, holders, heldOn } = of
      return {
        youthId,
        about: match.about,
        earlier: earlierOf(match, today).map(([staffId]) => staffId),
        barred: match.barred,
        isPlanned: holders.some(({ during }) => during.from > today),
        heldOn,
      }
    },
    staff,
    offers,
    points: forecastDays(today).map(on => ({ day: on, loads: known.loadsOn(on) })),
    settings: known.settingsOn(today),
    ceilings: configuration.ceilingsOn(today),
    exceptions: configuration.exceptionsOn(today),
    watch: watchOf(kept),
  }
}

/** Ceilings are held against one caseworker's cases at a time, so that a change of one leaves the others' as it is. */
function watchOf(kept: KeptUnit): FitUnit['watch'] {
  const { theirs, unit } = kept
  const { watches } = memoryOf(kept)
  return {
    passedBy: (staffId, added) => {
      const cases = theirs.get(staffId) ?? noCases
      const watch =
        watches.get(cases) ?? ceilingWatch({ ...unit.configuration, cases, from: unit.known.today })
      watches.set(cases, watch)
      return watch.passedBy(staffId, added)
    },
  }
}

const noCases: readonly KeptCase[] = []

function earlierOf({ caseworkers }: YouthMatch, day: DayNumber): [number, DayNumber, DayNumber][] {
  return caseworkers.flatMap(([staffId, from, to]) => (to !== null && to <= day ? [[staffId, from, to]] : []))
}

/** What the answer's sentences need. */
interface Words {
  kept: KeptUnit
  match: YouthMatch
  city: string | null
  competences: ReadonlyMap<string, string>
  person: (staffId: number) => PersonAnswer
  youth: (caseId: number) => { youthId: number; givenName: string; familyName: string } | null
}

function fitAnswer(fit: FitFor, words: Words): AnswerOf<typeof readFit>['best'][number] {
  const { capacity, worst, away, off, makesRoom } = fit
  const youth = makesRoom === null ? null : words.youth(makesRoom.caseId)
  return {
    ...words.person(fit.staffId),
    profession: words.kept.offers.get(fit.staffId)?.profession ?? '',
    before: fit.before,
    after: fit.after,
    of: capacity.kind === 'available' ? capacity.minutes : null,
    capacity: capacityWord(capacity.kind),
    terms: fit.terms.map(term => termAnswer(term, fit.staffId, words)),
    lacks: fit.lacks.map(wish => lackAnswer(wish, words)),
    worst: worst && { ...worst, day: dayText(worst.day) },
    overFrom: dayOrNull(fit.overFrom),
    noTimeFrom: dayOrNull(fit.noTimeFrom),
    offUntil: off && dayText(off.during.to - 1),
    away: away && {
      from: dayText(away.during.from),
      lastDay: Number.isFinite(away.during.to) ? dayText(away.during.to - 1) : null,
    },
    lastDay: fit.stops === null ? null : dayText(fit.stops - 1),
    makesRoom:
      makesRoom === null || youth === null
        ? null
        : {
            youthId: youth.youthId,
            givenName: youth.givenName,
            familyName: youth.familyName,
            to: words.person(makesRoom.toId),
          },
  }
}

/** @throws Error for whoever is away or no caseworker: they may not have anybody */
function capacityWord(kind: FitFor['capacity']['kind']): Fit['capacity'] {
  if (kind === 'away' || kind === 'notCaseworker') throw new Error('somebody who is not here fits nobody')
  return kind
}

function termAnswer(term: MatchTerm, staffId: number, { kept, match, city, competences }: Words): TermAnswer {
  switch (term.kind) {
    case 'knownBefore': {
      const [last] = earlierOf(match, kept.unit.known.today)
        .filter(([id]) => id === staffId)
        .toSorted((a, b) => b[2] - a[2])
      if (last === undefined) throw new Error('somebody who had the young person before has no such time')
      return { kind: 'knownBefore', from: dayText(last[1]), lastDay: dayText(last[2] - 1) }
    }
    case 'language':
      return { kind: 'language', language: term.language, insteadOfInterpreter: term.insteadOfInterpreter }
    case 'competence':
      return {
        kind: 'competence',
        name: competences.get(term.competence) ?? term.competence,
        whose: term.whose,
      }
    case 'profession':
      return { kind: 'profession', name: term.profession, whose: term.whose }
    case 'place':
      return { kind: 'place', postalCode: term.postalCode, city: city ?? '' }
    default:
      return { kind: term.kind }
  }
}

function lackAnswer(wish: Wish, { competences, person }: Words): LackAnswer {
  if ('staffId' in wish) return { kind: 'person', staff: person(wish.staffId) }
  const { whose } = wish
  return 'competence' in wish
    ? { kind: 'competence', name: competences.get(wish.competence) ?? wish.competence, whose }
    : { kind: 'profession', name: wish.profession, whose }
}

function cannotAnswer(each: CannotHave, { kept, person }: Words): AnswerOf<typeof readFit>['cannot'][number] {
  const who = person(each.staffId)
  if (each.why === 'barred') return { ...who, why: 'barred' }
  if (each.why === 'away') {
    const { to } = each.absence.during
    return { ...who, why: 'away', lastDay: Number.isFinite(to) ? dayText(to - 1) : null }
  }
  const { programmeId, day, cases, minutes, mostCases, mostMinutes } = each.ceiling
  const programme = kept.unit.configuration.programmes.find(({ id }) => id === programmeId)?.name ?? null
  // Of a ceiling in both, only what would be passed stands in the way.
  return {
    ...{ ...who, why: 'ceiling', programme, from: day === kept.unit.known.today ? null : dayText(day) },
    mostCases: mostCases !== null && cases > mostCases ? mostCases : null,
    mostMinutes: mostMinutes !== null && minutes > mostMinutes ? mostMinutes : null,
  }
}

interface Named {
  youths: ReadonlyMap<number, { youthId: number; givenName: string; familyName: string; city: string | null }>
  competences: ReadonlyMap<string, string>
  /** All who work or have worked here: a wish may be for somebody who is no caseworker today. */
  staff: ReadonlyMap<number, PersonAnswer>
}

async function readNamed(db: Db, youthIds: readonly number[]): Promise<Named> {
  const { rows } = await sql<{
    youths: { youthId: number; givenName: string; familyName: string; city: string | null }[]
    competences: { code: string; name: string }[]
    staff: PersonAnswer[]
  }>`
    select
      (select coalesce(json_agg(json_build_object('youthId', y.id, 'givenName', y.given_name, 'familyName',
        y.family_name, 'city', case when not y.protected_address then y.city end)), '[]')
        from youth y where y.id = any (${youthIds}::bigint[])) as youths,
      (select coalesce(json_agg(json_build_object('code', c.code, 'name', c.name)), '[]') from competence c)
        as competences,
      (select coalesce(json_agg(json_build_object('staffId', s.id, 'givenName', s.given_name, 'familyName',
        s.family_name)), '[]') from staff s where exists (select from caseworker_wish w
          where w.staff_id = s.id and w.youth_id = any (${youthIds}::bigint[]))) as staff,
      door.note_read('caseload.fit', ${youthIds}::bigint[])`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the names gave no row')
  return {
    youths: new Map(row.youths.map(each => [each.youthId, each])),
    competences: new Map(row.competences.map(({ code, name }) => [code, name])),
    staff: new Map(row.staff.map(each => [each.staffId, each])),
  }
}

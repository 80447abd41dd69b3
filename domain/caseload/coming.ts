import type { DayNumber } from '#domain/calendar/day-number.ts'
import type { StaffTime } from './capacity.ts'
import type { ForecastPoint, Known } from './forecast.ts'
import {
  type Cover,
  carried,
  coverOn,
  type HeldCase,
  isOver,
  type Load,
  longAbsenceOn,
  noTimeFrom,
} from './load.ts'

/**
 * Why somebody carries more or less on a day than today. `joins`, `leaves`: a programme begins or ends for the young
 * person. `opens`, `closes`: the case itself. `takesOver`, `handsOn`: from or to a colleague. `assigned`: nobody had it.
 * `returns`: nobody had it while its own caseworker was away.
 * `standsIn`, `standsDown`: for a colleague who is away. `grows`, `shrinks`: the case weighs more or less.
 */
export type ComingKind =
  | 'joins'
  | 'leaves'
  | 'opens'
  | 'closes'
  | 'takesOver'
  | 'handsOn'
  | 'assigned'
  | 'returns'
  | 'standsIn'
  | 'standsDown'
  | 'grows'
  | 'shrinks'

/** One reason, with as many cases as it has. */
export interface ComingEvent {
  kind: ComingKind
  programmeId: number | null
  /** The colleague from whom, to whom or for whom. */
  colleagueId: number | null
  /** The first day away of that colleague, where a long absence begins between the two days. */
  colleagueAwayFrom: DayNumber | null
  cases: number
  /** Minutes a month more, or fewer where negative. */
  minutes: number
}

/** What makes the difference between somebody's load on two days: the minutes of the events are the difference. */
export function changesFor(staffId: number, known: Known, from: DayNumber, to: DayNumber): ComingEvent[] {
  return changesBetween(staffId, known, viewOf(known, from), viewOf(known, to))
}

/** The cases of a day by their keys, each with whoever has its work; and by whoever has it. */
interface View {
  day: DayNumber
  seen: ReadonlyMap<number, Seen>
  carriedBy: ReadonlyMap<number | null, readonly number[]>
}

function changesBetween(
  staffId: number,
  known: Known,
  { day: from, seen: before, carriedBy: carriedThen }: View,
  { day: to, seen: after, carriedBy: carriedNow }: View,
): ComingEvent[] {
  const events = new Map<string, ComingEvent>()
  const theirs = [...(carriedThen.get(staffId) ?? []), ...(carriedNow.get(staffId) ?? [])]
  for (const caseId of new Set(theirs)) {
    const was = before.get(caseId)
    const is = after.get(caseId)
    const [had, has] = [was?.cover.staffId === staffId, is?.cover.staffId === staffId]
    const minutes = (has ? (is?.held.minutes ?? 0) : 0) - (had ? (was?.held.minutes ?? 0) : 0)
    if (had === has && minutes === 0) continue
    const kind = kindOf(was, is, had, has)
    const { programmeId, colleagueId } = aboutOf(kind, was, is)
    const colleague = known.staff.find(each => each.staffId === colleagueId)
    const event = {
      kind,
      programmeId,
      colleagueId,
      colleagueAwayFrom: colleague === undefined ? null : goesAway(colleague, known, from, to),
    }
    const key = `${kind}/${programmeId}/${colleagueId}`
    const sum = events.get(key) ?? { ...event, cases: 0, minutes: 0 }
    events.set(key, { ...sum, cases: sum.cases + 1, minutes: sum.minutes + minutes })
  }
  return [...events.values()].sort((a, b) => Math.abs(b.minutes) - Math.abs(a.minutes))
}

interface Seen {
  held: HeldCase
  cover: Cover
}

function seenOn({ casesOn, staff, settingsOn }: Known, day: DayNumber): Seen[] {
  const cases = casesOn(day)
  const covers = coverOn(cases, staff, day, settingsOn(day))
  return cases.map((held, index) => ({
    held,
    cover: covers[index] ?? { staffId: null, why: 'noCaseworker' },
  }))
}

function viewOf(known: Known, day: DayNumber): View {
  const seen = new Map<number, Seen>()
  const carriedBy = new Map<number | null, number[]>()
  for (const each of seenOn(known, day)) {
    const { held, cover } = each
    seen.set(held.caseId, each)
    const those = carriedBy.get(cover.staffId)
    if (those === undefined) carriedBy.set(cover.staffId, [held.caseId])
    else those.push(held.caseId)
  }
  return { day, seen, carriedBy }
}

function kindOf(was: Seen | undefined, is: Seen | undefined, had: boolean, has: boolean): ComingKind {
  if (has && !had) return gained(was, is)
  if (had && !has) return lost(was, is)
  if (joined(was, is) !== null) return 'joins'
  if (joined(is, was) !== null) return 'leaves'
  return (is?.held.minutes ?? 0) > (was?.held.minutes ?? 0) ? 'grows' : 'shrinks'
}

function gained(was: Seen | undefined, is: Seen | undefined): ComingKind {
  if (is?.cover.why === 'standsIn') return 'standsIn'
  if (joined(was, is) !== null) return 'joins'
  if (was === undefined) return 'opens'
  if (was.held.holderId === null) return 'assigned'
  return was.held.holderId === is?.held.holderId ? 'returns' : 'takesOver'
}

function lost(was: Seen | undefined, is: Seen | undefined): ComingKind {
  if (is === undefined) return 'closes'
  return was?.cover.why === 'standsIn' ? 'standsDown' : 'handsOn'
}

/** A programme that the case is in then and was not before. */
function joined(was: Seen | undefined, is: Seen | undefined): number | null {
  return is?.held.programmeIds.find(id => was?.held.programmeIds.includes(id) !== true) ?? null
}

function aboutOf(kind: ComingKind, was: Seen | undefined, is: Seen | undefined) {
  const programmeId = kind === 'joins' ? joined(was, is) : kind === 'leaves' ? joined(is, was) : null
  const colleagueId =
    kind === 'takesOver' || kind === 'standsDown'
      ? was?.held.holderId
      : kind === 'standsIn'
        ? is?.held.holderId
        : kind === 'handsOn'
          ? is?.cover.staffId
          : null
  return { programmeId, colleagueId: colleagueId ?? null }
}

function goesAway(colleague: StaffTime, { settingsOn }: Known, from: DayNumber, to: DayNumber) {
  const { longAbsenceDays } = settingsOn(to)
  if (longAbsenceOn(colleague, from, longAbsenceDays) !== null) return null
  const ahead = colleague.absences.filter(
    ({ during }) => during.from > from && during.from <= to && during.to - during.from >= longAbsenceDays,
  )
  return ahead.length === 0 ? null : Math.min(...ahead.map(({ during }) => during.from))
}

/** That somebody comes to have too much, with what makes it so. */
export interface ComingOverload {
  staffId: number
  /** The first week in which it is nearly as much as it gets. */
  week: number
  day: DayNumber
  /** The first week with too much; 0 where it is too much today and grows. */
  firstWeek: number
  minutes: number
  /** Minutes that they have time for then: zero where other duties take all. */
  of: number
  /** The very day from which other duties take all, where they do so then and not today; else null. */
  noTimeFrom: DayNumber | null
  events: readonly ComingEvent[]
  /** Minutes of time more or fewer than today. */
  capacityChange: number
}

/**
 * Who will be over because of what is known, and why, one overload each and those by most minutes first; none where
 * nobody comes to be over or more so than today. Somebody who is over today and stays so is no news: the board says it.
 */
export function comingOverloads(points: readonly ForecastPoint[], known: Known): ComingOverload[] {
  const [now, ...ahead] = points
  if (now === undefined) return []
  const found = now.loads.flatMap((today, index) => {
    const over = ahead.flatMap(({ week, day, loads }) => {
      const load = loads[index]
      return load !== undefined && isOver(load) === true ? [{ week, day, load, by: excess(load) }] : []
    })
    const most = Math.max(0, ...over.map(({ by }) => by))
    const already = isOver(today) === true ? excess(today) : 0
    // The week in which it is about as much as it gets: a little more weeks later is not what to wait for. What is too
    // much today does not count towards it, or it would hide what comes on top.
    const peak = over.find(({ by }) => by > already && by * 10 >= most * 9)
    if (peak === undefined) return []
    return [{ ...peak, today, firstWeek: already > 0 ? 0 : (over[0]?.week ?? peak.week) }]
  })
  // Several of them come in the same week: each day is looked at once.
  const views = new Map<DayNumber, View>()
  const viewed = (day: DayNumber): View => {
    const view = views.get(day) ?? viewOf(known, day)
    views.set(day, view)
    return view
  }
  return found
    .toSorted((a, b) => b.by - a.by || a.week - b.week || a.load.staffId - b.load.staffId)
    .map(({ load, week, day, firstWeek, today }) => ({
      staffId: load.staffId,
      week,
      day,
      firstWeek,
      minutes: carried(load),
      of: timeOf(load),
      noTimeFrom: noTimeOf(load.staffId, known, day),
      events: changesBetween(load.staffId, known, viewed(known.today), viewed(day)),
      capacityChange: timeOf(load) - timeOf(today),
    }))
}

function noTimeOf(staffId: number, { staff, today, settingsOn }: Known, day: DayNumber): DayNumber | null {
  const somebody = staff.find(each => each.staffId === staffId)
  return somebody === undefined ? null : noTimeFrom(somebody, [today, day], settingsOn(day))
}

function excess(load: Load): number {
  return carried(load) - timeOf(load)
}

function timeOf({ capacity }: Load): number {
  return capacity.kind === 'available' ? capacity.minutes : 0
}

/** Cases that nobody has since somebody is away now, and those that will have nobody, by whose they are. */
export interface LeftAlone {
  /** Who has them today by assignment: who goes away, stops or hands them to nobody. */
  staffId: number
  /** Who has been given them by then and is not here either; null where that is nobody else. */
  givenToId: number | null
  /** The first week in which nobody has them; 0 for today. */
  week: number
  /** The first day without the holder: whoever is or goes away for long or stops by then, or gives these to nobody. */
  from: DayNumber
  /**
   * That they stop being a caseworker or hand them to nobody, that they are away then, or that a bar keeps whoever stands
   * in for them from these.
   */
  why: 'gone' | 'away' | 'deputyBarred'
  /** Who stands in and may not have them; else null. */
  deputyId: number | null
  cases: number
  minutes: number
}

/** Which cases nobody has since their caseworker is away, those of today first, and which come to that, and when. */
export function leftAlone(points: readonly ForecastPoint[], known: Known): LeftAlone[] {
  const [now, ...ahead] = points
  if (now === undefined) return []
  const today = seenOn(known, now.day)
  const waiting = new Map(
    today.flatMap(({ held, cover }) =>
      cover.staffId === null || held.holderId === null ? [] : [[held.caseId, held.holderId] as const],
    ),
  )
  const found = aloneNow(today, known)
  let before = now.day
  for (const { week, day } of ahead) {
    const alone = seenOn(known, day).flatMap(({ held, cover }) => {
      const { caseId: id } = held
      const staffId = cover.staffId === null ? waiting.get(id) : undefined
      if (staffId === undefined) return []
      const givenToId = held.holderId === staffId ? null : held.holderId
      return [{ id, held, staffId, givenToId, why: cover.why }]
    })
    for (const cases of Map.groupBy(alone, each => `${each.staffId}/${each.givenToId}`).values()) {
      const [one] = cases
      if (one === undefined) continue
      const { staffId, givenToId } = one
      const staff = known.staff.find(each => each.staffId === staffId)
      // Told once, in the week in which it begins.
      for (const { id } of cases) waiting.delete(id)
      const stops = staff?.asCaseworker.find(({ to }) => known.today < to && to <= day)?.to
      found.push({
        staffId,
        givenToId,
        week,
        from:
          (staff === undefined ? null : goesAway(staff, known, known.today, day)) ??
          stops ??
          firstAlone(new Set(cases.map(({ id }) => id)), known, { after: before, until: day }),
        ...whyAlone(cases, givenToId ?? staffId, known, day),
        cases: cases.length,
        minutes: cases.reduce((sum, { held }) => sum + held.minutes, 0),
      })
    }
    before = day
  }
  return found
}

/** The first day on which nobody has one of these cases, where their caseworker stays and they alone go. */
function firstAlone(
  ids: ReadonlySet<number>,
  known: Known,
  { after, until }: { after: DayNumber; until: DayNumber },
) {
  for (let day = after + 1; day < until; day++)
    if (seenOn(known, day).some(({ held, cover }) => ids.has(held.caseId) && cover.staffId === null))
      return day
  return until
}

/** Those whose caseworker is away today while nobody stands in: by whom it is most first. */
function aloneNow(today: readonly Seen[], known: Known): LeftAlone[] {
  const { longAbsenceDays } = known.settingsOn(known.today)
  const alone = today.filter(({ cover: { why } }) => why === 'away' || why === 'deputyBarred')
  const found = [...Map.groupBy(alone, ({ held }) => held.holderId)].flatMap(([staffId, cases]) => {
    const staff = known.staff.find(each => each.staffId === staffId)
    const absence = staff === undefined ? null : longAbsenceOn(staff, known.today, longAbsenceDays)
    if (staffId === null || absence === null) return []
    return [
      {
        staffId,
        givenToId: null,
        week: 0,
        from: absence.during.from,
        ...whyAlone(
          cases.map(({ cover }) => cover),
          staffId,
          known,
          known.today,
        ),
        cases: cases.length,
        minutes: cases.reduce((sum, { held }) => sum + held.minutes, 0),
      },
    ]
  })
  return found.toSorted((a, b) => b.cases - a.cases || a.staffId - b.staffId)
}

function whyAlone(
  cases: readonly Pick<Cover, 'why'>[],
  holderId: number,
  { staff, settingsOn }: Known,
  day: DayNumber,
): Pick<LeftAlone, 'why' | 'deputyId'> {
  if (cases.every(({ why }) => why === 'noCaseworker')) return { why: 'gone', deputyId: null }
  if (!cases.every(({ why }) => why === 'deputyBarred')) return { why: 'away', deputyId: null }
  const holder = staff.find(each => each.staffId === holderId)
  const absence = holder === undefined ? null : longAbsenceOn(holder, day, settingsOn(day).longAbsenceDays)
  return { why: 'deputyBarred', deputyId: absence?.deputyId ?? null }
}

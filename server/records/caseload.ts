import { birthday } from '#domain/ages/birthday.ts'
import { type DayNumber, dayNumber, plainDate } from '#domain/calendar/day-number.ts'
import { plusMonths } from '#domain/calendar/months.ts'
import { merge, type Period } from '#domain/calendar/period.ts'
import type { StaffTime } from '#domain/caseload/capacity.ts'
import type { Ceiling, CeilingException } from '#domain/caseload/ceiling.ts'
import { forecastWeeks, type Known, type Recent } from '#domain/caseload/forecast.ts'
import { type HeldCase, type Load, type LoadSettings, loadsOn } from '#domain/caseload/load.ts'
import { betweenTurns, holds, type Span } from '#domain/caseload/span.ts'
import {
  type BridgeWeeks,
  type WeighedCase,
  type Weight,
  type Work,
  type WorkUnit,
  weigh,
} from '#domain/caseload/weight.ts'
import { paceChanges, paceOf } from '#domain/rhythm/pace.ts'
import { rulesInForce } from '#domain/rhythm/rules-in-force.ts'
import type { RhythmHistory, Rule } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import {
  type CaseRow,
  type ConfigurationRow,
  type Days,
  loadCaseloadConfiguration,
  loadCaseRows,
  loadStaffRows,
  type StaffRow,
} from './caseload-rows.ts'
import { loadRules } from './rules.ts'
import { inSlices } from './slices.ts'

/** An open case with its course, as far as it is known. */
export interface CaseFacts {
  caseId: number
  youthId: number
  /** The first day of the case. */
  openFrom: DayNumber
  /** Whether no last day of the case is known. */
  isOpenEnded: boolean
  holders: readonly { staffId: number; during: Span }[]
  /** From when each of them has it, while it is open. */
  comes: readonly { staffId: number; day: DayNumber }[]
  /** What it weighs on a day from today on, within the forecast. */
  weightOn: (day: DayNumber) => Weight
  heldOn: (day: DayNumber) => HeldCase | null
}

/** One member of staff, with the name that the board shows. */
export interface StaffFacts extends StaffTime {
  givenName: string
  familyName: string
  profession: string
  /** The day after the last; infinite for whoever works here. */
  leftBy: DayNumber
}

/** The unit as it is known on a day. */
export interface UnitFacts {
  known: Known
  cases: readonly CaseFacts[]
  staff: readonly StaffFacts[]
  recent: Recent
  rules: readonly Rule[]
  configuration: Configuration
}

/** What weights, time and ceilings are reckoned by, each as of a day. */
export interface Configuration {
  programmes: readonly { id: number; name: string }[]
  settingsOn: (day: DayNumber) => LoadSettings
  worksOn: (day: DayNumber) => readonly (Work & { id: number })[]
  bridgeOn: (day: DayNumber) => BridgeWeeks
  /** The days on which an education that begins on a day may come to weigh, and to weigh no more. */
  bridgeBounds: (start: DayNumber) => DayNumber[]
  /** The days on which a row begins or ends. */
  changes: readonly DayNumber[]
  /** Whether what the time is reckoned by is not confirmed by anybody. */
  timeIsUnverified: (day: DayNumber) => boolean
  ceilingsOn: (day: DayNumber) => readonly Ceiling[]
  exceptionsOn: (day: DayNumber) => readonly CeilingException[]
}

/** Everything of the unit that the board follows from: read together, worked out by the domain. */
export async function loadUnit(db: Db, today: Temporal.PlainDate): Promise<UnitFacts> {
  const [caseRows, staffRows, configured, rules] = await Promise.all([
    loadCaseRows(db, null),
    loadStaffRows(db),
    loadCaseloadConfiguration(db),
    loadRules(db),
  ])
  const { caseOf, staffOf, unitOf } = unitReckoner(configured, rules, dayNumber(today))
  return unitOf(await inSlices(caseRows, caseOf), staffRows.map(staffOf))
}

/** What everybody has time for, without their cases. */
export async function loadStaffTimes(
  db: Db,
  today: Temporal.PlainDate,
): Promise<Pick<UnitFacts, 'staff' | 'configuration'>> {
  const [rows, configured] = await Promise.all([loadStaffRows(db), loadCaseloadConfiguration(db)])
  return {
    staff: rows.map(row => staffFacts(row, configured, dayNumber(today))),
    configuration: configurationOf(configured),
  }
}

/** Works out the unit from what was read, so that what has not changed need not be worked out again. */
export function unitReckoner(configured: ConfigurationRow, rules: readonly Rule[], today: DayNumber) {
  const configuration = configurationOf(configured)
  return {
    caseOf: caseFacts(configured, configuration, rules, today),
    staffOf: (row: StaffRow) => staffFacts(row, configured, today),
    /** @param loads what is known already of everybody's loads on some days */
    unitOf(
      cases: readonly CaseFacts[],
      staff: readonly StaffFacts[],
      loads?: ReadonlyMap<DayNumber, readonly Load[]>,
    ): UnitFacts {
      const { opened, closed, recentWeeks: weeks } = configured
      const newCaseMinutes = newcomerWeight(configuration, today)
      const { settingsOn } = configuration
      const casesOn = onceADay(on => openOn(cases, on))
      const loadsFor = onceADay(on => loads?.get(on) ?? loadsOn(casesOn(on), staff, on, settingsOn(on)))
      return {
        known: { today, staff, casesOn, loadsOn: loadsFor, settingsOn },
        cases,
        staff,
        recent: { weeks, opened, closed, newCaseMinutes },
        rules,
        configuration,
      }
    },
  }
}

/** The cases that are open on a day, each as it weighs then. */
export function openOn(cases: readonly CaseFacts[], day: DayNumber): HeldCase[] {
  const open: HeldCase[] = []
  for (const each of cases) {
    const held = each.heldOn(day)
    if (held !== null) open.push(held)
  }
  return open
}

/** What a new case weighs, of which nothing else is known yet: minutes a month. */
export function newcomerWeight(
  configuration: Configuration,
  day: DayNumber,
  programmeIds: readonly number[] = [],
): number {
  const programmes = programmeIds.map(programmeId => ({ programmeId, since: day }))
  const newcomer = { ...nobodySpecial, openSince: day, programmes }
  return weigh(newcomer, configuration.worksOn(day), day, configuration.bridgeOn(day)).minutes
}

/** The open cases of some young people, with what weights and ceilings are reckoned by. */
export async function loadCases(
  db: Db,
  youthIds: readonly number[],
  today: Temporal.PlainDate,
): Promise<{ cases: readonly CaseFacts[]; configuration: Configuration }> {
  const [rows, configured, rules] = await Promise.all([
    loadCaseRows(db, youthIds),
    loadCaseloadConfiguration(db),
    loadRules(db),
  ])
  const configuration = configurationOf(configured)
  return { cases: rows.map(caseFacts(configured, configuration, rules, dayNumber(today))), configuration }
}

/** One young person's open case with its weight; null where there is none in sight. */
export async function loadCase(
  db: Db,
  youthId: number,
  today: Temporal.PlainDate,
): Promise<{ facts: CaseFacts; rules: readonly Rule[]; configuration: Configuration } | null> {
  const [[row], configured, rules] = await Promise.all([
    loadCaseRows(db, [youthId]),
    loadCaseloadConfiguration(db),
    loadRules(db),
  ])
  if (row === undefined) return null
  const configuration = configurationOf(configured)
  return { facts: caseFacts(configured, configuration, rules, dayNumber(today))(row), rules, configuration }
}

const nobodySpecial: WeighedCase = {
  meetings: { frequency: null, ruleIds: [] },
  calls: { frequency: null, ruleIds: [] },
  programmes: [],
  openSince: 0,
  companions: 0,
  needsInterpreter: false,
  educationStarts: [],
}

function span([from, to]: Days): Span {
  return { from, to: to ?? Number.POSITIVE_INFINITY }
}

function period([from, to]: Days): Period {
  return { from: plainDate(from), to: to === null ? null : plainDate(to) }
}

/** The forecast asks for each day several times. */
function onceADay<T>(make: (day: DayNumber) => T): (day: DayNumber) => T {
  const made = new Map<DayNumber, T>()
  return day => {
    const known = made.get(day)
    if (known !== undefined) return known
    const fresh = make(day)
    made.set(day, fresh)
    return fresh
  }
}

function configurationOf(row: ConfigurationRow): Configuration {
  const works = row.works.map(work => ({ ...work, per: work.per as WorkUnit, during: span(work.days) }))
  const on = <T extends { days: Days }>(rows: readonly T[], day: DayNumber) =>
    rows.filter(({ days }) => holds(span(days), day))
  const valueOn = (key: string, day: DayNumber, without: number) =>
    on(row.settings, day).find(setting => setting.key === key)?.value ?? without
  const bounds = [...row.works, ...row.settings].flatMap(({ days: [from, to] }) =>
    to === null ? [from] : [from, to],
  )
  const weeks = (key: string, without: number) => [
    without,
    ...row.settings.filter(setting => setting.key === key).map(({ value }) => value),
  ]
  return {
    programmes: row.programmes,
    changes: [...new Set(bounds)],
    bridgeBounds: start => [
      ...weeks('bridgeWeeksBefore', 4).map(before => start - before * 7),
      ...weeks('bridgeWeeksAfter', 8).map(after => start + after * 7),
    ],
    worksOn: onceADay(day => works.filter(({ during }) => holds(during, day))),
    settingsOn: onceADay(day => ({
      fullTimeWeekly: valueOn('fullTimeWeekly', day, 2220),
      fullTimeForYouths: valueOn('fullTimeForYouths', day, 6300),
      longAbsenceDays: valueOn('longAbsenceDays', day, 28),
      onboarding: on(row.steps, day).filter(({ staffId }) => staffId === null),
    })),
    bridgeOn: onceADay(day => ({
      before: valueOn('bridgeWeeksBefore', day, 4),
      after: valueOn('bridgeWeeksAfter', day, 8),
    })),
    timeIsUnverified: day => on(row.settings, day).some(({ status }) => status === 'unverified'),
    ceilingsOn: onceADay(day => on(row.ceilings, day)),
    exceptionsOn: onceADay(day => on(row.exceptions, day)),
  }
}

function staffFacts(row: StaffRow, { steps }: ConfigurationRow, today: DayNumber): StaffFacts {
  const left = row.leftBy ?? Number.POSITIVE_INFINITY
  const roles = row.roles.flatMap(([from, to]): Days[] => {
    const end = Math.min(to ?? Number.POSITIVE_INFINITY, left)
    return from < end ? [[from, Number.isFinite(end) ? end : null]] : []
  })
  const asCaseworker = merge(roles.map(period)).map(({ from, to }) => ({
    from: dayNumber(from),
    to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
  }))
  const first = Math.min(row.firstAssigned ?? Number.POSITIVE_INFINITY, ...roles.map(([from]) => from))
  return {
    staffId: row.staffId,
    givenName: row.givenName,
    familyName: row.familyName,
    profession: row.profession,
    leftBy: left,
    asCaseworker,
    hours: row.hours.map(([weeklyMinutes, ...days]) => ({ weeklyMinutes, during: span(days) })),
    duties: row.duties.map(([name, weeklyMinutes, ...days]) => ({ name, weeklyMinutes, during: span(days) })),
    absences: row.absences.map(([deputyId, ...days]) => ({ deputyId, during: span(days) })),
    newSince: Number.isFinite(first) ? first : null,
    ownSteps: steps.filter(({ staffId, days }) => staffId === row.staffId && holds(span(days), today)),
  }
}

function caseFacts(
  { programmes }: ConfigurationRow,
  configuration: Configuration,
  rules: readonly Rule[],
  today: DayNumber,
): (row: CaseRow) => CaseFacts {
  // Single events have no pace, and what is over has none any more.
  const paced = rules.filter(
    ({ pattern, during: { to } }) =>
      pattern !== 'once' && pattern !== 'set' && (to === null || dayNumber(to) > today),
  )
  const leaveAges = new Map(programmes.map(({ id, leaveAge }) => [id, leaveAge]))
  // Rows of rules that are ahead are known to a forecast, which looks no further than this.
  const foreseen = plainDate(today).add({ years: 1 })
  return row => {
    const open = span(row.open)
    const memberships = row.memberships.map(([programmeId, ...days]) => ({
      programmeId,
      during: untilBirthday(span(days), row.birth, leaveAges.get(programmeId) ?? null, today),
    }))
    // Most cases are in no programme, and most rules are of one: leaving those out saves most of the time.
    const mine = paced.filter(
      rule =>
        rule.programmeId === null || memberships.some(({ programmeId }) => programmeId === rule.programmeId),
    )
    const inForce = rulesInForce(mine, historyOf(row, memberships), foreseen)
    const holders = row.holders.map(([staffId, ...days]) => ({ staffId, during: span(days) }))
    const companions = row.companions.map(span)
    const spans = [open, ...memberships.map(({ during }) => during)]
    const turns = [
      ...paceChanges(inForce, plainDate(today), plainDate(today + forecastWeeks * 7)).map(dayNumber),
      ...[...spans, ...companions].flatMap(({ from, to }) => [from, to]),
      ...spans.map(({ from }) => plusMonths(from, 6)),
      ...row.educations.flatMap(start => configuration.bridgeBounds(start)),
      ...configuration.changes,
    ]
    // Worked out anew only where it may have changed: of most cases, nothing does in twelve weeks.
    const weightOn = betweenTurns(today, turns, day => {
      const subject: WeighedCase = {
        ...paceOf(inForce, plainDate(day)),
        programmes: memberships
          .filter(({ during }) => holds(during, day))
          .map(({ programmeId, during }) => ({ programmeId, since: during.from })),
        openSince: open.from,
        companions: companions.filter(each => holds(each, day)).length,
        needsInterpreter: row.interpreter,
        educationStarts: row.educations,
      }
      return weigh(subject, configuration.worksOn(day), day, configuration.bridgeOn(day))
    })
    const held = (day: DayNumber): HeldCase | null =>
      holds(open, day)
        ? {
            caseId: row.caseId,
            minutes: weightOn(day).minutes,
            programmeIds: memberships
              .filter(({ during }) => holds(during, day))
              .map(({ programmeId }) => programmeId),
            holderId: holders.find(({ during }) => holds(during, day))?.staffId ?? null,
            ...(row.barred.length === 0 ? {} : { notBy: barredOn(row.barred, day) }),
          }
        : null
    const barred = row.barred.map(([, ...days]) => span(days))
    const bounds = [...holders.map(({ during }) => during), ...barred].flatMap(({ from, to }) => [from, to])
    const heldAhead = betweenTurns(today, [...turns, ...bounds], held)
    // Whoever reads a case asks about today: weighing it belongs to the reading.
    heldAhead(today)
    return {
      caseId: row.caseId,
      youthId: row.youthId,
      openFrom: open.from,
      isOpenEnded: !Number.isFinite(open.to),
      holders,
      comes: holders.map(({ staffId, during }) => ({ staffId, day: Math.max(during.from, open.from) })),
      weightOn,
      heldOn: day => (day < today ? held(day) : heldAhead(day)),
    }
  }
}

function barredOn(rows: CaseRow['barred'], day: DayNumber): number[] {
  return rows.flatMap(([staffId, ...days]) => (holds(span(days), day) ? [staffId] : []))
}

/** A membership ends by itself on the birthday at which one leaves the programme, where that is still to come. */
function untilBirthday(during: Span, birth: DayNumber, leaveAge: number | null, today: DayNumber): Span {
  if (leaveAge === null) return during
  const leaves = dayNumber(birthday(plainDate(birth), leaveAge))
  return leaves > today && leaves > during.from
    ? { from: during.from, to: Math.min(during.to, leaves) }
    : during
}

/** Without contacts and deeds: they keep deadlines, and do not change how often something is owed. */
function historyOf(
  row: CaseRow,
  memberships: readonly { programmeId: number; during: Span }[],
): RhythmHistory {
  const [, closed] = row.open
  return {
    enquiryDay: row.enquiry === null ? null : plainDate(row.enquiry),
    assessments: row.assessments.map(([targetGroup, ...days]) => ({ targetGroup, during: period(days) })),
    memberships: memberships.map(({ programmeId, during: { from, to } }) => ({
      programmeId,
      during: period([from, Number.isFinite(to) ? to : null]),
    })),
    pauses: [],
    contacts: [],
    deeds: [],
    offPlan: [],
    orderSteps: [],
    closedFrom: closed === null ? null : plainDate(closed),
  }
}

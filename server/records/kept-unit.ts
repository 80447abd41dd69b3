import { sql } from 'kysely'
import { type DayNumber, dayNumber } from '#domain/calendar/day-number.ts'
import { forecastDays } from '#domain/caseload/forecast.ts'
import { type Lists, listed, relisted } from '#domain/caseload/lists.ts'
import { type HeldCase, type Load, loadsAfter } from '#domain/caseload/load.ts'
import type { StaffOffers } from '#domain/caseload/match.ts'
import type { Rule } from '#domain/rhythm/types.ts'
import type { Db } from '#server/database/connection.ts'
import { type CaseFacts, openOn, type UnitFacts, unitReckoner } from './caseload.ts'
import {
  type CaseRow,
  type ConfigurationRow,
  loadCaseloadConfiguration,
  loadCaseRows,
  loadStaffRows,
} from './caseload-rows.ts'
import { loadOffers, loadYouthMatches, type YouthMatch } from './match-facts.ts'
import { loadRules } from './rules.ts'
import { inSlices, oneByOne } from './slices.ts'

/**
 * The unit with what says who fits whom, and everybody's load today and on the same weekday of the coming weeks. How
 * many cases came and went lately is as it was when all was read.
 */
export interface KeptUnit {
  unit: UnitFacts
  /** The cases of the unit. */
  cases: readonly KeptCase[]
  /** Those open today, by their caseworker; what no change was about is the same list as before. */
  heldBy: Lists<HeldCase>
  /** By who has had, has or is to have them; what no change was about is the same list as before. */
  theirs: Lists<KeptCase>
  offers: ReadonlyMap<number, StaffOffers>
}

/** A case with what of the young person says who fits. */
export interface KeptCase extends CaseFacts {
  match: YouthMatch
}

interface Kept extends KeptUnit {
  day: number
  /** What the transactions were that its rows came about by. */
  snapshot: string
  /** What weights are reckoned by, to tell whether it has changed; and the same of the staff. */
  basis: string
  staffRows: string
  reckoner: ReturnType<typeof unitReckoner>
}

/** From so many changed young people on, all are read: it takes no longer. */
const fewYouths = 300

/**
 * Gives the unit as it is, from what is kept in memory and what has been changed since: `caseload_mark` says that to the
 * transaction, so that what is given is never older than the question. Kept are keys, days and minutes, and no name of
 * a young person.
 */
export type UnitKeeper = (db: Db, today: Temporal.PlainDate) => Promise<KeptUnit>

/** A keeper that has nothing yet: the first question reads all, as the first one of each day does. */
export function unitKeeper(): UnitKeeper {
  let kept: Kept | null = null
  return async (db, today) => {
    const known = kept?.day === dayNumber(today) ? kept : null
    const { snapshot, changed } = await changesSince(db, known?.snapshot ?? null)
    const fresh =
      known === null || changed.length > fewYouths
        ? await readAll(db, today, snapshot)
        : await readChanged(db, today, known, { snapshot, changed })
    kept = fresh
    return fresh
  }
}

/**
 * Which young people's rows were changed by transactions that the snapshot did not see; 0 is something else of the unit.
 *
 * @throws Error for whoever does not see all: what they see is no unit
 */
async function changesSince(
  db: Db,
  since: string | null,
): Promise<{ snapshot: string; changed: readonly number[] }> {
  const { rows } = await sql<{ snapshot: string; changed: number[]; sees: boolean }>`
    select pg_current_snapshot()::text as snapshot, door.sees_all() as sees,
      (select coalesce(json_agg(c.youth_id), '[]')
        from door.caseload_changes(coalesce(${since}::pg_snapshot, pg_current_snapshot())) c) as changed`.execute(
    db,
  )
  const [row] = rows
  if (!row?.sees) throw new Error('the unit is kept for those who see all of it')
  return row
}

async function readAll(db: Db, today: Temporal.PlainDate, snapshot: string): Promise<Kept> {
  const [caseRows, matches, staffRows, configured, rules, offers] = await Promise.all([
    loadCaseRows(db, null),
    loadYouthMatches(db, null),
    // After the matches, as later too: who is there with a change that comes meanwhile is not taken for unchanged.
    loadStaffRows(db),
    loadCaseloadConfiguration(db),
    loadRules(db),
    loadOffers(db),
  ])
  const day = dayNumber(today)
  const reckoner = unitReckoner(configured, rules, day)
  const cases = (await inSlices(caseRows, row => keptCases([row], matches, reckoner))).flat()
  const unit = reckoner.unitOf(cases, staffRows.map(reckoner.staffOf))
  await oneByOne(forecastDays(day), unit.known.loadsOn)
  return {
    ...{ unit, cases, offers, day, snapshot, reckoner },
    heldBy: listed(unit.known.casesOn(day), byHolder),
    theirs: listed(cases, byComing),
    basis: basisOf(configured, rules),
    staffRows: JSON.stringify(staffRows),
  }
}

function keptCases(
  rows: readonly CaseRow[],
  matches: ReadonlyMap<number, YouthMatch>,
  { caseOf }: Kept['reckoner'],
): KeptCase[] {
  return rows.flatMap(row => {
    const match = matches.get(row.youthId)
    // Whoever came or went between the two readings has a mark, and is read again with the next question.
    return match === undefined ? [] : [{ ...caseOf(row), match }]
  })
}

function byHolder({ holderId }: HeldCase): (number | null)[] {
  return [holderId]
}

/** Whoever comes back has it twice, and it is listed once. */
function byComing({ comes }: CaseFacts): number[] {
  return [...new Set(comes.map(({ staffId }) => staffId))]
}

/** What follows from those who have changed; the rest stays. */
async function readChanged(
  db: Db,
  today: Temporal.PlainDate,
  kept: Kept,
  { snapshot, changed }: { snapshot: string; changed: readonly number[] },
): Promise<Kept> {
  if (changed.length === 0) return kept
  const youthIds = changed.filter(id => id !== 0)
  // What is about no young person is marked apart: most changes leave it as it is.
  const isOfUnit = youthIds.length < changed.length
  const [caseRows, someMatches, basis, offers] = await Promise.all([
    loadCaseRows(db, youthIds),
    loadYouthMatches(db, youthIds),
    isOfUnit ? loadBasis(db) : kept.basis,
    isOfUnit ? loadOffers(db) : kept.offers,
  ])
  if (basis !== kept.basis) return readAll(db, today, snapshot)
  const { reckoner } = kept
  const [gone, rest] = parted(kept.cases, new Set(youthIds))
  const come = keptCases(caseRows, someMatches, reckoner)
  const before = new Map(gone.map(({ youthId, match }) => [youthId, match]))
  const isOfStaff = isOfUnit || youthIds.some(id => !isTheSameStaffs(before.get(id), someMatches.get(id)))
  const fresh = isOfStaff ? await loadStaffRows(db) : null
  const staffRows = fresh === null ? kept.staffRows : JSON.stringify(fresh)
  const staff = fresh === null || staffRows === kept.staffRows ? kept.unit.staff : fresh.map(reckoner.staffOf)
  const cases = inOrder(rest, come)
  const loads = staff === kept.unit.staff ? loadsWith(kept, gone, come) : undefined
  const unit = reckoner.unitOf(cases, staff, loads)
  const { day } = kept
  const heldBy = relisted(kept.heldBy, { gone: openOn(gone, day), come: openOn(come, day) }, byHolder)
  const theirs = relisted(kept.theirs, { gone, come }, byComing)
  return { ...kept, snapshot, unit, cases, heldBy, theirs, offers, staffRows }
}

function parted(cases: readonly KeptCase[], youthIds: ReadonlySet<number>): [KeptCase[], KeptCase[]] {
  const [gone, rest]: [KeptCase[], KeptCase[]] = [[], []]
  for (const each of cases) (youthIds.has(each.youthId) ? gone : rest).push(each)
  return [gone, rest]
}

/** Two lists as one in the order of the cases' keys, which each of them has. */
function inOrder(many: readonly KeptCase[], few: readonly KeptCase[]): KeptCase[] {
  const all: KeptCase[] = []
  let next = 0
  for (const each of many) {
    for (let one = few[next]; one !== undefined && one.caseId < each.caseId; one = few[++next]) all.push(one)
    all.push(each)
  }
  return all.concat(few.slice(next))
}

/** Whether a young person makes the same people caseworkers, since the same days, as before. */
function isTheSameStaffs(before: YouthMatch | undefined, now: YouthMatch | undefined): boolean {
  // Who has no open case may have had one, and may have been somebody's first.
  if (before === undefined || now === undefined) return false
  return JSON.stringify(before.caseworkers) === JSON.stringify(now.caseworkers)
}

async function loadBasis(db: Db): Promise<string> {
  const [configured, rules] = await Promise.all([loadCaseloadConfiguration(db), loadRules(db)])
  return basisOf(configured, rules)
}

/** All that weights and time follow from beside the cases; how many came lately is none of it. */
function basisOf(configured: ConfigurationRow, rules: readonly Rule[]): string {
  return JSON.stringify([{ ...configured, opened: 0, closed: 0 }, rules])
}

/** What everybody carries in the weeks that were kept, with some cases that are others now. */
function loadsWith(
  { unit: { known } }: Kept,
  gone: readonly CaseFacts[],
  come: readonly CaseFacts[],
): Map<DayNumber, Load[]> {
  const { today, staff, settingsOn, loadsOn } = known
  return new Map(
    forecastDays(today).map(day => {
      const changes = { gone: openOn(gone, day), come: openOn(come, day) }
      return [day, loadsAfter(loadsOn(day), changes, staff, day, settingsOn(day))]
    }),
  )
}

import { contains, overlaps } from '#domain/calendar/period.ts'
import { type Difference, differences } from './differences.ts'
import {
  type AnyRow,
  datesOf,
  identityOf,
  nameOf,
  type RowOf,
  type SectionName,
  type Setup,
  sectionNames,
} from './setup.ts'

/** What one proposal does to one section; the steps of several are taken in the order of the proposals. */
export type Step<S extends SectionName = SectionName> = {
  [Name in S]:
    | { section: Name; act: 'insert'; row: RowOf<Name> }
    /** The row of the same identity, and of the same first day where rows are dated, says something else. */
    | { section: Name; act: 'replace'; row: RowOf<Name> }
    /** `row` as it stands here no longer holds from `day` on. */
    | { section: Name; act: 'end'; row: RowOf<Name>; day: Temporal.PlainDate }
}[S]

/**
 * Why a row of a file cannot be brought in beside what stands here:
 * - `planned`: something else is decided already to begin within the same time
 * - `aboutOthers`: the rule of that key is about other people here, or runs by the other clock
 * - `opensSensitive`: notes that are sensitive here would be read by more
 * - `missing`: it belongs to a programme or group that the file ends before the day
 */
export type ConflictCode = 'planned' | 'aboutOthers' | 'opensSensitive' | 'missing'

export interface Proposal {
  /** Section, key and first day: the same as long as neither file nor day is another. */
  id: string
  section: SectionName
  name: string
  kind: 'new' | 'changed' | 'ended' | 'conflict'
  conflict: ConflictCode | null
  differences: Difference[]
  /** The first day on which it holds, or no longer holds; null where it is not dated. */
  day: Temporal.PlainDate | null
  /** Proposals that come with it, since it names their rows. */
  needs: string[]
  steps: Step[]
}

export interface Comparison {
  proposals: Proposal[]
  /** Rows of the file that say what stands here already. */
  same: number
  /** Rows that ended before the day: the past is not brought in. */
  past: number
}

/**
 * What a file would change here from a day on. Nothing is proposed about rows that the file does not have, and no step
 * touches what held before the day.
 */
export function compareSetups(here: Setup, there: Setup, from: Temporal.PlainDate): Comparison {
  const sum: Comparison = { proposals: [], same: 0, past: 0 }
  const add = <S extends SectionName>(section: S) => {
    for (const row of there[section]) {
      const verdict = compareRow(section, here[section], completed(row, here, from), from)
      if (verdict === 'same' || verdict === 'past') sum[verdict] += 1
      else sum.proposals.push(verdict)
    }
  }
  for (const section of sectionNames) add(section)
  return { ...sum, proposals: sum.proposals.map(proposal => withNeeds(proposal, here, sum.proposals)) }
}

/** What a file written before groups said when they may be decided leaves as it is here. */
function completed<Row extends AnyRow>(row: Row, { targetGroups }: Setup, from: Temporal.PlainDate): Row {
  if (!('definition' in row) || row.decidedAt !== undefined) return row
  const day = later(row.during.from, from)
  const mine = targetGroups.find(({ key, during }) => key === row.key && contains(during, day))
  return mine === undefined ? row : { ...row, decidedAt: mine.decidedAt }
}

type Verdict = Proposal | 'same' | 'past'

function compareRow<S extends SectionName>(
  section: S,
  rows: readonly RowOf<S>[],
  row: RowOf<S>,
  from: Temporal.PlainDate,
): Verdict {
  const during = 'during' in row ? row.during : null
  if (during !== null && during.to !== null && Temporal.PlainDate.compare(during.to, from) <= 0) return 'past'
  const start = during === null ? null : later(during.from, from)
  const effective: RowOf<S> =
    during === null || start === null ? row : { ...row, during: { from: start, to: during.to } }
  const mine = rows.filter(other => identityOf(other) === identityOf(row))
  const proposal = (kind: Proposal['kind'], found: readonly Difference[], steps: readonly Step<S>[]) => ({
    id: [section, identityOf(row), ...(during === null ? [] : [during.from])].join('/'),
    section,
    name: nameOf(row),
    kind,
    conflict: null,
    differences: [...found],
    day: start,
    needs: [],
    // The compiler cannot see that the steps of one section are among the steps of all.
    steps: steps as readonly Step[] as Step[],
  })
  const against = (conflict: ConflictCode, found: readonly Difference[]) => ({
    ...proposal('conflict', found, []),
    conflict,
  })

  const dates = datesOf(section, effective)
  if (dates === null) {
    const [old] = mine
    if (old === undefined) return proposal('new', [], [{ section, act: 'insert', row: effective }])
    const found = differences(old, row)
    if (found.length === 0) return 'same'
    if ('sensitive' in old && old.sensitive && found.some(({ field }) => field === 'sensitive'))
      return against('opensSensitive', found)
    const kept: RowOf<S> = 'during' in old ? { ...row, during: old.during } : row
    // What has no dates of its own is another from the moment that it is taken, whatever the day is for the rest.
    return { ...proposal('changed', found, [{ section, act: 'replace', row: kept }]), day: null }
  }

  const within = mine.filter(other => 'during' in other && overlaps(other.during, dates))
  const old = within.find(other => 'during' in other && contains(other.during, dates.from))
  if (within.some(other => other !== old)) {
    // What follows may be the very same rows, each of which is compared by itself.
    const found = old === undefined ? [] : differences(old, row)
    return against('planned', found)
  }
  if (old === undefined || !('during' in old))
    return proposal('new', [], [{ section, act: 'insert', row: effective }])
  const found = differences(old, row)
  const isShorter = dates.to !== null && (old.during.to === null || isBefore(dates.to, old.during.to))
  if (found.length === 0) {
    if (sameDay(dates.to, old.during.to)) return 'same'
    if (isShorter && dates.to !== null)
      return {
        ...proposal('ended', [], [{ section, act: 'end', row: old, day: dates.to }]),
        day: dates.to,
      }
  }
  if (isAboutOthers(old, row)) return against('aboutOthers', found)
  const steps: Step<S>[] = old.during.from.equals(dates.from)
    ? [{ section, act: 'replace', row: effective }]
    : [
        { section, act: 'end', row: old, day: dates.from },
        { section, act: 'insert', row: effective },
      ]
  return proposal('changed', [...found, ...endDifference(old.during.to, dates.to)], steps)
}

function isAboutOthers(old: AnyRow, row: AnyRow): boolean {
  if (!('clock' in old && 'clock' in row)) return false
  return old.clock !== row.clock || old.programme !== row.programme || old.targetGroup !== row.targetGroup
}

function endDifference(before: Temporal.PlainDate | null, after: Temporal.PlainDate | null): Difference[] {
  if (sameDay(before, after)) return []
  const last = (day: Temporal.PlainDate | null) => day?.subtract({ days: 1 }).toString() ?? ''
  return [{ field: 'lastDay', before: last(before), after: last(after) }]
}

/** Whoever takes a rule takes the programme and the groups that it names, where they are not here. */
function withNeeds(proposal: Proposal, here: Setup, all: readonly Proposal[]): Proposal {
  if (proposal.kind === 'conflict') return proposal
  const needs: string[] = []
  for (const { act, row } of proposal.steps) {
    if (act === 'end') continue
    const programme = 'programme' in row ? row.programme : null
    const groups = 'targetGroups' in row ? row.targetGroups : 'targetGroup' in row ? [row.targetGroup] : []
    const wanted = [
      ...(programme === null || here.programmes.some(({ key }) => key === programme)
        ? []
        : [{ section: 'programmes', key: programme }]),
      ...groups
        .filter(group => group !== null && !here.targetGroups.some(({ key }) => key === group))
        .map(key => ({ section: 'targetGroups', key })),
      ...('amount' in row && !here.rateKinds.some(({ key }) => key === row.rate)
        ? [{ section: 'rateKinds', key: row.rate }]
        : []),
    ]
    for (const { section, key } of wanted) {
      const found = all.filter(
        other => other.section === section && other.kind === 'new' && other.id.split('/')[1] === key,
      )
      // Nobody is in a group that neither has: the order's rule names it in vain, and does no harm.
      if (found.length === 0 && 'ageFrom' in row && !('key' in row)) continue
      if (found.length === 0) return { ...proposal, kind: 'conflict', conflict: 'missing', steps: [] }
      needs.push(...found.map(({ id }) => id))
    }
  }
  return { ...proposal, needs: [...new Set(needs)] }
}

/** The ids of these proposals and of all that come with them; those that are in conflict are left out. */
export function withWhatTheyNeed(proposals: readonly Proposal[], chosen: readonly string[]): Proposal[] {
  const taken = new Set<string>()
  const take = (id: string) => {
    if (taken.has(id)) return
    taken.add(id)
    for (const needed of proposals.find(proposal => proposal.id === id)?.needs ?? []) take(needed)
  }
  for (const id of chosen) take(id)
  return proposals.filter(({ id, kind }) => kind !== 'conflict' && taken.has(id))
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return isBefore(a, b) ? b : a
}

function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

function sameDay(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}

import type { DatedRowKind, readYouthRows } from '#contract/register.ts'
import type { OutputOf } from '#contract/use-case.ts'

export type YouthRows = OutputOf<typeof readYouthRows>

/** One dated row, whatever it is about, as the page and its form handle it. */
export interface PeriodRow {
  kind: DatedRowKind
  id: number
  from: Temporal.PlainDate
  lastDay: Temporal.PlainDate | null
  /** What was chosen: a programme's key, a role, or a kind. */
  choice: string
  /** For assignments; empty otherwise. */
  staffId: string
  /** Remark or description; empty where the kind has none. */
  text: string
  weeklyMinutes: number | null
  /** For activities: when the municipality was told that it ended. */
  noticeDay: Temporal.PlainDate | null
}

type Said = Pick<PeriodRow, 'choice'> &
  Partial<Pick<PeriodRow, 'staffId' | 'text' | 'weeklyMinutes' | 'noticeDay'>>

/** The rows of one kind, the newest first. */
export function rowsIn(kind: DatedRowKind, data: YouthRows): PeriodRow[] {
  const rows = <Row>(
    list: readonly {
      id: number
      during: { from: Temporal.PlainDate; lastDay: Temporal.PlainDate | null }
      row: Row
    }[],
    says: (row: Row) => Said,
  ): PeriodRow[] =>
    list.map(({ id, during, row }) => ({
      kind,
      id,
      ...during,
      staffId: '',
      text: '',
      weeklyMinutes: null,
      noticeDay: null,
      ...says(row),
    }))
  switch (kind) {
    case 'membership':
      return rows(data.memberships, row => ({ choice: String(row.programmeId) }))
    case 'assignment':
      return rows(data.assignments, row => ({
        choice: row.role,
        staffId: String(row.staffId),
        text: row.note,
      }))
    case 'benefit':
      return rows(data.benefits, row => ({ choice: row.kind }))
    case 'activity':
      return rows(data.activities, row => ({
        choice: row.kind,
        text: row.description,
        weeklyMinutes: row.weeklyMinutes,
        noticeDay: row.noticeDay,
      }))
    case 'pause':
      return rows(data.pauses, row => ({ choice: row.kind }))
  }
}

type Standing = 'now' | 'upcoming' | 'earlier'

export function standingOn(
  { from, lastDay }: Pick<PeriodRow, 'from' | 'lastDay'>,
  today: Temporal.PlainDate,
): Standing {
  if (Temporal.PlainDate.compare(from, today) > 0) return 'upcoming'
  return lastDay !== null && Temporal.PlainDate.compare(lastDay, today) < 0 ? 'earlier' : 'now'
}

/**
 * The row that a new one takes over from: it runs on, began before, and there can be but one.
 *
 * @param role for assignments, of which only the caseworker is alone
 */
export function endedBy(
  kind: DatedRowKind,
  rows: readonly PeriodRow[],
  { from, role }: { from: Temporal.PlainDate | null; role: string },
): PeriodRow | undefined {
  if (from === null || !takesOver(kind, role)) return undefined
  return rows.find(
    row =>
      row.lastDay === null &&
      Temporal.PlainDate.compare(row.from, from) < 0 &&
      (kind !== 'assignment' || row.choice === role),
  )
}

/**
 * The row that ended when this one began. Nothing lets it go on where this one is taken back, and nobody would be told of
 * the gap; null where there would be none that matters, since it is over.
 */
export function leftEnded(
  rows: readonly PeriodRow[],
  row: PeriodRow,
  today: Temporal.PlainDate,
): PeriodRow | null {
  if (!takesOver(row.kind, row.choice) || standingOn(row, today) === 'earlier') return null
  const before = rows.find(
    other =>
      other.lastDay?.add({ days: 1 }).equals(row.from) &&
      (row.kind !== 'assignment' || other.choice === row.choice),
  )
  return before ?? null
}

/** Whether there is but one of it at a time, so that a new one ends the one that runs. */
function takesOver(kind: DatedRowKind, role: string): boolean {
  return kind === 'benefit' || (kind === 'assignment' && role === 'caseworker')
}

/** Whether the contact rhythm depends on rows of the kind. */
export function movesDeadlines(kind: DatedRowKind): boolean {
  return kind === 'membership' || kind === 'pause'
}

import type { ImportCounts, ImportField, ImportRow } from '#contract/imports.ts'
import { sayIn } from '#contract/language/say-in.ts'
import { type Decision, isMasked } from './decide.ts'
import type { MappedTable, Outcome } from './import-rows.ts'
import type { Configuration } from './register.ts'
import { cellText } from './sheet.ts'

/** A row of the preview or the result, with the people of whom it shows something, if only that they are here. */
export interface VerdictRow extends ImportRow {
  youthIds: number[]
}

/** Decisions as people read them: headings for columns, names for codes. */
export function verdictRows(outcome: Outcome, table: MappedTable): VerdictRow[] {
  const heading = headings(table)
  return outcome.decisions.map(decision => ({
    row: decision.row,
    name: decision.name,
    verdict: decision.verdict,
    faults:
      decision.verdict === 'refused'
        ? decision.faults.map(({ field, code, params }) => ({
            column: heading.get(field) ?? sayIn('da')(`importField.${field}`),
            field,
            code,
            params: params ?? {},
          }))
        : [],
    changes: 'changes' in decision ? changesOf(decision, outcome.configuration) : [],
    sameAsRow: decision.verdict === 'unchanged' ? decision.sameAsRow : null,
    doubtfulCpr: 'source' in decision && decision.source.doubtfulCpr && decision.writes.cpr !== null,
    ...aboveCeiling(decision, outcome),
    youthIds: youthsOf(decision, outcome),
  }))
}

export function countVerdicts(rows: readonly Pick<ImportRow, 'verdict' | 'aboveCeiling'>[]): ImportCounts {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { verdict } of rows) counts[verdict] += 1
  const aboveCeiling = rows.filter(row => row.aboveCeiling !== undefined).length
  return aboveCeiling === 0 ? counts : { ...counts, aboveCeiling }
}

function aboveCeiling({ row }: Decision, { above }: Outcome): Pick<ImportRow, 'aboveCeiling'> {
  const told = above.get(row)
  return told === undefined ? {} : { aboveCeiling: told }
}

function headings({ sheet, headerRow, fields }: MappedTable): Map<ImportField, string> {
  const cells = sheet.rows[headerRow] ?? []
  return new Map(
    fields.flatMap((field, column) => {
      const heading = cellText(cells[column])
      return field === null || heading === '' ? [] : [[field, heading] as const]
    }),
  )
}

function youthsOf(decision: Decision, { written }: Outcome): number[] {
  if (decision.verdict === 'refused') return decision.youthIds
  const youthId =
    decision.verdict === 'unchanged'
      ? decision.youthId
      : (written.get(decision.row) ?? decision.writes.youthId)
  return youthId === null ? [] : [youthId]
}

/** Everybody of whom these rows tell something, for the read log. */
export function shownPeople(rows: readonly Pick<VerdictRow, 'youthIds'>[]): number[] {
  return [...new Set(rows.flatMap(({ youthIds }) => youthIds))]
}

/** Changes as people read them; staff by the name that the list has, groups and programmes by theirs. */
function changesOf(
  decision: Extract<Decision, { changes: unknown }>,
  { targetGroupNames, programmeNames }: Configuration,
): ImportRow['changes'] {
  const shown = (field: string, value: string | null): string | null => {
    if (value === null) return null
    if (field === 'targetGroup') return targetGroupNames.get(value) ?? value
    if (field === 'programme') return programmeNames.get(Number(value)) ?? value
    return value
  }
  return decision.changes.map(change => {
    const { field, before, after } = change
    if (isMasked(change, decision)) return { field, before: null, after: '', masked: true }
    // Who held the case before is known by number only; the page of the person tells the history.
    if (field === 'caseworker')
      return { field, before: null, after: decision.source.caseworker?.value ?? '', masked: false }
    return { field, before: shown(field, before), after: shown(field, after) ?? '', masked: false }
  })
}

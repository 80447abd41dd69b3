import { YouthColumn } from '#contract/youths.ts'
import { defaultColumns } from './list-state.ts'

const place = 'medgang.youth-columns'

/** The columns that were last chosen in this browser. */
export function rememberedColumns(): readonly YouthColumn[] {
  const kept = localStorage.getItem(place)
  return kept === null
    ? defaultColumns
    : kept.split('.').flatMap(name => YouthColumn.safeParse(name).data ?? [])
}

export function rememberColumns(columns: readonly YouthColumn[]): void {
  localStorage.setItem(place, columns.join('.'))
}

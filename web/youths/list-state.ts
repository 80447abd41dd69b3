import type { InputOf } from '#contract/use-case.ts'
import {
  type YouthColumn as Column,
  YouthFilter as Filter,
  type ViewDefinition,
  YouthColumn,
  type YouthFilter,
  type YouthSort,
  youthSorts,
} from '#contract/youths.ts'

/** What the address of the list says: readable, and never a name or a number. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/** Which young people, in which order, with which columns. */
export interface ListState {
  filter: YouthFilter
  sort: YouthSort
  descending: boolean
  columns: readonly Column[]
}

export const defaultColumns: readonly Column[] = [
  'age',
  'targetGroup',
  'programmes',
  'caseworker',
  'lastContact',
  'nextDue',
  'nextAppointment',
]

/** Under each name in the address one filter, as text. */
const filterNames = {
  hvem: 'scope',
  sag: 'caseState',
  gruppe: 'targetGroup',
  forloeb: 'programmeId',
  raadgiver: 'caseworkerId',
  udenraadgiver: 'withoutCaseworker',
  overskredet: 'overdue',
  udenaftale: 'withoutAppointment',
  beskyttet: 'protectedAddress',
  fra: 'ageFrom',
  til: 'ageTo',
  frist: 'dueWithinDays',
} as const satisfies Record<string, keyof YouthFilter>

/** The state that an address stands for; what cannot be read is as if it was not there. */
export function readState(
  search: ListSearch,
  scope: YouthFilter['scope'],
  columns: readonly Column[],
): ListState {
  const filter: Record<string, unknown> = { scope }
  for (const [name, field] of Object.entries(filterNames)) {
    const parsed = Filter.shape[field].safeParse(search[name])
    if (search[name] !== undefined && parsed.success) filter[field] = parsed.data
  }
  const chosen = search['kolonner']?.split('.').flatMap(name => YouthColumn.safeParse(name).data ?? [])
  return {
    filter: Filter.parse(filter),
    sort: youthSorts.find(sort => sort === search['sort']) ?? 'name',
    descending: search['faldende'] === 'ja',
    columns: chosen ?? columns,
  }
}

/** The address of a state. */
export function writeState(state: ListState): ListSearch {
  const search: Record<string, string | undefined> = {}
  for (const [name, field] of Object.entries(filterNames)) {
    const value = state.filter[field]
    if (value !== undefined) search[name] = String(value)
  }
  if (state.filter.caseState === 'open') delete search['sag']
  if (state.sort !== 'name') search['sort'] = state.sort
  if (state.descending) search['faldende'] = 'ja'
  search['kolonner'] = state.columns.join('.')
  return search
}

/** How many filters there are beside whose and open cases, which nobody thinks of as filters. */
export function filtersOn(filter: YouthFilter): number {
  const { scope: _, caseState, ...rest } = filter
  const ages = rest.ageFrom !== undefined || rest.ageTo !== undefined ? 1 : 0
  const others = Object.entries(rest).filter(
    ([name, value]) => value !== undefined && name !== 'ageFrom' && name !== 'ageTo',
  )
  return others.length + ages + (caseState === 'open' ? 0 : 1)
}

/** A state as it is saved. */
export function toDefinition({ filter, sort, descending, columns }: ListState): InputOfView {
  return { filter, sort, descending, columns: [...columns] }
}
type InputOfView = InputOf<typeof import('#contract/youths.ts').createView>['definition']

export function fromDefinition(definition: ViewDefinition): ListState {
  return definition
}

/** Whether two states are the same list. */
export function isSame(a: ListState, b: ListState): boolean {
  const text = (state: ListState) =>
    new URLSearchParams(Object.entries(writeState(state)) as string[][]).toString()
  return text(a) === text(b)
}

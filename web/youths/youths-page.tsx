import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { type YouthRow, youthSorts } from '#contract/youths.ts'
import { explainError } from '#web/calls/explain.ts'
import { useDates, useSay } from '#web/calls/language.tsx'
import { useMay, useToday } from '#web/calls/session.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { Alert, SkeletonRows } from '#web/kit/feedback.tsx'
import { Page } from '#web/kit/layout.tsx'
import { PageHeader } from '#web/kit/page-header.tsx'
import { EmptyState } from '#web/kit/rows.tsx'
import { Select, TextField } from '#web/kit/text-field.tsx'
import { useColumnsRoom } from '#web/kit/use-wide.ts'
import { rememberColumns, rememberedColumns } from './chosen-columns.ts'
import { ColumnsDialog } from './columns-dialog.tsx'
import { ExportButton } from './export-button.tsx'
import { filtersOn, type ListState, readState, writeState } from './list-state.ts'
import { countQuery, listQuery, searchQuery } from './queries.ts'
import { ViewsBar } from './views-bar.tsx'
import { YouthCards } from './youth-cards.tsx'
import { YouthFilters } from './youth-filters.tsx'
import { YouthsTable } from './youths-table.tsx'
import './youths.css'

const route = getRouteApi('/inside/unge')

/** The young people in sight: search, filters, order, columns, saved views and a spreadsheet. */
export function YouthsPage() {
  const say = useSay()
  const dates = useDates()
  const may = useMay()
  const navigate = route.useNavigate()
  const [columns] = useState(rememberedColumns)
  // Whoever has a day of their own begins with their own young people, a leader with everybody.
  const scope = may('day.read') ? 'mine' : 'all'
  const state = readState(route.useSearch(), scope, columns)
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim())
  const [choosing, setChoosing] = useState(false)
  const [filtering, setFiltering] = useState(() => filtersOn(state.filter) > 0)
  const { data: counted } = useQuery(countQuery(state.filter))
  const on = filtersOn(state.filter)
  const isWide = useColumnsRoom()

  const go = (next: ListState) => {
    rememberColumns(next.columns)
    void navigate({ search: writeState(next), replace: true, resetScroll: false })
  }
  const clear = () => go({ ...state, filter: { scope: state.filter.scope, caseState: 'open' } })

  return (
    <Page width="full">
      <PageHeader
        title={say('youths.heading')}
        actions={
          may('youth.write') && (
            <LinkButton to="/unge/ny" icon="plus">
              {say('youths.register')}
            </LinkButton>
          )
        }
      >
        <span role="status">{counted && say('youths.count', { count: counted.count })}</span>
      </PageHeader>
      <ViewsBar state={state} defaults={{ scope, columns: state.columns }} />
      <div className="mg-youths-tools">
        <search>
          <TextField
            id="youth-search"
            name="words"
            type="search"
            size="full"
            label={say('youths.searchLabel')}
            optional={false}
            value={typed}
            maxLength={100}
            onChange={setTyped}
          />
        </search>
        <div className="mg-button-row">
          <Button icon="list-check" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
            {on > 0
              ? `${say(filtering ? 'youths.hideFilters' : 'youths.showFilters')} (${dates.count(on)})`
              : say(filtering ? 'youths.hideFilters' : 'youths.showFilters')}
          </Button>
          {isWide && (
            <Button icon="settings" onClick={() => setChoosing(true)}>
              {say('youths.columns')}
            </Button>
          )}
          <ExportButton state={state} words={words} />
        </div>
      </div>
      {!isWide && words === '' && <SortFields state={state} onChange={go} />}
      {filtering && (
        <div className="mg-youths-filters">
          <YouthFilters filter={state.filter} onChange={filter => go({ ...state, filter })} onClear={clear} />
        </div>
      )}
      {words === '' ? (
        <List state={state} onChange={go} onClear={clear} />
      ) : (
        <Found
          state={state}
          words={words}
          onClear={clear}
          onAll={() => {
            go({ ...state, filter: { ...state.filter, scope: 'all' } })
            // What was pressed goes away.
            document.getElementById('youth-search')?.focus()
          }}
        />
      )}
      <ColumnsDialog
        open={choosing}
        columns={state.columns}
        onChange={chosen => go({ ...state, columns: chosen })}
        onClose={() => setChoosing(false)}
      />
    </Page>
  )
}

/** The order of the cards, which have no headings to press. */
function SortFields({ state, onChange }: { state: ListState; onChange: (state: ListState) => void }) {
  const say = useSay()
  return (
    <div className="mg-youths-sort">
      <Select
        id="youth-sort"
        name="sort"
        label={say('youths.sortBy')}
        value={state.sort}
        choices={youthSorts.map(sort => ({ value: sort, label: say(`youths.${sort}`) }))}
        onChange={sort => onChange({ ...state, sort: sort === '' ? 'name' : sort, descending: false })}
      />
      <Button
        icon={state.descending ? 'arrow-downward' : 'arrow-upward'}
        onClick={() => onChange({ ...state, descending: !state.descending })}
      >
        {say(state.descending ? 'youths.sortDescending' : 'youths.sortAscending')}
      </Button>
    </div>
  )
}

/** What is typed, once it has rested for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const wait = setTimeout(() => setSettled(typed), typed === '' ? 0 : 250)
    return () => clearTimeout(wait)
  }, [typed])
  return settled
}

function List({
  state,
  onChange,
  onClear,
}: {
  state: ListState
  onChange: (state: ListState) => void
  onClear: () => void
}) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const list = useInfiniteQuery(listQuery(state))
  const rows = list.data?.pages.flatMap(page => page.rows) ?? []
  if (list.isPending) return <SkeletonRows rows={8} />
  if (list.isError && rows.length === 0) {
    return (
      <Alert
        tone="error"
        live
        title={say('youths.loadFailed')}
        actions={<Button onClick={() => void list.refetch()}>{say('common.tryAgain')}</Button>}
      >
        {explainError(say, list.error)}
      </Alert>
    )
  }
  if (rows.length === 0 && filtersOn(state.filter) > 0) {
    return (
      <EmptyState
        title={say('youths.emptyFilteredTitle')}
        actions={<Button onClick={onClear}>{say('youths.clearFilters')}</Button>}
      >
        {say('youths.emptyFiltered')}
      </EmptyState>
    )
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title={say('youths.emptyTitle')}
        actions={
          <>
            {may('import.run') && <LinkButton to="/import">{say('youths.goToImport')}</LinkButton>}
            {may('youth.write') && (
              <LinkButton to="/unge/ny" look="primary">
                {say('youths.register')}
              </LinkButton>
            )}
          </>
        }
      >
        {say(may('import.run') ? 'youths.emptyAll' : 'youths.emptyMine')}
      </EmptyState>
    )
  }
  return (
    <>
      <Rows
        rows={rows}
        today={list.data?.pages[0]?.today ?? today}
        state={state}
        onSort={(sort, descending) => onChange({ ...state, sort, descending })}
      />
      {list.isFetchNextPageError && (
        <Alert
          tone="error"
          live
          title={say('youths.loadFailed')}
          actions={<Button onClick={() => void list.refetch()}>{say('common.tryAgain')}</Button>}
        >
          {explainError(say, list.error)}
        </Alert>
      )}
      <More
        isFetching={list.isFetchingNextPage}
        onReach={() => {
          if (list.hasNextPage && !list.isFetchNextPageError) void list.fetchNextPage()
        }}
      />
    </>
  )
}

/** Asks for more long before the end is in sight. */
function More({ isFetching, onReach }: { isFetching: boolean; onReach: () => void }) {
  const say = useSay()
  const mark = useRef<HTMLDivElement>(null)
  const reach = useRef(onReach)
  useEffect(() => {
    reach.current = onReach
  })
  useEffect(() => {
    const element = mark.current
    if (element === null) return
    const watcher = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && reach.current(),
      {
        rootMargin: '2000px',
      },
    )
    // Watched anew after each page: while the mark stays within reach, nothing would tell of it.
    if (!isFetching) watcher.observe(element)
    return () => watcher.disconnect()
  }, [isFetching])
  return (
    <div ref={mark} role="status" className="mg-quiet">
      {isFetching && say('youths.loadingMore')}
    </div>
  )
}

function Found({
  state,
  words,
  onClear,
  onAll,
}: {
  state: ListState
  words: string
  onClear: () => void
  onAll: () => void
}) {
  const say = useSay()
  const { data, error, isPlaceholderData } = useQuery(searchQuery(state.filter, words))
  if (error)
    return (
      <Alert tone="error" live>
        {explainError(say, error)}
      </Alert>
    )
  if (data === undefined) return <SkeletonRows rows={3} />
  if (data.rows.length === 0 && !isPlaceholderData) {
    // Whoever one is to have soon is no one of one's own yet.
    const amongMine = state.filter.scope === 'mine' && data.readAs !== 'cprIncomplete'
    const texts = {
      name: amongMine ? 'youths.nothingFoundMineName' : 'youths.nothingFoundName',
      cpr: amongMine ? 'youths.nothingFoundMineCpr' : 'youths.nothingFoundCpr',
      cprIncomplete: 'youths.cprIncomplete',
    } as const
    const filtered = filtersOn(state.filter) > 0
    return (
      <div role="status">
        <EmptyState
          title={say('youths.nothingFound')}
          actions={
            <>
              {amongMine && <Button onClick={onAll}>{say('youths.searchAll')}</Button>}
              {filtered && <Button onClick={onClear}>{say('youths.clearFilters')}</Button>}
            </>
          }
        >
          {say(texts[data.readAs])} {filtered && say('youths.nothingFoundFiltered')}
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      <p role="status" className="mg-quiet">
        {say('youths.found', { count: data.rows.length })}. {data.more && say('youths.moreFound')}
      </p>
      <Rows rows={data.rows} today={data.today} state={state} onSort={null} />
    </>
  )
}

function Rows({
  rows,
  today,
  state,
  onSort,
}: {
  rows: readonly YouthRow[]
  today: Temporal.PlainDate
  state: ListState
  onSort: ((sort: ListState['sort'], descending: boolean) => void) | null
}) {
  const isWide = useColumnsRoom()
  // The list may be long: what is typed or pressed meanwhile comes first.
  const shown = useDeferredValue(rows)
  if (!isWide) return <YouthCards rows={shown} today={today} />
  return (
    <YouthsTable
      rows={shown}
      today={today}
      columns={state.columns}
      sort={onSort === null ? null : state.sort}
      descending={state.descending}
      onSort={onSort}
    />
  )
}

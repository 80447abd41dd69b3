import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  createSortedRowModel,
  FlexRender,
  type RowData,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { usePageOffset } from './virtual-list.tsx'

/**
 * Text as the language sorts it (å last), numbers and days by size, the empty ones first.
 * Days and times are compared as their ISO text, which sorts as they do.
 */
function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  if (b === null || b === undefined) return 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b)
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

const collator = new Intl.Collator('da', { numeric: true })

const features = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
})

/** The features that our tables have; columns are typed by them. */
export type TableColumns<Row extends RowData> = ColumnDef<typeof features, Row>[]

/**
 * Makes columns of a row's type, once, outside of the component:
 * `const helper = columnsOf<Youth>(); const columns = helper.columns([helper.accessor('name', { header: 'Navn' })])`.
 * A column is sorted by its accessor's value; `enableSorting: false` for those that cannot be.
 */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<typeof features, Row>()
}

interface DataTableProps<Row extends RowData> {
  /** Read aloud before the table; not shown. */
  caption: string
  columns: TableColumns<Row>
  data: readonly Row[]
  rowId: (row: Row) => string
  sorting: SortingState
  onSortingChange: (sorting: SortingState) => void
  /** The rows come sorted from the server. */
  sortedElsewhere?: boolean
  /** Columns that are not shown, by id. */
  hidden?: readonly string[]
  /** Widths by column id as CSS (`30%`, `120px`); the columns of a virtual table are otherwise equally wide. */
  widths?: Readonly<Record<string, string>>
  /** Only the rows in sight are in the page; for more than a hundred or so. Rows then have this height in px. */
  virtualRowHeight?: number
}

const sortIcons = {
  asc: { icon: 'sort-table-ascending', aria: 'ascending' },
  desc: { icon: 'sort-table-descending', aria: 'descending' },
  none: { icon: 'sort-table-none', aria: undefined },
} as const satisfies Record<string, { icon: IconName; aria: 'ascending' | 'descending' | undefined }>

/**
 * Rows and columns. A heading that sorts is a button, and its column says `aria-sort`. On a narrow screen the
 * table scrolls sideways in its own frame. The first column is the row's heading.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const {
    caption,
    columns,
    data,
    rowId,
    sorting,
    onSortingChange,
    sortedElsewhere = false,
    hidden = [],
  } = props
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowId,
    manualSorting: sortedElsewhere,
    enableMultiSort: false,
    defaultColumn: { sortFn: (a, b, id) => compareValues(a.getValue(id), b.getValue(id)) },
    state: { sorting, columnVisibility: Object.fromEntries(hidden.map(id => [id, false])) },
    onSortingChange: (change: Updater<SortingState>) =>
      onSortingChange(typeof change === 'function' ? change(sorting) : change),
  })
  const rows = table.getRowModel().rows
  const virtual = props.virtualRowHeight !== undefined
  const { element, offset } = usePageOffset<HTMLTableSectionElement>()
  const windowed = useWindowVirtualizer({
    count: virtual ? rows.length : 0,
    estimateSize: () => props.virtualRowHeight ?? 0,
    overscan: 12,
    scrollMargin: offset,
  })
  const items = windowed.getVirtualItems()
  const before = virtual ? (items[0]?.start ?? offset) - offset : 0
  const after = virtual ? windowed.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset) : 0
  const shown = virtual ? items.map(item => item.index) : rows.map((_, index) => index)
  const width = table.getVisibleLeafColumns().length

  return (
    <div className="mg-table-frame">
      <table
        className={classNames('mg-table', virtual && 'mg-table-virtual')}
        aria-rowcount={rows.length + 1}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map(group => (
            <tr key={group.id}>
              {group.headers.map(header => {
                const sort = sortIcons[header.column.getIsSorted() || 'none']
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sort.aria}
                    style={{ width: props.widths?.[header.column.id] }}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        <FlexRender header={header} />
                        <Icon name={sort.icon} small />
                      </button>
                    ) : (
                      <FlexRender header={header} />
                    )}
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody ref={element}>
          {before > 0 && <SpaceRow height={before} width={width} />}
          {shown.map(index => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <tr
                key={row.id}
                aria-rowindex={index + 2}
                style={virtual ? { height: props.virtualRowHeight } : undefined}
              >
                {row.getVisibleCells().map((cell, position) =>
                  position === 0 ? (
                    <th key={cell.id} scope="row">
                      <FlexRender cell={cell} />
                    </th>
                  ) : (
                    <td key={cell.id}>
                      <FlexRender cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            )
          })}
          {after > 0 && <SpaceRow height={after} width={width} />}
        </tbody>
      </table>
    </div>
  )
}

/** As tall as the rows that are out of sight. */
function SpaceRow({ height, width }: { height: number; width: number }) {
  return (
    <tr>
      <td className="mg-table-space" colSpan={width} style={{ height }} />
    </tr>
  )
}

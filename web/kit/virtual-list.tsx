import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

/** Where an element begins on the page, so that the window's scrolling can be reckoned from there. */
export function usePageOffset<Element extends HTMLElement>() {
  const element = useRef<Element>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    if (element.current) setOffset(element.current.getBoundingClientRect().top + window.scrollY)
  }, [])
  return { element, offset }
}

interface VirtualListProps<Item> {
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string | number
  /** Roughly, in px; the real heights are measured. */
  rowHeight: number
  render: (item: Item) => ReactNode
}

/** A long list of which only the part in sight is in the page; scrolls with the window. */
export function VirtualList<Item>({ label, items, keyOf, rowHeight, render }: VirtualListProps<Item>) {
  const { element, offset } = usePageOffset<HTMLUListElement>()
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: offset,
    getItemKey: index => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
  })
  return (
    <ul ref={element} className="mg-virtual" aria-label={label} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(row => {
        const item = items[row.index]
        return item === undefined ? null : (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ transform: `translateY(${row.start - offset}px)` }}
          >
            {render(item)}
          </li>
        )
      })}
    </ul>
  )
}

import { type RefObject, useEffect, useRef } from 'react'
import { focusHeading } from '#web/kit/page-header.tsx'

/**
 * Puts the focus on a button within a place once something else is shown there, since what was pressed is gone by then;
 * on the page's heading where there is none.
 *
 *     const place = useRef<HTMLDivElement>(null)
 *     const waitFor = useFocusAfter(place, locks.length)
 *     <Button onClick={() => { waitFor(); unlock() }} />
 */
export function useFocusAfter(
  place: RefObject<HTMLElement | null>,
  shown: number | string | null,
  which = 'button',
): () => void {
  const before = useRef<{ shown: number | string | null } | null>(null)
  useEffect(() => {
    if (before.current === null || before.current.shown === shown) return
    before.current = null
    const button = place.current?.querySelector<HTMLButtonElement>(which)
    if (button == null) focusHeading()
    else button.focus()
  }, [place, shown, which])
  return () => {
    before.current = { shown }
  }
}

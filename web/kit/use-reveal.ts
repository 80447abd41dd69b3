import { type RefObject, useEffect, useRef } from 'react'

/**
 * Brings a box into view and gives it the focus when it appears, and again whenever `cause` is another one, as
 * what came of the latest attempt. Its element needs `tabIndex={-1}`.
 */
export function useReveal(cause: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (element === null || cause === null) return
    element.focus({ preventScroll: true })
    // In the middle, clear of the bars above and below; a tall one is read from its beginning.
    const tall = element.offsetHeight > window.innerHeight / 2
    element.scrollIntoView({ block: tall ? 'start' : 'center' })
  }, [cause])
  return box
}

import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window is at least so wide, in px. */
function useMinWidth(width: number): boolean {
  const query = `(min-width: ${width}px)`
  const subscribe = useCallback(
    (tell: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}

/** Whether a table has room: the width at which the kit's other parts change too. */
export function useTableRoom(): boolean {
  return useMinWidth(768)
}

/** Whether a table of many columns has room, so that it need not scroll sideways. */
export function useWideTableRoom(): boolean {
  return useMinWidth(1240)
}

/** Whether the kit's Columns stand beside each other. */
export function useColumnsRoom(): boolean {
  return useMinWidth(992)
}

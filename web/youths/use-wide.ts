import { useSyncExternalStore } from 'react'

const wide = window.matchMedia('(min-width: 768px)')

/** Whether a table has room: the width at which the kit's other parts change too. */
export function useWide(): boolean {
  return useSyncExternalStore(
    tell => {
      wide.addEventListener('change', tell)
      return () => wide.removeEventListener('change', tell)
    },
    () => wide.matches,
  )
}

import { useEffect, useRef } from 'react'

/**
 * Forgets what is shown when nothing has happened to it for so long that somebody else may sit there.
 *
 * @param touched another object each time that something is written; null where there is nothing to forget
 * @param after in milliseconds
 */
export function useForget(touched: object | null, after: number, forget: () => void): void {
  const latest = useRef(forget)
  latest.current = forget
  useEffect(() => {
    if (touched === null) return
    const timer = setTimeout(() => latest.current(), after)
    return () => clearTimeout(timer)
  }, [touched, after])
}

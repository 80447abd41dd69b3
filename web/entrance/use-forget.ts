import { useEffect, useRef } from 'react'

/**
 * Forgets what is shown when nothing has happened to it for so long that somebody else may sit there.
 *
 * @param touched another value each time that something is written
 * @param after in milliseconds
 */
export function useForget(touched: unknown, after: number, forget: () => void): void {
  const latest = useRef(forget)
  latest.current = forget
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), after)
    return () => clearTimeout(timer)
  }, [touched, after])
}

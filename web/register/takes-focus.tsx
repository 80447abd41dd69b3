import { type ReactNode, useEffect, useRef } from 'react'

/** Something that one must read before going on: it takes the focus, and so comes into sight, when it comes up. */
export function TakesFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className="mg-register-meanwhile">
      {children}
    </div>
  )
}

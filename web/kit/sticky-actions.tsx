import type { ReactNode } from 'react'

/**
 * A form's buttons. On a phone they stay at the bottom of the screen within reach of the thumb, in place of
 * the navigation; on a wider screen they follow the form. Cancel first, the main one last.
 */
export function StickyActions({ children }: { children: ReactNode }) {
  return <div className="mg-sticky-actions mg-button-row">{children}</div>
}

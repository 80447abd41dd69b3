import type { Receipt } from '#contract/entrance.ts'
import { type Draft, useDraft } from '#web/kit/use-draft.tsx'

interface Received {
  receipt: Receipt | null
  /** Written by the young person. */
  isOwn: boolean
}

/** The receipt of what was sent last, until the screen is cleared or the tab is closed. */
export function useReceived(): Draft<Received> {
  return useDraft<Received>('receipt', { receipt: null, isOwn: false })
}

import { queryOptions } from '@tanstack/react-query'
import { readEntrance, readEntranceSettings } from '#contract/entrance.ts'
import { call } from '#web/calls/call.ts'

/** What the public page tells; the same for everybody. */
export const entranceQuery = queryOptions({
  queryKey: ['entrance'],
  queryFn: ({ signal }) => call(readEntrance, {}, signal),
})

export const settingsQuery = queryOptions({
  queryKey: ['entrance', 'settings'],
  queryFn: ({ signal }) => call(readEntranceSettings, {}, signal),
})

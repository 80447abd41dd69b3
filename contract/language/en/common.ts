import type { common as danish } from '../da/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  edit: 'Edit',
  search: 'Search',
  tryAgain: 'Try again',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  loading: 'Loading',
  saved: 'Saved',
  years_one: '{{count}} year',
  years_other: '{{count}} years',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  minutesShort: '{{minutes}} min',
  ofTotal: '{{part}} of {{total}}',
} satisfies Translated<typeof danish>

import type { common as danish } from '../da/common.ts'
import type { Translated } from '../translated.ts'

export const common = {
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  edit: 'Edit',
  tryAgain: 'Try again',
  yes: 'Yes',
  no: 'No',
  years_one: '{{count}} year',
  years_other: '{{count}} years',
  minutesShort: '{{minutes}} min',
} satisfies Translated<typeof danish>

import type { kit as danish } from '../da/kit.ts'
import type { Translated } from '../translated.ts'

export const kit = {
  close: 'Close',
  optional: 'optional',
  errorTitle: 'Something needs to be put right',
  error: 'Error',
  dateHint: 'For example {{example}}',
  dateInvalid: 'Write the date as day.month.year, for example {{example}}',
  dateTooEarly: 'The date cannot be before {{day}}',
  dateTooLate: 'The date cannot be after {{day}}',
  dateChoose: 'Choose the date in a calendar',
  timeInvalid: 'Write the time as hours.minutes, for example 14.30',
  noMatches: 'No results',
  matches_one: '{{count}} result',
  matches_other: '{{count}} results',
  searching: 'Searching',
  loading: 'Loading',
  fileChoose: 'Choose a file',
  fileDrop: 'or drop it here',
  fileWrongType: 'The file must be of type {{types}}',
  fileTooLarge: 'The file may be at most {{size}}',
  fileChosen: 'Chosen file: {{name}}',
} satisfies Translated<typeof danish>

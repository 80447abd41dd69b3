import type { field as danish } from '../da/field.ts'
import type { Translated } from '../translated.ts'

export const field = {
  required: 'Must be filled in.',
  invalid: 'Is not filled in correctly.',
  tooSmall: 'Must be at least {{min}}.',
  tooBig: 'May be at most {{max}}.',
  tooLong: 'May be at most {{max}} characters.',
  day: 'Write the date as day.month.year.',
  instant: 'Write both day and time.',
  controlCharacter: 'Contains a character that cannot be kept. Write the text again.',
} satisfies Translated<typeof danish>

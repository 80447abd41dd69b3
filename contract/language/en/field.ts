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
  outcomeNotForKind: 'That does not fit this kind of contact. Choose again what happened.',
  inFuture: 'It has not happened yet. Book an appointment instead.',
  beforeCase: 'That is before the case began.',
  afterCase: 'The case is closed on that day.',
  notBooked: 'Somebody else has already registered, moved or cancelled the appointment.',
  inPast: 'That time has passed. Choose a later one.',
  tooFarAhead: 'Choose a time within a year.',
  taken: 'That time has just been taken. Choose another. Nothing is saved yet.',
  staffUnrelated: 'Choose somebody who follows the young person on that day.',
} satisfies Translated<typeof danish>

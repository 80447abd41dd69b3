import { expect, test } from 'vitest'
import { isEmail } from './email.ts'

test.each(['asta@example.dk', 'asta.holm+unge@sub.example.dk', 'åse@eksempel.dk'])('%s is one', text => {
  expect(isEmail(text)).toBe(true)
})

test.each([
  '',
  'asta',
  'asta@example',
  '@example.dk',
  'asta@@example.dk',
  'asta holm@example.dk',
  'Asta Holm <asta@example.dk>',
  '<asta@example.dk>',
  'asta@example.dk,bo@example.dk, ',
])('%j is none', text => {
  expect(isEmail(text)).toBe(false)
})

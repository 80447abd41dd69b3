import { expect, test } from 'vitest'
import { idIn } from './id-in.ts'

test('a key is a whole number from 1 on', () => {
  expect(idIn('17')).toBe(17)
})

test.each(['abc', '', '0', '-1', '1.5', '1e3', ' 1', '99999999999999999999'])('%o is found nowhere', text => {
  expect(() => idIn(text)).toThrow('notFound')
})

import { expect, test } from 'vitest'
import { describeError } from './describe-error.ts'

test('keeps kind, code and place; drops every text that may hold a value', () => {
  const secret = '010203-4567'
  const error = Object.assign(new TypeError(`bad ${secret}\n    at ${secret} is no frame`), {
    code: '23505',
    constraint: 'youth_cpr_unique',
    detail: `Key (cpr)=(${secret})`,
    where: secret,
    parameters: [secret],
    table: secret,
    cause: new RangeError(secret),
  })
  error.stack = `TypeError: bad ${secret}\n    at save (/x/y.ts:1:2)`
  const told = describeError(error)
  expect(told).toMatchObject({
    type: 'TypeError',
    code: '23505',
    constraint: 'youth_cpr_unique',
    stack: ['at save (/x/y.ts:1:2)'],
    cause: { type: 'RangeError' },
  })
  expect(JSON.stringify({ ...told, table: undefined })).not.toContain(secret)
})

test('a message of several lines is not taken for a place', () => {
  const error = new Error('first\n    at Sofie Prøve, 12345678')
  expect(JSON.stringify(describeError(error))).not.toContain('Sofie')
})

test('what is no error tells its type alone', () => {
  expect(describeError('010203-4567')).toEqual({ type: 'string' })
})

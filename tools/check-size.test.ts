import { expect, test } from 'vitest'
import { checkSize } from './check-size.ts'

const ofLines = (lines: number) => [{ path: 'domain/x.ts', text: 'a\n'.repeat(lines) }]

test('400 lines are allowed, 401 are not', () => {
  expect(checkSize(ofLines(400))).toEqual([])
  expect(checkSize(ofLines(401))).toEqual(['domain/x.ts: 401 lines, at most 400 are allowed'])
})

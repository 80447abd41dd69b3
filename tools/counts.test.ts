import { expect, test } from 'vitest'
import { countsOf } from './counts.ts'

const report = (...files: { status: string; tests: string[] }[]) =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map(one => ({ status: one })),
    })),
  })

test('passed, failed, skipped and todo are counted over all files', () => {
  const text = report(
    { status: 'passed', tests: ['passed', 'passed', 'pending'] },
    { status: 'failed', tests: ['failed', 'passed', 'todo', 'skipped'] },
  )
  expect(countsOf(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 3 })
})

test('a file that could not be read as tests is a failure', () => {
  expect(countsOf(report({ status: 'failed', tests: [] }), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('no report, no test at all, or a bad end of a good run is a failure', () => {
  expect(countsOf(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countsOf(report(), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countsOf(report({ status: 'passed', tests: ['passed'] }), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
  expect(countsOf(report({ status: 'passed', tests: ['passed'] }), null).failed).toBe(1)
})

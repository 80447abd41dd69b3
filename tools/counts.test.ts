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
  expect(countsOf(text, 1)).toMatchObject({ passed: 3, failed: 1, skipped: 3 })
})

test('a file that could not be read as tests is a failure', () => {
  expect(countsOf(report({ status: 'failed', tests: [] }), 1)).toMatchObject({
    passed: 0,
    failed: 1,
    skipped: 0,
  })
})

test('what failed is named with its file, its test and the beginning of what it said', () => {
  const text = JSON.stringify({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          {
            status: 'failed',
            fullName: 'adds up',
            failureMessages: [`Error: 1 is not 2\n\n${'at x\n'.repeat(99)}`],
          },
          { status: 'passed', fullName: 'is there' },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
    ],
  })
  const { failures } = countsOf(text, 1)
  expect(failures).toHaveLength(2)
  expect(failures[0]).toMatch(/^a\.test\.ts > adds up\n {4}Error: 1 is not 2\n {4}at x\n/)
  expect(failures[0]?.split('\n')).toHaveLength(31)
  expect(failures[1]).toBe('b.test.ts\n    cannot be read')
  expect(countsOf(text.replaceAll('failed', 'passed'), 1).failures).toHaveLength(1)
})

test('no report, no test at all, or a bad end of a good run is a failure', () => {
  expect(countsOf(undefined, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
  expect(countsOf(report(), 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 })
  expect(countsOf(report({ status: 'passed', tests: ['passed'] }), 1)).toMatchObject({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
  expect(countsOf(report({ status: 'passed', tests: ['passed'] }), null).failed).toBe(1)
})

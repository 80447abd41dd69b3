/** How a run of tests ended; what failed stands in `failures`, each with its file, its name and what it said. */
export type Counts = { passed: number; failed: number; skipped: number; failures: readonly string[] }

type Report = {
  testResults?: {
    name?: string
    message?: string
    status: string
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[]
  }[]
}

const LINES = 30

/** The first lines of what a failure said: the counterexample of a property or the difference, not the whole stack. */
function beginning(message: string | undefined): string {
  return (message ?? '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, LINES)
    .map(line => `\n    ${line}`)
    .join('')
}

/**
 * Counts a report of Vitest. A file that failed before any of its tests did counts as one failure, and so does a run
 * that ended badly while every test was well, or that left no report: what was not run has not passed.
 */
export function countsOf(report: string | undefined, exitCode: number | null): Counts {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const failures: string[] = []
  const fail = (what: string) => {
    counts.failed++
    failures.push(what)
  }
  for (const file of report === undefined ? [] : ((JSON.parse(report) as Report).testResults ?? [])) {
    const where = file.name ?? ''
    const failedBefore = counts.failed
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') counts.passed++
      else if (status === 'failed')
        fail(`${where} > ${fullName ?? ''}${beginning(failureMessages?.join('\n'))}`)
      else counts.skipped++
    }
    if (file.status === 'failed' && counts.failed === failedBefore) fail(where + beginning(file.message))
  }
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0
  if (counts.failed === 0 && nothingRan) fail('no test ran')
  else if (counts.failed === 0 && exitCode !== 0)
    fail(`the run ended with ${exitCode ?? 'a signal'} while every test passed: see what it printed`)
  return { ...counts, failures }
}

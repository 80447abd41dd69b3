/** How a run of tests ended. */
export type Counts = { passed: number; failed: number; skipped: number }

type Report = {
  testResults?: { status: string; assertionResults: { status: string }[] }[]
}

/**
 * Counts a report of Vitest. A file that failed before any of its tests did counts as one failure, and so does a run
 * that ended badly while every test was well, or that left no report: what was not run has not passed.
 */
export function countsOf(report: string | undefined, exitCode: number | null): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report === undefined ? [] : ((JSON.parse(report) as Report).testResults ?? [])) {
    const failedBefore = counts.failed
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed++
      else if (status === 'failed') counts.failed++
      else counts.skipped++
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed++
  }
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0
  if (counts.failed === 0 && (exitCode !== 0 || nothingRan)) counts.failed++
  return counts
}

import { defineConfig } from 'vitest/config'

// One file after the other: they share one Medgang, and a machine with two cores has no more to give.
export default defineConfig({
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/kit/global-setup.ts'],
    setupFiles: ['e2e/kit/each-file.ts'],
    fileParallelism: false,
    // Log-ins are limited, so what one file has logged in as serves the next.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
})

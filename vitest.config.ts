import { defineConfig } from 'vitest/config'

// Tests that ask a database share one server; the others do not wait for it.
export default defineConfig({
  test: {
    // For a test that hangs alone: how fast a machine is decides nothing here.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['{domain,contract,web,cli}/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{server,tools}/**/*.test.ts'],
          globalSetup: ['tools/test-server.ts'],
        },
      },
    ],
  },
})

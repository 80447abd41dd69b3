/**
 * Which room may import which, as ARCHITECTURE.md tells it. A room is a folder, `server/main.ts`, or `<slice>`, which
 * stands for any folder that is not named here. Every room may import itself.
 * `contract/<slice>` is the contract of the same name, and the parts of the contract that belong to no slice.
 */
export const DIRECTIONS: Readonly<Record<string, readonly string[]>> = {
  'domain/effect': ['domain/calendar'],
  'domain/caseload': ['domain/calendar'],
  'domain/team': ['domain/calendar'],
  domain: ['domain'],
  contract: ['contract', 'domain'],

  'server/database': [],
  'server/records': ['server/database', 'domain'],
  'server/door': ['contract', 'domain/sharing', 'domain/calendar', 'server/records', 'server/database'],
  'server/solving': ['domain'],
  'server/ports': ['domain'],
  'server/<slice>': ['contract/<slice>', 'domain', 'server/records', 'server/door', 'server/database'],
  // Background work calls use cases, and the invented municipality is made by them.
  'server/jobs': ['contract', 'domain', 'server'],
  'server/demo': ['contract', 'domain', 'server'],
  'server/main.ts': ['contract', 'domain', 'server'],
  'server/main.test.ts': ['contract', 'domain', 'server'],
  'server/junk.test.ts': ['contract', 'domain', 'server'],
  'server/coming.test.ts': ['contract', 'domain', 'server'],
  'server/guardians.test.ts': ['contract', 'domain', 'server'],
  'server/limits.test.ts': ['contract', 'domain', 'server'],
  'server/test-whole.ts': ['contract', 'domain', 'server'],
  'server/test-inputs.ts': ['contract'],

  'web/kit': [],
  // Which roles a session has decides which calls the web offers.
  'web/calls': ['contract', 'domain/sharing'],
  'web/<slice>': ['contract/<slice>', 'domain', 'web/kit', 'web/calls'],
  'web/app': ['contract', 'domain', 'web'],

  // Allocating from a file needs no database and no server, only a solver.
  cli: ['domain', 'contract', 'server/main.ts', 'server/database', 'server/solving'],
  e2e: ['contract'],
  bench: ['contract', 'domain', 'server'],
  tools: ['server/database', 'contract'],
}

/** What tests may import beside what their room may: a test of a slice asks over HTTP, so it starts the whole server. */
export const TESTS_ALSO: readonly string[] = ['server/main.ts', 'server/demo']

/** Rooms that stay pure: they may use no package and nothing of Node, except in their tests. */
export const PURE: readonly string[] = ['domain']

/** Rooms that run in the browser, where Node's own modules do not exist. */
export const BROWSER: readonly string[] = ['domain', 'contract', 'web']

import { expect, test } from 'vitest'
import { checkImports } from './check-imports.ts'

const file = (path: string, text = '') => ({ path, text })

test('what the table allows is allowed', () => {
  const sources = [
    file('domain/rhythm/derive.ts', `import type { Period } from '../calendar/period.ts'`),
    file('domain/calendar/period.ts'),
    file('contract/contacts.ts'),
    file('contract/language/say.ts'),
    file(
      'server/contacts/routes.ts',
      `import { a } from '#contract/contacts.ts'; import { b } from '#contract/language/say.ts'
       import { c } from '#domain/rhythm/derive.ts'; import { d } from './register.ts'; import pg from 'pg'`,
    ),
    file('server/contacts/register.ts'),
  ]
  expect(checkImports(sources)).toEqual([])
})

test.each([
  ['a slice imports a slice', 'server/contacts/x.ts', `import '#server/youths/y.ts'`],
  ['a slice imports a slice, on the web', 'web/contacts/x.ts', `import '../youths/y.ts'`],
  ['a type import', 'domain/calendar/x.ts', `import type { A } from '#server/youths/y.ts'`],
  ['a re-export', 'contract/x.ts', `export { a } from '#server/youths/y.ts'`],
  ['a dynamic import', 'web/kit/x.ts', `const a = await import('#contract/youths.ts')`],
  ['the contract of another slice', 'server/contacts/x.ts', `import '#contract/youths.ts'`],
  ['effect imports a sibling', 'domain/effect/x.ts', `import '../rhythm/y.ts'`],
  ['the database imports ours', 'server/database/x.ts', `import '#domain/rhythm/y.ts'`],
  ['the cli imports a slice', 'cli/x.ts', `import '#server/youths/y.ts'`],
])('%s: refused', (_, path, text) => {
  const others = ['server/youths/y.ts', 'web/youths/y.ts', 'contract/youths.ts', 'domain/rhythm/y.ts']
  const problems = checkImports([file(path, text), ...others.map(other => file(other))])
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`${path}: `)
})

test('a test of a slice, and its helpers, may start the server; the slice may not', () => {
  const text = `import '#server/main.ts'`
  const from = (path: string) => checkImports([file(path, text), file('server/main.ts')])
  expect(from('server/contacts/register.test.ts')).toEqual([])
  expect(from('server/contacts/test-world.ts')).toEqual([])
  expect(from('server/contacts/register.ts')).toHaveLength(1)
})

test('pure code may use no package and no Node, and the web no Node', () => {
  expect(checkImports([file('domain/money/x.ts', `import 'zod'`)])).toHaveLength(1)
  expect(checkImports([file('domain/money/x.ts', `import 'node:fs'`)])).toHaveLength(1)
  expect(checkImports([file('web/kit/x.ts', `import 'node:fs'`)])).toHaveLength(1)
  expect(checkImports([file('domain/money/x.test.ts', `import 'vitest'`)])).toEqual([])
})

test('cycles are found, also through types, and each is told once', () => {
  const sources = [
    file('domain/money/a.ts', `import { b } from './b.ts'`),
    file('domain/money/b.ts', `import type { c } from './c.ts'`),
    file('domain/money/c.ts', `import { a } from './a.ts'`),
    file('domain/money/d.ts', `import { a } from './a.ts'`),
    file('domain/money/e.ts', `import { e } from './e.ts'`),
  ]
  expect(checkImports(sources)).toEqual([
    'cycle: domain/money/a.ts -> domain/money/b.ts -> domain/money/c.ts -> domain/money/a.ts',
    'cycle: domain/money/e.ts -> domain/money/e.ts',
  ])
})

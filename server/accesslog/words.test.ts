import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sayIn } from '#contract/language/say-in.ts'

test('every reading that is logged has words for those who read the log', () => {
  const server = join(import.meta.dirname, '..')
  const names = globSync('**/*.ts', { cwd: server, exclude: ['**/*.test.ts', 'door/**'] })
    .flatMap(file => [...readFileSync(join(server, file), 'utf8').matchAll(/note_read\('([a-zA-Z.]+)'/g)])
    .flatMap(([, name]) => name ?? [])
  expect(names).toContain('youth.read')
  const say = sayIn('da')
  const wordless = names.filter(name => say.known(`accesslog.did_${name.replaceAll('.', '_')}`) === undefined)
  expect(wordless).toEqual([])
})

import { readdirSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { allUseCases } from './all-use-cases.ts'
import { errorCodes } from './errors.ts'
import { openApi } from './open-api.ts'

const status = Object.fromEntries(errorCodes.map(code => [code, 400])) as never
const document = openApi('1.2.3', status)
const operations = Object.values(document.paths).flatMap(item => Object.values(item))

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate({ ...structuredClone(document) })
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every use case of every part of the contract is in the list, once', async () => {
  const found: unknown[] = []
  for (const file of readdirSync(new URL('.', import.meta.url))) {
    if (!/^[\w-]+\.ts$/.test(file) || file === 'all-use-cases.ts') continue
    const part: Record<string, unknown> = await import(new URL(file, import.meta.url).href)
    for (const value of Object.values(part)) {
      if (isUseCase(value)) found.push(value)
      else if (typeof value === 'object' && value !== null)
        found.push(...Object.values(value).filter(isUseCase))
    }
  }
  const nameOf = (useCase: unknown) => (useCase as { name: string }).name
  expect(allUseCases.map(nameOf).sort()).toEqual([...new Set(found)].map(nameOf).sort())
  expect(new Set(allUseCases.map(nameOf)).size).toBe(allUseCases.length)
})

test('every error code is documented', () => {
  const told = Object.values(document.components.responses).map(({ description }) => description)
  for (const code of errorCodes) expect(told.some(text => text.includes(`\`${code}\``))).toBe(true)
})

test('every operation has a name of its own, and its path parts are parameters', () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const [path, item] of Object.entries(document.paths)) {
    for (const operation of Object.values(item)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const told =
        operation.parameters?.filter(({ in: place }) => place === 'path').map(({ name }) => name) ?? []
      expect({ path, parts: told.sort() }).toEqual({ path, parts: parts.sort() })
    }
  }
})

test('what is public needs no session, and everything else does', () => {
  const needed = Object.fromEntries(
    operations.map(({ operationId, security, 'x-roles': roles }) => [
      operationId,
      { session: security.length > 0, roles: roles !== undefined },
    ]),
  )
  expect(allUseCases.filter(({ permission }) => permission === 'public').length).toBeGreaterThan(0)
  for (const { name, permission } of allUseCases) {
    const isNeeded = permission !== 'public'
    expect({ name, ...needed[name] }).toEqual({ name, session: isNeeded, roles: isNeeded })
  }
})

test('what travels is told as text: days and instants', () => {
  const session = document.paths['/api/session']?.get?.responses['200']
  expect(JSON.stringify(session)).toContain('"format":"date"')
  expect(JSON.stringify(document)).toContain('"format":"date-time"')
})

function isUseCase(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'permission' in value &&
    'path' in value &&
    'input' in value
  )
}

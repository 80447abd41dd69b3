import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoopback, localPath } from './origin.ts'

test.each(['/', '/unge/12', '/unge?sort=name#top', '/min-dag'])('%s is ours', path => {
  expect(localPath(path)).toBe(path)
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  '/api/log-out',
  '/api',
  '/demo-log-in/auth',
  '',
  undefined,
  ['/a', '/b'],
])('%j leads to the start page', path => {
  expect(localPath(path)).toBe('/')
})

test('whatever is asked for, the browser stays with us', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '\t',
    '%2e',
    '%2f',
    '@',
    ':',
    'evil.example',
    'a',
    '?',
    '#',
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const path = localPath(`/${pieces.join('')}`)
      expect(new URL(path, 'https://medgang.example').origin).toBe('https://medgang.example')
    }),
    { numRuns: 2000 },
  )
})

test('this machine and others', () => {
  for (const host of ['localhost', 'medgang.localhost', '127.0.0.1', '[::1]'])
    expect(isLoopback(host)).toBe(true)
  for (const host of ['localhost.evil.example', '127.0.0.1.evil.example', 'example.dk', '10.0.0.1', ''])
    expect(isLoopback(host)).toBe(false)
})

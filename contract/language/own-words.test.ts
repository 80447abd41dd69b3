import { expect, test } from 'vitest'
import { da } from './da.ts'
import { en } from './en.ts'
import { withOwnWord } from './own-words.ts'
import { createSay } from './say.ts'

test('the own word stands in every ending, with a capital where the text has one', () => {
  const say = createSay('da', da)
  say.callCaseworker('sagsbehandler')
  expect(say('role.caseworker')).toBe('Sagsbehandler')
  expect(say('caseloads.caseworkers', { count: 2 })).toBe('2 sagsbehandlere')
  expect(say('youth.noCaseworker')).toBe('Ingen fast sagsbehandler')
  expect(say('register.closedByOthers')).toContain('faste sagsbehandler')
})

test('nowhere is somebody a caseworker by the other word, but where a profession is an example', () => {
  const texts = Object.entries(withOwnWord(da, 'sagsbehandler')).flatMap(([area, phrases]) =>
    Object.entries(phrases).map(([name, text]) => `${area}.${name}: ${text}`),
  )
  const left = texts.filter(text => /(?<!\p{L})(social)?rådgiver/iu.test(text) && !text.startsWith('setup.'))
  expect(left.map(text => text.split(':')[0])).toEqual(['staff.professionHint'])
})

test('another word, none, and texts learned later', () => {
  const { role, ...first } = da
  const say = createSay('da', first)
  say.callCaseworker('ungerådgiver')
  say.learn({ role })
  expect(say('role.caseworker')).toBe('Ungerådgiver')
  say.callCaseworker(null)
  expect(say('role.caseworker')).toBe('Socialrådgiver')
})

test('what a person has written is left alone, and English has its own word', () => {
  const say = createSay('da', da)
  say.callCaseworker('sagsbehandler')
  expect(say('youth.gotCaseworker', { staff: 'Rådgiver Jensen' })).toBe(
    'Fik Rådgiver Jensen som fast sagsbehandler',
  )
  const english = createSay('en', en)
  english.callCaseworker('sagsbehandler')
  expect(english('role.caseworker')).toBe('Caseworker')
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchKey, searchName, soundKey, splitName, tidyName } from './name.ts'

describe('tidyName', () => {
  it.each([
    ['  Ida   Marie Jensen ', 'Ida Marie Jensen'],
    ['IDA MARIE SØRENSEN', 'Ida Marie Sørensen'],
    ['anne-sofie af rosenborg', 'Anne-Sofie af Rosenborg'],
    ["SEAN O'BRIEN", "Sean O'Brien"],
    ['Peter McDonald', 'Peter McDonald'],
    ['Åse', 'Åse'],
    ['Åse', 'Åse'],
  ])('%j -> %j', (typed, tidy) => {
    expect(tidyName(typed)).toBe(tidy)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{Script=Latin} ,.'’-]{0,40}$/u), text => {
        expect(tidyName(tidyName(text))).toBe(tidyName(text))
      }),
    )
  })
})

describe('splitName', () => {
  it.each([
    ['Ida Marie Jensen', 'Ida Marie', 'Jensen'],
    ['Jensen, Ida Marie', 'Ida Marie', 'Jensen'],
    ['Ida von der Recke', 'Ida', 'von der Recke'],
    ['Ahmed El Haj', 'Ahmed', 'El Haj'],
    ['Ida', 'Ida', ''],
    ['', '', ''],
  ])('%j -> %j + %j', (full, givenName, familyName) => {
    expect(splitName(full)).toEqual({ givenName, familyName })
  })
})

describe('searchKey', () => {
  it.each([
    ['Søren Ærø-Ågård', 'soeren aeroe aagaard'],
    ['Soeren Aeroe Aagaard', 'soeren aeroe aagaard'],
    ['René Müller', 'rene muller'],
    ['Björn Ångström', 'bjoern aangstroem'],
    ["D'Angelo", 'dangelo'],
  ])('%j -> %j', (name, key) => {
    expect(searchKey(name)).toBe(key)
  })
})

describe('soundKey', () => {
  it.each([
    ['Christian', 'Kristian'],
    ['Sofie', 'Sophie'],
    ['Thomas', 'Tomas'],
    ['Katrine', 'Cathrine'],
    ['Mathias', 'Matias'],
    ['Alexander', 'Aleksander'],
    ['Sørensen', 'Sorensen'],
    ['Sørensen', 'Soerensen'],
    ['Åse', 'Aase'],
    ['Aagaard', 'Ågård'],
    ['Schmidt', 'Smit'],
    ['Nielsen', 'Nilsen'],
    ['Camilla', 'Kamilla'],
    ['Sarah', 'Sara'],
    ['Yasmin', 'Jasmin'],
    ['Louise', 'Luise'],
    ['Cecilie', 'Sesilie'],
    ['Mikael', 'Michael'],
    ['Philip', 'Filip'],
    ['William', 'Viliam'],
  ])('%s sounds like %s', (one, other) => {
    expect(soundKey(one)).toBe(soundKey(other))
  })

  it.each([
    ['Kristian', 'Kristine'],
    ['Jens', 'Jan'],
    ['Hansen', 'Jensen'],
    ['Mette', 'Mads'],
    ['Lars', 'Lise'],
  ])('%s does not sound like %s', (one, other) => {
    expect(soundKey(one)).not.toBe(soundKey(other))
  })

  it('is never finer than the search key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), text => {
        expect(soundKey(searchKey(text))).toBe(soundKey(text))
      }),
    )
  })
})

it('stores each word once, spelled and as it sounds', () => {
  expect(searchName({ givenName: 'Christian Bo', familyName: 'Sørensen' })).toBe(
    'christian bo soerensen kristian sorensen',
  )
})

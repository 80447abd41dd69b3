import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { setupOf, templateNames } from '#domain/setup/templates/templates.ts'
import { loadSay, sayIn } from './language/say-in.ts'
import {
  maxSetupCharacters,
  readSetupFile,
  setupFaultCodes,
  setupFileSchema,
  writeSetupFile,
} from './setup-file.ts'
import { setupFaultSentence } from './setup-words.ts'
import { anySetup } from './test-setups.ts'

const say = sayIn('da')
const today = Temporal.PlainDate.from('2026-11-23')
type Json = Record<string, unknown> & { rules: Record<string, unknown>[] }
const file = (): Json => JSON.parse(writeSetupFile(setupOf('horsens', today), 'Prøveby Kommune'))
const sentences = (content: string) =>
  (readSetupFile(content).faults ?? []).map(fault => setupFaultSentence(say, fault))

describe('a set-up and its file', () => {
  test.each(templateNames)('the template %s comes back as it was', template => {
    const setup = setupOf(template, today)
    expect(readSetupFile(writeSetupFile(setup))).toEqual({ setup })
  })

  test('any set-up comes back as it was', () => {
    fc.assert(
      fc.property(anySetup, setup => void expect(readSetupFile(writeSetupFile(setup))).toEqual({ setup })),
    )
  })

  const nothingLater = {
    entranceTexts: [],
    entrancePromises: [],
    dutyRules: [],
    orderRules: [],
    ageChanges: [],
    enquiryRetention: [],
    timeSettings: [],
    newcomerSteps: [],
    ceilings: [],
  }

  test('a file from before the entrance and the duty were in it is read as it was', () => {
    const {
      entranceTexts,
      entrancePromises,
      dutyRules,
      orderRules,
      ageChanges,
      enquiryRetention,
      timeSettings,
      newcomerSteps,
      ceilings,
      ...before
    } = file()
    const targetGroups = (before['targetGroups'] as object[]).map(row => ({ ...row, decidedAt: undefined }))
    const { setup } = readSetupFile(JSON.stringify({ ...before, targetGroups }))
    const later = {
      ...{ entranceTexts, entrancePromises, dutyRules, orderRules, ageChanges, enquiryRetention },
      ...{ timeSettings, newcomerSteps, ceilings },
    }
    expect(later).toEqual(nothingLater)
    expect(setup).toMatchObject(nothingLater)
    expect(setup?.targetGroups.map(row => row.decidedAt)).toEqual(targetGroups.map(() => undefined))
  })

  test('the mark of a Windows editor does no harm', () => {
    expect(readSetupFile(`\uFEFF${JSON.stringify(file())}`).faults).toBeUndefined()
  })

  test('what is left out is empty', () => {
    const { setup } = readSetupFile('{"format":"medgang-setup","version":1}')
    expect(setup?.rules).toEqual([])
  })

  test('the JSON Schema knows every section, and says what a key may be', () => {
    expect(setupFileSchema()).toMatchObject({
      type: 'object',
      required: ['format', 'version'],
      additionalProperties: false,
      properties: { rules: { type: 'array' }, rates: { type: 'array' }, words: { maxItems: 1 } },
    })
  })
})

describe('what cannot be used says so, and where', () => {
  const changed = (change: (json: Json) => void) => {
    const json = file()
    change(json)
    return sentences(JSON.stringify(json))
  }
  const firstRule = (fields: object) => changed(json => Object.assign(json.rules[0] ?? {}, fields))

  test('files of other kinds', () => {
    expect(sentences('')).toEqual([say('setup.fault_broken')])
    expect(sentences('{"format":')).toEqual([say('setup.fault_broken')])
    expect(sentences('[]')).toEqual([say('setup.fault_notSetup')])
    expect(sentences('{"name":"medgang","version":"1"}')).toEqual([say('setup.fault_notSetup')])
    expect(sentences('{"format":"medgang-setup","version":2}')).toEqual([
      say('setup.fault_newerVersion', { value: '2' }),
    ])
    expect(sentences(' '.repeat(maxSetupCharacters + 1))).toEqual([say('setup.fault_tooLarge')])
  })

  test('unknown fields, at the top and in a row', () => {
    expect(changed(json => Object.assign(json, { unge: [] }))).toEqual([
      'Feltet "unge": Det felt findes ikke her.',
    ])
    expect(firstRule({ chance: 1 })).toEqual([
      'Regler og løfter nr. 1 (Første samtale inden 7 dage), feltet "chance": Det felt findes ikke her.',
    ])
  })

  test('values', () => {
    expect(firstRule({ count: 0 })).toEqual([
      'Regler og løfter nr. 1 (Første samtale inden 7 dage), feltet "count": Tallet er mindre end 1.',
    ])
    expect(firstRule({ from: '2026-02-30' })[0]).toContain('feltet "from": Det er ikke en dag.')
    expect(firstRule({ lastDay: '2019-01-01' })[0]).toContain('Den sidste dag ligger før den første.')
    expect(firstRule({ pattern: 'ofte' })[0]).toContain('Det skal være en af: every, between')
    expect(firstRule({ interval: { unit: 'days', length: 401 } })[0]).toContain('feltet "interval.length"')
    expect(firstRule({ pattern: 'set' })[0]).toContain('Kun trin i et uddannelsespålæg')
    expect(
      changed(json => Object.assign(json, { words: [{ key: 'caseworker', name: 'Coach!' }] }))[0],
    ).toContain('ender på -er')
  })

  test('values of what changes on birthdays', () => {
    const task = { item: 'samtale-17', text: 'Tal om flytningen', daysBefore: 365 }
    const change = {
      key: 'hjemme-17',
      age: 17,
      kind: 'told',
      name: 'Kan flytte hjemmefra',
      text: 'Med forældrenes ja',
      tasks: [task],
      from: '2027-01-01',
      source: 'Vores',
      status: 'local',
    }
    const faults = (more: object, ...rest: object[]) =>
      changed(json => Object.assign(json, { ageChanges: [{ ...change, ...more }, ...rest] }))
    expect(faults({})).toEqual([])
    for (const age of [0, 100, 17.5])
      expect(faults({ age })[0]).toContain('nr. 1 (Kan flytte hjemmefra), feltet "age"')
    for (const [kind, age] of [
      ['guardiansLeave', 18],
      ['dutyBegins', 15],
      ['dutyEnds', 18],
    ] as const) {
      expect(faults({ kind, age: age + 1 })[0]).toContain('kan ikke flyttes')
      expect(faults({ kind, age })).toEqual([])
    }
    expect(faults({ kind: 'fest' })[0]).toContain('Det skal være en af: guardiansLeave')
    expect(faults({ tasks: [task, task] })[0]).toContain('To opgaver')
    for (const daysBefore of [-1, 366])
      expect(faults({ tasks: [{ ...task, daysBefore }] })[0]).toContain('feltet "tasks.0.daysBefore"')
    expect(faults({ tasks: [{ ...task, text: 'x'.repeat(301) }] })[0]).toContain('længere end 300')
    expect(faults({ tasks: [{ ...task, onlyWith: 'hund' }] })[0]).toContain('guardians, membership')
    expect(faults({}, { ...change, age: 19 })[0]).toContain('gælder de samme dage')
  })

  test('values of the entrance and the duty', () => {
    const days = { from: '2027-01-01', source: 'Vores', status: 'local' }
    const section = (name: string, ...rows: object[]) =>
      changed(json => Object.assign(json, { [name]: rows }))
    const promise = { stage: 'contact', interval: { unit: 'days', length: 60 }, ...days }
    expect(section('entrancePromises', promise)).toEqual([])
    for (const length of [0, 61])
      expect(section('entrancePromises', { ...promise, interval: { unit: 'days', length } })[0]).toMatch(
        /nr\. 1 \(Kontakt efter henvendelsen\), feltet "interval\.length"/,
      )
    expect(section('entrancePromises', promise, promise)[0]).toContain('gælder de samme dage')
    const duty = { activityKind: 'work', weeklyMinutes: 6000, countsInPart: true, ...days }
    expect(section('dutyRules', duty)).toEqual([])
    for (const weeklyMinutes of [0, 6001, 'mange'])
      expect(section('dutyRules', { ...duty, weeklyMinutes })[0]).toContain(
        '(Arbejde), feltet "weeklyMinutes"',
      )
    expect(section('dutyRules', { ...duty, weeklyMinutes: null })[0]).toContain('Uden et timetal')
    expect(section('dutyRules', { ...duty, activityKind: 'hobby' })[0]).toContain('Det skal være en af')
    const order = { targetGroups: [], ageFrom: 18, ageTo: 29, ...days }
    expect(section('orderRules', order)).toEqual([])
    expect(section('orderRules', { ...order, ageTo: 17 })[0]).toContain('Den ældste er yngre')
    expect(section('orderRules', order, { ...order, from: '2028-01-01' })[0]).toContain(
      'gælder de samme dage',
    )
    const weight = { key: 'moede', name: 'Møde', minutes: 60, per: 'meeting', timesAYear: 12, ...days }
    expect(section('weights', weight)).toEqual([])
    for (const timesAYear of [0, 367, 1.5, 'tit'])
      expect(section('weights', { ...weight, timesAYear })[0]).toContain('(Møde), feltet "timesAYear"')
    expect(section('weights', { ...weight, per: 'month' })[0]).toContain('Kun møder, opkald og ledsagelse')
    expect(section('weights', { ...weight, per: 'year' })[0]).toContain('Det skal være en af: month, meeting')
    expect(section('entranceTexts', { key: 'phone', text: '12345678' })[0]).toContain('Det skal være en af')
    expect(section('entranceTexts', { key: 'outOfHours', text: '' })[0]).toContain('Det må ikke være tomt')
  })

  test('two of a kind, the same days twice, and names of what is not there', () => {
    const twice = changed(
      json =>
        json['competences'] === undefined ||
        (json['competences'] as unknown[]).push({ key: 'adhd', name: 'ADHD' }),
    )
    expect(twice).toEqual(['Kompetencer nr. 22 (ADHD), feltet "key": Der er to med navnet "ADHD".'])
    expect(changed(json => json.rules.push({ ...json.rules[0] }))[0]).toContain('gælder de samme dage')
    expect(changed(json => Object.assign(json, { programmes: [] })).join()).toContain(
      'Forløbet "mod-til-uddannelse" er ikke i filen.',
    )
    expect(changed(json => Object.assign(json, { rateKinds: [] })).join()).toContain('er ikke i filen.')
    expect(
      changed(json =>
        Object.assign(json, { rules: json.rules.filter(rule => rule['pattern'] !== 'every') }),
      ).join(),
    ).toContain('Den ligger imellem møder, som filen ikke har')
  })

  test('whatever a file holds, it is read whole or its faults are said in words', () => {
    const strange = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .tuple(fc.constantFrom(...Object.keys(file())), fc.jsonValue())
        .map(([field, value]) => JSON.stringify({ ...file(), [field]: value })),
      fc
        .tuple(
          fc.constantFrom(...Object.keys(file().rules[0] ?? {}), '__proto__', 'constructor'),
          fc.jsonValue(),
        )
        .map(([field, value]) =>
          JSON.stringify({
            ...file(),
            rules: [Object.fromEntries([...Object.entries(file().rules[0] ?? {}), [field, value]])],
          }),
        ),
    )
    fc.assert(
      fc.property(strange, content => {
        const read = readSetupFile(content)
        if (read.setup !== undefined) {
          expect(readSetupFile(writeSetupFile(read.setup))).toEqual({ setup: read.setup })
          return
        }
        expect(read.faults.length).toBeGreaterThan(0)
        expect(read.faults.length).toBeLessThanOrEqual(50)
        for (const fault of read.faults) expect(setupFaultSentence(say, fault)).toMatch(/^\p{Lu}.*\./su)
      }),
      { numRuns: 300 },
    )
  })

  test('every fault has a sentence in both languages', async () => {
    for (const speaking of [say, await loadSay('en')])
      for (const code of setupFaultCodes)
        expect(speaking.known(`setup.fault_${code}`, { value: '' })).toBeDefined()
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type AllocationFault, checkProblem } from '#domain/caseload/check-problem.ts'
import { allocationFileSchema, readAllocationFile } from './allocation-file.ts'
import { allocationFaultSentence } from './allocation-words.ts'
import { loadSay } from './language/say-in.ts'

test('the example of the documentation is read, and can be asked', async () => {
  const text = await readFile(join(import.meta.dirname, '../docs/allocation.md'), 'utf8')
  const example = /```json\n([^`]+)```/.exec(text)?.[1] ?? ''
  const reading = readAllocationFile(JSON.parse(example))
  expect(reading).toMatchObject({ ok: true })
  if (reading.ok) expect(checkProblem(reading.problem)).toEqual([])
})

test('a file of another form is told where it is wrong', () => {
  const files: [unknown, string][] = [
    [null, ''],
    [{ cases: [] }, 'caseworkers'],
    [{ cases: [{ id: 'c', minutes: '5' }], caseworkers: [] }, 'cases.0.minutes'],
    [{ cases: [], caseworkers: [{ id: '', capacity: 1 }] }, 'caseworkers.0.id'],
    [{ cases: [], caseworkers: [], more: 1 }, ''],
  ]
  for (const [content, path] of files) expect(readAllocationFile(content)).toEqual({ ok: false, path })
})

test('its JSON Schema names what must be there', () => {
  expect(allocationFileSchema()).toMatchObject({ type: 'object', required: ['cases', 'caseworkers'] })
})

test('every fault is a sentence in both languages, with those it is about', async () => {
  const ofProject = { group: 'Mod til uddannelse', unit: 'cases', most: 35 } as const
  const both = { caseId: 'Ida', caseworkerId: 'Bo' }
  const faults: AllocationFault[] = [
    { code: 'noCases' },
    { code: 'noCaseworkers' },
    { code: 'everybodyAway' },
    { code: 'loadPriceNotRising' },
    { code: 'sumsTooLarge' },
    { code: 'duplicateCase', caseId: 'Ida' },
    { code: 'duplicatePair', caseId: 'Ida' },
    { code: 'nobodyMay', caseId: 'Ida' },
    { code: 'aboveEveryCeiling', caseId: 'Ida' },
    { code: 'duplicateCaseworker', caseworkerId: 'Bo' },
    { code: 'ownPriceNotRising', caseworkerId: 'Bo' },
    { code: 'minutesOutOfRange', caseId: 'Ida', value: -1 },
    { code: 'costOutOfRange', caseId: 'Ida', value: 0.5 },
    { code: 'capacityOutOfRange', caseworkerId: 'Bo', value: 0 },
    { code: 'limitOutOfRange', caseworkerId: 'Bo', group: null, value: -1 },
    { code: 'baseOutOfRange', caseworkerId: 'Bo', value: -1 },
    { code: 'baseAboveLimit', caseworkerId: 'Bo', ...ofProject, taken: 36 },
    { code: 'unknownCaseworker', ...both },
    { code: 'lockedToAway', ...both },
    { code: 'lockedToForbidden', ...both, reason: 'kinship' },
    { code: 'locksAboveCeiling', caseworkerId: 'Bo', ...ofProject, caseIds: ['Ida'], locked: 36 },
    { code: 'notEnoughRoom', group: null, unit: 'minutes', needed: 9_000, room: 8_000 },
    { code: 'rulesConflict', caseIds: ['Ida'], caseworkerIds: ['Bo'], limits: [] },
    {
      code: 'rulesConflict',
      caseIds: ['Ida', 'Eva', 'Per', 'Kaj', 'Mia', 'Ole', 'Åse'],
      caseworkerIds: ['Bo'],
      limits: [{ caseworkerId: 'Bo', ...ofProject }],
    },
  ]
  for (const language of ['da', 'en'] as const) {
    const say = await loadSay(language)
    for (const fault of faults) {
      const sentence = allocationFaultSentence(say, fault)
      expect(sentence).toMatch(/^[A-ZÆØÅ].*\.$/)
      expect(sentence).not.toMatch(/\{\{|undefined/)
      if ('caseId' in fault) expect(sentence).toContain('Ida')
      if ('caseworkerId' in fault) expect(sentence).toContain('Bo')
    }
    const conflict = faults.at(-1)
    if (conflict) expect(allocationFaultSentence(say, conflict)).toContain('Mia')
  }
})

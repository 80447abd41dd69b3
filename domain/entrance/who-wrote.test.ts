import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  answerAtTheCounter,
  changeByAnswer,
  isTheirs,
  keepAnswer,
  saysItIsTheirs,
  senderIsYouthAnswers,
  undoAnswer,
} from './who-wrote.ts'

const answer = fc.constantFrom(...senderIsYouthAnswers)
const telling = fc.constantFrom('receipt' as const, 'outcome' as const)
const enquiry = fc.record({
  senderRole: fc.constantFrom('youth', 'parent', 'teacher', 'other'),
  senderIsYouth: answer,
  mayTell: telling,
  chosenTelling: fc.option(telling),
})

test('only an answer of yes opens what is the young person’s, and only to who said that it is theirs', () => {
  fc.assert(
    fc.property(enquiry, answer, (before, given) => {
      const after = { ...before, ...changeByAnswer(before, given) }
      expect(isTheirs(after)).toBe(before.senderRole === 'youth' && given === 'yes')
      expect(saysItIsTheirs(after)).toBe(before.senderRole === 'youth' && given !== 'no')
      if (before.senderRole !== 'youth') expect(after).toEqual(before)
      if (before.senderRole === 'youth' && given === 'no' && before.senderIsYouth !== 'no')
        expect(after.mayTell).toBe('receipt')
    }),
  )
})

test('a step that is taken back takes its answer along, and no later one', () => {
  fc.assert(
    fc.property(enquiry, answer, fc.option(answer), (before, given, later) => {
      const change = changeByAnswer(before, given)
      const kept = keepAnswer(before, change)
      const after = { ...before, ...change }
      expect({ ...after, ...undoAnswer(after, kept, false) }).toEqual(before)
      const changedAgain = changeByAnswer(after, later)
      if (changedAgain === null) return
      const latest = { ...after, ...changedAgain }
      expect({ ...latest, ...undoAnswer(latest, kept, false) }).toEqual(latest)
    }),
  )
})

test('a step that is taken back opens nothing that somebody closed meanwhile', () => {
  fc.assert(
    fc.property(enquiry, answer, telling, (before, given, chosen) => {
      const change = changeByAnswer(before, given)
      fc.pre(change !== null)
      const now = { ...before, ...change, mayTell: chosen, chosenTelling: chosen }
      const after = { ...now, ...undoAnswer(now, keepAnswer(before, change), true) }
      expect(after.senderIsYouth).toBe(before.senderIsYouth)
      if (chosen === 'receipt' || before.mayTell === 'receipt') expect(after.mayTell).toBe('receipt')
      // What the young person may hear, and what they agreed to while they were taken for the sender, is for them alone.
      if (before.senderIsYouth !== 'yes') expect(after.mayTell).toBe('receipt')
    }),
  )
})

test('what somebody chose not to tell is opened by no answer', () => {
  fc.assert(
    fc.property(enquiry, fc.array(answer), (each, answers) => {
      let now: typeof each = { ...each, mayTell: 'receipt', chosenTelling: 'receipt' }
      for (const given of answers) now = Object.assign({}, now, changeByAnswer(now, given))
      expect(now.mayTell).toBe('receipt')
    }),
  )
})

test('who stood at the counter is known; a letter and the web are somebody’s word', () => {
  const answers = (['walkIn', 'call', 'letter', 'mail', 'web'] as const).map(channel =>
    answerAtTheCounter('youth', channel),
  )
  expect(answers).toEqual(['yes', 'yes', 'unknown', 'unknown', 'unknown'])
  expect(answerAtTheCounter('parent', 'walkIn')).toBe('unknown')
})

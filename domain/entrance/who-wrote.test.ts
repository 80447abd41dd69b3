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
const enquiry = fc.record({
  senderRole: fc.constantFrom('youth', 'parent', 'teacher', 'other'),
  senderIsYouth: answer,
  mayTell: fc.constantFrom('receipt' as const, 'outcome' as const),
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
      expect({ ...after, ...undoAnswer(after, kept) }).toEqual(before)
      const changedAgain = changeByAnswer(after, later)
      if (changedAgain === null) return
      const latest = { ...after, ...changedAgain }
      expect({ ...latest, ...undoAnswer(latest, kept) }).toEqual(latest)
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

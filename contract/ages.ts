import { z } from 'zod'
import { AgeTurn } from './age-words.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, requiredText } from './values.ts'

/** Something that ended by itself on a birthday. */
const AgeEnding = z.object({
  endingId: z.number(),
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  what: z.enum(['membership', 'assessment']),
  name: z.string(),
  age: z.number(),
  /** The birthday on which it ended, and what that birthday is by the birth date of today. */
  day: Day,
  birthday: Day,
  /** Whether the reader may take it back. */
  mayUndo: z.boolean(),
})
export type AgeEnding = z.output<typeof AgeEnding>

/** A membership of somebody who was older already when the programme got the age at which one leaves it. */
const AgeWaiting = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  /** Of the programme. */
  name: z.string(),
  age: z.number(),
  birthday: Day,
  /** The day on which the programme got the age. */
  agedOn: Day,
})
export type AgeWaiting = z.output<typeof AgeWaiting>

export const listAges = defineUseCase({
  name: 'ages.list',
  summary:
    'Birthdays of the next twelve months that change something, and what is left to do; late ones first',
  method: 'GET',
  path: '/api/ages',
  permission: 'ages.read',
  input: z.object({}),
  output: z.object({
    today: Day,
    turns: z.array(AgeTurn),
    /** Whether there are more than are listed. */
    more: z.boolean(),
    /** What ended by itself in the last three months, and all that ended on another day than the birth date says now. */
    endings: z.array(AgeEnding),
    /** Nobody ends these but a person: at most 200, the oldest birthdays first. */
    waiting: z.array(AgeWaiting),
  }),
})

export const tickAge = defineUseCase({
  name: 'ages.tick',
  summary: 'Says that something has been done before a birthday, or that it has not',
  method: 'PUT',
  path: '/api/youths/:youthId/age-tasks',
  permission: 'ages.write',
  input: z.object({
    youthId: Id,
    age: z.number().int().min(1).max(99),
    item: requiredText(40),
    done: z.boolean(),
  }),
  output: z.object({ done: z.boolean() }),
})

export const undoAgeEnding = defineUseCase({
  name: 'ages.undo',
  summary: 'Takes back what ended by itself: as the birth date says now, or as a person decides',
  method: 'POST',
  path: '/api/age-endings/:endingId/undo',
  permission: 'assessment.write',
  input: z.object({ endingId: Id, reason: requiredText(500) }),
  output: z.object({ youthId: z.number() }),
})

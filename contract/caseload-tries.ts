import { z } from 'zod'
import { leftBecause } from '#domain/caseload/acceptance.ts'
import { Person, Point } from './caseload-board.ts'
import { defineUseCase } from './use-case.ts'
import { Day, Id, SensibleDay, text } from './values.ts'

/* Trying who should have whom, before anything is decided. */

/** As many as one can take in at a time; for more there are proposals. */
export const mostMoves = 100

const TriedMove = z.object({
  youthId: z.number(),
  givenName: z.string(),
  familyName: z.string(),
  /** Minutes a month, on the day from which it would hold. */
  minutes: z.number(),
  from: Person.nullable(),
  to: Person,
  /** Why it cannot be done; it is left out of the loads then. Which bar there is, is not told. */
  cannot: z.enum([...leftBecause, 'hasAlready']).nullable(),
  /** The last day on which the receiver was their caseworker before; null for never. */
  hadBefore: Day.nullable(),
  /** The young person's programmes, each with how many others in it the receiver has. */
  programmes: z.array(z.object({ name: z.string(), others: z.number() })),
})
export type TriedMove = z.output<typeof TriedMove>

/** A ceiling that the moves would take somebody above: carrying them out would be refused. */
const TriedCeiling = z.object({
  /** Null: of all young people. */
  programme: z.string().nullable(),
  /** In number or in minutes a month, whichever is passed. */
  unit: z.enum(['cases', 'minutes']),
  /** With the moves. */
  has: z.number(),
  most: z.number(),
  /** A later day on which it would be passed first, with what is planned; null: the day of the moves. */
  later: Day.nullable(),
})

const TriedLoad = Person.extend({
  /** As on the board, without and with the moves, in the order of `weeks`. */
  before: z.array(Point),
  after: z.array(Point),
  passed: z.array(TriedCeiling),
})
export type TriedLoad = z.output<typeof TriedLoad>

const Moves = z
  .array(z.object({ youthId: Id, toId: Id }))
  .min(1)
  .max(mostMoves)
  .refine(moves => new Set(moves.map(({ youthId }) => youthId)).size === moves.length, { error: 'invalid' })

export const tryMoves = defineUseCase({
  name: 'caseload.tryMoves',
  summary:
    'What it would do if some young people had other caseworkers from a day on: every load concerned, before and after; nothing is saved',
  method: 'POST',
  path: '/api/caseload/tries',
  permission: 'assignment.write',
  input: z.object({
    /** From today to twelve weeks ahead. */
    from: SensibleDay,
    moves: Moves,
  }),
  output: z.object({
    today: Day,
    from: Day,
    weeks: z.array(Day),
    moves: z.array(TriedMove),
    /** Whoever gives or receives, and whose load is another by it: deputies too. */
    caseworkers: z.array(TriedLoad),
  }),
})

export const giveCases = defineUseCase({
  name: 'caseload.giveCases',
  summary:
    'Gives some young people other caseworkers from a day on, all in one transaction or none; a handover begins for each',
  method: 'POST',
  path: '/api/caseload/moves',
  permission: 'assignment.write',
  input: z.object({
    /** From today to twelve weeks ahead. */
    from: SensibleDay,
    moves: Moves,
    note: text(500),
  }),
  output: z.object({ given: z.number() }),
})

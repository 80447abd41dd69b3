import type { giveCases } from '#contract/caseload-tries.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import { passedTogether } from '#domain/caseload/ceiling-watch.ts'
import type { Db } from '#server/database/connection.ts'
import { fieldRefusal, Refusal } from '#server/door/refusal.ts'
import type { Scope } from '#server/door/route.ts'
import { type LockedCeilings, tellCeiling } from '#server/records/ceilings.ts'
import { giveCaseworkers } from '#server/records/give-caseworkers.ts'
import { lockMoves } from './look-at-moves.ts'
import { checkFrom } from './try-moves.ts'

type Given = ParsedInputOf<typeof giveCases>

/**
 * Gives young people other caseworkers from a day on: all of them or none, since a leader has seen what they do
 * together.
 *
 * @throws Refusal badInput at `from` outside of the forecast, at `moves` where a ceiling would be passed; conflict where
 *   one of the moves cannot be done: trying them again says which and why
 */
export async function giveTheCases(
  { from, moves, note }: Given,
  { db, today }: Scope,
): Promise<AnswerOf<typeof giveCases>> {
  checkFrom(from, today)
  const { ceilings, looked } = await lockMoves(db, moves, { from, today })
  if (looked.some(({ move, held, cannot }) => cannot !== null || held?.holderId === move.toId))
    throw new Refusal('conflict', { reason: 'movesNotPossible' })
  await checkCeilings(db, moves, ceilings)
  await giveCaseworkers(db, moves, { from, today, reason: note, proposalId: null })
  return { given: moves.length }
}

async function checkCeilings(db: Db, moves: Given['moves'], ceilings: LockedCeilings): Promise<void> {
  const cases = moves.flatMap(({ youthId, toId }) => {
    const given = ceilings.caseOf.get(youthId)
    return given === undefined ? [] : [{ given, toId }]
  })
  const [first] = passedTogether(ceilings, cases)
  if (first === undefined) return
  const { name, programme, unit, has, most } = await tellCeiling(db, first.toId, first.passed)
  const code = unit === 'cases' ? 'ceilingOfCases' : 'ceilingOfMinutes'
  throw programme === null
    ? fieldRefusal('moves', code, { name, has, most })
    : fieldRefusal('moves', `${code}In`, { name, has, most, programme })
}

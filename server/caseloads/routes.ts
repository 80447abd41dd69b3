import { readBoard, readCasesOf, readCaseWeight, readWeights } from '#contract/caseload-board.ts'
import { readFit, readWaiting } from '#contract/caseload-fit.ts'
import { allowMore, endException, readLimits } from '#contract/caseload-limits.ts'
import { giveCases, tryMoves } from '#contract/caseload-tries.ts'
import { readUnit } from '#contract/caseloads.ts'
import { addWish, endWish, readWishes } from '#contract/wishes.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { type House, momentOf, readRoute, route } from '#server/door/route.ts'
import { type UnitKeeper, unitKeeper } from '#server/records/kept-unit.ts'
import { allowTheMore, endTheException } from './change-limits.ts'
import { giveTheCases } from './give-cases.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { readTheBoard } from './read-board.ts'
import { readTheCasesOf } from './read-cases.ts'
import { readTheFit } from './read-fit.ts'
import { readTheLimits } from './read-limits.ts'
import { readTheWaiting } from './read-waiting.ts'
import { readTheCaseWeight } from './read-weight.ts'
import { readTheWeights } from './read-weights.ts'
import { tryTheMoves } from './try-moves.ts'
import { unitQuery } from './unit.query.ts'
import { addTheWish, endTheWish, wishesQuery } from './wishes.ts'

const keepers = new WeakMap<House, UnitKeeper>()

/** What keeps the unit of a house: its routes and its jobs ask the same one. */
function keeperOf(house: House): UnitKeeper {
  const keeper = keepers.get(house) ?? unitKeeper()
  keepers.set(house, keeper)
  return keeper
}

/** Reads the unit at the start and after each midnight, so that nobody waits for it who asks first. */
export const caseloadJobs = {
  'caseload:keep': async (_payload: unknown, house: House): Promise<void> => {
    const { today } = momentOf(house)
    const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'job' } as const
    await inTransaction(house.pool, entry, db => keeperOf(house)(db, today))
  },
}

export function caseloadRoutes(house: House): void {
  const keeper = keeperOf(house)
  route(house, readFit, (input, scope) => readTheFit(keeper, input, scope))
  route(house, readWaiting, (input, scope) => readTheWaiting(keeper, input, scope))
  readRoute(house, readWishes, ({ youthId }, { today }) => wishesQuery(youthId, today))
  route(house, addWish, addTheWish)
  route(house, endWish, endTheWish)
  readRoute(house, readUnit, ({ from, to }) => unitQuery(from, to))
  route(house, readBoard, (input, scope) => readTheBoard(keeper, input, scope))
  route(house, readCasesOf, (input, scope) => readTheCasesOf(keeper, input, scope))
  route(house, readCaseWeight, readTheCaseWeight)
  route(house, tryMoves, (input, scope) => tryTheMoves(keeper, input, scope))
  route(house, giveCases, giveTheCases)
  route(house, readWeights, readTheWeights)
  route(house, readLimits, (input, scope) => readTheLimits(keeper, input, scope))
  route(house, allowMore, allowTheMore)
  route(house, endException, endTheException)
  proposalRoutes(house)
}

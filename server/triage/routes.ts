import { countOverdueReferrals, countReferrals } from '#contract/referral-count.ts'
import * as contract from '#contract/triage.ts'
import { correctTalk, registerTalk, takeTalkBack } from '#contract/triage-talks.ts'
import { type House, route } from '#server/door/route.ts'
import { readTheDoubles } from './doubles.ts'
import { forgetEnquiries } from './forget.ts'
import {
  answerWho,
  changeTheTelling,
  closeTheReferral,
  passOnTheReferral,
  registerTheTalk,
  releaseTheReferral,
  reopenTheReferral,
  takeTheReferral,
  tellTheSender,
} from './handle.ts'
import { linkTheReferral, mergeTheReferral, undoTheMerge } from './merge.ts'
import { countTheOverdue, countTheReferrals, readTheQueue } from './queue.ts'
import { readTheReferral } from './read-referral.ts'
import { correctTheTalk, takeTheTalkBack } from './take-talk-back.ts'

export function triageRoutes(house: House): void {
  const { timeZone } = house
  route(house, contract.readQueue, (input, scope) => readTheQueue(input, scope, timeZone))
  route(house, countReferrals, (_input, scope) => countTheReferrals(scope))
  route(house, countOverdueReferrals, (_input, scope) => countTheOverdue(scope))
  route(house, contract.readReferral, (input, scope) => readTheReferral(input, scope, timeZone))
  route(house, contract.readDoubles, readTheDoubles)
  route(house, contract.takeReferral, takeTheReferral)
  route(house, contract.releaseReferral, releaseTheReferral)
  route(house, registerTalk, registerTheTalk)
  route(house, correctTalk, correctTheTalk)
  route(house, takeTalkBack, takeTheTalkBack)
  route(house, contract.passOnReferral, passOnTheReferral)
  route(house, contract.closeReferral, closeTheReferral)
  route(house, contract.reopenReferral, reopenTheReferral)
  route(house, contract.changeTelling, changeTheTelling)
  route(house, contract.answerWhoWrote, answerWho)
  route(house, contract.tellSender, tellTheSender)
  route(house, contract.mergeReferral, mergeTheReferral)
  route(house, contract.linkReferral, linkTheReferral)
  route(house, contract.undoMerge, undoTheMerge)
}

/** The work of the night: what came of nothing is not kept for ever. */
export const triageJobs = {
  'enquiries:forget': async (_payload: unknown, house: House): Promise<void> => {
    const today = house.now().toZonedDateTimeISO(house.timeZone).toPlainDate()
    const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'job' } as const
    const forgotten = await forgetEnquiries(house.pool, entry)
    if (forgotten > 0) house.app.log.info({ forgotten }, 'old enquiries deleted')
  },
}

import { sql } from 'kysely'
import type { sendEnquiry as sendUseCase } from '#contract/entrance.ts'
import type { AnswerOf, ParsedInputOf } from '#contract/use-case.ts'
import type { PublicScope } from '#server/door/public-route.ts'
import { Refusal } from '#server/door/refusal.ts'
import { columnsOf } from '#server/records/referral.ts'
import { toReferralWords } from './enquiry-words.ts'
import { loadPromised, promisedDays } from './promised.ts'
import { type ReceiptKeys, receiptKeys } from './receipt.ts'

/** What the entrance needs from outside. */
export interface EntranceKeys {
  /** Makes the receipts' codes. */
  secret: Buffer
  /** From everybody together; 0 is no limit. */
  enquiriesPerHour: number
}

/**
 * Takes in what somebody without a log-in wrote. Nothing is looked up about anybody, so the answer is the same whoever
 * is known here. What fills in the field that people do not see gets the same answer, and is stored as closed: staff can find
 * it, since a person's own programs fill in fields too.
 */
export async function receiveEnquiry(
  { secret, enquiriesPerHour }: EntranceKeys,
  input: ParsedInputOf<typeof sendUseCase>,
  { db, now, today }: PublicScope,
): Promise<AnswerOf<typeof sendUseCase>> {
  const words = toReferralWords(input, today, {
    taken: 'alone',
    language: input.language,
    mayTell: input.senderRole === 'youth' ? 'outcome' : 'receipt',
  })
  const keys = receiptKeys(secret, input.clientKey)
  const reference = await store(keys)
  if (reference === null) throw new Refusal('unavailable', { reason: 'entranceBusy' })
  if (input.leftEmpty !== '')
    await sql`select door.close_filled_unseen(${keys.codeHash}, ${input.clientKey}::uuid, ${now}, ${today}::date)`.execute(
      db,
    )
  return {
    reference,
    code: keys.code,
    receivedOn: today.toString(),
    promise: promisedDays(await loadPromised(db), today),
  }

  async function store({ references, codeHash }: ReceiptKeys): Promise<string | null> {
    const { rows } = await sql<{ reference: string | null }>`
      select door.receive_referral(${JSON.stringify(columnsOf(words))}::jsonb, ${references}::text[], ${codeHash},
        ${input.clientKey}::uuid, ${now}, ${today}::date, ${enquiriesPerHour}::int) as reference`.execute(db)
    return rows[0]?.reference ?? null
  }
}

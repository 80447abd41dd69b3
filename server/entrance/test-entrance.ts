import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { followEnquiry, Receipt, registerEnquiry, sendEnquiry } from '#contract/entrance.ts'
import type { InputOf } from '#contract/use-case.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import type { DoorOptions } from '#server/door/open-door.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { type EntranceOptions, entranceRoutes } from './routes.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
export const at = Temporal.Instant.from('2026-11-23T09:00:00Z')

export type Enquiry = InputOf<typeof sendEnquiry>
export type Registration = InputOf<typeof registerEnquiry>

const words = {
  senderRole: 'parent',
  senderName: 'Mette Prøve',
  senderPlace: '',
  senderPhone: '37 20 22 33',
  senderEmail: '',
  callWhen: 'Efter kl. 15',
  youthGivenName: 'Sigrid',
  youthFamilyName: 'Prøve',
  youthBirthDate: null,
  youthAge: 17,
  youthPhone: '',
  youthEmail: '',
  about: 'Hun går ikke i skole mere.',
  youthKnows: false,
} as const

/** For tests: a parent's enquiry with a key of its own. */
export function enquiry(over: Partial<Enquiry> = {}): Enquiry {
  return { ...words, clientKey: randomUUID(), language: 'da', leftEmpty: '', ...over }
}

/** For tests: what staff take down of a call. */
export function registration(over: Partial<Registration> = {}): Registration {
  const how = { channel: 'call', receivedOn: '2026-11-23', mayTell: 'receipt', wantsCode: false } as const
  return { ...words, clientKey: randomUUID(), ...how, ...over }
}

/** For tests: the entrance over a database of its own, without limits unless told. */
export async function entranceForTest(
  options: Partial<EntranceOptions> = {},
  door: Partial<DoorOptions> = {},
) {
  const database = await freshDatabase()
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`insert into municipality (name) values ('Prøveby')`)
  let now = at
  const house = await houseForTest(database.url, { now: () => now, ...door })
  entranceRoutes(house, {
    secret: Buffer.alloc(32, 7),
    enquiriesPerHour: 0,
    enquiriesPerAddress: 0,
    lookUpsPerAddress: 0,
    ...options,
  })
  const post = (
    url: string,
    payload: object,
    headers: Record<string, string> = {},
    remoteAddress = '10.0.0.1',
  ) => house.app.inject({ method: 'POST', url, payload, headers, remoteAddress })
  return {
    house,
    owner,
    post,
    setNow(instant: Temporal.Instant) {
      now = instant
    },
    send: (over: Partial<Enquiry> = {}, remoteAddress?: string) =>
      post('/api/entrance', enquiry(over), {}, remoteAddress),
    async sent(over: Partial<Enquiry> = {}): Promise<Receipt> {
      const answer = await post('/api/entrance', enquiry(over))
      if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${answer.body}`)
      return answer.json()
    },
    follow: (input: InputOf<typeof followEnquiry>) => post('/api/entrance/status', input),
    async count(): Promise<number> {
      const { rows } = await owner.query<{ count: string }>('select count(*) from referral')
      return Number(rows[0]?.count)
    },
    async close() {
      await house.close()
      await owner.end()
      await database.drop()
    },
  }
}

export type TestEntrance = Awaited<ReturnType<typeof entranceForTest>>

import { randomUUID } from 'node:crypto'
import { readlink, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportView } from '#contract/imports.ts'
import { createPool } from '#server/database/pool.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { beginImport, emptyHome, type Served, serveEmpty, withDatabase } from './test-process.ts'

const today = Temporal.Now.plainDateISO('Europe/Copenhagen')
const entry = { kind: 'system', onBehalfOf: null, today, requestId: 'test' } as const

// Three starts of the whole of Medgang and 20,000 rows, on whatever machine this is.
const patience = 300_000

let home = ''
let served: Served | undefined

beforeAll(async () => {
  home = await emptyHome()
})
afterAll(async () => {
  await served?.terminate()
  const elsewhere = await readlink(join(home, 'postgres')).catch(() => undefined)
  if (elsewhere !== undefined) await rm(elsewhere, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
})

/** Asks the home's database as its owner, past row-level security. */
function asking<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  return withDatabase(home, async url => {
    const pool = createPool({ url, role: null, max: 2, onError: () => undefined })
    try {
      return await work(pool)
    } finally {
      await pool.end()
    }
  })
}

async function count(pool: pg.Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${sql}`)
  return rows[0]?.count ?? -1
}

/** Whose stored deadlines do not follow from what is registered; and how many young people have some at all. */
async function proved(pool: pg.Pool): Promise<{ differing: number[]; withDeadlines: number }> {
  const { rows } = await pool.query<{ id: number }>('select id from youth order by id')
  const differing: number[] = []
  for (let from = 0; from < rows.length; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ id }) => id)
    differing.push(...(await inTransaction(pool, entry, db => differingDeadlines(db, ids))))
  }
  return {
    differing,
    withDeadlines: await count(pool, '(select distinct youth_id from deadline) d'),
  }
}

/** Rows that only a write broken in the middle could leave behind. */
async function halfWritten(pool: pg.Pool): Promise<Record<string, number>> {
  return {
    contactWithoutNote: await count(
      pool,
      `contact c where source = 'registered' and not exists (select from note where contact_id = c.id)`,
    ),
    contactWithoutLog: await count(
      pool,
      `contact c where source = 'registered' and not exists (select from change_log l
         where l.action = 'contact.register' and l.subject_id = c.id and l.youth_id = c.youth_id)`,
    ),
    logWithoutContact: await count(
      pool,
      `change_log l where action = 'contact.register' and not exists (select from contact c where c.id = l.subject_id)`,
    ),
    contactWithoutItsNext: await count(
      pool,
      `contact where source = 'registered' and next_appointment_id is null`,
    ),
    bookedByNoContact: await count(
      pool,
      `appointment a where not exists (select from contact c where c.next_appointment_id = a.id)`,
    ),
    withoutCase: await count(
      pool,
      `youth y where not exists (select from youth_case c where c.youth_id = y.id)`,
    ),
    withoutDerivation: await count(
      pool,
      `youth y where not exists (select from derivation d where d.youth_id = y.id)`,
    ),
  }
}

const nothing = {
  contactWithoutNote: 0,
  contactWithoutLog: 0,
  logWithoutContact: 0,
  contactWithoutItsNext: 0,
  bookedByNoContact: 0,
  withoutCase: 0,
  withoutDerivation: 0,
}

describe('kill -9 of the app in the middle of registering', () => {
  const people = 12
  const sendings = 96

  /** Young people of one caseworker, in the programme since two months ago. */
  async function furnish(pool: pg.Pool): Promise<{ youthIds: number[]; cookie: string }> {
    const { staffId, cookie } = await logInForTest(pool, { roles: ['caseworker'] })
    const { rows } = await pool.query<{ id: number }>(
      `with y as (insert into youth (given_name, family_name, search_name, birth_date)
         select 'Ung', 'Nummer ' || n, 'ung nummer ' || n, '2006-05-05' from generate_series(1, $1::int) n returning id)
       , c as (insert into youth_case (youth_id, during) select id, daterange($3::date - 60, null) from y)
       , m as (insert into membership (youth_id, programme_id, during)
           select y.id, p.id, daterange($3::date - 60, null) from y, programme p where p.key = 'mod-til-uddannelse')
       , a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $2, 'caseworker', daterange($3::date - 60, null) from y)
       select id from y`,
      [people, staffId, today],
    )
    const youthIds = rows.map(({ id }) => id)
    await inTransaction(pool, entry, db => recomputeDeadlines(db, youthIds, today))
    return { youthIds, cookie }
  }

  test(
    'what was acknowledged is there, the rest wholly or not at all, and sending it again registers it once',
    async () => {
      served = await serveEmpty(home)
      const { youthIds, cookie } = await asking(furnish)
      const { rows: areas } = await asking(pool =>
        pool.query<{ code: string }>('select code from subject_area limit 1'),
      )
      const contacts = Array.from({ length: sendings }, (_, index) => ({
        youthId: youthIds[index % people],
        clientKey: randomUUID(),
        kind: index % 2 === 0 ? 'meeting' : 'call',
        outcome: 'held',
        place: '',
        startsAt: today
          .subtract({ days: 1 + (index % 40) })
          .toZonedDateTime({ timeZone: 'UTC', plainTime: '09:00' })
          .toInstant()
          .toString(),
        minutes: 30,
        subjectArea: areas[0]?.code,
        note: `Talte sammen for ${index}. gang.`,
        appointmentId: null,
        // A day for each, since nobody can be booked twice at the same time.
        next: {
          kind: 'call',
          startsAt: today
            .add({ days: 1 + index })
            .toZonedDateTime({ timeZone: 'UTC', plainTime: '10:00' })
            .toInstant()
            .toString(),
          minutes: 15,
          place: '',
        },
      }))
      const send = (contact: (typeof contacts)[number], address: string) =>
        fetch(`${address}/api/youths/${contact.youthId}/contacts`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: JSON.stringify({ ...contact, youthId: undefined }),
        }).then(
          async response =>
            response.ok ? ((await response.json()) as { contactId: number }).contactId : null,
          () => null,
        )

      const acknowledged = new Map<string, number>()
      const middle = Promise.withResolvers<void>()
      const { address } = served
      const sending = contacts.map(async contact => {
        const contactId = await send(contact, address)
        if (contactId !== null) acknowledged.set(contact.clientKey, contactId)
        if (acknowledged.size >= sendings / 4) middle.resolve()
      })
      await middle.promise
      await served.kill()
      await Promise.all(sending)
      expect(acknowledged.size).toBeLessThan(sendings)

      served = await serveEmpty(home)
      await asking(async pool => {
        const { rows } = await pool.query<{ id: number; client_key: string }>(
          `select id, client_key from contact where source = 'registered'`,
        )
        const stored = new Map(rows.map(({ id, client_key }) => [client_key, id]))
        for (const [key, id] of acknowledged) expect(stored.get(key)).toBe(id)
        expect(await halfWritten(pool)).toEqual(nothing)
        expect(await proved(pool)).toEqual({ differing: [], withDeadlines: people })
      })

      for (const contact of contacts) {
        const contactId = await send(contact, served.address)
        expect(contactId).not.toBeNull()
        expect(acknowledged.get(contact.clientKey) ?? contactId).toBe(contactId)
      }
      await asking(async pool => {
        expect(await count(pool, 'contact')).toBe(sendings)
        expect(await count(pool, 'appointment')).toBe(sendings)
        expect(await halfWritten(pool)).toEqual(nothing)
        expect(await proved(pool)).toEqual({ differing: [], withDeadlines: people })
      })
      await served.terminate()
      served = undefined
    },
    patience,
  )
})

describe('kill -9 in the middle of importing 10,000 rows', () => {
  const size = 10_000

  /** Invented people whose numbers do not check, as no real number before 2007 does. */
  function caseList(): string {
    const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
    const two = (value: number) => String(value).padStart(2, '0')
    const lines = ['Navn;CPR-nr.;Målgruppe;Målgruppe fra;Indsats;Indsats fra;Socialrådgiver;Sidste møde']
    const first = Temporal.PlainDate.from('2001-01-01')
    for (let index = 0; lines.length <= size; index += 1) {
      const born = first.add({ days: index % 2500 })
      const digits = `${two(born.day)}${two(born.month)}${two(born.year % 100)}${4001 + Math.floor(index / 2500)}`
      const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
      if (sum % 11 === 0) continue
      lines.push(
        `Ung Nummer${index};${digits.slice(0, 6)}-${digits.slice(6)};Aktivitetsparat;01-03-2025;Mod til uddannelse;01-03-2025;Rådgiver Nummer${index % 40};15-09-2025`,
      )
    }
    return lines.join('\r\n')
  }

  /** What a register holds of a list, counted. */
  async function held(pool: pg.Pool) {
    return {
      youths: await count(
        pool,
        `youth where given_name = 'Ung' and family_name like 'Nummer%' and cpr_index is not null`,
      ),
      caseworkers: await count(pool, `staff where given_name = 'Rådgiver'`),
      assessments: await count(pool, 'assessment'),
      meetings: await count(pool, `contact where source = 'import'`),
    }
  }
  const none = { youths: 0, caseworkers: 0, assessments: 0, meetings: 0 }
  const all = { youths: size, caseworkers: 40, assessments: size, meetings: size }

  test(
    'from the terminal: nothing is written',
    async () => {
      const file = join(home, 'liste.csv')
      await writeFile(file, caseList())
      served = await serveEmpty(home)
      const running = beginImport(home, file)
      await asking(async pool => {
        // A table grows while a transaction writes to it, though nobody sees the rows.
        const pages = async () =>
          Number((await pool.query(`select pg_relation_size('youth') as size`)).rows[0]?.size)
        const before = await pages()
        while ((await pages()) < before + 400_000 && !running.hasEnded()) await sleep(20)
        expect(running.hasEnded()).toBe(false)
        await running.kill()
        expect(await held(pool)).toEqual(none)
        expect(await halfWritten(pool)).toEqual(nothing)
      })
    },
    patience,
  )

  test(
    'in the app: nothing is written, and the next start brings all of it in',
    async () => {
      served ??= await serveEmpty(home)
      const { address } = served
      const { cookie } = await asking(pool => logInForTest(pool, { roles: ['leader'] }))
      const ask = async (method: string, path: string, body?: unknown) => {
        const response = await fetch(`${address}${path}`, {
          method,
          headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        expect(response.status).toBe(200)
        return (await response.json()) as ImportView
      }
      const view = await ask('POST', '/api/imports', {
        fileName: 'liste.csv',
        content: Buffer.from(caseList()).toString('base64'),
      })
      expect(view.counts).toEqual({ created: size, changed: 0, unchanged: 0, refused: 0 })
      await ask('POST', `/api/imports/${view.importId}/confirm`, { version: view.version })
      for (;;) {
        const { state, done } = await ask('GET', `/api/imports/${view.importId}`)
        expect(['queued', 'running']).toContain(state)
        if (done > 0 && done < size) break
        await sleep(20)
      }
      await served.kill()
      served = undefined
      // The database alone, without the app that would go on.
      await asking(async pool => expect(await held(pool)).toEqual(none))

      served = await serveEmpty(home)
      await asking(async pool => {
        const stateOf = async () =>
          (await pool.query('select state from case_import where id = $1', [view.importId])).rows[0]?.state
        for (let state = await stateOf(); state !== 'done'; state = await stateOf()) {
          expect(['queued', 'running']).toContain(state)
          await sleep(200)
        }
        expect(await held(pool)).toEqual(all)
        expect(await halfWritten(pool)).toEqual(nothing)
        const { differing, withDeadlines } = await proved(pool)
        expect(differing).toEqual([])
        expect(withDeadlines).toBeGreaterThanOrEqual(size)
      })
    },
    patience,
  )
})

import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createPool } from '#server/database/pool.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { isMasked } from './decide.ts'
import { importRows, previewRows } from './import-rows.ts'
import type { Cell } from './sheet.ts'
import { today } from './test-lists.ts'
import { tableOf, testRegister } from './test-register.ts'

const register = await testRegister()
const { ask, context, cpr, entry, owner, pool } = register
afterAll(register.end)
beforeEach(register.reset)

const headings = [
  'Navn',
  'CPR-nr.',
  'Telefon',
  'Adresse',
  'Målgruppe',
  'Målgruppe fra',
  'Program',
  'Program fra',
  'Sagsbehandler',
  'Sagsbehandler fra',
  'Sidste møde',
  'Forælder',
  'Forælder tlf',
  'Ydelse',
  'Beskyttet adresse',
]
const ida: Cell[] = [
  'Ida Jensen',
  '010105-4000',
  '37202233',
  'Søndergade 1, 8700 Horsens',
  'Aktivitetsparat',
  '1-2-2025',
  'Mod til uddannelse',
  '1-3-2025',
  'Mette Holm',
  '1-3-2025',
  '5-11-2026',
  'Karen Jensen',
  '37302233',
  'Kontanthjælp',
  'Nej',
]
const bo: Cell[] = [
  'Bo Holm',
  '020205-4001',
  null,
  null,
  'UP',
  null,
  null,
  null,
  'Anders And',
  null,
  null,
  null,
  null,
  null,
  'ja',
]

const table = (rows: Cell[][], heading = headings) => tableOf(rows, heading)
const bring = (rows: Cell[][], heading = headings) => register.bring(rows, heading)

async function verdicts(rows: Cell[][], heading?: string[]): Promise<string[]> {
  const { decisions } = await bring(rows, heading)
  return decisions.map(decision =>
    decision.verdict === 'refused'
      ? `${decision.row} ${decision.faults.map(({ field, code }) => `${field}:${code}`).join(' ')}`
      : `${decision.row} ${decision.verdict}`,
  )
}

describe('importRows', () => {
  it('creates people with everything that the list says of them', async () => {
    expect(await verdicts([ida, bo])).toEqual(['2 created', '3 created'])
    expect(
      await ask(
        `select given_name, family_name, phone, address, postal_code, city, protected_address, search_name, birth_date::text from youth order by id`,
      ),
    ).toEqual([
      ['Ida', 'Jensen', '+4537202233', 'Søndergade 1', '8700', 'Horsens', false, 'ida jensen', '2005-01-01'],
      ['Bo', 'Holm', null, null, null, null, true, 'bo holm', '2005-02-02'],
    ])
    expect(await ask('select target_group, during::text from assessment order by id')).toEqual([
      ['activityReady', '[2025-02-01,)'],
      ['educationReady', '[2026-11-20,)'],
    ])
    expect(await ask('select programme_id, during::text from membership')).toEqual([['1', '[2025-03-01,)']])
    expect(await ask('select kind, during::text from benefit')).toEqual([['kontanthjaelp', '[2026-11-20,)']])
    expect(await ask('select name, phone from guardian')).toEqual([['Karen Jensen', '+4537302233']])
    expect(await ask('select during::text from youth_case order by id')).toEqual([
      ['[2026-11-05,)'],
      ['[2026-11-20,)'],
    ])
    const stored = await owner.query<{ cpr_encrypted: Buffer }>('select cpr_encrypted from youth order by id')
    expect(stored.rows.map(row => cpr.decrypt(row.cpr_encrypted))).toEqual(['0101054000', '0202054001'])
  })

  it('makes the last meeting a held contact: the clock counts from it, and nothing before it is missed', async () => {
    await bring([ida])
    expect(await ask('select kind, outcome, day::text, source, staff_id from contact')).toEqual([
      ['meeting', 'held', '2026-11-05', 'import', '1'],
    ])
    expect(await ask(`select state, anchor_kind, anchor_day::text, due_day::text from deadline`)).toEqual([
      ['open', 'contact', '2026-11-05', '2026-12-04'],
    ])
  })

  it('creates caseworkers who do not exist, without log-in, once', async () => {
    await bring([ida, bo, ['Ea Lund', '030305-4002', null, null, null, null, null, null, 'And, Anders']])
    expect(
      await ask(
        `select s.given_name, s.family_name, s.email, s.oidc_subject, r.role from staff s left join staff_role r on r.staff_id = s.id order by s.id`,
      ),
    ).toEqual([
      ['Mette', 'Holm', null, null, 'caseworker'],
      ['Anders', 'And', null, null, 'caseworker'],
    ])
    expect(
      await ask('select youth_id, staff_id, role, during::text from assignment order by youth_id'),
    ).toEqual([
      ['1', '1', 'caseworker', '[2025-03-01,)'],
      ['2', '2', 'caseworker', '[2026-11-20,)'],
      ['3', '2', 'caseworker', '[2026-11-20,)'],
    ])
  })

  it('creates nobody for a row that is refused', async () => {
    expect(
      await verdicts([['Ea Lund', '999999-4002', null, null, null, null, null, null, 'Anders And']]),
    ).toEqual(['2 cpr:cprDate'])
    expect(await ask('select count(*)::int from staff')).toEqual([[1]])
  })

  it('changes nothing the second time, also on a later day', async () => {
    await bring([ida, bo])
    const log = await ask('select count(*) from change_log')
    expect(await verdicts([ida, bo])).toEqual(['2 unchanged', '3 unchanged'])
    const later = { ...context, today: today.add({ days: 40 }) }
    const again = await inTransaction(pool, { ...entry, today: later.today }, db =>
      importRows(db, table([ida, bo]), later, async () => undefined),
    )
    expect(again.decisions.map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged'])
    expect(await ask('select count(*) from change_log')).toEqual(log)
  })

  it('changes what has changed: the earlier rows end, and stay', async () => {
    await bring([ida])
    const moved = [...ida]
    moved[3] = 'Nygade 2, 8700 Horsens'
    moved[4] = 'Uddannelsesparat'
    moved[5] = '1-11-2026'
    moved[8] = 'Anders And'
    moved[9] = '15-11-2026'
    expect(await verdicts([moved])).toEqual(['2 changed'])
    expect(await ask('select address, version from youth')).toEqual([['Nygade 2', 2]])
    expect(await ask('select target_group, during::text from assessment order by id')).toEqual([
      ['activityReady', '[2025-02-01,2026-11-01)'],
      ['educationReady', '[2026-11-01,)'],
    ])
    expect(await ask('select staff_id, during::text from assignment order by id')).toEqual([
      ['1', '[2025-03-01,2026-11-15)'],
      ['2', '[2026-11-15,)'],
    ])
    const [change] = await ask(
      `select before->>'address', after->>'address' from change_log where action = 'imports.run' and subject = 'youth' order by id desc limit 1`,
    )
    expect(change).toEqual(['Søndergade 1', 'Nygade 2'])
  })

  it('corrects when something began by withdrawing the row, and never what came later', async () => {
    await bring([ida])
    const earlier = [...ida]
    earlier[5] = '1-1-2025'
    expect(await verdicts([earlier])).toEqual(['2 changed'])
    expect(await ask('select during::text, withdrawn_reason from assessment order by id')).toEqual([
      ['[2025-02-01,)', 'Rettet ved import'],
      ['[2025-01-01,)', null],
    ])
    const old = [...ida]
    old[4] = 'Uddannelsesparat'
    old[5] = '1-6-2024'
    expect(await verdicts([old])).toEqual(['2 targetGroup:olderThanRegister'])
  })

  it('keeps protected addresses out of the log, also one that becomes so by the list', async () => {
    const heading = ['Navn', 'CPR-nr.', 'Adresse', 'Postnr', 'Beskyttet']
    const person = (address: string, isProtected: string): Cell[] => [
      'Ida Jensen',
      '010105-4000',
      address,
      '8700',
      isProtected,
    ]
    await bring([person('Hemmelig Vej 1', 'ja')], heading)
    await bring([person('Hemmelig Vej 2', 'nej')], heading)
    expect(await ask('select address from youth')).toEqual([['Hemmelig Vej 2']])
    const log = await ask(`select before, after from change_log where subject = 'youth' order by id`)
    expect(log.slice(-2)).toMatchObject([
      [null, { address: 'changed', postalCode: 'changed' }],
      [{ address: 'changed' }, { address: 'changed' }],
    ])
    expect(JSON.stringify(log)).not.toContain('Hemmelig')
  })

  it('corrects a guardian by a new row: the one before is withdrawn, and says by whom', async () => {
    await bring([ida])
    await owner.query(`update guardian set relation = 'mor', has_custody = false`)
    const moved = [...ida]
    moved[12] = '37305566'
    const asker = { staffId: 1, mayImport: true, mayAssign: true }
    await register.bring([moved], headings, asker)
    expect(
      await ask(`select name, phone, relation, has_custody, author_id, withdrawn_at is not null, withdrawn_by,
        withdrawn_reason from guardian order by id`),
    ).toEqual([
      ['Karen Jensen', '+4537302233', 'mor', false, null, true, '1', 'corrected'],
      ['Karen Jensen', '+4537305566', 'mor', false, '1', false, null, null],
    ])
  })

  it('does not tell how guardians of somebody who is 18 were reached, on the screen nor in the log', async () => {
    await bring([ida])
    const moved = [...ida]
    moved[12] = '37305566'
    const { decisions } = await bring([moved])
    const [decision] = decisions
    if (decision?.verdict !== 'changed') throw new Error('the row changes something')
    expect(decision.changes.map(change => [change.field, isMasked(change, decision)])).toEqual([
      ['guardians', true],
    ])
    const log = await ask(
      `select before, after from change_log where subject = 'youth' order by id desc limit 1`,
    )
    expect(log).toEqual([[{ guardians: 'changed' }, { guardians: 'changed' }]])
  })

  it('finds the same person again without a CPR number, and adds it when it comes', async () => {
    const heading = ['Navn', 'Fødselsdato', 'CPR']
    expect(await verdicts([['Åse Ærø', '1-1-2005', null]], heading)).toEqual(['2 created'])
    expect(await verdicts([['AASE AERØ', '01.01.05', null]], heading)).toEqual(['2 unchanged'])
    expect(await verdicts([['Åse Ærø', null, '010105-4000']], heading)).toEqual(['2 changed'])
    expect(await verdicts([['Åse Ærø', '1-1-2005', null]], heading)).toEqual(['2 unchanged'])
    expect(await ask('select count(*)::int from youth')).toEqual([[1]])
  })

  it('refuses what may be the same person, or another one', async () => {
    await bring(
      [
        ['Kristian Holm', '010105-4000'],
        ['Sofie Lund', '020205-4001'],
      ],
      ['Navn', 'CPR'],
    )
    const heading = ['Navn', 'CPR', 'Fødselsdato']
    expect(
      await verdicts(
        [
          ['Christian Holm', null, '1-1-2005'],
          ['Anders Bech', '020205-4001', null],
          ['Ida Kjær', '030305-4002', null],
          ['Ida Kjær', '030305-4002', null],
          ['Ida M. Kjær', '30305-4002', null],
          ['Ida Kjær', null, '3-3-2005'],
          ['Ida', null, '3-3-2005'],
          ['Bo Bo', null, null],
          ['Bo Bo', null, '3-3-1965'],
          ['Bo Bo', '040405-4000', '5-4-2005'],
          [null, null, null],
          ['Åge Ås', '0404054000', null],
        ],
        heading,
      ),
    ).toEqual([
      '2 name:identityNear',
      '3 name:identityOtherName',
      '4 created',
      '5 unchanged',
      '6 cpr:duplicateInFile',
      '7 name:duplicateInFile',
      '8 name:nameIncomplete',
      '9 cpr:identityMissing',
      '10 birthDate:ageOutside',
      '11 birthDate:birthDateNotCpr',
      '13 created',
    ])
  })

  it('opens the case again for somebody who returns', async () => {
    await bring([ida])
    await owner.query(`update youth_case set during = '[2025-02-01,2026-05-01)', close_reason = 'education'`)
    expect(await verdicts([ida])).toEqual(['2 changed'])
    expect(await ask('select during::text from youth_case order by id')).toEqual([
      ['[2025-02-01,2026-05-01)'],
      ['[2026-11-05,)'],
    ])
  })

  it('writes nothing in a preview', async () => {
    const outcome = await inTransaction(pool, entry, db => previewRows(db, table([ida, bo]), context))
    expect(outcome.decisions.map(({ verdict }) => verdict)).toEqual(['created', 'created'])
    expect(outcome.newStaff.map(({ name }) => name)).toEqual([{ givenName: 'Anders', familyName: 'And' }])
    expect(
      await ask('select (select count(*) from youth)::int + (select count(*) from change_log)::int * 0'),
    ).toEqual([[0]])
  })
})

describe('when things go wrong', () => {
  const many = Array.from({ length: 1200 }, (_, n): Cell[] => [
    `Ung Nr${n} Prøve`,
    `${String(1 + (n % 28)).padStart(2, '0')}01054${String(n).padStart(3, '0').slice(-3)}`,
  ])

  it('leaves all or nothing when the connection dies half-way', async () => {
    const lonely = createPool({ url: register.url, role: 'medgang_app', max: 1, onError: () => undefined })
    let told = 0
    const dying = inTransaction(lonely, entry, async db => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
      return importRows(db, table(many, ['Navn', 'CPR']), context, async done => {
        told = done
        if (done === 600) await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      })
    })
    await expect(dying).rejects.toThrow()
    await lonely.end()
    expect(told).toBe(600)
    expect(
      await ask('select (select count(*) from youth)::int, (select count(*) from deadline)::int'),
    ).toEqual([[0, 0]])
  })

  it('two imports of the same list at once create nobody twice', async () => {
    const [one, other] = await Promise.all([bring(many, ['Navn', 'CPR']), bring(many, ['Navn', 'CPR'])])
    const count = (outcome: typeof one, verdict: string) =>
      outcome.decisions.filter(decision => decision.verdict === verdict).length
    expect([count(one, 'created'), count(other, 'created')].sort((a, b) => a - b)).toEqual([0, 1200])
    expect([count(one, 'unchanged'), count(other, 'unchanged')].sort((a, b) => a - b)).toEqual([0, 1200])
    expect(await ask('select count(*)::int from youth')).toEqual([[1200]])
  })
})

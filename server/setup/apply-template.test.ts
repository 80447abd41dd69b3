import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TemplateName } from '#domain/setup/templates/templates.ts'
import { createPool } from '#server/database/pool.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { applyTemplate } from './apply-template.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const databases: { pool: pg.Pool; drop: () => Promise<void> }[] = []

async function startWith(template: TemplateName): Promise<pg.Pool> {
  const { url, drop } = await freshDatabase()
  const pool = createPool({ url, role: 'medgang_app', max: 2, onError: () => {} })
  databases.push({ pool, drop })
  await apply(pool, template)
  return pool
}

function apply(pool: pg.Pool, template: TemplateName): Promise<void> {
  return inTransaction(pool, { kind: 'system', onBehalfOf: null, today, requestId: 'test' }, db =>
    applyTemplate(db, { template, name: 'Lindebæk Kommune', isDemo: false, isTrial: false, today }),
  )
}

afterAll(async () => {
  for (const { pool, drop } of databases) {
    await pool.end()
    await drop()
  }
})

describe('the template horsens', () => {
  let pool: pg.Pool
  beforeAll(async () => {
    pool = await startWith('horsens')
  })

  test('names the municipality, and says that it is no demo', async () => {
    const { rows } = await pool.query('select name, template, is_demo from municipality')
    expect(rows).toEqual([{ name: 'Lindebæk Kommune', template: 'horsens', is_demo: false }])
  })

  test('has the four target groups, each with a definition, a source and a status', async () => {
    const { rows } = await pool.query(
      `select code, status from target_group where during @> $1::date and definition <> '' and source <> ''
        order by position`,
      [today.toString()],
    )
    expect(rows).toEqual([
      { code: 'notAssessed', status: 'local' },
      { code: 'clearlyReady', status: 'law' },
      { code: 'educationReady', status: 'law' },
      { code: 'activityReady', status: 'law' },
    ])
  })

  test('lets into "Mod til uddannelse" whom the project was made for', async () => {
    const { rows } = await pool.query(
      `select key, entry_age_from, entry_age_to, entry_target_groups, entry_benefit_weeks from programme
        where during @> $1::date order by id`,
      [today.toString()],
    )
    expect(rows).toEqual([
      {
        key: 'mod-til-uddannelse',
        entry_age_from: 18,
        entry_age_to: 24,
        entry_target_groups: ['activityReady'],
        entry_benefit_weeks: 52,
      },
      {
        key: 'sikker-overgang',
        entry_age_from: 15,
        entry_age_to: 17,
        entry_target_groups: [],
        entry_benefit_weeks: null,
      },
    ])
  })

  test('promises to members of the programmes only, and keeps what was not found apart from law', async () => {
    const { rows } = await pool.query(
      `select r.key, p.key as programme, r.clock, r.status from rule r left join programme p on p.id = r.programme_id
        where r.during @> $1::date order by r.id`,
      [today.toString()],
    )
    expect(rows).toContainEqual({
      key: 'moede-hver-maaned',
      programme: 'mod-til-uddannelse',
      clock: 'promise',
      status: 'local',
    })
    const promised = rows.filter(row => row.clock === 'promise' && !row.key.startsWith('entrance:'))
    expect(promised.filter(row => row.programme === null)).toEqual([])
    expect(rows.find(row => row.key === 'samtale-hver-anden-maaned')?.status).toBe('unverified')
  })

  test('gives every subject area a legal basis, and calls none of them law unchecked', async () => {
    const { rows } = await pool.query('select code, legal_basis, status from subject_area order by position')
    expect(rows.map(row => row.code)).toEqual([
      'education',
      'health',
      'economy',
      'family',
      'housing',
      'addiction',
      'other',
    ])
    for (const row of rows) {
      expect(row.legal_basis).toContain('artikel 6')
      expect(row.status).toBe('unverified')
    }
  })

  test('is written down in the change log', async () => {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from change_log where action = 'setup.template' and staff_id is null`,
    )
    // Read outside a transaction of the system, where nobody may see it.
    expect(rows).toEqual([{ n: 0 }])
    const seen = await inTransaction(
      pool,
      { kind: 'system', onBehalfOf: null, today, requestId: 'test' },
      db => db.selectFrom('change_log').select('after').where('action', '=', 'setup.template').execute(),
    )
    expect(seen).toEqual([{ after: { name: 'Lindebæk Kommune', template: 'horsens' } }])
  })

  test('is not applied to a database that has a municipality', async () => {
    await expect(apply(pool, 'broenderslev')).rejects.toMatchObject({ code: '23505' })
    const { rows } = await pool.query('select template from municipality')
    expect(rows).toEqual([{ template: 'horsens' }])
  })
})

test('the template broenderslev has one entrance and the team as programmes, and promises the team to everybody', async () => {
  const pool = await startWith('broenderslev')
  const programmes = await pool.query('select key, entry_age_from, entry_age_to from programme order by id')
  expect(programmes.rows).toEqual([
    { key: 'en-indgang', entry_age_from: 15, entry_age_to: 29 },
    { key: 'team-om-den-unge', entry_age_from: 15, entry_age_to: 29 },
  ])
  const { rows } = await pool.query(
    `select status, programme_id from rule where clock = 'promise' and key = 'moede-om-teamet'`,
  )
  expect(rows).toEqual([{ status: 'unverified', programme_id: null }])
})

test('meetings and calls as often as planned make 35 and 70 cases of the same 105 hours', async () => {
  const pool = await startWith('horsens')
  const { rows } = await pool.query(
    `select p.key, sum(w.minutes * case when w.per = 'month' then 12 else t.times end / 12.0)::int as minutes,
        min(w.status) as status
      from case_weight w left join programme p on p.id = w.programme_id
      left join lateral (select max(o.times_a_year) as times from case_weight o
        where o.per = w.per and o.programme_id is not distinct from w.programme_id) t on true
      where w.per in ('month', 'meeting', 'call', 'accompaniment') group by p.key order by p.key`,
  )
  expect(rows).toEqual([
    { key: 'mod-til-uddannelse', minutes: (105 * 60) / 35, status: 'unverified' },
    { key: 'sikker-overgang', minutes: (105 * 60) / 35, status: 'unverified' },
    { key: null, minutes: (105 * 60) / 70, status: 'unverified' },
  ])
})

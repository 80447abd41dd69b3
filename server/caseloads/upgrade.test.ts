import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '#server/database/migrate.ts'

/** The last of the files before minutes said what they are for. */
const lastBefore = '0092_unseen_field.sql'
const folder = new URL('../database/migrations/', import.meta.url)
const name = `test_${randomBytes(6).toString('hex')}`
const url = `${inject('databaseServer')}/${name}`
let owner: pg.Client

beforeAll(async () => {
  const server = new pg.Client({ connectionString: `${inject('databaseServer')}/postgres` })
  await server.connect()
  await server.query(`create database ${name}`)
  await server.end()
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  await owner.query(`create table migration (
    name text primary key, checksum text not null, run_at timestamptz not null default now())`)
  for (const file of (await readdir(folder)).filter(each => each <= lastBefore).sort()) {
    const text = await readFile(new URL(file, folder), 'utf8')
    await owner.query(text)
    const checksum = createHash('sha256').update(text).digest('hex')
    await owner.query('insert into migration (name, checksum) values ($1, $2)', [file, checksum])
  }
  // As shipped in the project and elsewhere; in the third, somebody has written other minutes of their own.
  await owner.query(`
    insert into programme (key, name, during) values ('mod', 'Mod', '[2017-01-01,)'), ('egen', 'Egen', '[2017-01-01,)');
    insert into case_weight (key, name, programme_id, minutes, during, source, status)
    select k, n, p.id, m, '[2026-01-01,)', 'Kilde', s from (values
      ('mod', 'moede', 'Møde med forberedelse og journal', 100, 'unverified'),
      ('mod', 'transport', 'Transport til den unge', 15, 'unverified'),
      ('mod', 'opkald', 'Opkald med journal', 20, 'unverified'),
      ('mod', 'ledsagelse', 'Ledsagelse, fordelt over månederne', 30, 'unverified'),
      ('mod', 'team', 'Teamet, andre afdelinger og skolen', 15, 'unverified'),
      (null, 'moede', 'Møde med forberedelse og journal', 50, 'unverified'),
      (null, 'transport', 'Transport til den unge', 0, 'unverified'),
      (null, 'opkald', 'Opkald med journal', 10, 'unverified'),
      (null, 'team', 'Teamet, andre afdelinger og skolen', 15, 'unverified'),
      (null, 'sagsarbejde', 'Ansøgninger, afgørelser og journal', 15, 'unverified'),
      ('egen', 'moede', 'Møde med forberedelse og journal', 80, 'local'),
      ('egen', 'opkald', 'Opkald med journal', 20, 'local')) r (p, k, n, m, s)
    left join programme p on p.key = r.p`)
  await migrate(url)
})

afterAll(async () => {
  await owner.end()
  const server = new pg.Client({ connectionString: `${inject('databaseServer')}/postgres` })
  await server.connect()
  await server.query(`drop database ${name} with (force)`)
  await server.end()
})

async function minutesOf(programme: string | null) {
  const { rows } = await owner.query<{ said: string }>(
    `select w.key || ' ' || w.minutes || '/' || w.per || coalesce(' x' || w.times_a_year, '') as said
     from case_weight w left join programme p on p.id = w.programme_id
     where p.key is not distinct from $1 order by w.key`,
    [programme],
  )
  return rows.map(({ said }) => said)
}

test('what Medgang shipped is taken apart into what it was made of', async () => {
  expect(await minutesOf('mod')).toEqual([
    'flere-i-teamet 5/seat',
    'foerste-halve-aar 15/firstHalfYear',
    'forberedelse 40/meeting',
    'ledsagelse 120/accompaniment x3',
    'moede 60/meeting x12',
    'opkald 15/call x12',
    'opkald-journal 5/call',
    'overgang 15/bridge',
    'team 15/month',
    'tolk 20/interpretedMeeting',
    'transport 15/meeting',
  ])
  expect(await minutesOf(null)).toEqual([
    'flere-i-teamet 5/seat',
    'foerste-halve-aar 10/firstHalfYear',
    'forberedelse 40/meeting',
    'moede 60/meeting x6',
    'opkald 15/call x6',
    'opkald-journal 5/call',
    'overgang 10/bridge',
    'sagsarbejde 15/month',
    'team 15/month',
    'tolk 20/interpretedMeeting',
    'transport 0/meeting',
  ])
})

test('what somebody has decided stays as it was, a month', async () => {
  expect(await minutesOf('egen')).toEqual(['moede 80/month', 'opkald 20/month'])
})

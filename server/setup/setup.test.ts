import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSetupFile, writeSetupFile } from '#contract/setup-file.ts'
import { anySetup } from '#contract/test-setups.ts'
import type { Setup } from '#domain/setup/setup.ts'
import { broenderslevSetup } from '#domain/setup/templates/broenderslev.ts'
import { horsensSetup } from '#domain/setup/templates/horsens.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { importSetupFile, SetupFileError } from './from-terminal.ts'
import { replaceSetup } from './starting-point.ts'
import {
  begin,
  deadlines,
  endPlaces,
  exported,
  type Place,
  send,
  stored,
  system,
  today,
} from './test-place.ts'

afterAll(endPlaces)

/** What templates leave as Medgang ships it. */
const shippedIn = ({
  entranceTexts,
  entrancePromises,
  dutyRules,
  orderRules,
  ageChanges,
  enquiryRetention,
  timeSettings,
  newcomerSteps,
}: Setup) => ({
  entranceTexts,
  entrancePromises,
  dutyRules,
  orderRules,
  ageChanges,
  enquiryRetention,
  timeSettings,
  newcomerSteps,
})

/** Somebody in "Mod til uddannelse" since October, met on the 9th of November. */
async function register({ house, owner }: Place): Promise<number> {
  const { rows } = await owner.query(`
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      values ('Ung', 'Prøve', 'ung proeve', '2007-01-01') returning id),
    c as (insert into youth_case (youth_id, enquiry_day, during) select id, '2026-09-01', '[2026-09-01,)' from y),
    a as (insert into assessment (youth_id, target_group, during) select id, 'activityReady', '[2026-09-10,)' from y),
    m as (insert into membership (youth_id, programme_id, during)
      select y.id, p.id, '[2026-10-01,)' from y, programme p where p.key = 'mod-til-uddannelse'),
    k as (insert into contact (youth_id, kind, outcome, starts_at, day, source)
      select id, 'meeting', 'held', '2026-11-09T09:00Z', '2026-11-09', 'import' from y)
    select id::int from y`)
  const id: number = rows[0].id
  await inTransaction(house.pool, system, db => recomputeDeadlines(db, [id], today))
  return id
}

describe('a file out and in again', () => {
  let place: Place
  beforeAll(async () => {
    place = await begin()
  })

  test('what any file holds is what comes out again', async () => {
    await fc.assert(
      fc.asyncProperty(anySetup, async setup => {
        // Closings and rates that stand here outlive a file that has none.
        const whole = { ...setup, closings: setup.closings, rateKinds: setup.rateKinds }
        await place.owner.query(
          `truncate rate, rate_kind, closing, duty_rule, education_order_rule, age_change, age_task,
            enquiry_retention, capacity_setting, onboarding_step, ceiling cascade`,
        )
        await place.owner.query('delete from entrance_promise')
        await place.owner.query(`update entrance_setting set phone = '12 34 56 78', out_of_hours = ''`)
        await inTransaction(place.house.pool, system, db => replaceSetup(db, whole, today))
        const content = await exported(place)
        expect(readSetupFile(content)).toEqual({ setup })
        expect(content).toBe(writeSetupFile(setup, 'Prøveby Kommune'))
      }),
      { numRuns: 25 },
    )
  })
})

describe('a starting point', () => {
  test('is asked for until it is chosen, and can be another as long as nobody is registered', async () => {
    const place = await begin()
    const before = await send(place, 'GET', 'starting-points')
    expect(before.body).toMatchObject({ isChosen: false, template: 'horsens', canReplace: true })
    expect(before.body.points.map((point: { template: string }) => point.template)).toEqual([
      'horsens',
      'broenderslev',
    ])
    const shipped = shippedIn(await stored(place))
    expect(shipped.dutyRules).toHaveLength(8)
    const chosen = await send(place, 'POST', 'starting-point', { template: 'broenderslev', content: null })
    expect(chosen.status).toBe(200)
    expect(await stored(place)).toEqual({ ...broenderslevSetup(today), ...shipped })
    expect((await send(place, 'GET', 'starting-points')).body).toMatchObject({
      isChosen: true,
      template: 'broenderslev',
    })
    const back = await send(place, 'POST', 'starting-point', {
      template: null,
      content: writeSetupFile(horsensSetup(today)),
    })
    expect(back.status).toBe(200)
    expect(await stored(place)).toEqual({ ...horsensSetup(today), ...shipped })
    await register(place)
    const late = await send(place, 'POST', 'starting-point', { template: 'broenderslev', content: null })
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'conflict', reason: 'setup_in_use' } } })
    expect(await stored(place)).toEqual({ ...horsensSetup(today), ...shipped })
  })

  test('is chosen by whoever sets up, and by nobody else', async () => {
    const place = await begin()
    for (const path of ['starting-points', 'file']) {
      expect((await send(place, 'GET', path, undefined, place.caseworker)).status).toBe(403)
    }
    const body = { template: 'broenderslev', content: null }
    expect((await send(place, 'POST', 'starting-point', body, place.caseworker)).status).toBe(403)
    expect((await send(place, 'POST', 'starting-point', { template: null, content: null })).status).toBe(400)
    expect((await send(place, 'POST', 'starting-point', { template: null, content: '{}' })).status).toBe(400)
    const now = await stored(place)
    expect(now).toEqual({ ...horsensSetup(today), ...shippedIn(now) })
  })
})

describe('a file as proposals', () => {
  let place: Place
  let youthId: number
  const from = '2026-12-01'
  const changed = (): string => {
    const setup = horsensSetup(today)
    return writeSetupFile({
      ...setup,
      competences: [...setup.competences, { key: 'tegnsprog', name: 'Tegnsprog' }],
      rules: setup.rules.map(rule =>
        rule.key === 'moede-hver-maaned' ? { ...rule, interval: { unit: 'months', length: 2 } } : rule,
      ),
    })
  }
  beforeAll(async () => {
    place = await begin()
    youthId = await register(place)
  })
  const rule = 'rules/moede-hver-maaned/2017-01-01'

  test('faults of a file are told, and nothing is proposed', async () => {
    const { body } = await send(place, 'POST', 'preview', {
      content: '{"format":"medgang-setup","version":9}',
      from,
    })
    expect(body).toMatchObject({ faults: [{ code: 'newerVersion', value: '9' }], proposals: [] })
  })

  test('a day that has passed, or none, is refused', async () => {
    for (const day of ['2026-11-22', '2026-02-30', '1979-12-31', '', null])
      expect((await send(place, 'POST', 'preview', { content: changed(), from: day })).status).toBe(400)
  })

  test('what is chosen is judged, then brought in from the day; what was before stays', async () => {
    const preview = await send(place, 'POST', 'preview', { content: changed(), from })
    expect(preview.body.proposals).toMatchObject([
      { id: 'competences/tegnsprog', kind: 'new', day: null },
      {
        id: rule,
        kind: 'changed',
        day: from,
        differences: [{ field: 'interval', before: '1 months', after: '2 months' }],
      },
    ])
    const wish = { content: changed(), from, chosen: [rule], stamp: preview.body.stamp }
    const before = await stored(place)
    const owed = await deadlines(place)
    const judged = await send(place, 'POST', 'bring-in', { ...wish, dryRun: true })
    expect(judged).toEqual({ status: 200, body: { added: 0, changed: 1, ended: 0, youths: 1 } })
    expect(await stored(place)).toEqual(before)
    expect(await deadlines(place)).toEqual(owed)
    const done = await send(place, 'POST', 'bring-in', { ...wish, dryRun: false })
    expect(done.body).toEqual(judged.body)
    const rows = (await stored(place)).rules.filter(({ key }) => key === 'moede-hver-maaned')
    expect(
      rows.map(row => [row.interval.length, String(row.during.from), row.during.to?.toString()]),
    ).toEqual([
      [1, '2017-01-01', from],
      [2, from, undefined],
    ])
    expect((await stored(place)).competences).toEqual(before.competences)
    const differing = await inTransaction(place.house.pool, system, db => differingDeadlines(db, [youthId]))
    expect(differing).toEqual([])
    const again = await send(place, 'POST', 'bring-in', { ...wish, dryRun: false })
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'changedMeanwhile' } } })
  })

  test('rows that do not fit together are refused, all of them', async () => {
    const setup = horsensSetup(today)
    const call = setup.rules.find(({ key }) => key === 'opkald-imellem')
    const meeting = setup.rules.find(({ key }) => key === 'moede-hver-maaned')
    if (!call || !meeting) throw new Error('the template has both')
    const content = writeSetupFile({
      ...setup,
      rules: [
        { ...meeting, key: 'm', programme: null },
        { ...call, key: 'c', programme: null },
      ],
    })
    const { body } = await send(place, 'POST', 'preview', { content, from })
    const wish = { content, from, stamp: body.stamp, dryRun: false }
    const refused = await send(place, 'POST', 'bring-in', { ...wish, chosen: ['rules/c/2017-01-01'] })
    expect(refused).toMatchObject({ status: 422, body: { error: { reason: 'setupDoesNotFit' } } })
    expect((await stored(place)).rules.some(({ key }) => key === 'c')).toBe(false)
  })
})

test('where more are concerned than anybody should wait for, their deadlines are marked with the change, and derived behind', async () => {
  const place = await begin()
  const youthId = await register(place)
  await place.owner.query(`
    create schema if not exists graphile_worker;
    create table graphile_worker.asked (task text);
    create or replace function graphile_worker.add_job(task text, payload json) returns void
      language sql as 'insert into graphile_worker.asked values (task)';
    with y as (insert into youth (given_name, family_name, search_name, birth_date)
      select 'Ung', n::text, 'ung', '2005-01-01' from generate_series(1, 5000) n returning id)
    insert into youth_case (youth_id, during) select id, '[2026-11-16,)' from y;
    insert into derivation (youth_id, derived_on) select id, '2026-11-23' from youth on conflict do nothing`)
  const setup = horsensSetup(today)
  const content = writeSetupFile({
    ...setup,
    rules: setup.rules.map(rule =>
      rule.key === 'moede-hver-maaned' ? { ...rule, interval: { unit: 'months', length: 2 } } : rule,
    ),
  })
  const from = today.toString()
  const { body } = await send(place, 'POST', 'preview', { content, from })
  const wish = { content, from, chosen: ['rules/moede-hver-maaned/2017-01-01'], stamp: body.stamp }
  const state = async () => {
    const { rows } = await place.owner.query(`select count(*)::int as marked,
      (select count(*)::int from graphile_worker.asked) as asked,
      (select count(*)::int from rule where key = 'moede-hver-maaned') as rules from derivation where anew`)
    return rows[0]
  }
  const outcome = { added: 0, changed: 1, ended: 0, youths: null }
  const owed = await deadlines(place)
  expect((await send(place, 'POST', 'bring-in', { ...wish, dryRun: true })).body).toEqual(outcome)
  expect(await state()).toEqual({ marked: 0, asked: 0, rules: 1 })
  expect((await send(place, 'POST', 'bring-in', { ...wish, dryRun: false })).body).toEqual(outcome)
  expect(await state()).toEqual({ marked: 5001, asked: 1, rules: 2 })
  expect(await deadlines(place)).toEqual(owed)
  await inTransaction(place.house.pool, system, db => recomputeDeadlines(db, [youthId], today))
  expect(await deadlines(place)).not.toEqual(owed)
})

test('a set-up brought into another installation derives the same deadlines for the same history', async () => {
  const one = await begin()
  const other = await begin()
  await one.owner.query(
    `update rule set interval_length = 3, interval_unit = 'days' where key = 'foerste-samtale'`,
  )
  await one.owner.query(`update rule set escalate_after = 5 where key = 'moede-hver-maaned'`)
  const report = await importSetupFile(other.house.pool, today, {
    content: await exported(one),
    dryRun: false,
  })
  expect(report.changed.length).toBeGreaterThan(0)
  expect(await stored(other)).toEqual(await stored(one))
  await register(one)
  await register(other)
  const owed = await deadlines(one)
  expect(owed.length).toBeGreaterThan(3)
  expect(await deadlines(other)).toEqual(owed)
})

describe('from the terminal', () => {
  test('a dry run writes nothing, and a conflict stops all of it', async () => {
    const place = await begin()
    const { pool } = place.house
    const before = await stored(place)
    const content = writeSetupFile(broenderslevSetup(today))
    const dry = await importSetupFile(pool, today, { content, dryRun: true })
    expect(dry.added).toContain('programmes/en-indgang/2026-11-23')
    expect(dry.ended).toContain('programmes/mod-til-uddannelse/2026-11-23')
    expect(await stored(place)).toEqual(before)
    await register(place)
    const opened = { ...before, subjectAreas: before.subjectAreas.map(row => ({ ...row, sensitive: false })) }
    const conflicting = importSetupFile(pool, today, { content: writeSetupFile(opened), dryRun: false })
    await expect(conflicting).rejects.toThrow(SetupFileError)
    expect(await stored(place)).toEqual(before)
    const added = await importSetupFile(pool, today, { content, dryRun: false })
    expect(added.added).toContain('programmes/en-indgang/2026-11-23')
    expect((await stored(place)).programmes.map(({ key }) => key)).toEqual([
      'mod-til-uddannelse',
      'sikker-overgang',
      'en-indgang',
      'team-om-den-unge',
    ])
  })
})

test('the own word is one that can be bent, and stands in the file', async () => {
  const place = await begin()
  const name = (word: unknown, cookie?: string) => send(place, 'POST', 'caseworker-word', { word }, cookie)
  const bent = fc.stringMatching(/^[a-zæøå]{1,38}er$/)
  await fc.assert(
    fc.asyncProperty(bent, async word => {
      expect((await name(` ${word} `)).status).toBe(200)
      expect((await stored(place)).words).toEqual([{ key: 'caseworker', name: word }])
    }),
    { numRuns: 10 },
  )
  await name('sagsbehandler')
  for (const word of [
    '',
    'er',
    'Rådgiver',
    'coach',
    'to ordener',
    'x-er',
    `${'a'.repeat(39)}er`,
    1,
    null,
    '<b>er',
    'er\u0000er',
  ]) {
    expect((await name(word)).status).toBe(400)
  }
  expect((await name('mentorer', place.caseworker)).status).toBe(403)
  expect(readSetupFile(await exported(place)).setup?.words).toEqual([
    { key: 'caseworker', name: 'sagsbehandler' },
  ])
})

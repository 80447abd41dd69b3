import { afterAll, describe, expect, test } from 'vitest'
import { readSetupFile, writeSetupFile } from '#contract/setup-file.ts'
import type { Setup } from '#domain/setup/setup.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { recomputeDeadlines } from '#server/records/deadlines.ts'
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

describe('the rules of the entrance, of the duty and of education orders', () => {
  const from = '2026-12-01'
  const edit = async (place: Place, change: (setup: Setup) => Setup): Promise<string> => {
    const read = readSetupFile(await exported(place))
    if (read.setup === undefined) throw new Error('what is exported can be read')
    return writeSetupFile(change(read.setup))
  }
  const bringInAll = async (place: Place, content: string) => {
    const { body } = await send(place, 'POST', 'preview', { content, from })
    const chosen = body.proposals.map(({ id }: { id: string }) => id)
    const done = await send(place, 'POST', 'bring-in', {
      content,
      from,
      chosen,
      stamp: body.stamp,
      dryRun: false,
    })
    return { proposals: body.proposals, done }
  }

  test('each is told row by row and holds from the day; what was before stays', async () => {
    const place = await begin()
    const before = await stored(place)
    const content = await edit(place, setup => ({
      ...setup,
      targetGroups: setup.targetGroups.map(row =>
        row.key === 'clearlyReady' ? { ...row, decidedAt: null } : row,
      ),
      entranceTexts: [{ key: 'notificationPlace', text: 'Familieafdelingen' }],
      entrancePromises: setup.entrancePromises.map(row =>
        row.stage === 'contact' ? { ...row, interval: { unit: 'workingDays', length: 1 } } : row,
      ),
      dutyRules: setup.dutyRules.map(row =>
        row.activityKind === 'work' ? { ...row, weeklyMinutes: 1800 } : row,
      ),
      orderRules: setup.orderRules.map(row => ({ ...row, ageFrom: 19 })),
      enquiryRetention: setup.enquiryRetention.map(row => ({ ...row, months: 3 })),
    }))
    const { proposals, done } = await bringInAll(place, content)
    expect(proposals).toMatchObject([
      {
        id: 'targetGroups/clearlyReady/2014-01-01',
        differences: [{ field: 'decidedAt', before: 'first, law, BEK § 6, stk. 1', after: 'anyDecision' }],
      },
      { id: 'entranceTexts/notificationPlace', kind: 'changed', day: null },
      {
        id: 'entrancePromises/contact/2014-01-01',
        day: from,
        differences: [{ field: 'interval', before: '2 workingDays', after: '1 workingDays' }],
      },
      {
        id: 'dutyRules/work/2020-01-01',
        day: from,
        differences: [{ field: 'weeklyMinutes', before: '1080', after: '1800' }],
      },
      { id: 'orderRules/educationOrder/2014-01-01', day: from, differences: [{ field: 'ageFrom' }] },
      {
        id: 'enquiryRetention/closedEnquiry/2014-01-01',
        day: from,
        differences: [{ field: 'months', before: '6', after: '3' }],
      },
    ])
    expect(done).toMatchObject({ status: 200, body: { added: 0, changed: 6, ended: 0 } })
    const now = await stored(place)
    expect(now.entranceTexts).toEqual([{ key: 'notificationPlace', text: 'Familieafdelingen' }])
    const until = (day: string) => Temporal.PlainDate.from(day)
    const [promise] = before.entrancePromises
    const work = before.dutyRules.find(row => row.activityKind === 'work')
    const [order] = before.orderRules
    const [kept] = before.enquiryRetention
    if (!promise || !work || !order || !kept) throw new Error('Medgang ships with all four')
    const ended = <Row extends { during: { from: Temporal.PlainDate } }>(row: Row) => ({
      ...row,
      during: { from: row.during.from, to: until(from) },
    })
    expect(now.entrancePromises).toContainEqual(ended(promise))
    expect(now.dutyRules).toContainEqual(ended(work))
    expect(now.dutyRules).toContainEqual({
      ...work,
      weeklyMinutes: 1800,
      during: { from: until(from), to: null },
    })
    expect(now.orderRules).toEqual([
      ended(order),
      { ...order, ageFrom: 19, during: { from: until(from), to: order.during.to } },
    ])
    expect(now.enquiryRetention).toEqual([
      ended(kept),
      { ...kept, months: 3, during: { from: until(from), to: null } },
    ])
    expect(
      now.targetGroups.filter(row => row.key === 'clearlyReady').map(row => row.decidedAt?.length),
    ).toEqual([1, undefined])
  })

  test('what changes on birthdays goes from one place to another, with what is to be done before', async () => {
    const place = await begin()
    const before = await stored(place)
    expect(before.ageChanges.length).toBeGreaterThan(5)
    const content = await edit(place, setup => ({
      ...setup,
      ageChanges: setup.ageChanges.map(row =>
        row.key === 'groups-30'
          ? {
              ...row,
              age: 29,
              tasks: [{ item: 'snak', text: 'Tal om, hvad der kommer', daysBefore: 90, onlyWith: null }],
            }
          : row,
      ),
    }))
    const { proposals, done } = await bringInAll(place, content)
    expect(proposals).toMatchObject([
      {
        id: 'ageChanges/groups-30/2014-01-01',
        day: from,
        differences: [{ field: 'age' }, { field: 'tasks' }],
      },
    ])
    expect(done).toMatchObject({ status: 200, body: { changed: 1 } })
    const now = (await stored(place)).ageChanges.filter(({ key }) => key === 'groups-30')
    expect(now).toMatchObject([
      { age: 29, tasks: [{ item: 'snak', daysBefore: 90 }] },
      { age: 30, tasks: [] },
    ])
    expect(now.map(({ during }) => [String(during.from), String(during.to)])).toEqual([
      [from, 'null'],
      ['2014-01-01', from],
    ])

    const other = await begin()
    const file = await exported(place)
    expect((await send(other, 'POST', 'starting-point', { template: null, content: file })).status).toBe(200)
    expect(JSON.stringify((await stored(other)).ageChanges)).toBe(
      JSON.stringify((await stored(place)).ageChanges),
    )
  })

  test('another rule of the duty moves the deadlines of those under 18, from its day', async () => {
    const place = await begin()
    const { rows } = await place.owner.query(`
      with y as (insert into youth (given_name, family_name, search_name, birth_date, created_at)
        values ('Ung', 'Prøve', 'ung proeve', '2010-03-01', '2026-10-01T08:00Z') returning id),
      c as (insert into youth_case (youth_id, enquiry_day, during) select id, '2026-10-01', '[2026-10-01,)' from y),
      a as (insert into activity (youth_id, kind, description, during, weekly_minutes)
        select id, 'work', 'Bageren', '[2026-09-01,)', 1200 from y)
      select id::int from y`)
    const id: number = rows[0].id
    await inTransaction(place.house.pool, system, db => recomputeDeadlines(db, [id], today))
    const before = await deadlines(place)
    const content = await edit(place, setup => ({
      ...setup,
      dutyRules: setup.dutyRules.map(row =>
        row.activityKind === 'work' ? { ...row, weeklyMinutes: 1800 } : row,
      ),
    }))
    const { done } = await bringInAll(place, content)
    expect(done).toMatchObject({ status: 200, body: { changed: 1, youths: 1 } })
    // Nothing is owed until the day has come.
    expect(await deadlines(place)).toEqual(before)
    const later = Temporal.PlainDate.from('2026-12-01')
    await inTransaction(place.house.pool, { ...system, today: later }, db =>
      recomputeDeadlines(db, [id], later),
    )
    expect(JSON.stringify(await deadlines(place))).toContain('offPlan')
    expect(JSON.stringify(before)).not.toContain('offPlan')
  })

  test('a file from before groups said when they may be decided leaves that as it is', async () => {
    const place = await begin()
    await place.owner.query(`update target_group set decided_at = null where code = 'clearlyReady'`)
    const content = await edit(place, setup => ({
      ...setup,
      targetGroups: setup.targetGroups.map(({ decidedAt: _, ...row }) =>
        row.key === 'clearlyReady' ? { ...row, name: 'Klar' } : row,
      ),
    }))
    const { proposals } = await bringInAll(place, content)
    expect(proposals).toMatchObject([{ differences: [{ field: 'name' }] }])
    expect((await stored(place)).targetGroups.filter(row => row.key === 'clearlyReady')).toMatchObject([
      { decidedAt: null },
      { decidedAt: null, name: 'Klar' },
    ])
  })

  test('the municipality’s own telephone, mail and links are not in the file', async () => {
    const place = await begin()
    for (const own of [
      'Ring 12 34 56 78',
      'Ring til 112',
      'vagt@eksempel.dk',
      'Se www.eksempel.org',
      'eksempel.dk/vagt',
    ]) {
      await place.owner.query(
        `update entrance_setting set phone = '87654321', opening_hours = 'Hverdage 9-15', out_of_hours = $1,
          notification_url = 'https://eksempel.dk/underretning'`,
        [own],
      )
      const content = await exported(place)
      for (const text of ['87654321', 'Hverdage 9-15', 'eksempel.', '12 34 56 78'])
        expect(content).not.toContain(text)
      expect(readSetupFile(content).setup?.entranceTexts).toHaveLength(own.includes('112') ? 2 : 1)
    }
  })

  /** Somebody writes, before anybody is registered. */
  const write = (place: Place) =>
    place.owner.query(`
      insert into referral (reference, received_at, received_on, channel, sender_role, youth_given_name, about, search_name)
      values ('PRØVE-1', '2026-11-20T09:00Z', '2026-11-20', 'call', 'youth', 'Ung', 'Hjælp', 'ung')`)

  test('a file says how long enquiries are kept from today on, and one that says nothing changes nothing', async () => {
    const place = await begin()
    const [kept] = (await stored(place)).enquiryRetention
    if (kept === undefined) throw new Error('Medgang ships with one')
    const choose = async (enquiryRetention: Setup['enquiryRetention']) => {
      const content = await edit(place, setup => ({ ...setup, enquiryRetention }))
      expect((await send(place, 'POST', 'starting-point', { template: null, content })).status).toBe(200)
      return (await stored(place)).enquiryRetention
    }
    expect(await choose([])).toEqual([kept])
    const content = await edit(place, setup => ({ ...setup, enquiryRetention: [] }))
    expect((await send(place, 'POST', 'preview', { content, from })).body.proposals).toEqual([])
    // As long as nobody has written, it is the file's own, with its past.
    expect(await choose([{ ...kept, months: 12 }])).toEqual([{ ...kept, months: 12 }])
    await write(place)
    expect(await choose([])).toEqual([{ ...kept, months: 12 }])
    expect(await choose([{ ...kept, months: 1 }])).toEqual([
      { ...kept, months: 12, during: { from: kept.during.from, to: today } },
      { ...kept, months: 1, during: { from: today, to: null } },
    ])
  })

  test('what was promised to whoever has written stays promised, whatever starting point is taken', async () => {
    const place = await begin()
    await write(place)
    const [before] = (await stored(place)).entrancePromises
    if (before === undefined) throw new Error('Medgang ships with promises')
    const content = await edit(place, setup => ({
      ...setup,
      entrancePromises: [{ ...before, interval: { unit: 'days', length: 1 } }],
    }))
    expect((await send(place, 'POST', 'starting-point', { template: null, content })).status).toBe(200)
    const rows = (await stored(place)).entrancePromises.filter(({ stage }) => stage === before.stage)
    expect(rows).toEqual([
      { ...before, during: { from: before.during.from, to: today } },
      { ...before, interval: { unit: 'days', length: 1 }, during: { from: today, to: null } },
    ])
  })
})

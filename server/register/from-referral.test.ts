import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#server/database/transaction.ts'
import { differingDeadlines, recomputeDeadlines } from '#server/records/deadlines.ts'
import { registerForTest, somebody } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>
beforeAll(async () => {
  it = await registerForTest()
  await it.owner.query(`
    insert into rule (key, name, clock, status, source, during, anchor, pattern, fulfilled_by, interval_unit,
      interval_length, non_working_days, stops_in_pause)
    values ('foerste-samtale', 'Første samtale inden 7 dage', 'statutory', 'law', 'LAB § 31, stk. 5', '[2020-01-01,)',
      'enquiry', 'once', '{meeting}', 'days', 7, 'stays', false)`)
})
afterAll(() => it.end())

interface Talk {
  kind: string
  who: string
  outcome: string
  day: string
}

/** A parent's enquiry, taken by the colleague, with talks by the colleague. */
async function enquiry(
  talks: readonly Talk[] = [],
  into: number | null = null,
  day = '2026-11-16',
): Promise<number> {
  const { rows } = await it.owner.query<{ id: number }>(
    `insert into referral (reference, received_at, received_on, channel, sender_role, sender_name, sender_phone,
       youth_given_name, youth_family_name, youth_birth_date, youth_phone, search_name, about, state, handler_id, merged_into)
     values ('REF-' || nextval('referral_id_seq'), $3::date + time '09:00', $3, 'web', 'parent', 'Mette Prøve', '+4537302233',
       'Sigrid', 'Prøve', '2009-02-03', '+4537202233', 'sigrid proeve', 'Går ikke i skole',
       case when $2::bigint is null then 'taken' else 'merged' end, $1, $2) returning id::int`,
    [it.colleague.staffId, into, day],
  )
  const id = rows[0]?.id ?? 0
  for (const { kind, who, outcome, day: on } of talks) {
    await it.owner.query(
      `insert into referral_event (referral_id, at, day, staff_id, kind, note, details)
       values ($1, $2::date + time '10:00', $2, $3, $4, 'Hemmeligt', $5)`,
      [id, on, it.colleague.staffId, outcome === 'held' ? 'contacted' : 'attempted', { kind, who, outcome }],
    )
  }
  return id
}

const fromIt = (referralId: number, version = 1, over: object = {}) =>
  it.send(it.caseworker.cookie, 'POST', '/api/youths', {
    ...somebody,
    cpr: '',
    birthDate: '2009-02-03',
    enquiryDay: '2026-11-16',
    referral: { referralId, version },
    ...over,
  })

describe('registering from an enquiry', () => {
  test('is filled from what was merged into it, where it does not say it, and everybody read is in the log', async () => {
    const teachers = await enquiry()
    const mothers = await enquiry([], teachers)
    await it.owner.query(
      `update referral set sender_role = 'teacher', sender_name = 'Lærer', youth_phone = null, youth_birth_date = null,
         youth_family_name = '' where id = $1`,
      [teachers],
    )
    const { body } = await it.send(it.caseworker.cookie, 'GET', `/api/referrals/${teachers}/as-youth`)
    expect(body).toMatchObject({
      familyName: 'Prøve',
      birthDate: '2009-02-03',
      phone: '+4537202233',
      guardians: [{ name: 'Mette Prøve', phone: '+4537302233' }],
    })
    const { rows } = await it.owner.query(
      `select referral_ids::int[] as ids from referral_read_log where action = 'referral.asYouth' order by id desc limit 1`,
    )
    expect(rows[0].ids.toSorted()).toEqual([teachers, mothers].toSorted())
  })

  test('begins with what was told', async () => {
    const id = await enquiry([{ kind: 'call', who: 'youth', outcome: 'unanswered', day: '2026-11-17' }])
    const { body } = await it.send(it.caseworker.cookie, 'GET', `/api/referrals/${id}/as-youth`)
    expect(body).toMatchObject({
      givenName: 'Sigrid',
      familyName: 'Prøve',
      birthDate: '2009-02-03',
      phone: '+4537202233',
      guardians: [{ name: 'Mette Prøve', phone: '+4537302233' }],
      enquiryDay: '2026-11-16',
      talks: 1,
      isOpen: true,
    })
  })

  test('takes its talks along, so that the clock of the first interview goes on unbroken', async () => {
    const id = await enquiry([
      { kind: 'call', who: 'youth', outcome: 'unanswered', day: '2026-11-17' },
      { kind: 'meeting', who: 'sender', outcome: 'held', day: '2026-11-18' },
      { kind: 'team', who: 'youth', outcome: 'held', day: '2026-11-19' },
    ])
    const older = await enquiry(
      [{ kind: 'text', who: 'youth', outcome: 'unanswered', day: '2026-11-16' }],
      id,
    )
    const { status, body } = await fromIt(id)
    expect(status).toBe(200)
    const { rows: contacts } = await it.owner.query(
      `select staff_id::int, kind, outcome, day::text from contact where youth_id = $1 order by day`,
      [body.youthId],
    )
    const staff_id = it.colleague.staffId
    expect(contacts).toEqual([
      { staff_id, kind: 'text', outcome: 'unanswered', day: '2026-11-16' },
      { staff_id, kind: 'call', outcome: 'unanswered', day: '2026-11-17' },
      { staff_id, kind: 'meeting', outcome: 'held', day: '2026-11-19' },
    ])
    const { rows: deadlines } = await it.owner.query(
      `select d.state, d.anchor_day::text, d.due_day::text, d.closed_day::text
       from deadline d join rule r on r.id = d.rule_id where d.youth_id = $1 and r.key = 'foerste-samtale'`,
      [body.youthId],
    )
    expect(deadlines).toEqual([
      { state: 'onTime', anchor_day: '2026-11-16', due_day: '2026-11-23', closed_day: '2026-11-19' },
    ])
    const { rows: referrals } = await it.owner.query(
      'select state, close_reason, youth_id::int from referral where id = any ($1) order by id',
      [[id, older]],
    )
    expect(referrals).toEqual([
      { state: 'closed', close_reason: 'registered', youth_id: body.youthId },
      { state: 'merged', close_reason: null, youth_id: body.youthId },
    ])
    const { rows: log } = await it.owner.query(
      `select action from change_log where youth_id = $1 order by id`,
      [body.youthId],
    )
    expect(log.map(({ action }) => action)).toEqual(['youth.register', 'referral.become'])
  })

  test('by two at once registers one', async () => {
    const id = await enquiry()
    const both = await Promise.all([fromIt(id), fromIt(id, 1, { givenName: 'Tvilling' })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.error.code).toBe('changedMeanwhile')
    const { rows } = await it.owner.query(
      `select count(*)::int from youth y join referral r on r.youth_id = y.id where r.id = $1`,
      [id],
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('counts from no other day than that on which it came, and from no enquiry that is closed', async () => {
    const id = await enquiry()
    const registered = async () => (await it.owner.query('select count(*)::int as n from youth')).rows[0].n
    const before = await registered()
    const other = await fromIt(id, 1, { enquiryDay: '2026-11-18' })
    expect(other.body.error.fields).toEqual([{ field: 'enquiryDay', code: 'notTheEnquirys' }])
    await it.owner.query(`update referral set state = 'closed', close_reason = 'spam' where id = $1`, [id])
    const closed = await fromIt(id)
    expect(closed).toMatchObject({ status: 409, body: { error: { reason: 'referralNotOpen' } } })
    expect((await fromIt(999_999)).status).toBe(404)
    expect(await registered()).toBe(before)
  })
})

describe('who wrote', () => {
  /** An enquiry whose sender said to be the young person. */
  async function own(): Promise<number> {
    const id = await enquiry()
    await it.owner.query(
      `update referral set sender_role = 'youth', sender_name = '', youth_phone = null, may_tell = 'outcome' where id = $1`,
      [id],
    )
    return id
  }
  const stored = async (id: number) =>
    (
      await it.owner.query(
        `select state, sender_is_youth as who, may_tell as tells,
           (select json_agg(e.details ->> 'senderIsYouth') from referral_event e
             where e.referral_id = r.id and e.kind = 'identified') as told
         from referral r where id = $1`,
        [id],
      )
    ).rows[0]
  const answering = (referralId: number, senderIsYouth: string | null) =>
    fromIt(referralId, 1, { referral: { referralId, version: 1, senderIsYouth } })

  test('is asked before the code goes on in the case, and nobody is registered without an answer', async () => {
    const id = await own()
    const { body: read } = await it.send(it.caseworker.cookie, 'GET', `/api/referrals/${id}/as-youth`)
    expect(read).toMatchObject({ asksWhoWrote: true, phone: '+4537302233', guardians: [] })
    const registered = async () => (await it.owner.query('select count(*)::int as n from youth')).rows[0].n
    const before = await registered()
    for (const refused of [await fromIt(id), await answering(id, null)]) {
      expect(refused.status).toBe(400)
      expect(refused.body.error.fields).toEqual([{ field: 'senderIsYouth', code: 'required' }])
    }
    expect(await registered()).toBe(before)
    expect((await stored(id)).state).toBe('taken')
  })

  test.each([
    ['yes', { who: 'yes', tells: 'outcome', told: ['yes'] }],
    ['no', { who: 'no', tells: 'receipt', told: ['no'] }],
    ['unknown', { who: 'unknown', tells: 'outcome', told: null }],
  ])('answered with %s is kept with the enquiry, in its history and in the log', async (answer, kept) => {
    const id = await own()
    const { status, body } = await answering(id, answer)
    expect(status).toBe(200)
    expect(await stored(id)).toEqual({ state: 'closed', ...kept })
    const { rows } = await it.owner.query(
      `select before ->> 'senderIsYouth' as before, after ->> 'senderIsYouth' as after from change_log
       where youth_id = $1 and action = 'referral.become'`,
      [body.youthId],
    )
    expect(rows).toEqual([
      answer === 'unknown' ? { before: null, after: null } : { before: 'unknown', after: answer },
    ])
  })

  test('is asked of nobody else, and not again', async () => {
    const parents = await enquiry()
    const known = await own()
    await it.owner.query(`update referral set sender_is_youth = 'yes' where id = $1`, [known])
    for (const id of [parents, known]) {
      const { body } = await it.send(it.caseworker.cookie, 'GET', `/api/referrals/${id}/as-youth`)
      expect(body.asksWhoWrote).toBe(false)
    }
    // What is said of another sender changes nothing.
    expect((await answering(parents, 'yes')).status).toBe(200)
    expect(await stored(parents)).toMatchObject({ who: 'unknown', tells: 'receipt', told: null })
    expect((await fromIt(known)).status).toBe(200)
    expect(await stored(known)).toMatchObject({ who: 'yes', told: null })
  })

  test('has three answers and no other', async () => {
    const id = await own()
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.integer(), fc.constant({})), async other => {
        fc.pre(!['yes', 'no', 'unknown'].includes(String(other)))
        const refused = await fromIt(id, 1, {
          referral: { referralId: id, version: 1, senderIsYouth: other },
        })
        expect(refused.status).toBe(400)
        expect(refused.body.error.fields).toEqual([
          { field: 'referral.senderIsYouth', code: expect.any(String) },
        ])
      }),
      { numRuns: 30 },
    )
    expect((await stored(id)).state).toBe('taken')
  })
})

describe('what the entrance promised', () => {
  const promised = async (youthId: number) => {
    const { rows } = await it.owner.query(
      `select r.entrance_stage as stage, d.state, d.due_day::text as due, d.closed_day::text as closed
       from deadline d join rule r on r.id = d.rule_id
       where d.youth_id = $1 and r.entrance_stage is not null order by d.due_day, stage`,
      [youthId],
    )
    return rows.map(({ stage, state, due, closed }) => `${stage} ${state} ${due} ${closed ?? ''}`.trim())
  }
  const system = {
    kind: 'system',
    onBehalfOf: null,
    today: Temporal.PlainDate.from('2026-11-21'),
    requestId: 't',
  } as const
  /** As each night: what is stored is proved, and then derived. */
  const proved = (...youthIds: number[]) =>
    inTransaction(it.house.pool, system, async db => {
      const differing = await differingDeadlines(db, youthIds)
      await recomputeDeadlines(db, youthIds, system.today)
      return differing
    })

  test('goes on when the enquiry becomes a case, as far as it is not kept', async () => {
    const id = await enquiry([{ kind: 'call', who: 'sender', outcome: 'held', day: '2026-11-17' }])
    const { body } = await fromIt(id)
    expect(await promised(body.youthId)).toEqual([
      'contact onTime 2026-11-18 2026-11-17',
      'meeting open 2026-11-23',
      'team open 2026-11-30',
    ])
    expect(await proved(body.youthId)).toEqual([])
    const closed = await it.send(it.caseworker.cookie, 'POST', `/api/youths/${body.youthId}/close`, {
      lastDay: '2026-11-20',
      reason: 'Flyttet',
    })
    expect(closed.status).toBe(200)
    expect(await promised(body.youthId)).toEqual([
      'contact onTime 2026-11-18 2026-11-17',
      'meeting excused 2026-11-23 2026-11-21',
      'team excused 2026-11-30 2026-11-21',
    ])
  })

  test('is kept by what was held before, the team among it', async () => {
    const id = await enquiry([{ kind: 'team', who: 'youth', outcome: 'held', day: '2026-11-19' }])
    const { body } = await fromIt(id)
    expect(await promised(body.youthId)).toEqual([
      'contact late 2026-11-18 2026-11-19',
      'meeting onTime 2026-11-23 2026-11-19',
      'team onTime 2026-11-30 2026-11-19',
    ])
    const { rows } = await it.owner.query('select is_team from contact where youth_id = $1', [body.youthId])
    expect(rows).toEqual([{ is_team: true }])
  })

  test('was promised to nobody who did not write', async () => {
    const { body } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', {
      ...somebody,
      cpr: '',
      givenName: 'Uden',
      referral: null,
    })
    expect(await promised(body.youthId)).toEqual([])
  })

  test('another promise of the same day is derived anew, and an earlier one stays as it was', async () => {
    const before = await enquiry()
    const today = await enquiry([], null, '2026-11-21')
    const first = await fromIt(before)
    const second = await fromIt(today, 1, { enquiryDay: '2026-11-21' })
    const anew = async () => {
      const { rows } = await it.owner.query(
        'select youth_id::int as id from derivation where anew and youth_id = any ($1)',
        [[first.body.youthId, second.body.youthId]],
      )
      return rows.map(({ id }) => id)
    }
    expect(await anew()).toEqual([])
    await it.owner.query(
      `update entrance_promise set during = '[2014-01-01,2026-11-21)' where stage = 'meeting'`,
    )
    await it.owner.query(`insert into entrance_promise (stage, interval_unit, interval_length, during, status, source)
      values ('meeting', 'days', 3, '[2026-11-21,)', 'local', 'Chefgruppen')`)
    expect(await anew()).toEqual([second.body.youthId])
    expect(await proved(first.body.youthId, second.body.youthId)).toEqual([])
    expect(await promised(first.body.youthId)).toContain('meeting open 2026-11-23')
    expect(await promised(second.body.youthId)).toContain('meeting open 2026-11-24')
  })

  test('is a rule that is changed at the entrance and nowhere else', async () => {
    await expect(
      it.house.pool.query(`update rule set name = 'Andet' where entrance_stage = 'team'`),
    ).rejects.toMatchObject({ constraint: 'rule_follows_promise' })
  })
})

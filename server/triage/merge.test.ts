import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aTalk, type TriageWorld, triageForTest } from './test-triage.ts'

let it: TriageWorld
beforeAll(async () => {
  it = await triageForTest()
})
afterAll(() => it.end())
beforeEach(async () => {
  await it.owner.query(
    `update referral set state = 'closed', close_reason = 'spam' where state in ('new', 'taken')`,
  )
})

const mikkel = { youth_given_name: 'Mikkel', youth_family_name: 'Sørensen', youth_birth_date: '2008-03-07' }

/** All that is stored of an enquiry but the count of its versions, which goes up with each step. */
async function stored(...ids: number[]) {
  const { rows } = await it.owner.query(
    `select to_jsonb(r) - 'version' as row from referral r where id = any ($1) order by id`,
    [ids],
  )
  return rows.map(({ row }) => row)
}

const doubles = (cookie: string, id: number) => it.send(cookie, 'GET', `/api/referrals/${id}/doubles`)

describe('doubles', () => {
  test('are shown with why, the likeliest first, and each is in the logs', async () => {
    const id = await it.enquiry({ ...mikkel, youth_phone: '+4537202233', sender_phone: '+4537302233' })
    const same = await it.enquiry({ ...mikkel, youth_given_name: 'Mikkle', youth_phone: '+4537202233' })
    const swapped = await it.enquiry({ ...mikkel, youth_birth_date: '2008-07-03' })
    await it.enquiry({ youth_given_name: 'Freja', youth_family_name: 'Lund', youth_birth_date: '2008-03-07' })
    const known = await it.youth({ given: 'Mikkel', family: 'Soerensen' }, it.colleague.staffId)
    await it.youth({ given: 'Freja', family: 'Holm', search: 'freja holm' })
    const { status, body } = await doubles(it.caseworker.cookie, id)
    expect(status).toBe(200)
    expect(
      body.referrals.map((each: { referralId: number; reasons: string[] }) => [
        each.referralId,
        each.reasons,
      ]),
    ).toEqual([
      [same, ['nameClose', 'birthDateSame', 'phoneSame']],
      [swapped, ['nameSame', 'birthDateSwapped']],
    ])
    expect(body.youths).toEqual([
      {
        youthId: known,
        givenName: 'Mikkel',
        familyName: 'Soerensen',
        birthDate: '2008-03-07',
        protectedAddress: false,
        isOpen: true,
        caseworker: 'Sofie Kollega',
        reasons: ['nameSame', 'birthDateSame'],
      },
    ])
    const { rows } = await it.owner.query(
      `select youth_ids::text from read_log where action = 'referral.doubles' and staff_id = $1 order by id desc limit 1`,
      [it.caseworker.staffId],
    )
    expect(rows).toEqual([{ youth_ids: `{${known}}` }])
  })

  test('of a name alone are looked for where the birth date is not known', async () => {
    const id = await it.enquiry({
      ...mikkel,
      youth_given_name: 'Muhammad',
      youth_family_name: 'Ali',
      youth_birth_date: null,
    })
    const known = await it.youth({
      given: 'Mohammed',
      family: 'Ali',
      search: 'mohammed ali mohamed',
      birth: '2005-05-05',
    })
    const { body } = await doubles(it.caseworker.cookie, id)
    expect(body.youths).toMatchObject([{ youthId: known, reasons: ['nameSpelling'] }])
  })

  test('are seen where the same sender writes again with a first name alone', async () => {
    const amina = { sender_name: 'Amina Yusuf', sender_phone: '+4537313344' }
    const first = await it.enquiry({ ...amina, youth_given_name: 'Bilal', youth_family_name: '' })
    const again = await it.enquiry({
      ...amina,
      youth_given_name: 'Bilal',
      youth_family_name: 'Yusuf',
      youth_birth_date: '2010-03-12',
    })
    const { body } = await doubles(it.caseworker.cookie, first)
    expect(body.referrals).toMatchObject([{ referralId: again, reasons: ['givenNameSame', 'senderSame'] }])
    const queue = await it.send(it.caseworker.cookie, 'GET', '/api/referrals?show=open')
    const marked = queue.body.referrals.filter(({ maybeDouble }: { maybeDouble: boolean }) => maybeDouble)
    expect(marked.map(({ referralId }: { referralId: number }) => referralId)).toEqual(
      expect.arrayContaining([first, again]),
    )
  })

  test('are never the one whom the enquiry is already known to be about', async () => {
    const own = { ...mikkel, youth_given_name: 'Valdemar', youth_birth_date: '2007-06-05' }
    const id = await it.enquiry(own)
    const youthId = await it.youth(
      { given: 'Valdemar', birth: '2007-06-05', search: 'valdemar soerensen' },
      it.caseworker.staffId,
    )
    expect((await doubles(it.caseworker.cookie, id)).body.youths).toMatchObject([{ youthId }])
    await it.owner.query('update referral set youth_id = $2 where id = $1', [id, youthId])
    expect((await doubles(it.caseworker.cookie, id)).body.youths).toEqual([])
  })

  test('are nothing for those who do not triage, neither over the API nor in the database', async () => {
    const id = await it.enquiry(mikkel)
    await it.youth({})
    expect((await doubles(it.mentor.cookie, id)).status).toBe(403)
    const client = await it.house.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('medgang.staff_id', $1, true), set_config('medgang.today', '2026-11-23', true)`,
        [String(it.mentor.staffId)],
      )
      const { rows } = await client.query(
        `select * from door.likely_youths('{}', '2008-03-07', null, null, '{}', 9)`,
      )
      expect(rows).toEqual([])
      await client.query('rollback')
    } finally {
      client.release()
    }
  })

  test('are marked in the queue', async () => {
    const one = await it.enquiry({ ...mikkel, youth_family_name: 'Dobbelt' })
    const other = await it.enquiry({ ...mikkel, youth_family_name: 'Dobelt' })
    const alone = await it.enquiry({
      youth_given_name: 'Ene',
      youth_family_name: 'Ende',
      youth_birth_date: '2001-01-01',
    })
    const { body } = await it.send(it.caseworker.cookie, 'GET', '/api/referrals')
    const marked = new Map(
      body.referrals.map((each: { referralId: number; maybeDouble: boolean }) => [
        each.referralId,
        each.maybeDouble,
      ]),
    )
    expect([one, other, alone].map(id => marked.get(id))).toEqual([true, true, false])
  })
})

describe('merging two enquiries', () => {
  test('keeps both, and undoing it restores both exactly', async () => {
    const { cookie } = it.caseworker
    const one = await it.enquiry(mikkel)
    const other = await it.enquiry({ ...mikkel, received_on: '2026-11-18' })
    await it.step(cookie, one, 'talks', { version: 1, ...aTalk, outcome: 'held', kind: 'meeting' })
    const before = await stored(one, other)
    const merged = await it.step(cookie, one, 'merge', {
      version: 2,
      into: other,
      intoVersion: 1,
      note: 'Søskende skrev',
    })
    expect(merged).toMatchObject({ status: 200, body: { version: 3 } })
    const { body } = await it.read(cookie, other)
    expect(body.merged).toMatchObject([{ referralId: one }])
    // What was promised to the one has been kept to both.
    expect(body.clocks.find((clock: { clock: string }) => clock.clock === 'statutory')).toMatchObject({
      state: 'onTime',
      anchorDay: '2026-11-18',
    })
    expect((await it.read(cookie, one)).body).toMatchObject({
      state: 'merged',
      mergedInto: { referralId: other },
      mayUndo: true,
    })
    const undone = await it.step(cookie, one, 'undo', { version: 3, note: 'Det var tvillingen' })
    expect(undone).toMatchObject({ status: 200, body: { version: 4 } })
    expect(await stored(one, other)).toEqual(before)
    const again = await it.step(cookie, one, 'undo', { version: 4, note: 'x' })
    expect(again).toMatchObject({ status: 409, body: { error: { reason: 'referralNotMerged' } } })
  })

  test('leaves it with whoever had it, and taking it back gives it back to nobody', async () => {
    const { cookie } = it.caseworker
    const mine = await it.enquiry(mikkel)
    const nobodys = await it.enquiry(mikkel)
    await it.step(cookie, mine, 'take', { version: 1 })
    const before = await stored(mine, nobodys)
    const into = { into: nobodys, intoVersion: 1 }
    await it.step(it.colleague.cookie, mine, 'merge', { version: 2, ...into, note: 'Samme dreng' })
    const { body } = await it.read(cookie, nobodys)
    expect(body).toMatchObject({ state: 'taken', handler: { staffId: it.caseworker.staffId } })
    const told = body.events.filter((event: { kind: string }) => event.kind === 'merged')
    expect(told).toMatchObject([
      {
        note: 'Samme dreng',
        holder: body.handler.name,
        aside: null,
        ofOther: null,
        other: { referralId: mine },
      },
    ])
    await it.step(cookie, mine, 'undo', { version: 3, note: 'To drenge' })
    expect(await stored(mine, nobodys)).toEqual(before)
    for (const id of [mine, nobodys]) {
      const { events } = (await it.read(cookie, id)).body
      expect(events[0]).toMatchObject({ kind: 'unmerged', note: 'To drenge' })
      expect(events.filter((event: { kind: string }) => event.kind === 'unmerged')).toHaveLength(1)
    }
  })

  test('of two that somebody has goes on with whom the one that goes on has; both stories say so', async () => {
    const { cookie } = it.caseworker
    const mine = await it.enquiry(mikkel)
    const theirs = await it.enquiry(mikkel)
    await it.step(cookie, mine, 'take', { version: 1 })
    await it.step(it.colleague.cookie, theirs, 'take', { version: 1 })
    await it.step(cookie, mine, 'merge', { version: 2, into: theirs, intoVersion: 2, note: '' })
    for (const id of [mine, theirs]) {
      const { body } = await it.read(cookie, id)
      expect(body.events.find((event: { kind: string }) => event.kind === 'merged')).toMatchObject({
        holder: 'Sofie Kollega',
        aside: 'Sofie Rådgiver',
      })
    }
    expect((await it.read(cookie, theirs)).body.handler.staffId).toBe(it.colleague.staffId)
  })

  test('never goes in a circle, nor into itself, nor into what is closed', async () => {
    const { cookie } = it.caseworker
    const one = await it.enquiry(mikkel)
    const other = await it.enquiry(mikkel)
    const itself = await it.step(cookie, one, 'merge', { version: 1, into: one, intoVersion: 1, note: '' })
    expect(itself.body.error.fields).toEqual([{ field: 'into', code: 'sameReferral' }])
    const answers = await Promise.all([
      it.step(cookie, one, 'merge', { version: 1, into: other, intoVersion: 1, note: '' }),
      it.step(it.colleague.cookie, other, 'merge', { version: 1, into: one, intoVersion: 1, note: '' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const closed = await it.enquiry(mikkel)
    await it.step(cookie, closed, 'close', { version: 1, reason: 'answered', note: '' })
    const open = await it.enquiry(mikkel)
    const refused = await it.step(cookie, open, 'merge', {
      version: 1,
      into: closed,
      intoVersion: 2,
      note: '',
    })
    expect(refused).toMatchObject({ status: 409, body: { error: { reason: 'referralNotOpen' } } })
  })
})

describe('reading what others were merged into', () => {
  test('shows their words too, and is in the log of each', async () => {
    const { cookie, staffId } = it.caseworker
    const child = await it.enquiry(mikkel)
    const parent = await it.enquiry(mikkel)
    await it.step(cookie, child, 'merge', { version: 1, into: parent, intoVersion: 1, note: '' })
    const { body } = await it.read(cookie, parent)
    expect(body.merged).toMatchObject([{ referralId: child, about: 'Kommer ikke i skole' }])
    const { rows } = await it.owner.query(
      `select referral_ids::int[] as ids from referral_read_log
       where action = 'referral.read' and staff_id = $1 order by id desc limit 1`,
      [staffId],
    )
    expect(rows[0].ids.toSorted()).toEqual([child, parent].toSorted())
  })
})

describe('giving an enquiry to somebody in the register', () => {
  test('takes what was merged along, and undoing it restores all of it', async () => {
    const { cookie } = it.caseworker
    const child = await it.enquiry(mikkel)
    const parent = await it.enquiry(mikkel)
    const youthId = await it.youth({}, it.colleague.staffId)
    await it.step(it.colleague.cookie, child, 'take', { version: 1 })
    await it.step(cookie, child, 'merge', { version: 2, into: parent, intoVersion: 1, note: '' })
    const before = await stored(child, parent)
    const linked = await it.step(cookie, parent, 'link', { version: 2, youthId, note: 'Mor ringede' })
    expect(linked).toMatchObject({ status: 200, body: { version: 3 } })
    const { rows } = await it.owner.query(
      'select youth_id::int from referral where id = any ($1) order by id',
      [[child, parent]],
    )
    expect(rows).toEqual([{ youth_id: youthId }, { youth_id: youthId }])
    // Whoever gave it goes on seeing it, so that a slip can be undone; the young person's page stays closed.
    expect((await it.read(cookie, parent)).body).toMatchObject({
      state: 'closed',
      closeReason: 'linked',
      youth: { mayOpen: false },
    })
    expect((await it.step(cookie, parent, 'undo', { version: 3, note: 'Forkert' })).status).toBe(200)
    expect(await stored(child, parent)).toEqual(before)
  })

  test('does not reach whom nobody showed', async () => {
    const id = await it.enquiry(mikkel)
    const stranger = await it.youth(
      { given: 'Freja', family: 'Holm', birth: '2001-01-01', search: 'freja holm' },
      it.colleague.staffId,
    )
    for (const youthId of [stranger, 999_999]) {
      const refused = await it.step(it.caseworker.cookie, id, 'link', { version: 1, youthId, note: '' })
      expect(refused.body.error.fields).toEqual([{ field: 'youthId', code: 'notLikely' }])
    }
  })

  test('is refused where the case is closed: nobody follows it, and the enquiry stays in the queue', async () => {
    const id = await it.enquiry({ ...mikkel, youth_birth_date: '2008-03-09' })
    const youthId = await it.youth({ birth: '2008-03-09' })
    await it.owner.query(
      `update youth_case set during = '[2026-01-01,2026-06-01)', close_reason = 'moved' where youth_id = $1`,
      [youthId],
    )
    for (const { cookie } of [it.caseworker, it.leader]) {
      const refused = await it.step(cookie, id, 'link', { version: 1, youthId, note: '' })
      expect(refused.body.error).toMatchObject({ code: 'refused', reason: 'linkCaseClosed' })
    }
    expect((await it.read(it.caseworker.cookie, id)).body.state).toBe('new')
  })

  test('tells whoever follows them, until they have read it', async () => {
    const youthId = await it.youth({ birth: '2008-03-08' }, it.colleague.staffId)
    const id = await it.enquiry({ ...mikkel, youth_birth_date: '2008-03-08' })
    const unread = async (staffId: number) => {
      const client = await it.house.pool.connect()
      try {
        await client.query('begin')
        await client.query(
          `select set_config('medgang.staff_id', $1, true), set_config('medgang.today', '2026-11-23', true),
             set_config('medgang.youths', $2, true)`,
          [String(staffId), `{${youthId}}`],
        )
        const { rows } = await client.query('select door.unread_referrals()::int as id')
        await client.query('rollback')
        return rows.map(row => row.id)
      } finally {
        client.release()
      }
    }
    expect(await unread(it.colleague.staffId)).toEqual([])
    await it.step(it.caseworker.cookie, id, 'link', { version: 1, youthId, note: '' })
    expect(await unread(it.colleague.staffId)).toEqual([id])
    expect(await unread(it.caseworker.staffId)).toEqual([])
    await it.read(it.colleague.cookie, id)
    expect(await unread(it.colleague.staffId)).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Enquiry, enquiry, entranceForTest, type TestEntrance } from './test-entrance.ts'

let entrance: TestEntrance

beforeAll(async () => {
  entrance = await entranceForTest()
})
afterAll(() => entrance.close())

test('what is written is stored once, tidied, with its day and its first event', async () => {
  const answer = await entrance.send({
    youthGivenName: 'SIGRID ',
    youthFamilyName: 'sørensen',
    senderPhone: '+45 37202233',
    senderEmail: 'mette@eksempel.dk',
  })
  expect(answer.statusCode).toBe(200)
  const receipt = answer.json()
  expect(receipt.reference).toMatch(/^[BCDFGHJKMNPRSTVXZ]{3}-\d{3}$/)
  expect(receipt.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(receipt.receivedOn).toBe('2026-11-23')
  // Two working days; a week, which is a Monday; ten working days.
  expect(receipt.promise).toEqual([
    { stage: 'contact', dueDay: '2026-11-25', isDecided: false },
    { stage: 'meeting', dueDay: '2026-11-30', isDecided: false },
    { stage: 'team', dueDay: '2026-12-07', isDecided: false },
  ])
  const { rows } = await entrance.owner.query(
    `select r.*, received_on::text as day, (select array_agg(kind) from referral_event e where e.referral_id = r.id) as events
     from referral r where reference = $1`,
    [receipt.reference],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    channel: 'web',
    state: 'new',
    day: '2026-11-23',
    sender_role: 'parent',
    sender_phone: '+4537202233',
    youth_given_name: 'Sigrid',
    youth_family_name: 'Sørensen',
    youth_age: 17,
    may_tell: 'receipt',
    youth_id: null,
    registered_by: null,
    events: ['received'],
  })
  expect(rows[0].search_name).toContain('soerensen')
  // The code itself is nowhere.
  expect(JSON.stringify(rows[0])).not.toContain(receipt.code.replaceAll('-', ''))
})

test('who writes about themselves is the young person, who may be told what comes of it', async () => {
  const { reference } = await entrance.sent({
    senderRole: 'youth',
    senderName: 'Noget',
    senderPlace: 'Noget',
    youthPhone: '37 30 22 33',
    youthKnows: null,
  })
  const { rows } = await entrance.owner.query(
    `select sender_name, sender_place, youth_phone, youth_knows, may_tell from referral where reference = $1`,
    [reference],
  )
  expect(rows).toEqual([
    { sender_name: '', sender_place: '', youth_phone: '+4537202233', youth_knows: true, may_tell: 'outcome' },
  ])
})

describe('sent twice', () => {
  test('one after the other, it is stored once and has the same receipt', async () => {
    const before = await entrance.count()
    const clientKey = randomUUID()
    const first = await entrance.sent({ clientKey })
    expect(await entrance.sent({ clientKey })).toEqual(first)
    expect(await entrance.sent({ clientKey: clientKey.toUpperCase() })).toEqual(first)
    expect(await entrance.count()).toBe(before + 1)
  })

  test('at the same time too', async () => {
    const before = await entrance.count()
    const clientKey = randomUUID()
    const answers = await Promise.all(Array.from({ length: 4 }, () => entrance.send({ clientKey })))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await entrance.count()).toBe(before + 1)
  })
})

test('the hidden field filled in is answered like any other, and kept as closed for staff to find', async () => {
  const before = await entrance.count()
  const clientKey = randomUUID()
  const send = () => entrance.send({ leftEmpty: 'https://example.com', clientKey })
  const answer = await send()
  expect(answer.statusCode).toBe(200)
  const ordinary = await entrance.sent()
  expect(Object.keys(answer.json())).toEqual(Object.keys(ordinary))
  expect(answer.json().promise).toEqual(ordinary.promise)
  expect(await entrance.count()).toBe(before + 2)
  const stored = async () => {
    const { rows } = await entrance.owner.query(
      `select r.reference, r.state, r.close_reason, array_agg(e.kind order by e.id) as events
       from referral r join referral_event e on e.referral_id = r.id where r.client_key = $1 group by r.id`,
      [clientKey],
    )
    return rows
  }
  const closed = {
    reference: answer.json().reference,
    state: 'closed',
    close_reason: 'spam',
    events: ['received', 'closed'],
  }
  expect(await stored()).toEqual([closed])
  // Once staff have opened it again, its retry does not close it.
  await entrance.owner.query(
    `update referral set state = 'new', close_reason = null, version = version + 1 where client_key = $1`,
    [clientKey],
  )
  expect((await send()).body).toBe(answer.body)
  expect(await stored()).toEqual([{ ...closed, state: 'new', close_reason: null }])
})

test('whether somebody is known changes nothing in the answer', async () => {
  await entrance.owner.query(`
    insert into youth (given_name, family_name, search_name, birth_date, phone)
    values ('Kendt', 'Prøve', 'kendt proeve', '2008-01-01', '+4537202299')`)
  const known = await entrance.sent({ youthGivenName: 'Kendt', senderPhone: '37202299' })
  const unknown = await entrance.sent({ youthGivenName: 'Ukendt', senderPhone: '37202298' })
  expect({ ...known, code: '', reference: '' }).toEqual({ ...unknown, code: '', reference: '' })
})

describe('bad input', () => {
  const fields = (answer: { json: () => { error: { fields: { field: string; code: string }[] } } }) =>
    answer.json().error.fields.map(({ field, code }) => `${field} ${code}`)

  test.each([
    [{ youthGivenName: ' ' }, ['youthGivenName required']],
    [{ about: '' }, ['about required']],
    [{ senderName: '' }, ['senderName required']],
    [{ senderPhone: '' }, ['senderPhone reachNeeded']],
    [{ senderPhone: '2011' }, ['senderPhone phone']],
    [{ youthPhone: '2011' }, ['youthPhone phone']],
    [{ senderEmail: 'mette' }, ['senderEmail email']],
    [{ youthEmail: 'sigrid@' }, ['youthEmail email']],
    [{ youthBirthDate: '2026-11-24' }, ['youthBirthDate future']],
    [{ youthBirthDate: '2010-02-30' }, ['youthBirthDate day']],
    [{ about: 'Hun hedder Sigrid, 050310-4001' }, ['about cprInText']],
    [{ senderName: '0503104001', about: '050310 4001' }, ['senderName cprInText', 'about cprInText']],
    [{ clientKey: 'x' }, ['clientKey invalid']],
    [{ senderRole: 'police' as never }, ['senderRole invalid']],
  ] satisfies [Partial<Enquiry>, string[]][])(
    '%j says so at the field and stores nothing',
    async (over, told) => {
      const before = await entrance.count()
      const answer = await entrance.send(over)
      expect(answer.statusCode).toBe(400)
      expect(fields(answer)).toEqual(told)
      expect(answer.body).not.toContain('Sigrid')
      expect(await entrance.count()).toBe(before)
    },
  )

  test('an e-mail address alone is enough to be reached', async () => {
    expect((await entrance.send({ senderPhone: '', senderEmail: 'mette@eksempel.dk' })).statusCode).toBe(200)
  })

  const limits = {
    senderName: 200,
    senderPlace: 200,
    callWhen: 200,
    youthGivenName: 100,
    youthFamilyName: 100,
    about: 4000,
    leftEmpty: 500,
  } as const

  test.each(Object.entries(limits))(
    '%s takes %i signs, of any kind, and not one more',
    async (field, max) => {
      // Letters of every script that have no control signs among them, and never a digit: no CPR number arises.
      const letters = fc.string({
        unit: fc.constantFrom('a', 'æ', 'Å', 'ß', '漢', 'ع', '-'),
        minLength: max,
        maxLength: max,
      })
      await fc.assert(
        fc.asyncProperty(letters, async text => {
          const exactly = await entrance.send({ [field]: text })
          expect({ text, status: exactly.statusCode }).toEqual({ text, status: 200 })
          const over = await entrance.send({ [field]: `${text}a` })
          expect(fields(over)).toEqual([`${field} tooLong`])
        }),
        { numRuns: 5 },
      )
    },
  )

  test('an age is a whole number from 0 to 99', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: -200, max: 300 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
        async youthAge => {
          const { statusCode } = await entrance.send({ youthAge })
          const fits = Number.isInteger(youthAge) && youthAge >= 0 && youthAge <= 99
          expect({ youthAge, statusCode }).toEqual({ youthAge, statusCode: fits ? 200 : 400 })
        },
      ),
      { numRuns: 30 },
    )
  })

  test('whatever is sent is stored as it was written, or refused, and never fails', async () => {
    const anything = fc.record(
      {
        senderName: fc.string({ unit: 'binary' }),
        about: fc.string({ unit: 'binary' }),
        senderPhone: fc.string(),
        senderEmail: fc.string(),
        youthBirthDate: fc.oneof(fc.string(), fc.constant(null)),
        youthKnows: fc.anything(),
        language: fc.string(),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(anything, async over => {
        const sent = { ...enquiry(), ...over }
        const answer = await entrance.post('/api/entrance', sent)
        expect([200, 400]).toContain(answer.statusCode)
        if (answer.statusCode !== 200) return
        const { rows } = await entrance.owner.query('select about from referral where reference = $1', [
          answer.json().reference,
        ])
        expect(rows).toEqual([{ about: sent.about.trim() }])
      }),
      { numRuns: 60 },
    )
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allUseCases } from '#contract/all-use-cases.ts'
import { readContact } from '#contract/contacts.ts'
import { readTimeline } from '#contract/youths-person.ts'
import type { Role } from '#domain/sharing/permissions.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { assign, type TestWorld, testNow, testWorld } from './test-world.ts'

/** What nobody without need may meet in any answer. */
const marks = {
  address: ['SKJULTVEJ', 'SKJULTBY'],
  place: ['STEDFØR', 'STEDNU', 'STEDNÆSTE'],
  number: ['010207-4000', '0102074000'],
  guardian: ['37 20 00 09', '+4537200009', 'mor@skjult.example'],
  note: ['FØLSOMFØR', 'FØLSOMNU'],
}

let world: TestWorld
let caseworker: Awaited<ReturnType<typeof person>>
let leader: typeof caseworker
let youthId: number
let contactId: number
let appointmentId: number

const person = (...roles: Role[]) => logInForTest(world.pool, { roles, at: testNow })

async function follower(role: Role): Promise<typeof caseworker> {
  const one = await person(role)
  await assign(world.pool, youthId, one.staffId, role)
  return one
}

const contact = {
  kind: 'meeting',
  outcome: 'held',
  place: 'STEDFØR',
  startsAt: '2026-11-20T08:00:00Z',
  minutes: 45,
  subjectArea: 'health',
  note: 'FØLSOMFØR',
}
const nextAt = '2026-12-14T09:00:00Z'

beforeAll(async () => {
  world = await testWorld()
  caseworker = await person('caseworker')
  leader = await person('leader')
  const made = await world.send<{ youthId: number }>(caseworker.cookie, 'POST', '/api/youths', {
    givenName: 'Mikkel',
    familyName: 'Prøve',
    birthDate: '2007-02-01',
    cpr: '010207-4000',
    phone: '',
    email: '',
    address: 'SKJULTVEJ 7',
    postalCode: '8700',
    city: 'SKJULTBY',
    protectedAddress: true,
    language: 'da',
    needsInterpreter: false,
    preferredContact: null,
    about: '',
    guardians: [
      { name: 'Mor', relation: 'mor', phone: '37200009', email: 'mor@skjult.example', hasCustody: true },
    ],
    enquiryDay: '2026-10-01',
    caseworkerId: null,
  })
  youthId = made.body.youthId
  await world.pool.query(
    `insert into membership (youth_id, programme_id, during) select $1, id, '[2026-10-01,)' from programme`,
    [youthId],
  )
  const registered = await world.send<{ contactId: number; nextAppointmentId: number }>(
    caseworker.cookie,
    'POST',
    `/api/youths/${youthId}/contacts`,
    {
      ...contact,
      clientKey: crypto.randomUUID(),
      appointmentId: null,
      next: { kind: 'meeting', startsAt: nextAt, minutes: 60, place: 'STEDNÆSTE' },
    },
  )
  contactId = registered.body.contactId
  appointmentId = registered.body.nextAppointmentId
  const corrected = { ...contact, place: 'STEDNU', note: 'FØLSOMNU', version: 1, reason: 'Forkert sted' }
  await world.send(caseworker.cookie, 'PUT', `/api/contacts/${contactId}`, corrected)
})
afterAll(() => world.end())

/** Every read of the house, as one person, with every answer as text. */
async function readAll(cookie: string): Promise<Map<string, { status: number; text: string }>> {
  const keys: Record<string, number> = { youthId, contactId, staffId: caseworker.staffId }
  const answers = new Map<string, { status: number; text: string }>()
  const reads = allUseCases.filter(({ name, method }) => method === 'GET' || name in bodies)
  for (const { name, method, path } of reads) {
    const url = path.replace(/:(\w+)/g, (_, key: string) => String(keys[key] ?? 1))
    const { status, body } = await world.send<unknown>(
      cookie,
      method,
      `${url}${queries[name] ?? ''}`,
      bodies[name],
    )
    answers.set(name, { status, text: JSON.stringify(body) })
  }
  return answers
}
/** Reads that are asked with a body, since what is looked for may be a name. */
const bodies: Record<string, object> = { 'youth.search': { words: 'Mikkel' } }
const queries: Record<string, string> = {
  'unit.read': '?from=2026-10-01&to=2026-11-23',
  // As if the call between two meetings was made, so that the meeting is what is owed.
  'contact.proposeNext': '?kind=call&outcome=held',
}

function meets(answers: Map<string, { text: string }>, ...kinds: (keyof typeof marks)[]): string[] {
  const words = kinds.flatMap(kind => marks[kind])
  return [...answers].filter(([, { text }]) => words.some(word => text.includes(word))).map(([name]) => name)
}

describe('every read of the house', () => {
  const aboutTheYouth = ['youth.read', 'youth.record', 'youth.timeline', 'contact.form', 'contact.read']

  test('gives a leader who does not follow the young person nothing that is protected', async () => {
    const answers = await readAll(leader.cookie)
    for (const name of [...aboutTheYouth, 'contact.proposeNext', 'youth.list', 'youth.search']) {
      expect([name, answers.get(name)?.status]).toEqual([name, 200])
    }
    expect(meets(answers, 'address', 'place', 'number', 'guardian')).toEqual([])
  })

  test('gives the caseworker what the work needs, so that the marks are there to be met', async () => {
    const answers = await readAll(caseworker.cookie)
    expect(meets(answers, 'address')).toEqual(expect.arrayContaining(['youth.address', 'youth.record']))
    expect(meets(answers, 'place')).toEqual(
      expect.arrayContaining(['contact.form', 'contact.read', 'contact.proposeNext', 'youth.timeline']),
    )
    expect(meets(answers, 'number')).toEqual(expect.arrayContaining(['youth.cpr', 'youth.record']))
    expect(meets(answers, 'note')).toEqual(expect.arrayContaining(['contact.read', 'youth.timeline']))
    expect(meets(answers, 'guardian')).toEqual([])
  })

  test.each(['mentor', 'contactPerson'] as const)(
    'gives a %s neither the number, the record nor a sensitive note',
    async role => {
      const { cookie } = await follower(role)
      const answers = await readAll(cookie)
      for (const name of ['youth.cpr', 'youth.record']) expect(answers.get(name)?.status).toBe(403)
      expect(answers.get('youth.timeline')?.status).toBe(200)
      expect(meets(answers, 'number', 'note')).toEqual([])
    },
  )
})

test('whoever is to be the caseworker reads the story, and nothing that is kept for those who follow', async () => {
  const coming = await person('caseworker')
  const plan = (from: string) =>
    world.pool.query(
      `insert into assignment (youth_id, staff_id, role, during) values ($1, $2, 'caseworker', daterange($3::date, null))
       returning id`,
      [youthId, coming.staffId, from],
    )
  await world.pool.query(
    `update assignment set during = daterange(lower(during), '2026-12-07') where youth_id = $1 and staff_id = $2`,
    [youthId, caseworker.staffId],
  )
  // The joint meeting is booked with both, and stands in the day of whoever comes.
  const { rows } = await world.pool.query(
    `insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at) values
       ($1, $2, 'meeting', 'STEDNÆSTE', '2026-11-23T13:00Z', '2026-11-23T14:00Z'),
       ($1, $2, 'meeting', 'STEDFØR', '2026-11-20T13:00Z', '2026-11-20T14:00Z') returning id`,
    [youthId, coming.staffId],
  )
  try {
    await plan('2026-12-07')
    const answers = await readAll(coming.cookie)
    expect(answers.get('youth.read')?.text).toContain('"comesOn":"2026-12-07"')
    for (const name of ['youth.read', 'youth.timeline', 'youth.search', 'contact.read'])
      expect([name, answers.get(name)?.status]).toEqual([name, 200])
    for (const name of ['youth.record', 'youth.rows', 'youth.cpr', 'youth.address', 'contact.form'])
      expect([name, answers.get(name)?.status]).toEqual([name, 404])
    expect(answers.get('youth.timeline')?.text).toContain('"noteHidden":true')
    expect(answers.get('youth.search')?.text).toContain('Mikkel')
    const day = JSON.parse(answers.get('day.read')?.text ?? '{}')
    expect(day).toMatchObject({ people: [], appointments: [{ youthId, follows: false, place: '' }] })
    expect(day.unregistered).toEqual([])
    expect(meets(answers, 'address', 'place', 'number', 'guardian', 'note')).toEqual([])
  } finally {
    await world.pool.query('delete from appointment where id = any ($1)', [rows.map(({ id }) => id)])
    await world.pool.query(
      `update assignment set withdrawn_at = now(), withdrawn_reason = 'x' where youth_id = $1 and staff_id = $2`,
      [youthId, coming.staffId],
    )
    await world.pool.query(
      `update assignment set during = daterange(lower(during), null) where youth_id = $1 and staff_id = $2`,
      [youthId, caseworker.staffId],
    )
  }
  const after = await readAll(coming.cookie)
  expect(after.get('youth.read')?.status).toBe(404)
})

describe('a note in a sensitive area', () => {
  test('is said to be there, without its area, to who has no need of it', async () => {
    const { cookie } = await follower('mentor')
    const read = await world.send<unknown>(cookie, 'GET', `/api/contacts/${contactId}`)
    expect(readContact.output.parse(read.body)).toMatchObject({
      noteHidden: true,
      note: '',
      subjectArea: null,
      earlier: [{ noteHidden: true, note: '', subjectArea: null }],
    })
    const told = await world.send<unknown>(cookie, 'GET', `/api/youths/${youthId}/timeline`)
    const { events } = readTimeline.output.parse(told.body)
    expect(events.find(({ type }) => type === 'contact')).toMatchObject({
      noteHidden: true,
      note: null,
      subjectArea: null,
    })
  })

  test('is read by its author, by who also advises, and by a deputy of the caseworker', async () => {
    const mentor = await follower('mentor')
    const own = await world.send<{ contactId: number }>(
      mentor.cookie,
      'POST',
      `/api/youths/${youthId}/contacts`,
      { ...contact, clientKey: crypto.randomUUID(), note: 'Mit eget', appointmentId: null, next: null },
    )
    const note = async (cookie: string, id: number) =>
      (await world.send<{ note: string }>(cookie, 'GET', `/api/contacts/${id}`)).body.note
    expect(await note(mentor.cookie, own.body.contactId)).toBe('Mit eget')
    expect(await note(mentor.cookie, contactId)).toBe('')
    const adviser = await follower('educationAdviser')
    await assign(world.pool, youthId, adviser.staffId, 'mentor')
    expect(await note(adviser.cookie, contactId)).toBe('FØLSOMNU')
    const deputy = await person('mentor')
    await world.pool.query(
      `insert into staff_absence (staff_id, kind, deputy_id, during) values ($1, 'illness', $2, '[2026-11-23,2026-11-24)')`,
      [caseworker.staffId, deputy.staffId],
    )
    expect(await note(deputy.cookie, contactId)).toBe('FØLSOMNU')
    expect(await note(leader.cookie, contactId)).toBe('FØLSOMNU')
  })

  test('without sensitivity is read by everybody who follows', async () => {
    const open = await world.send<{ contactId: number }>(
      caseworker.cookie,
      'POST',
      `/api/youths/${youthId}/contacts`,
      {
        ...contact,
        clientKey: crypto.randomUUID(),
        subjectArea: 'contact',
        note: 'Aftalt tid',
        appointmentId: null,
        next: null,
      },
    )
    const { cookie } = await follower('contactPerson')
    const read = await world.send<unknown>(cookie, 'GET', `/api/contacts/${open.body.contactId}`)
    expect(read.body).toMatchObject({ noteHidden: false, note: 'Aftalt tid', subjectArea: 'contact' })
  })
})

describe('a place that is hidden', () => {
  test('stays when a leader corrects or moves without having seen it', async () => {
    const { body } = await world.send<{ version: number; place: string; placeHidden: boolean }>(
      leader.cookie,
      'GET',
      `/api/contacts/${contactId}`,
    )
    expect(body).toMatchObject({ place: '', placeHidden: true })
    const corrected = await world.send(leader.cookie, 'PUT', `/api/contacts/${contactId}`, {
      ...contact,
      note: 'FØLSOMNU',
      place: '',
      minutes: 50,
      version: body.version,
      reason: 'Varede længere',
    })
    expect(corrected.status).toBe(200)
    const moved = await world.send(leader.cookie, 'PUT', `/api/appointments/${appointmentId}`, {
      version: 1,
      kind: 'meeting',
      startsAt: '2026-12-14T10:00:00Z',
      minutes: 60,
      place: '',
    })
    expect(moved.status).toBe(200)
    const { rows } = await world.pool.query(
      `select (select place from contact where id = $1) as contact, (select place from appointment where id = $2) as appointment`,
      [contactId, appointmentId],
    )
    expect(rows).toEqual([{ contact: 'STEDNU', appointment: 'STEDNÆSTE' }])
    // Whoever sees it takes it away by leaving it empty.
    await world.send(caseworker.cookie, 'PUT', `/api/appointments/${appointmentId}`, {
      version: 2,
      kind: 'meeting',
      startsAt: '2026-12-14T10:00:00Z',
      minutes: 60,
      place: '',
    })
    const after = await world.pool.query('select place from appointment where id = $1', [appointmentId])
    expect(after.rows).toEqual([{ place: '' }])
  })
})

describe('whose time one may ask for', () => {
  test('is one’s own and that of those who follow the young person, or still meet him', async () => {
    const stranger = await person('caseworker')
    const ask = (staffId: number) =>
      world.send(
        caseworker.cookie,
        'GET',
        `/api/youths/${youthId}/next-contact?staffId=${staffId}&day=2026-11-25&bookKind=call`,
      )
    expect((await ask(stranger.staffId)).body.error.fields).toEqual([
      { field: 'staffId', code: 'staffUnrelated' },
    ])
    expect((await ask((await follower('mentor')).staffId)).status).toBe(200)
    expect((await ask(caseworker.staffId)).status).toBe(200)
    await world.pool.query(
      `insert into appointment (youth_id, staff_id, kind, starts_at, ends_at)
       values ($1, $2, 'call', '2026-11-26T09:00Z', '2026-11-26T09:30Z')`,
      [youthId, stranger.staffId],
    )
    expect((await ask(stranger.staffId)).status).toBe(200)
  })
})

describe('what cannot be a time', () => {
  test.each([
    'timeline?after=9999-99-99T99:99Z~a~99999999999999999999',
    'timeline?after=2026-11-20T08:00:00Z~contact~99999999999999999999~2026-11-20T08:00:00Z',
    'timeline?after=0000-01-01T00:00:00Z~contact~1~2026-11-20T08:00:00Z',
    'access?before=0000-01-01',
    'next-contact?day=0000-01-01&bookKind=call',
  ])('is refused: %s', async path => {
    expect((await world.send(caseworker.cookie, 'GET', `/api/youths/${youthId}/${path}`)).status).toBe(400)
  })
})

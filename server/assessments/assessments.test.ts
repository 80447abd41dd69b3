import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewAssessment, readAssessments } from '#contract/assessments.ts'
import { type AssessmentsForTest, assessmentsForTest } from './test-assessments.ts'

let it: AssessmentsForTest
beforeAll(async () => {
  it = await assessmentsForTest()
})
afterAll(() => it.end())

type Youth = Awaited<ReturnType<AssessmentsForTest['youth']>>

async function read({ youthId }: Youth, cookie = it.caseworker.cookie) {
  const { body } = await it.send<unknown>(cookie, 'GET', `/api/youths/${youthId}/assessments`)
  return readAssessments.output.parse(body)
}

/** A decision about somebody as it stands now; `at` is which of the interviews it rests on. */
async function decide(
  youth: Youth,
  { at = 0, ...change }: { at?: number; targetGroup?: string; day?: string; specialCase?: boolean } = {},
  cookie = it.caseworker.cookie,
) {
  const { revision } = await read(youth, it.leader.cookie)
  return it.send(cookie, 'POST', `/api/youths/${youth.youthId}/assessments`, {
    revision,
    targetGroup: 'educationReady',
    day: '2026-09-04',
    interviewId: youth.interviews[at] ?? null,
    reason: 'Vil gerne i gang, men er i tvivl om valget.',
    specialCase: false,
    ...change,
  })
}

const rowsOf = async ({ youthId }: Youth) => {
  const { rows } = await it.owner.query(
    `select target_group as "group", during::text, stage, withdrawn_at is not null as gone
     from assessment where youth_id = $1 order by id`,
    [youthId],
  )
  return rows
}

describe('deciding', () => {
  test('from the first interview to the final assessment: who, why, and the clock stops', async () => {
    const youth = await it.youth()
    expect((await decide(youth)).status).toBe(200)
    expect(await it.open(youth.youthId)).toEqual(['endelig: 2026-12-01'])
    expect((await read(youth)).final).toMatchObject({ state: 'open', ruleName: 'Endelig vurdering' })
    expect((await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })).status).toBe(200)
    const data = await read(youth)
    expect(data.final).toMatchObject({ state: 'onTime' })
    expect(await it.open(youth.youthId)).toEqual(['taet: 2026-12-18'])
    expect(
      data.assessments.map(({ targetGroup, stage, author }) => ({ targetGroup, stage, author })),
    ).toEqual([
      { targetGroup: 'activityReady', stage: 'final', author: 'Sofie Rådgiver' },
      { targetGroup: 'educationReady', stage: 'first', author: 'Sofie Rådgiver' },
    ])
    expect(await rowsOf(youth)).toEqual([
      { group: 'educationReady', during: '[2026-09-04,2026-11-20)', stage: 'first', gone: false },
      { group: 'activityReady', during: '[2026-11-20,)', stage: 'final', gone: false },
    ])
  })

  test('is refused at the field, with the paragraph', async () => {
    const youth = await it.youth()
    const refused = await decide(youth, { at: 1, targetGroup: 'clearlyReady', day: '2026-10-06' })
    expect(refused.status).toBe(400)
    expect(refused.body.error?.fields).toEqual([
      {
        field: 'targetGroup',
        code: 'groupOnlyAtFirstInterview',
        params: { source: 'BEK § 6, stk. 1' },
      },
    ])
    const special = await decide(youth, { targetGroup: 'activityReady' })
    expect(special.body.error?.fields).toMatchObject([{ field: 'specialCase', code: 'specialCaseRequired' }])
    expect((await decide(youth, { targetGroup: 'activityReady', specialCase: true })).status).toBe(200)
    expect((await read(youth)).assessments[0]?.specialCase).toBe(true)
  })

  test('without a held interview there is nothing to decide on', async () => {
    const refused = await decide(await it.youth([]))
    expect(refused.body.error?.fields).toEqual([{ field: 'interviewId', code: 'noInterview', params: {} }])
  })

  test("another young person's interview carries nothing", async () => {
    const [youth, other] = [await it.youth(), await it.youth()]
    const refused = await decide({ ...youth, interviews: other.interviews })
    expect(refused.body.error?.fields).toMatchObject([{ field: 'interviewId', code: 'interviewNotHeld' }])
  })

  test('a closed case has none', async () => {
    const youth = await it.youth()
    await it.owner.query(
      `update youth_case set during = '[2026-09-01,2026-09-03)', close_reason = 'Flyttet' where youth_id = $1`,
      [youth.youthId],
    )
    const refused = await decide(youth)
    expect(refused.body.error?.fields?.map(({ code }) => code)).toContain('afterCase')
  })

  test('whoever decides on an older history is told, and nothing is stored', async () => {
    const youth = await it.youth()
    const body = {
      revision: 0,
      targetGroup: 'educationReady',
      day: '2026-09-04',
      interviewId: youth.interviews[0],
      reason: 'Fordi.',
      specialCase: false,
    }
    const path = `/api/youths/${youth.youthId}/assessments`
    const answers = await Promise.all([
      it.send(it.caseworker.cookie, 'POST', path, body),
      it.send(it.leader.cookie, 'POST', path, body),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.error?.code).toBe('changedMeanwhile')
    expect(await rowsOf(youth)).toHaveLength(1)
  })

  test('is for the caseworker and a leader: others may read, and strangers see nobody', async () => {
    const youth = await it.youth()
    expect((await decide(youth, {}, it.adviser.cookie)).status).toBe(403)
    expect((await read(youth, it.adviser.cookie)).revision).toBe(0)
    expect((await decide(youth, {}, it.colleague.cookie)).status).toBe(404)
    const asked = await it.send(it.colleague.cookie, 'GET', `/api/youths/${youth.youthId}/assessments`)
    expect(asked.status).toBe(404)
    expect((await decide(youth, {}, it.leader.cookie)).status).toBe(200)
  })

  test('reads and writes are logged', async () => {
    const youth = await it.youth()
    await decide(youth)
    const { rows } = await it.owner.query(
      `select (select count(*)::int from read_log where action = 'assessment.read' and youth_ids @> array[$1::bigint]) > 0 as read,
        (select after->>'stage' from change_log where action = 'assessment.decide' and youth_id = $1) as stage`,
      [youth.youthId],
    )
    expect(rows).toEqual([{ read: true, stage: 'first' }])
  })

  test('a work status gives way on the same day', async () => {
    const youth = await it.youth()
    await it.owner.query(
      `insert into assessment (youth_id, target_group, during) values ($1, 'notAssessed', '[2026-09-04,)')`,
      [youth.youthId],
    )
    expect((await decide(youth)).status).toBe(200)
    expect(await rowsOf(youth)).toMatchObject([
      { group: 'notAssessed', gone: true },
      { group: 'educationReady', gone: false },
    ])
  })
})

describe('undoing', () => {
  const correct = async (youth: Youth, id: number, change: object) => {
    const { revision } = await read(youth)
    return it.send(it.caseworker.cookie, 'PUT', `/api/assessments/${id}`, {
      revision,
      targetGroup: 'educationReady',
      day: '2026-11-20',
      interviewId: youth.interviews[1],
      reason: 'Kan med støtte.',
      specialCase: false,
      correctionReason: 'Krydset sad forkert',
      ...change,
    })
  }

  test('a correction stands in the place of the other, which can still be read', async () => {
    const youth = await it.youth()
    await decide(youth)
    const { body: final } = await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })
    expect((await correct(youth, final.id, { day: '2026-11-18' })).status).toBe(200)
    expect(await rowsOf(youth)).toEqual([
      { group: 'educationReady', during: '[2026-09-04,2026-11-18)', stage: 'first', gone: false },
      { group: 'activityReady', during: '[2026-11-20,)', stage: 'final', gone: true },
      { group: 'educationReady', during: '[2026-11-18,)', stage: 'final', gone: false },
    ])
    const [newest, , gone] = (await read(youth)).assessments
    expect(newest).toMatchObject({ correctsId: final.id })
    expect(gone?.withdrawn).toMatchObject({ by: 'Sofie Rådgiver', reason: 'Krydset sad forkert' })
    expect((await correct(youth, final.id, {})).body.error?.code).toBe('changedMeanwhile')
  })

  test('is held to the same rules', async () => {
    const youth = await it.youth()
    await decide(youth)
    const { body: final } = await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })
    const refused = await correct(youth, final.id, { targetGroup: 'clearlyReady' })
    expect(refused.body.error?.fields).toMatchObject([{ code: 'groupOnlyAtFirstInterview' }])
    expect(await rowsOf(youth)).toHaveLength(2)
  })

  test('what is taken back gives way to what it ended, and its deadlines return', async () => {
    const youth = await it.youth()
    await decide(youth)
    const { body: final } = await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })
    const { revision } = await read(youth)
    const withdraw = (of: number) =>
      it.send(it.caseworker.cookie, 'POST', `/api/assessments/${final.id}/withdraw`, {
        revision: of,
        reason: 'Forkert ung',
      })
    expect((await withdraw(revision - 1)).body.error?.code).toBe('changedMeanwhile')
    expect((await withdraw(revision)).status).toBe(200)
    expect(await rowsOf(youth)).toEqual([
      { group: 'educationReady', during: '[2026-09-04,)', stage: 'first', gone: false },
      { group: 'activityReady', during: '[2026-11-20,)', stage: 'final', gone: true },
    ])
    expect(await it.open(youth.youthId)).toEqual(['endelig: 2026-12-01'])
  })

  test('what was decided elsewhere can be corrected without an interview', async () => {
    const youth = await it.youth([])
    const { rows } = await it.owner.query<{ id: number }>(
      `insert into assessment (youth_id, target_group, during) values ($1, 'activityReady', '[2026-09-02,)')
       returning id::int`,
      [youth.youthId],
    )
    expect((await read(youth)).assessments[0]?.stage).toBeNull()
    const id = rows[0]?.id ?? 0
    expect((await correct(youth, id, { day: '2026-09-02', interviewId: null })).status).toBe(200)
    expect((await read(youth)).assessments[0]).toMatchObject({ targetGroup: 'educationReady', stage: null })
  })

  test('a provisional group of a list is corrected without an interview, and nobody here is said to have decided it', async () => {
    const youth = await it.youth([])
    const { rows } = await it.owner.query<{ id: number }>(
      `insert into assessment (youth_id, target_group, during, stage, author_id, recorded_at)
       values ($1, 'activityReady', '[2026-09-02,)', 'provisional', $2, '2026-11-10T09:00Z') returning id::int`,
      [youth.youthId, it.caseworker.staffId],
    )
    const [came] = (await read(youth)).assessments
    expect(came).toMatchObject({ stage: 'provisional', author: null })
    expect(String(came?.broughtInOn)).toBe('2026-11-10')
    const id = rows[0]?.id ?? 0
    const late = await correct(youth, id, { day: '2026-11-11', interviewId: null })
    expect(late).toMatchObject({ status: 400, body: { error: { fields: [{ field: 'interviewId' }] } } })
    expect((await correct(youth, id, { day: '2026-09-03', interviewId: null })).status).toBe(200)
    const [stands] = (await read(youth)).assessments
    expect(stands).toMatchObject({ targetGroup: 'educationReady', stage: 'provisional', interview: null })
    expect(stands?.author).not.toBeNull()
    // A correction does not come later than what it corrects.
    expect(String(stands?.broughtInOn)).toBe('2026-11-10')
    const again = await correct(youth, stands?.id ?? 0, { day: '2026-11-11', interviewId: null })
    expect(again).toMatchObject({ status: 400, body: { error: { fields: [{ field: 'interviewId' }] } } })
  })

  test('nobody without a relation corrects or takes back', async () => {
    const youth = await it.youth()
    const { body } = await decide(youth)
    const withdrawn = await it.send(it.colleague.cookie, 'POST', `/api/assessments/${body.id}/withdraw`, {
      revision: 1,
      reason: 'Nysgerrighed',
    })
    expect(withdrawn.status).toBe(404)
  })
})

describe('what would follow', () => {
  const preview = async ({ youthId }: Youth, query: Record<string, string>) => {
    const { status, body } = await it.send<unknown>(
      it.caseworker.cookie,
      'GET',
      `/api/youths/${youthId}/assessments/preview?${new URLSearchParams(query)}`,
    )
    if (status !== 200) return status
    return previewAssessment.output
      .parse(body)
      .consequences.map(({ ruleName, what, day }) => `${ruleName} ${what} ${day}`)
  }

  test('is what does follow', async () => {
    const youth = await it.youth()
    await decide(youth)
    const wish = { targetGroup: 'activityReady', day: '2026-11-20', interviewId: String(youth.interviews[1]) }
    const before = await it.open(youth.youthId)
    expect(await preview(youth, wish)).toEqual([
      'Endelig vurdering fulfilled 2026-12-01',
      'Møde hver måned begins 2026-12-18',
    ])
    expect(await it.open(youth.youthId)).toEqual(before)
    await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })
    expect(await it.open(youth.youthId)).toEqual(['taet: 2026-12-18'])
  })

  test('of a correction too', async () => {
    const youth = await it.youth()
    await decide(youth)
    const { body } = await decide(youth, { at: 1, targetGroup: 'activityReady', day: '2026-11-20' })
    expect(
      await preview(youth, {
        targetGroup: 'educationReady',
        day: '2026-11-20',
        interviewId: String(youth.interviews[1]),
        corrects: String(body.id),
      }),
    ).toEqual(['Møde hver måned ends 2026-12-18'])
  })

  test('is refused where it could not be decided, and out of sight', async () => {
    const youth = await it.youth()
    expect(await preview(youth, { targetGroup: 'clearlyReady', day: '2026-10-06', interviewId: '1' })).toBe(
      400,
    )
    const asked = await it.send(
      it.colleague.cookie,
      'GET',
      `/api/youths/${youth.youthId}/assessments/preview?targetGroup=educationReady&day=2026-09-04`,
    )
    expect(asked.status).toBe(404)
  })
})

test('those with custody are to be told, until 18', async () => {
  const minor = await it.youth(['2026-09-04'], '2009-12-01')
  const adult = await it.youth(['2026-09-04'], '2008-11-23')
  for (const { youthId } of [minor, adult]) {
    await it.owner.query(
      `insert into guardian (youth_id, name, relation, has_custody) values ($1, 'Mor', 'mor', true), ($1, 'Far', 'far', false)`,
      [youthId],
    )
  }
  expect((await read(minor)).guardians.map(({ name }) => name)).toEqual(['Mor'])
  expect((await read(adult)).guardians).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { allUseCases } from '#contract/all-use-cases.ts'
import { rolesThatMay } from '#domain/sharing/permissions.ts'
import { wholeForTest } from './test-whole.ts'

let whole: Awaited<ReturnType<typeof wholeForTest>>
beforeAll(async () => {
  whole = await wholeForTest()
})
afterAll(() => whole.end())

/** Without what is asked as a leader, who sees everybody. */
const byName = allUseCases
  .filter(({ permission }) => permission !== 'public' && rolesThatMay[permission][0] !== 'leader')
  .map(useCase => [useCase.name, useCase] as const)

/** Where the young person is met within the window; the test would prove nothing without. */
const metIn = new Set<string>()
/** What answers about the young person within the window and not before, whether it names them or not. */
const answeredIn = new Set<string>()

test.each(byName)(
  '%s tells a coming caseworker of a young person only within the window, and changes nothing',
  async (name, useCase) => {
    const { youthId, schema, base, send } = await whole.asker(useCase)
    const least = Object.fromEntries((schema.required ?? []).map(key => [key, base[key]]))
    await whole.owner.query(
      `update youth set given_name = 'Kommende', family_name = 'Hemmelig', search_name = 'kommende hemmelig',
         birth_date = '2009-02-01' where id = $1`,
      [youthId],
    )
    const plan = (from: string) =>
      whole.owner.query(
        `update assignment set during = daterange($2::date, null), withdrawn_at = null, withdrawn_by = null,
           withdrawn_reason = null where youth_id = $1`,
        [youthId, from],
      )
    const everythingOf = async () => {
      const { rows } = await whole.owner.query(
        `select (select y::text from youth y where y.id = $1) as youth,
           (select count(*)::int from change_log where youth_id = $1) as changes,
           (select count(*)::int from contact where youth_id = $1) as contacts,
           (select count(*)::int from appointment where youth_id = $1) as appointments`,
        [youthId],
      )
      return rows[0]
    }
    const words = 'words' in base ? { words: 'Hemmelig' } : {}
    const ask = async () => {
      const answers = [await send({ ...base, ...words }), await send({ ...least, ...words })]
      return answers.map(({ statusCode, body }) => ({ statusCode, body }))
    }
    const isMet = (answers: { body: string }[]) => answers.some(({ body }) => /Hemmelig/.test(body))

    await plan('2026-12-07')
    const before = await everythingOf()
    const within = await ask()
    if (isMet(within)) metIn.add(name)
    expect(await everythingOf()).toEqual(before)

    await plan('2026-12-08')
    const tooEarly = await ask()
    expect(isMet(tooEarly)).toBe(false)
    const isRefused = (answer?: { statusCode: number }) => [403, 404].includes(answer?.statusCode ?? 0)
    if (within.some((answer, at) => !isRefused(answer) && isRefused(tooEarly[at]))) answeredIn.add(name)
    // Whoever is out of sight and whoever does not exist look alike.
    if ('youthId' in base) {
      const nobody = await send({ ...base, ...words, youthId: 999_999 })
      expect(tooEarly[0]?.statusCode).toBe(nobody.statusCode)
      const told = (body: string, id: number) =>
        body.replace(/"requestId":"[^"]+"/, '').replaceAll(`:${id}`, '')
      expect(told(tooEarly[0]?.body ?? '', youthId)).toBe(told(nobody.body, 999_999))
    }
    await plan('2026-12-01')
    await whole.owner.query(
      `insert into bar (youth_id, staff_id, reason, during)
       select youth_id, staff_id, 'kinship', '[2026-11-01,)' from assignment where youth_id = $1`,
      [youthId],
    )
    expect(isMet(await ask())).toBe(false)
  },
)

test('within the window it is met where a handover is read from, and in no list of work', () => {
  expect([...metIn].sort()).toEqual(['caseload.case', 'youth.read', 'youth.search'])
  expect([...answeredIn].sort()).toEqual(['caseload.case', 'youth.read', 'youth.timeline'])
})

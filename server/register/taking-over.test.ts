import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerForTest, somebody } from './test-register.ts'

let it: Awaited<ReturnType<typeof registerForTest>>
beforeAll(async () => {
  it = await registerForTest()
})
afterAll(() => it.end())

test('a row that was to end later is ended by the one that takes over as well, and the log keeps what it said', async () => {
  const { body: youth } = await it.send(it.caseworker.cookie, 'POST', '/api/youths', { ...somebody, cpr: '' })
  const { youthId } = youth
  const begin = (kind: string, from: string, lastDay: string | null) =>
    it.send(it.caseworker.cookie, 'POST', `/api/youths/${youthId}/benefits`, {
      during: { from, lastDay },
      row: { kind },
    })
  const planned = await begin('kontanthjaelp', '2026-11-02', '2026-12-31')
  expect(planned.status).toBe(200)
  expect((await begin('su', '2026-11-20', '2026-11-30')).status).toBe(200)
  // What has ended by then is left as it is.
  expect((await begin('su', '2026-12-01', null)).status).toBe(200)
  const { rows } = await it.owner.query(
    'select kind, during::text from benefit where youth_id = $1 order by id',
    [youthId],
  )
  expect(rows).toEqual([
    { kind: 'kontanthjaelp', during: '[2026-11-02,2026-11-20)' },
    { kind: 'su', during: '[2026-11-20,2026-12-01)' },
    { kind: 'su', during: '[2026-12-01,)' },
  ])
  const { rows: logged } = await it.owner.query(
    `select subject_id::int as id, before, after from change_log where youth_id = $1 and action = 'benefit.end'`,
    [youthId],
  )
  expect(logged).toMatchObject([
    {
      id: planned.body.id,
      before: { during: { from: '2026-11-02', to: '2027-01-01' } },
      after: { lastDay: '2026-11-19' },
    },
  ])
})

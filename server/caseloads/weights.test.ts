import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWeights } from '#contract/caseload-board.ts'
import type { OutputOf } from '#contract/use-case.ts'
import { boardForTest } from './test-board.ts'

let place: Awaited<ReturnType<typeof boardForTest>>
beforeAll(async () => {
  place = await boardForTest()
})
afterAll(() => place.close())

test('minutes written down are held against the conversation, whatever a centre calls its lines', async () => {
  const { staffId } = await place.caseworker('Holm')
  const youthId = await place.youth({ staffId })
  await place.owner.query(
    `insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, minutes) values
      ($1, $2, 'meeting', 'held', '2026-11-10T09:00Z', '2026-11-10', 50),
      ($1, $2, 'meeting', 'held', '2026-11-12T09:00Z', '2026-11-12', 40),
      ($1, $2, 'call', 'held', '2026-11-16T09:00Z', '2026-11-16', 12)`,
    [youthId, staffId],
  )
  // A centre's own lines; preparation is for each meeting too.
  await place.owner.query(`delete from case_weight;
    insert into case_weight (key, name, per, minutes, times_a_year, during, source, status) values
      ('forarbejde', 'Forarbejde', 'meeting', 30, null, '[2020-01-01,)', 'Centret', 'local'),
      ('samtale', 'Samtale', 'meeting', 55, 12, '[2020-01-01,2026-11-01)', 'Centret', 'local'),
      ('samtale', 'Samtale', 'meeting', 45, 12, '[2026-11-01,2027-01-01)', 'Centret', 'local'),
      ('samtale', 'Samtale', 'meeting', 50, 12, '[2027-01-01,)', 'Centret', 'local'),
      ('telefon', 'Telefonsamtale', 'call', 10, null, '[2020-01-01,)', 'Centret', 'local'),
      ('moede', 'Møder i huset', 'month', 10, null, '[2020-01-01,)', 'Centret', 'local')`)
  const answer = await place.ask('/api/caseload/weights')
  const { rows } = readWeights.output.parse(answer.json()) as OutputOf<typeof readWeights>
  expect(rows.map(({ name, minutes, logged }) => [name, minutes, logged?.held, logged?.meanMinutes])).toEqual(
    [
      ['Forarbejde', 30, undefined, undefined],
      ['Samtale', 45, 2, 45],
      ['Samtale', 50, undefined, undefined],
      ['Telefonsamtale', 10, 1, 12],
      ['Møder i huset', 10, undefined, undefined],
    ],
  )
})

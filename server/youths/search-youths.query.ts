import type { ParsedInputOf } from '#contract/use-case.ts'
import type { searchYouths, YouthFilter } from '#contract/youths.ts'
import { readCpr } from '#domain/person/cpr.ts'
import { searchKey, soundKey } from '#domain/person/name.ts'
import type { Statement } from '#server/database/transaction.ts'
import type { CprVault } from '#server/records/cpr-vault.ts'
import { filterConditions, type Moment, Parameters, Places, rowJson } from './portfolio-sql.ts'

/** So many are shown; whoever is not among them is better found by writing more of the name. */
const shownAtMost = 50

/** So many are looked through before the filter; more than that is no name. */
const foundAtMost = 500

/** What was typed, and the statement's `found (id, likeness)` for it. */
export interface Reading {
  readAs: 'name' | 'cpr' | 'cprIncomplete'
  found: string
}

/** Takes words for a CPR number as soon as they are only digits, so that a number is never searched as a name. */
export function readWords(words: string, parameters: Parameters, vault: CprVault): Reading {
  if (/^[\d\s.\u2010-\u2015\u2212-]+$/u.test(words)) {
    const reading = readCpr(words)
    if (!reading.ok)
      return { readAs: 'cprIncomplete', found: 'select null::bigint as id, 0 as likeness where false' }
    const index = parameters.add(vault.indexOf(reading.cpr.digits))
    return { readAs: 'cpr', found: `select y.id, 1 as likeness from youth y where y.cpr_index = ${index}` }
  }
  const spelled = parameters.add(searchKey(words))
  const sounding = parameters.add(soundKey(words))
  return {
    readAs: 'name',
    found: `select f.youth_id as id, f.likeness from door.find_youths(${spelled}, ${sounding}, ${foundAtMost}) f`,
  }
}

/** Conditions on `youth y` from a filter, the scope included. */
export function allConditions(
  filter: YouthFilter,
  moment: Moment,
  places: Places,
  parameters: Parameters,
): string[] {
  const conditions = filterConditions(filter, moment, places, parameters)
  return filter.scope === 'mine' ? ['y.id = any (array(select door.my_youths()))', ...conditions] : conditions
}

export function searchQuery(
  input: ParsedInputOf<typeof searchYouths>,
  moment: Moment,
  vault: CprVault,
): Statement {
  const parameters = new Parameters()
  const places = new Places(parameters, moment)
  const { readAs, found } = readWords(input.words, parameters, vault)
  const conditions = allConditions(input, moment, places, parameters)
  const text = `
with found as materialized (${found}),
hit as materialized (
  select y.id, row_number() over (
    order by f.likeness desc, y.family_name collate danish, y.given_name collate danish, y.id) as position
  from found f join youth y on y.id = f.id
  where ${['true', ...conditions].join('\n    and ')}
  order by position limit ${shownAtMost + 1}
), shown as materialized (select * from hit where position <= ${shownAtMost})
select json_build_object(
  'today', ${places.today},
  'readAs', ${parameters.add(readAs)}::text,
  'rows', coalesce((select json_agg(${rowJson(places)} order by s.position)
    from shown s join youth y on y.id = s.id), '[]'),
  'more', (select count(*) from hit) > ${shownAtMost})::text as body,
  door.note_read('youth.search', array(select id from shown))`
  return { name: '', text, values: parameters.values }
}

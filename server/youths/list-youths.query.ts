import type { ParsedInputOf } from '#contract/use-case.ts'
import type { countYouths, listYouths } from '#contract/youths.ts'
import type { Statement } from '#server/database/transaction.ts'
import {
  afterCondition,
  filterConditions,
  type Moment,
  orderedIds,
  orderingOf,
  Parameters,
  Places,
  rowJson,
} from './portfolio-sql.ts'

/** A page of the portfolio. A cursor whose young person is out of sight by now gives no body. */
export function listQuery(input: ParsedInputOf<typeof listYouths>, moment: Moment): Statement {
  const parameters = new Parameters()
  const places = new Places(parameters, moment)
  const limit = parameters.add(input.limit)
  const ordering = orderingOf(input.sort, input.descending, places.today)
  const conditions = filterConditions(input, moment, places, parameters)
  const isPlain = conditions.length === 0 || (conditions.length === 1 && input.caseState !== 'any')
  let known = 'true'
  if (input.after !== undefined) {
    const after = parameters.add(input.after)
    conditions.push(afterCondition(ordering, after))
    known = `exists (select from youth y where y.id = ${after})`
  }
  const text = `
with found as materialized (${orderedIds(input.scope, conditions, ordering, `${limit}::int + 1`)}),
shown as materialized (select * from found order by position limit ${limit}::int)
select case when ${known} then json_build_object(
  'today', ${places.today},
  'rows', coalesce((select json_agg(${rowJson(places)} order by s.position)
    from shown s join youth y on y.id = s.id), '[]'),
  'next', case when (select count(*) from found) > ${limit}::int
    then (select id from shown order by position desc limit 1) end) end::text as body,
  door.note_read('youth.list', array(select id from shown))`
  // Only the lists that everybody opens keep a plan in each connection; there are thousands of others.
  const name = isPlain
    ? [
        'youth.list',
        input.scope,
        input.caseState,
        input.sort,
        input.descending,
        input.after !== undefined,
        conditions.length,
      ].join()
    : ''
  return { name, text, values: parameters.values }
}

/**
 * How many a filter gives. Nearly everybody has an open case, so that condition is a join over the whole
 * register, while the list asks it row by row of the page alone.
 */
export function countQuery(input: ParsedInputOf<typeof countYouths>, moment: Moment): Statement {
  const parameters = new Parameters()
  const places = new Places(parameters, moment)
  const conditions = filterConditions({ ...input, caseState: 'any' }, moment, places, parameters)
  const openCase = 'exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during))'
  if (input.caseState !== 'any') conditions.push(input.caseState === 'open' ? openCase : `not ${openCase}`)
  const related = 'y.id = any (array(select door.my_youths()))'
  const count = (visible: string) =>
    `(select count(*) from youth y where ${[visible, ...conditions].join('\n  and ')})`
  const sum =
    input.scope === 'mine'
      ? count(related)
      : `${count(`not door.sees_all() and ${related}`)} + ${count('door.sees_all()')}`
  return {
    name: '',
    text: `select json_build_object('count', ${sum})::text as body`,
    values: parameters.values,
  }
}

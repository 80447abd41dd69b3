import type { YouthFilter, YouthSort } from '#contract/youths.ts'
import { firstDue, runsOut } from '#server/records/deadlines.ts'

/** Collects a statement's values; `add` gives the place that stands for one. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** The moment at which a list is asked for. */
export interface Moment {
  today: Temporal.PlainDate
  now: Temporal.Instant
}

/** Where the moment stands among a statement's values; a place exists only once it is asked for. */
export class Places {
  readonly #parameters: Parameters
  readonly #moment: Moment
  #today: string | undefined
  #now: string | undefined

  constructor(parameters: Parameters, moment: Moment) {
    this.#parameters = parameters
    this.#moment = moment
  }

  get today(): string {
    this.#today ??= `${this.#parameters.add(this.#moment.today)}::date`
    return this.#today
  }

  get now(): string {
    this.#now ??= `${this.#parameters.add(this.#moment.now)}::timestamptz`
    return this.#now
  }
}

/**
 * The condition that a dated row belongs to `youth y`, written so that only a B-tree can serve it: PostgreSQL
 * reckons the GiST index of the table's exclusion constraint cheaper, and looks a row up in it ten times slower.
 */
function ofYouth(alias: string): string {
  return `${alias}.youth_id = any (array[y.id])`
}

/**
 * A filter as conditions on `youth y`; empty where it lets everybody through. What is asked of other tables is
 * asked as a scalar question for each row, which the planner cannot turn into a join: under row-level security
 * it knows no statistics of date ranges, and would join and sort the whole register to find a page of it.
 */
export function filterConditions(
  filter: YouthFilter,
  { today }: Moment,
  places: Places,
  parameters: Parameters,
): string[] {
  const current = (table: string, more: string) =>
    `(select true from ${table} x where ${ofYouth('x')} and x.withdrawn_at is null
        and x.during @> ${places.today}${more} limit 1)`
  const openCase = `(select true from youth_case c where ${ofYouth('c')} and upper_inf(c.during) limit 1)`
  const openDeadline = (more: string) =>
    `exists (select from deadline d where d.youth_id = y.id and d.state = 'open' and ${more})`
  const found: string[] = []
  if (filter.caseState === 'open') found.push(openCase)
  if (filter.caseState === 'closed') found.push(`${openCase} is null`)
  if (filter.targetGroup === 'none') found.push(`${current('assessment', '')} is null`)
  else if (filter.targetGroup !== undefined)
    found.push(current('assessment', ` and x.target_group = ${parameters.add(filter.targetGroup)}`))
  if (filter.programmeId !== undefined)
    found.push(current('membership', ` and x.programme_id = ${parameters.add(filter.programmeId)}`))
  if (filter.caseworkerId !== undefined)
    found.push(`y.id = any (array(
        select x.youth_id from assignment x
        where x.staff_id = ${parameters.add(filter.caseworkerId)} and x.role = 'caseworker'
          and x.withdrawn_at is null and x.during @> ${places.today}))`)
  if (filter.withoutCaseworker === true)
    found.push(`${current('assignment', ` and x.role = 'caseworker'`)} is null`)
  if (filter.overdue === true) found.push(openDeadline(`d.window_to < ${places.today}`))
  if (filter.dueWithinDays !== undefined)
    found.push(
      openDeadline(`${runsOut} <= ${parameters.add(today.add({ days: filter.dueWithinDays }))}::date`),
    )
  if (filter.withoutAppointment === true)
    found.push(`not exists (
        select from appointment n
        where n.youth_id = y.id and n.state = 'booked' and n.starts_at >= ${places.now})`)
  if (filter.protectedAddress !== undefined)
    found.push(`y.protected_address = ${parameters.add(filter.protectedAddress)}`)
  if (filter.ageFrom !== undefined)
    found.push(`y.birth_date <= ${parameters.add(today.subtract({ years: filter.ageFrom }))}::date`)
  if (filter.ageTo !== undefined)
    found.push(`y.birth_date > ${parameters.add(today.subtract({ years: filter.ageTo + 1 }))}::date`)
  return found
}

/** What a sort orders by: keys that all run in one direction, and what they need beside `youth y`. */
export interface Ordering {
  join: string
  keys: readonly string[]
  direction: 'asc' | 'desc'
}

const currentCaseworker = (today: string) => `
  left join lateral (
    select s.family_name, s.given_name from assignment a join staff s on s.id = a.staff_id
    where ${ofYouth('a')} and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> ${today}
  ) w on true`

/** Those without the thing that is sorted by come last in both directions. */
export function orderingOf(sort: YouthSort, descending: boolean, today: string): Ordering {
  const direction = descending ? 'desc' : 'asc'
  const last = descending ? `'-infinity'::date` : `'infinity'::date`
  switch (sort) {
    case 'name':
      return { join: '', keys: ['y.family_name collate danish', 'y.given_name collate danish'], direction }
    case 'age':
      // The young are born late.
      return { join: '', keys: ['y.birth_date'], direction: descending ? 'asc' : 'desc' }
    case 'lastContact':
      return {
        join: `left join lateral (
          select max(k.day) as day from contact k where k.youth_id = y.id and k.outcome = 'held') w on true`,
        keys: [`coalesce(w.day, ${last})`],
        direction,
      }
    case 'nextDue':
      return {
        join: `left join lateral (
          select min(${runsOut}) as day from deadline d where d.youth_id = y.id and d.state = 'open') w on true`,
        keys: [`coalesce(w.day, ${last})`],
        direction,
      }
    case 'caseworker':
      return {
        join: currentCaseworker(today),
        keys: [
          `(w.family_name is ${descending ? 'not ' : ''}null)`,
          `coalesce(w.family_name, '') collate danish`,
          `coalesce(w.given_name, '') collate danish`,
        ],
        direction,
      }
  }
}

/**
 * The ids of those in sight whom the conditions let through, in order, at most so many.
 *
 * Two arms, of which the role of the reader lets one run: those whom somebody follows are reached from the
 * relations, and the whole register of a leader from the index that has the order, up to the limit. One arm for
 * both would walk the sorted register past everybody else's young people.
 */
export function orderedIds(
  scope: YouthFilter['scope'],
  conditions: readonly string[],
  ordering: Ordering,
  limit: string,
): string {
  const keys = [...ordering.keys, 'y.id']
  const order = keys.map(key => `${key} ${ordering.direction}`).join(', ')
  const names = ordering.keys.map((_, index) => `k${index}`)
  const columns = ordering.keys.map((key, index) => `${key} as k${index}`)
  const outer = [...names, 'id'].map(name => `${name} ${ordering.direction}`).join(', ')
  const arm = (visible: string) => `(
    select ${['y.id', ...columns].join(', ')} from youth y ${ordering.join}
    where ${[visible, ...conditions].join('\n      and ')}
    order by ${order} limit ${limit})`
  const related = 'y.id = any (array(select door.my_youths()))'
  const arms =
    scope === 'mine' ? [arm(related)] : [arm(`not door.sees_all() and ${related}`), arm('door.sees_all()')]
  return `select id, row_number() over (order by ${outer}) as position from (
    ${arms.join(' union all ')}) u order by position limit ${limit}`
}

/** The condition that a row comes after the one whose id stands at `after`. */
export function afterCondition(ordering: Ordering, after: string): string {
  const keys = [...ordering.keys, 'y.id']
  const sign = ordering.direction === 'asc' ? '>' : '<'
  return `(${keys.join(', ')}) ${sign} (select ${keys.join(', ')} from youth y ${ordering.join} where y.id = ${after})`
}

/** One row of the portfolio as JSON, for `youth y`. Protected addresses never leave the database here. */
export function rowJson(places: Places): string {
  const { today, now } = places
  return `json_build_object(
    'youthId', y.id,
    'givenName', y.given_name,
    'familyName', y.family_name,
    'birthDate', y.birth_date,
    'age', extract(year from age(${today}, y.birth_date))::int,
    'isOpen', exists (select from youth_case c where ${ofYouth('c')} and upper_inf(c.during)),
    'protectedAddress', y.protected_address,
    'address', ${shownAddress()},
    'phone', y.phone,
    'targetGroup', (
      select coalesce(g.name, a.target_group) from assessment a
      left join target_group g on g.code = a.target_group and g.during @> ${today}
      where ${ofYouth('a')} and a.withdrawn_at is null and a.during @> ${today}),
    'programmes', array(
      select p.name from membership m join programme p on p.id = m.programme_id
      where ${ofYouth('m')} and m.withdrawn_at is null and m.during @> ${today} order by lower(m.during)),
    'caseworker', (
      select json_build_object('staffId', s.id, 'givenName', s.given_name, 'familyName', s.family_name)
      from assignment a join staff s on s.id = a.staff_id
      where ${ofYouth('a')} and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> ${today}),
    'benefit', (
      select b.kind from benefit b
      where ${ofYouth('b')} and b.withdrawn_at is null and b.during @> ${today}),
    'lastContact', (
      select json_build_object('day', k.day, 'kind', k.kind) from contact k
      where k.youth_id = y.id and k.outcome = 'held' order by k.day desc, k.starts_at desc limit 1),
    'nextDue', (
      select json_build_object('ruleName', r.name, 'clock', d.clock, 'day', ${runsOut},
        'lastDay', d.window_to, 'isRetry', d.retry_day is not null and d.retry_day < d.window_to)
      from deadline d join rule r on r.id = d.rule_id
      where d.youth_id = y.id and d.state = 'open' order by ${firstDue} limit 1),
    'nextAppointment', (
      select json_build_object('kind', n.kind, 'startsAt', n.starts_at) from appointment n
      where n.youth_id = y.id and n.state = 'booked' and n.starts_at >= ${now}
      order by n.starts_at limit 1))`
}

/** The address as one line for `youth y`: null where it is protected. */
function shownAddress(): string {
  return `case when not y.protected_address then ${addressLine()} end`
}

/** The address as one line for `youth y`, protected or not; null where there is none. */
export function addressLine(): string {
  return `nullif(concat_ws(', ', nullif(y.address, ''), nullif(concat_ws(' ', y.postal_code, y.city), '')), '')`
}

import { createHash } from 'node:crypto'
import pg from 'pg'
import type { OutputOf, UseCase } from '#contract/use-case.ts'
import { canonical } from '#domain/caseload/certificate.ts'
import type { AllocationProblem } from '#domain/caseload/problem.ts'
import { freshDatabase } from '#server/database/test-database.ts'
import { houseForTest } from '#server/door/test-house.ts'
import { logInForTest } from '#server/door/test-session.ts'
import { caseloadRoutes } from './routes.ts'
import { type Patience, runProposal, type Solve } from './run-proposal.ts'

/** Monday 23 November 2026 at 10 in Denmark. */
export const testNow = Temporal.Instant.from('2026-11-23T09:00:00Z')
export const testToday = Temporal.PlainDate.from('2026-11-23')

/**
 * For tests: keeps everybody where they are, and gives those who have nobody to whoever has the most room. It knows
 * nothing of prices; what is tested is the walk, not the solver.
 */
export const solveSimply: Solve = async problem => {
  const workers = problem.caseworkers.filter(({ available }) => available)
  const load = new Map(workers.map(({ id }) => [id, 0]))
  const may = (each: AllocationProblem['cases'][number], id: string | null) =>
    id !== null && load.has(id) && !each.forbidden.some(({ caseworkerId }) => caseworkerId === id)
  const certificate = {
    status: 'feasible' as const,
    objective: 0,
    bound: Number.NEGATIVE_INFINITY,
    gap: null,
    seed: 1,
    iterations: 0,
    nodes: 0,
    solver: 'test',
    inputHash: createHash('sha256').update(canonical(problem)).digest('hex'),
  }
  const faults = problem.cases.flatMap(({ id: caseId, lock }) =>
    lock === null || load.has(lock) ? [] : [{ code: 'lockedToAway' as const, caseId, caseworkerId: lock }],
  )
  if (faults.length > 0) return { faults, assignment: null, certificate }
  const assignment = new Map<string, string | null>()
  for (const each of problem.cases) {
    const keep = each.lock ?? each.current
    const [roomiest] = workers
      .filter(({ id }) => may(each, id))
      .toSorted((a, b) => (load.get(a.id) ?? 0) / a.capacity - (load.get(b.id) ?? 0) / b.capacity)
    const to = may(each, keep) ? keep : (roomiest?.id ?? null)
    assignment.set(each.id, to)
    if (to !== null) load.set(to, (load.get(to) ?? 0) + each.minutes)
  }
  return { faults: [], assignment, certificate }
}

/** For tests: proposals over a database with three caseworkers who work full time, two leaders, and their cases. */
export async function proposalsForTest() {
  const database = await freshDatabase()
  let now = testNow
  const house = await houseForTest(database.url, { now: () => now })
  caseloadRoutes(house)
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  // The queue itself is not there; what would be queued is run by the test.
  await owner.query(`
    create schema if not exists graphile_worker;
    create table graphile_worker.queued (task text, payload json);
    create or replace function graphile_worker.add_job(task text, payload json) returns void language sql
      begin atomic insert into graphile_worker.queued values (task, payload); end;
    grant usage on schema graphile_worker to public; grant insert on graphile_worker.queued to public`)
  const at = testNow
  const as = (familyName: string, role: 'caseworker' | 'leader') =>
    logInForTest(house.pool, { roles: [role], familyName, at })
  const people = {
    first: await as('Første', 'caseworker'),
    second: await as('Anden', 'caseworker'),
    third: await as('Tredje', 'caseworker'),
    leader: await as('Leder', 'leader'),
    otherLeader: await as('Lederto', 'leader'),
  }
  await owner.query(`insert into staff_hours (staff_id, weekly_minutes, during)
    select id, 2220, '[2020-01-01,)' from staff where family_name in ('Første', 'Anden', 'Tredje')`)
  // Every case weighs the same: 70 of them are the time of one who works full time.
  await owner.query(`insert into case_weight (key, name, per, minutes, during, source, status)
    values ('sag', 'Sag', 'month', 90, '[2017-01-01,)', 'test', 'local')`)
  await owner.query(`update onboarding_step set during = '[2014-01-01,2014-01-02)'`)
  let serial = 0

  async function ask(cookie: string, useCase: UseCase, input: Record<string, unknown> = {}) {
    const rest = { ...input }
    const url = useCase.path.replace(/:(\w+)/g, (_, name: string) => {
      const part = String(rest[name])
      delete rest[name]
      return part
    })
    const { statusCode, body } = await house.app.inject({
      method: useCase.method,
      url,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(useCase.method === 'GET' ? {} : { payload: rest }),
    })
    return { status: statusCode, body: JSON.parse(body) }
  }

  return {
    ...people,
    house,
    owner,
    databaseUrl: database.url,
    ask,
    /** What is answered, held against the contract. */
    async get<U extends UseCase>(cookie: string, useCase: U, input: Record<string, unknown> = {}) {
      const { status, body } = await ask(cookie, useCase, input)
      if (status !== 200) throw new Error(`${useCase.name} answered ${status}: ${JSON.stringify(body)}`)
      return useCase.output.parse(body) as OutputOf<U>
    },
    /** Runs the background work that was queued. */
    run: (proposalId: number, solve: Solve = solveSimply, patience?: Partial<Patience>) =>
      runProposal(house, solve, proposalId, patience),
    /** What has been queued since it was asked last, by the key of the proposal. */
    async queued(): Promise<number[]> {
      const { rows } = await owner.query<{ id: number }>(
        `delete from graphile_worker.queued returning (payload ->> 'proposalId')::int as id`,
      )
      return rows.map(({ id }) => id)
    },
    /** Whatever earlier tests have left is closed, taken away or put aside. */
    async clear() {
      await owner.query(`
        update youth_case set during = daterange(lower(during), '2026-11-20'), close_reason = 'x' where upper_inf(during);
        delete from staff_absence; delete from staff_duty; delete from bar; delete from ceiling;
        delete from ceiling_exception;
        update staff_hours set during = '[2020-01-01,)';
        update proposal set state = 'discarded', settled_by = asked_by, settled_at = now()
        where state in ('queued', 'solving', 'ready', 'impossible', 'failed')`)
    },
    setNow(instant: string) {
      now = Temporal.Instant.from(instant)
    },
    /** Somebody with an open case, followed by `staffId` for half a year, or by nobody. */
    async youth(staffId: number | null): Promise<number> {
      serial += 1
      const { rows } = await owner.query<{ id: number }>(
        `with y as (insert into youth (given_name, family_name, search_name, birth_date)
           values ('Ung', $1, $1, '2007-03-04') returning id),
         c as (insert into youth_case (youth_id, during) select id, '[2026-01-05,)' from y),
         a as (insert into assignment (youth_id, staff_id, role, during)
           select id, $2::bigint, 'caseworker', '[2026-05-01,)' from y where $2::bigint is not null)
         select id::int from y`,
        [`Nummer ${serial}`, staffId],
      )
      return rows[0]?.id ?? 0
    },
    /** Who has the case on a day. */
    async holder(youthId: number, day = testToday.toString()): Promise<number | null> {
      const { rows } = await owner.query<{ id: number }>(
        `select staff_id::int as id from assignment where youth_id = $1 and role = 'caseworker'
         and withdrawn_at is null and during @> $2::date`,
        [youthId, day],
      )
      return rows[0]?.id ?? null
    },
    async end() {
      await owner.end()
      await house.close()
      await database.drop()
    },
  }
}

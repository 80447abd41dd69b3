import pg from 'pg'
import { timeZone } from '#domain/calendar/time-zone.ts'

export interface Size {
  youths: number
  contacts: number
  staff: number
}

/** Rows written by one statement: large enough to be quick, small enough to follow. */
const chunk = 500_000

/**
 * Fills a migrated, empty database with a register of the given size: invented names, one caseworker each, three
 * open deadlines and the contacts spread evenly over four years, the ten newest of each young person with a note.
 * Needs a superuser: foreign keys are left unchecked while filling, since the rows are right by construction.
 */
export async function fill(url: string, size: Size, today: Temporal.PlainDate): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(`select setseed(0.42)`)
    await fillPeople(client, size, today)
    await fillContacts(client, size, today)
    await fillDeadlines(client, size, today)
    for (const table of [
      'staff',
      'youth',
      'youth_case',
      'assignment',
      'contact',
      'appointment',
      'programme',
      'rule',
    ]) {
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 1) from ${table}))`,
      )
    }
    await client.query('set session_replication_role = origin')
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

async function fillPeople(
  client: pg.Client,
  { youths, staff }: Size,
  today: Temporal.PlainDate,
): Promise<void> {
  const day = today.toString()
  await client.query(`
    insert into municipality (name, is_demo) values ('Målestok Kommune', false);
    insert into target_group values
      ('activityReady', 'Aktivitetsparat', '', '[2014-01-01,)', 'LAB', 'law', 4),
      ('educationReady', 'Uddannelsesparat', '', '[2014-01-01,)', 'LAB', 'law', 3);
    insert into programme (id, key, name, during) overriding system value
      values (1, 'mod-til-uddannelse', 'Mod til uddannelse', '[2017-01-01,)');
    insert into subject_area values ('general', 'Generelt', 'Retssikkerhedsloven', false, 1, 'unverified');
    -- Nobody in here came by an enquiry: their rules' numbers are ours.
    delete from entrance_promise;
    delete from rule;
    insert into rule (id, key, name, clock, status, source, during, programme_id, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, window_working_days, non_working_days, stops_in_pause) overriding system value
    values
      (1, 'monthly', 'Møde hver måned', 'promise', 'local', 'Lokalt', '[2017-01-01,)', 1, 'membership', 'every',
        '{meeting,accompaniment}', 'months', 1, 3, 'dayBefore', true),
      (2, 'between', 'Opkald imellem', 'promise', 'local', 'Lokalt', '[2017-01-01,)', 1, 'membership', 'between',
        '{call,meeting,accompaniment}', 'months', 1, 3, 'dayBefore', true),
      (3, 'second-month', 'Samtale hver anden måned', 'statutory', 'unverified', 'Ikke fundet', '[2014-01-01,)', null,
        'assessment', 'every', '{meeting,accompaniment}', 'months', 2, 0, 'stays', false);
    insert into staff (id, given_name, family_name, profession) overriding system value
      select n, 'Rådgiver', 'Nummer ' || n, 'Socialrådgiver' from generate_series(1, ${staff}) n;
    insert into staff_role (staff_id, role, during)
      select n, case when n % least(100, ${staff}) = 0 then 'leader' else 'caseworker' end, '[2020-01-01,)'
      from generate_series(1, ${staff}) n;
    insert into session (token_hash, staff_id, created_at, last_seen_at, ends_at, idle_minutes)
      select sha256(convert_to('bench-' || n, 'UTF8')), n, now(), now() + interval '1 day', now() + interval '2 days', 1440
      from generate_series(1, ${staff}) n;
    insert into youth (id, given_name, family_name, search_name, birth_date, phone, protected_address)
      overriding system value
      select n, given, family, lower(given || ' ' || family), '${day}'::date - (16 * 365 + (n * 7919) % 4700)::int,
        '+45200' || lpad((n % 100000)::text, 5, '0'), n % 50 = 0
      from (select n,
          (array['Mikkel','Sara','Amira','Jonas','Emil','Laura','Freja','Ali','Søren','Åse'])[1 + n % 10] as given,
          (array['Bæk','Holm','Said','Friis','Dahl','Krogh','Lund','Kjær','Østergaard','Aagaard'])[1 + (n / 10) % 10]
            || ' ' || (n / 100) as family
        from generate_series(1, ${youths}) n) named;
    insert into youth_case (id, youth_id, enquiry_day, during) overriding system value
      select n, n, '${day}'::date - 1500, daterange('${day}'::date - 1500, null) from generate_series(1, ${youths}) n;
    insert into assessment (youth_id, target_group, during)
      select n, case when n % 2 = 0 then 'activityReady' else 'educationReady' end, daterange('${day}'::date - 1490, null)
      from generate_series(1, ${youths}) n;
    insert into membership (youth_id, programme_id, during)
      select n, 1, daterange('${day}'::date - 1480, null) from generate_series(1, ${youths}) n;
    insert into derivation select n, '${day}' from generate_series(1, ${youths}) n;
    insert into assignment (youth_id, staff_id, role, during)
      select n, 1 + n % ${staff}, 'caseworker', daterange('${day}'::date - 1480, null)
      from generate_series(1, ${youths}) n;
    insert into appointment (youth_id, staff_id, kind, place, starts_at, ends_at)
      select n, 1 + n % ${staff}, 'meeting', 'UngeCentret', at, at + interval '30 minutes'
      from (select n, '${day} 00:00+01'::timestamptz + make_interval(days => (n / ${staff} / 8)::int,
          hours => 8 + (n / ${staff} % 8)::int) as at
        from generate_series(1, ${youths}) n where n / ${staff} < 60) booked`)
}

/** The same number of contacts for everybody, oldest first, so that newer rows lie beside each other as they would. */
async function fillContacts(client: pg.Client, { youths, contacts, staff }: Size, today: Temporal.PlainDate) {
  const each = Math.floor(contacts / youths)
  const stepDays = 1440 / each
  const perStatement = Math.max(1, Math.floor(chunk / youths))
  for (let first = 0; first < each; first += perStatement) {
    const last = Math.min(first + perStatement, each) - 1
    await client.query(`
      insert into contact (id, youth_id, staff_id, kind, outcome, place, starts_at, day, minutes)
        overriding system value
        select turn::bigint * ${youths} + youth, youth, 1 + youth % ${staff},
          case when turn % 2 = 0 then 'meeting' else 'call' end,
          case when (turn + youth) % 17 = 0 then 'noShow' else 'held' end, 'UngeCentret',
          (day + time '10:00') at time zone '${timeZone}', day, 45
        from generate_series(${first}, ${last}) turn
        cross join lateral (select youth,
            '${today.toString()}'::date - 1441 + (turn * ${stepDays})::int + youth % 10 as day
          from generate_series(1, ${youths}) youth) placed`)
    await client.query(`
      insert into note (contact_id, youth_id, subject_area, body)
        select turn::bigint * ${youths} + youth, youth, 'general',
          'Vi talte om ugen, der er gået, og om det næste skridt. Aftalt at ses igen, som vi plejer.'
        from generate_series(${Math.max(first, each - 10)}, ${last}) turn, generate_series(1, ${youths}) youth`)
  }
}

/** What the contacts above leave open: a meeting, a call and the law's meeting, some of them overdue. */
async function fillDeadlines(client: pg.Client, { youths }: Size, today: Temporal.PlainDate): Promise<void> {
  const day = today.toString()
  await client.query(`
    insert into deadline (youth_id, rule_id, ordinal, clock, state, anchor_kind, anchor_day, due_day, window_from,
      window_to, last_working_day, held_count, attempts, escalated, case_id)
    select youth, rule, 99, case when rule = 3 then 'statutory' else 'promise' end, 'open', 'contact',
      due - 30, due, due - 3, due, due, 0, 0, false, youth
    from generate_series(1, ${youths}) youth, generate_series(1, 3) rule
    cross join lateral (select '${day}'::date - 3 + ((youth * 31 + rule * 17) % 40)::int as due) placed`)
}

-- Written by tools/house.ts from the migrations. Do not edit; it is compared in every test run.

-- extensions

create extension btree_gist;

create extension pg_trgm;

-- schemas

create schema door; -- What stands between a request and the rows: context, relation, log

create schema public; -- standard public schema

-- collations

create collation public.danish (provider = i, locale = 'da-DK', deterministic = t);

-- functions

CREATE OR REPLACE FUNCTION door.age_change_goes_on(change_id bigint, birth_date date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM ((public.age_change c
              JOIN public.age_change n ON (((n.key = c.key) AND (lower(n.during) = upper(c.during)))))
              JOIN public.age_change then_held ON (((then_held.key = c.key) AND (then_held.during @> door.birthday(age_change_goes_on.birth_date, c.age)))))
           WHERE ((c.id = age_change_goes_on.change_id) AND (n.age < c.age) AND (door.birthday(age_change_goes_on.birth_date, n.age) < lower(n.during)) AND (door.birthday(age_change_goes_on.birth_date, c.age) >= upper(c.during)) AND (NOT (EXISTS ( SELECT
                    FROM public.age_change later
                   WHERE ((later.key = c.key) AND (later.age = c.age) AND (lower(later.during) >= upper(c.during)) AND (lower(later.during) <= door.birthday(age_change_goes_on.birth_date, c.age))))))))) AS "exists";
END
;
-- Whether a change on birthdays that has ended still reaches somebody: who was older than the new age already, when it was lowered, keeps the old one, so that nobody falls between the two; see domain/ages
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.anybody_registered()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.youth)) AS "exists";
END
;
-- Whether there is a young person at all, and not who: as long as there is none, the set-up can be replaced as a whole
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.assessed_in(of_group text, on_day date)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM public.assessment a
   WHERE ((a.target_group = assessed_in.of_group) AND (a.withdrawn_at IS NULL) AND (a.during @> assessed_in.on_day) AND (EXISTS ( SELECT
            FROM public.youth_case c
           WHERE ((c.youth_id = a.youth_id) AND upper_inf(c.during)))));
END
;
-- How many are in a target group on a day, and not who
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.away_days(of_staff bigint, since date, until date)
 RETURNS SETOF daterange
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.during
    FROM public.staff_absence s
   WHERE ((s.staff_id = away_days.of_staff) AND (s.during && daterange(away_days.since, away_days.until, '[]'::text)));
END
;
-- When a member of staff is away, without the reason
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.birthday(birth_date date, age integer)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((birth_date + make_interval(years => age)))::date + CASE WHEN ((EXTRACT(day FROM birth_date) = (29)::numeric) AND (EXTRACT(day FROM (birth_date + make_interval(years => age))) = (28)::numeric)) THEN 1 ELSE 0 END)
;
-- The day on which somebody is so many years old; born on 29 February: 1 March of a common year
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.broken_seals()
 RETURNS TABLE(log text, seal_id bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.log,
     s.id
    FROM ( SELECT s_1.id,
             s_1.log,
             s_1.from_id,
             s_1.to_id,
             s_1.rows,
             s_1.hash,
             s_1.sealed_at,
             lag(s_1.hash) OVER (PARTITION BY s_1.log ORDER BY s_1.id) AS before
            FROM public.log_seal s_1) s,
     LATERAL door.log_digest(s.log, s.from_id, s.to_id, s.before) d(rows, hash)
   WHERE ((d.hash <> s.hash) OR (d.rows <> s.rows));
END
;
-- Seals that no longer fit their log
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.busy_times(of_staff bigint, since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT a.starts_at,
     a.ends_at
    FROM public.appointment a
   WHERE ((a.staff_id = busy_times.of_staff) AND (a.state = 'booked'::text) AND (a.starts_at < busy_times.until) AND (a.ends_at > busy_times.since));
END
;
-- When a member of staff is taken, and nothing else: one may book a colleague without seeing whom the colleague meets
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.carry_talk(of_referral bigint, of_talk bigint, instead_of bigint)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose bigint := door.whose_enquiry(of_referral, of_talk);
  given integer := 0;
begin
  if whose is null then
    return 0;
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  if exists (select from contact k where k.youth_id = whose and k.referral_event_id = instead_of) then
    -- Somebody's own account of the talk stays the account of it, as it is put right.
    update contact k set referral_event_id = of_talk
      from referral_event e
      where e.id = of_talk and door.spoken_with(e) = 'youth' and k.youth_id = whose and k.referral_event_id = instead_of;
  -- As for an enquiry that is given to somebody: what is over is left as it is.
  elsif exists (select from youth_case c where c.youth_id = whose and upper_inf(c.during)) then
    given := door.give_talks(whose, array(select e.referral_id from referral_event e where e.id = of_talk));
  end if;
  update derivation v set anew = true where v.youth_id = whose;
  return given;
end $function$
;
-- Gives a talk that was written anew, in place of one that was taken back, to whoever its enquiry was given to; gives how many contacts it made. Also for whoever may not see the young person. What is owed is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.carry_talks(of_referral bigint)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose bigint;
  carried integer;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason in ('linked', 'registered')
      and r.handler_id = door.staff_id() and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  -- Whoever closes the case or writes a contact at the same time is waited for.
  perform from youth_case c where c.youth_id = whose and upper_inf(c.during) for no key update;
  if not found then
    return null;
  end if;
  carried := door.give_talks(whose, array(select door.family_of_referral(of_referral)));
  update derivation v set anew = true where v.youth_id = whose;
  return carried;
end $function$
;
-- Gives the talks with the young person to the case of whoever the enquiry was given to by the member of staff that asks, once; gives how many, or null without an open case. What is owed is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.caseload_changes(since pg_snapshot)
 RETURNS TABLE(youth_id bigint)
 LANGUAGE sql
 STABLE ROWS 5
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT DISTINCT m.youth_id
    FROM public.caseload_mark m
   WHERE ((m.xid >= pg_snapshot_xmin(caseload_changes.since)) AND (NOT pg_visible_in_snapshot(m.xid, caseload_changes.since)));
END
;
-- Whose rows were changed by transactions that a snapshot did not see, 0 where it is about no young person; for leaders
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.changes_of_caseworker(youths bigint[], on_day date)
 RETURNS TABLE(youth_id bigint, from_id bigint, to_id bigint, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 WITH held AS (
          SELECT DISTINCT ON (a.youth_id) a.youth_id,
             a.staff_id,
             c.during AS of_case
            FROM (public.youth_case c
              JOIN public.assignment a ON (((a.youth_id = c.youth_id) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (upper_inf(a.during) OR (upper(a.during) > changes_of_caseworker.on_day)))))
           WHERE ((c.youth_id = ANY (changes_of_caseworker.youths)) AND upper_inf(c.during))
           ORDER BY a.youth_id, (lower(a.during)) DESC
         ), given AS (
          SELECT DISTINCT ON (h.youth_id) h.youth_id,
             h.staff_id AS to_id,
             b.staff_id AS from_id,
             lower(b.during) AS began
            FROM (held h
              JOIN public.assignment b ON (((b.youth_id = h.youth_id) AND (b.role = 'caseworker'::text) AND (b.withdrawn_at IS NULL) AND (b.staff_id <> h.staff_id) AND (b.during && h.of_case))))
           ORDER BY h.youth_id, (lower(b.during)) DESC
         )
  SELECT g.youth_id,
     g.from_id,
     g.to_id,
     s.since
    FROM (given g
      CROSS JOIN LATERAL ( SELECT min(lower(a.during)) AS since
            FROM public.assignment a
           WHERE ((a.youth_id = g.youth_id) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (a.staff_id = g.to_id) AND (lower(a.during) > g.began))) s)
   WHERE (s.since >= (changes_of_caseworker.on_day - 31));
END
;
-- Who has lately given these young people to whom, or is to, and since when, as the assignments say
-- may execute: =X/medgang, medgang=X/medgang

CREATE OR REPLACE FUNCTION door.clear_age_changes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  lock table youth in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from age_change;
end $function$
;
-- Makes room for what another set-up changes on birthdays, as long as nobody is registered
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.clear_caseload_setup(with_time boolean, with_steps boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  lock table youth, ceiling in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from ceiling_exception;
  delete from ceiling;
  if with_time then
    delete from capacity_setting;
  end if;
  if with_steps then
    delete from onboarding_step where staff_id is null;
  end if;
end $function$
;
-- Makes room for the ceilings, figures of time and steps of being new of another starting point, as long as nobody is registered
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.clear_dated_setup(with_promises boolean, with_duty boolean, with_orders boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  promised boolean;
begin
  lock table youth, referral in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  promised := exists (select from referral);
  if with_promises and not promised then
    delete from entrance_promise;
  end if;
  if with_duty then
    delete from duty_rule;
  end if;
  if with_orders then
    delete from education_order_rule;
  end if;
  return promised;
end $function$
;
-- Makes room for the rules of another set-up, as long as nobody is registered; true where somebody has written already: what was promised then stays promised
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.clear_enquiry_retention()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  lock table youth, referral in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  if exists (select from referral) then
    return false;
  end if;
  delete from enquiry_retention;
  return true;
end $function$
;
-- Makes room for how long another set-up keeps enquiries, as long as nobody is registered; false where somebody has written already: until today they were kept as it was
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.clear_setup(with_closings boolean, with_rates boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  lock table youth, rule, programme in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from case_weight;
  -- The entrance's own go with its promises.
  delete from rule where entrance_promise_id is null;
  delete from programme;
  delete from target_group;
  delete from subject_area;
  delete from word;
  delete from competence c where not exists (select from staff_competence s where s.competence = c.code);
  if with_closings then
    delete from closing;
  end if;
  if with_rates then
    delete from rate;
    delete from rate_kind;
  end if;
exception when foreign_key_violation then
  raise exception 'something refers to the set-up' using errcode = '23514', constraint = 'setup_in_use';
end $function$
;
-- Makes room for another starting point, as long as nobody is registered; what staff are known to be able to do stays
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.close_filled_unseen(code bytea, key uuid, at timestamp with time zone, day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  closed bigint;
begin
  -- Only what nobody has done anything with: sent once more, it stays as staff have left it.
  update referral r set state = 'closed', close_reason = 'spam', version = r.version + 1
    where r.client_key = key and r.code_hash = code and r.state = 'new' and r.version = 1
      and not exists (select from referral_event e where e.referral_id = r.id and e.kind <> 'received')
    returning r.id into closed;
  if closed is not null then
    insert into referral_event (referral_id, at, day, staff_id, kind, details)
    values (closed, at, day, null, 'closed', '{"reason": "spam"}');
  end if;
end $function$
;
-- Closes as spam an enquiry that has just come with the unseen field filled in, for whoever holds its code and key
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.coming_youth_ids()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
RETURN COALESCE((NULLIF(current_setting('medgang.coming'::text, true), ''::text))::bigint[], '{}'::bigint[])
;
-- The young people about whom the member of staff may read as their coming caseworker; those followed today are others
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.coming_youths(of_staff bigint, on_day date)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT a.youth_id), '{}'::bigint[]) AS "coalesce"
    FROM public.assignment a
   WHERE ((a.staff_id = coming_youths.of_staff) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (lower(a.during) > coming_youths.on_day) AND (lower(a.during) <= (coming_youths.on_day + door.handover_opens_days())) AND (EXISTS ( SELECT
            FROM public.youth_case c
           WHERE ((c.youth_id = a.youth_id) AND upper_inf(c.during)))) AND (NOT door.is_barred(a.youth_id, coming_youths.of_staff, coming_youths.on_day)));
END
;
-- The young people whose caseworker a member of staff is to be within the days in which a handover is open for reading
-- may execute: medgang=X/medgang

CREATE OR REPLACE FUNCTION door.count_outlived(on_day date, kept_months integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not door.sees_all() then
    raise exception 'only the system counts what it forgets' using errcode = 'MG403';
  end if;
  return (select count(*) from referral r
    where r.state = 'closed' and r.youth_id is null and door.outlived_on(r, kept_months) <= on_day);
end $function$
;
-- How many of the enquiries that are closed now would be deleted by a day, if they were kept so many months then; says nothing about which
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.created_here(youth bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.youth y
           WHERE ((y.id = created_here.youth) AND (y.created_by = door.staff_id()) AND (y.created_at = now())))) AS "exists";
END
;
-- Whether this very transaction made the young person: who registers somebody may give the first relation
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.date_leave_age()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.leave_age is null then
    new.leave_age_from := null;
  elsif tg_op = 'INSERT' then
    new.leave_age_from := coalesce(new.leave_age_from, door.today(), current_date);
  elsif new.leave_age is distinct from old.leave_age then
    new.leave_age_from := coalesce(door.today(), current_date);
  end if;
  return new;
end $function$
;
-- Dates the age at which one leaves a programme by the day on which it is set, whoever sets it
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.derive_after_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update derivation v set anew = true where v.youth_id in (
    with recursive chain (youth_id, merged_into, step) as (
      select new.youth_id, new.merged_into, 0
      union all
      select r.youth_id, r.merged_into, c.step + 1 from chain c join referral r on r.id = c.merged_into where c.step < 20
    ) select c.youth_id from chain c);
  return null;
end $function$
;
-- Who wrote decides with whom one spoke, and so what the talks kept: what is owed in the case is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.derive_after_writer(of_referral bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose bigint;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.youth_id is not null and door.triages()
      and (door.sees_all() or r.handler_id = door.staff_id() or r.youth_id = any (door.my_youth_ids()));
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  update derivation v set anew = true where v.youth_id = whose;
end $function$
;
-- Says that what is owed to whoever an enquiry was given to is to be derived anew, since whoever wrote was spoken with; for whoever may not see the young person, too
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.enqueue(task text, payload json)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(task, payload);
end $function$
;
-- Queues background work in the transaction that wants it; the payload carries keys, never personal data
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.enter(session_token_hash bytea, at timestamp with time zone, day date, request text, roles_allowed text[])
 RETURNS TABLE(staff_id bigint, roles text[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  entered session;
  held text[];
begin
  select * into entered from session s
    where s.token_hash = session_token_hash and s.ends_at > at
      and s.last_seen_at > at - make_interval(mins => s.idle_minutes);
  if not found then
    raise exception 'no session' using errcode = 'MG401';
  end if;
  select coalesce(array_agg(r.role), '{}') into held
    from staff_role r join staff f on f.id = r.staff_id
    where r.staff_id = entered.staff_id and r.during @> day and (f.left_on is null or f.left_on >= day);
  if not held && roles_allowed then
    raise exception 'not permitted' using errcode = 'MG403';
  end if;
  -- One write a minute is enough to know that somebody is there, and spares every read a dead row. Skipped when
  -- another transaction of the session is at it: a long one must not make the others wait.
  if entered.last_seen_at < at - interval '1 minute' then
    update session s set last_seen_at = at where s.token_hash =
      (select o.token_hash from session o where o.token_hash = session_token_hash for update skip locked);
  end if;
  perform set_config('medgang.staff_id', entered.staff_id::text, true),
    set_config('medgang.sees_all', case when 'leader' = any(held) then 'on' else 'off' end, true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true),
    set_config('medgang.youths', door.related_youths(entered.staff_id, day)::text, true),
    set_config('medgang.coming', door.coming_youths(entered.staff_id, day)::text, true);
  return query select entered.staff_id, held;
end $function$
;
-- Opens a transaction for a session, or refuses: MG401 without a session, MG403 without a role that may
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.enter_as_nobody(day date, request text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform set_config('medgang.staff_id', '', true),
    set_config('medgang.sees_all', 'off', true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true),
    set_config('medgang.youths', '{}', true),
    set_config('medgang.coming', '{}', true);
end $function$
;
-- Opens a transaction for somebody without a log-in: row-level security shows nobody
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.enter_as_system(day date, request text, on_behalf_of bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('medgang.staff_id', coalesce(on_behalf_of::text, ''), true),
    set_config('medgang.sees_all', 'on', true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true);
end $function$
;
-- Opens a transaction for a job of the system itself, perhaps on behalf of a member of staff
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.entrances_of(of_youth bigint)
 RETURNS TABLE(referral_id bigint, received_on date, given_on date, talks json)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not (door.sees_all() or of_youth = any ((door.my_youth_ids())::bigint[])) then
    return;
  end if;
  return query
    with family as materialized (
      select h.id as head, o.id, o as said, min(o.received_on) over (partition by h.id) as first_on
      from referral h
      cross join lateral door.family_of_referral(h.id) m (id)
      join referral o on o.id = m.id
      where h.youth_id = of_youth and h.state <> 'merged'
    ), written as materialized (
      select f.head, f.id, f.first_on, (
        select min(s.id) from family s where s.head = f.head and door.is_same_writer(s.said, f.said)) as writer
      from family f
    )
    select w.writer, w.first_on,
      (select max(e.day) from referral_event e where e.referral_id = w.head and e.kind = 'linked'),
      (select coalesce(json_agg(json_build_array(e.id, e.day,
          coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call'),
          coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end),
          door.spoken_with(e)) order by e.id), '[]')
        from written x join referral_event e on e.referral_id = x.id
        where x.head = w.head and x.writer = w.writer and e.kind in ('attempted', 'contacted')
          and not door.is_taken_back(e))
    from (select distinct head, writer, first_on from written) w;
end $function$
;
-- Who wrote of whom a young person in sight became the case, or was given the enquiry, each once: the first of their enquiries with the talks about all of theirs, the first day on which somebody wrote of those that were joined, and when they were given
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.family_of_referral(of_referral bigint)
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 2
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 WITH RECURSIVE family(id, step) AS (
          SELECT family_of_referral.of_referral AS of_referral,
             0 AS "?column?"
         UNION ALL
          SELECT c.id,
             (f.step + 1)
            FROM (family f
              JOIN public.referral c ON ((c.merged_into = f.id)))
           WHERE (f.step < 20)
         )
  SELECT family.id
    FROM family;
END
;
-- An enquiry and all that were merged into it
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.find_youths(spelled text, sounding text, at_most integer)
 RETURNS TABLE(youth_id bigint, likeness real)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "pg_trgm.word_similarity_threshold" TO '0.45'
BEGIN ATOMIC
 WITH hit AS (
          SELECT y.id,
             y.family_name,
             y.given_name,
             GREATEST((public.word_similarity(find_youths.spelled, y.search_name))::double precision, (public.word_similarity(find_youths.sounding, y.search_name) * (0.95)::double precision)) AS likeness
            FROM public.youth y
           WHERE (door.sees_all() AND ((find_youths.spelled OPERATOR(public.<%) y.search_name) OR (find_youths.sounding OPERATOR(public.<%) y.search_name)))
         UNION ALL
          SELECT y.id,
             y.family_name,
             y.given_name,
             GREATEST((public.word_similarity(find_youths.spelled, y.search_name))::double precision, (public.word_similarity(find_youths.sounding, y.search_name) * (0.95)::double precision)) AS "greatest"
            FROM public.youth y
           WHERE ((NOT door.sees_all()) AND (y.id = ANY (ARRAY( SELECT door.my_youths() AS my_youths
                 UNION ALL
                  SELECT unnest(door.coming_youth_ids()) AS unnest))) AND (GREATEST(public.word_similarity(find_youths.spelled, y.search_name), public.word_similarity(find_youths.sounding, y.search_name)) >= (0.45)::double precision))
         )
  SELECT h.id,
     (h.likeness)::real AS likeness
    FROM hit h
   WHERE (h.likeness >= ((0.65)::double precision * ( SELECT max(b.likeness) AS max
            FROM hit b)))
   ORDER BY h.likeness DESC, (h.family_name COLLATE public.danish), (h.given_name COLLATE public.danish), h.id
  LIMIT find_youths.at_most;
END
;
-- Search by spelling and by sound, over the trigram index that row-level security would keep it from; gives only those in sight
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.follow_at_commit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- The first caseworker of a case gives nobody anything: most of what is written, and all of a list that is brought in.
  if exists (select from handover h where h.youth_id = new.youth_id and h.ended_on is null)
    or exists (select from assignment a join assignment b on b.youth_id = a.youth_id and b.role = 'caseworker'
        and b.withdrawn_at is null and b.staff_id <> a.staff_id
      where a.youth_id = new.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
        and (upper_inf(a.during) or upper(a.during) > door.today()))
  then perform door.follow_changes(array[new.youth_id], door.today(), null);
  end if;
  return null;
end $function$
;
-- Follows a change of caseworker at the end of the transaction that wrote it, where nobody has before
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.follow_changes(youths bigint[], on_day date, of_proposal bigint)
 RETURNS TABLE(id bigint, youth_id bigint, what text)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  return query
    with ended as (
      update handover h
      set ended_on = on_day, ended_why = case
        when not exists (select from youth_case c where c.youth_id = h.youth_id and upper_inf(c.during))
          then 'caseClosed'
        when exists (select from door.changes_of_caseworker(array[h.youth_id], on_day)) then 'replaced'
        else 'takenBack' end
      where h.youth_id = any (youths) and h.ended_on is null
        and not exists (select from door.changes_of_caseworker(array[h.youth_id], on_day) w
          where w.from_id = h.from_id and w.to_id = h.to_id and w.since = h.since)
        -- What takes longer than a month goes on as long as who received it holds the case.
        and not (h.since < on_day - 31 and exists (select from assignment a
          where a.youth_id = h.youth_id and a.staff_id = h.to_id and a.role = 'caseworker'
            and a.withdrawn_at is null and a.during @> on_day and upper_inf(a.during)))
      returning h.id, h.youth_id, h.ended_why
    ), written as (
      insert into change_log (staff_id, request_id, action, youth_id, subject, subject_id, after)
      select door.staff_id(), door.request_id(), 'handover.end', e.youth_id, 'handover', e.id,
        jsonb_build_object('why', e.ended_why)
      from ended e order by e.id
    )
    select e.id, e.youth_id, e.ended_why from ended e order by e.id;
  return query
    with begun as (
      insert into handover (youth_id, from_id, to_id, since, proposal_id, begun_on, begun_by)
      select w.youth_id, w.from_id, w.to_id, w.since, of_proposal, on_day, door.staff_id()
      from door.changes_of_caseworker(youths, on_day) w
      where not exists (select from handover h where h.youth_id = w.youth_id and h.from_id = w.from_id
        and h.to_id = w.to_id and h.since = w.since and (h.ended_on is null or h.ended_why in ('done', 'lapsed')))
      order by w.youth_id
      returning id, youth_id
    ), written as (
      insert into change_log (staff_id, request_id, action, youth_id, subject, subject_id, after)
      select door.staff_id(), door.request_id(), 'handover.begin', b.youth_id, 'handover', b.id,
        jsonb_build_object('proposalId', of_proposal)
      from begun b order by b.id
    )
    select b.id, b.youth_id, 'begun' from begun b;
end $function$
;
-- Begins and ends handovers as the assignments of these young people say after a change, and tells which; may run twice
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.follows(youth bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
RETURN (door.sees_all() OR (youth = ANY (door.my_youth_ids())))
;
-- Whether a young person is the reader's today, or the reader a leader: not whoever only reads along until it is so
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.follows_promise()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  raise exception 'a promise is changed at the entrance' using errcode = '23514', constraint = 'rule_follows_promise';
end $function$
;
-- The rule of a promise at the entrance is changed where the promise is, and nowhere else
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.forget_enquiries(on_day date, at_most integer)
 RETURNS TABLE(referral_id bigint, closed_on date)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  kept_months integer;
  heads bigint[];
  locked bigint[];
  days date[];
  gone bigint[];
begin
  if not door.sees_all() or door.staff_id() is not null then
    raise exception 'only the system forgets' using errcode = 'MG403';
  end if;
  -- What is unverified is somebody else's proposal, and what is deleted does not come back.
  select t.months into kept_months from enquiry_retention t where t.during @> on_day and t.status <> 'unverified';
  if kept_months is null then
    return;
  end if;
  -- Somebody is at it: another night. Taking a merging back locks what was merged before what it was merged into; who
  -- waits for neither never waits in a circle.
  select coalesce(array_agg(o.id), '{}') into heads from (
    select r.id from referral r
    where r.state = 'closed' and r.youth_id is null and door.outlived_on(r, kept_months) <= on_day
    order by r.id limit at_most
    for update of r skip locked) o;
  select coalesce(array_agg(o.id), '{}') into locked from (
    select r.id from referral r
    where r.id in (select f.id from unnest(heads) h (id), door.family_of_referral(h.id) f (id))
    order by r.id
    for update of r skip locked) o;
  -- As it is now that nobody can change it: what was opened, or taken out, between the two is not deleted.
  select coalesce(array_agg(r.id), '{}'),
      coalesce(array_agg((select max(e.day) from referral_event e where e.referral_id = r.id)), '{}')
    into heads, days
    from referral r
    where r.id = any (heads) and door.outlived_on(r, kept_months) <= on_day
      and not exists (select from door.family_of_referral(r.id) f (id) where f.id <> all (locked));
  -- What was merged into it goes along; those below first, since they point upwards.
  select coalesce(array_agg(f.id), '{}') into gone
    from unnest(heads) h (id), door.family_of_referral(h.id) f (id);
  perform set_config('medgang.forgets', 'on', true);
  delete from referral_event e where e.referral_id = any (gone);
  perform set_config('medgang.forgets', 'off', true);
  delete from referral r where r.id = any (gone);
  return query select h.id, h.day from unnest(heads, days) h (id, day);
end $function$
;
-- Deletes closed enquiries that never became anybody's case, with all that was merged into them, once they have been kept as long as it was decided, and none while nobody has decided it; gives which, and nothing about anybody. The logs of who looked stay
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.forget_marks()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  gone integer;
begin
  delete from caseload_mark m where m.at < now() - interval '2 days';
  get diagnostics gone = row_count;
  return gone;
end $function$
;
-- Deletes old marks: what is kept in memory is no older than a day
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.give_talks(whose bigint, of_referrals bigint[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  given integer;
begin
  insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, is_team, referral_event_id)
    select whose, t.staff_id, case t.kind when 'team' then 'meeting' else t.kind end,
      case t.kind when 'letter' then 'held' else t.outcome end, t.at, t.day,
      t.kind = 'team' and t.outcome = 'held', t.id
    from (
      select e.id, w.staff_id, e.at, e.day,
        coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as kind,
        coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end) as outcome
      from referral_event e
      -- Whoever held it, also where somebody else has put it right.
      cross join lateral (select coalesce((e.details ->> 'heldBy')::bigint, e.staff_id) as staff_id) w
      where e.referral_id = any (of_referrals) and e.kind in ('attempted', 'contacted') and not door.is_taken_back(e)
        and door.spoken_with(e) = 'youth' and w.staff_id is not null
        -- Written down in the register before talks knew where they came from.
        and not exists (select from contact k where k.youth_id = whose and k.starts_at = e.at and k.staff_id = w.staff_id
          and k.referral_event_id is null)
    ) t
    order by t.at, t.id
    on conflict on constraint contact_once_of_talk do nothing;
  get diagnostics given = row_count;
  return given;
end $function$
;
-- Makes contacts of the talks with a young person about enquiries, once; with the rights of whoever asks. Gives how many
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.guardian_open(birth_date date, on_day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (on_day < door.birthday(birth_date, 18))
;
-- Whether guardians of somebody born then have access on a day: until the 18th birthday (forældreansvarsloven § 1)
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.handover_happened(handovers bigint[])
 RETURNS TABLE(id bigint, handover_id bigint, kind text, day date, staff_id bigint, how text, reason text, note text, contact_id bigint, contact_day date, appointment_id bigint, starts_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT e.id,
     e.handover_id,
     e.kind,
     e.day,
     e.staff_id,
     e.how,
     e.reason,
     e.note,
     e.contact_id,
     c.day,
     e.appointment_id,
     p.starts_at,
     p.state
    FROM (((public.handover h
      JOIN public.handover_event e ON ((e.handover_id = h.id)))
      LEFT JOIN public.contact c ON ((c.id = e.contact_id)))
      LEFT JOIN public.appointment p ON ((p.id = e.appointment_id)))
   WHERE ((h.id = ANY (handover_happened.handovers)) AND (door.sees_all() OR (h.youth_id = ANY (door.my_youth_ids())) OR ((h.ended_on IS NULL) AND ((h.from_id = door.staff_id()) OR ((h.to_id = door.staff_id()) AND ((h.since <= door.today()) OR (NOT door.is_barred(h.youth_id, h.to_id, door.today()))))))))
   ORDER BY e.id;
END
;
-- What has happened in these handovers, in order, with the day and state of its meetings and nothing else of them, for whoever sees the handover
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.handover_opens_days()
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
RETURN 14
;
-- How many days before the change a coming caseworker may read along; domain/caseload/handover.ts says the same
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.hold_barred()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform from youth y where y.id in (select b.youth_id from barred b) order by y.id for update;
  return null;
end $function$
;
-- Whoever adds a bar waits for those who are just giving the young person to somebody, and they for the bar
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.holds_role(youth bigint, roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.assignment a
           WHERE ((a.youth_id = holds_role.youth) AND (a.role = ANY (holds_role.roles)) AND (a.withdrawn_at IS NULL) AND (a.during @> door.today()) AND (a.staff_id = ANY (ARRAY( SELECT door.staff_id() AS staff_id
                 UNION ALL
                  SELECT b.staff_id
                    FROM public.staff_absence b
                   WHERE ((b.deputy_id = door.staff_id()) AND (b.during @> door.today())))))))) AS "exists";
END
;
-- Whether the member of staff, or a colleague for whom he or she stands in, has one of these roles with a young person today
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.is_barred(youth bigint, of_staff bigint, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.bar b
           WHERE ((b.youth_id = is_barred.youth) AND (b.staff_id = is_barred.of_staff) AND (upper_inf(b.during) OR (upper(b.during) > is_barred.on_day))))) AS "exists";
END
;
-- Whether a bar stands between a young person and somebody on a day or from a later one, for whoever gives a case: not why
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.is_own_account(k public.contact)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (((k).version > 1) OR (EXISTS ( SELECT
            FROM public.note n
           WHERE (n.contact_id = (is_own_account.k).id))) OR (EXISTS ( SELECT
            FROM public.assessment a
           WHERE (a.contact_id = (is_own_account.k).id))) OR (EXISTS ( SELECT
            FROM public.guardian_involved g
           WHERE (g.contact_id = (is_own_account.k).id))) OR (EXISTS ( SELECT
            FROM public.handover_event h
           WHERE (h.contact_id = (is_own_account.k).id))));
END
;
-- Whether somebody has put a contact right since, written a note on it, rested a decision on it, noted a guardian's part in it, or met about a handover in it: then it is their own account of the young person
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.is_same_writer(one public.referral, other public.referral)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (((one).id = (other).id) OR ((NOT (((one).sender_role = 'youth'::text) AND ((one).sender_is_youth <> 'no'::text))) AND (NOT (((other).sender_role = 'youth'::text) AND ((other).sender_is_youth <> 'no'::text))) AND COALESCE((((one).sender_phone = (other).sender_phone) OR (lower((one).sender_email) = lower((other).sender_email))), false) AND (starts_with((lower((one).sender_name) || ' '::text), (lower((other).sender_name) || ' '::text)) OR starts_with((lower((other).sender_name) || ' '::text), (lower((one).sender_name) || ' '::text)) OR ((one).sender_name = ''::text) OR ((other).sender_name = ''::text))));
END
;
-- Whether two enquiries that were joined are by one person: reached at the same number or address, and under no other name
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.is_taken_back(e public.referral_event)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.referral_event b
           WHERE ((b.referral_id = (is_taken_back.e).referral_id) AND (b.kind = 'talkTakenBack'::text) AND (((b.details ->> 'talk'::text))::bigint = (is_taken_back.e).id)))) AS "exists";
END
;
-- Whether a talk about an enquiry was taken back, or written anew: nothing follows from it
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.keep_begun_rules()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    if lower(old.during) <= door.today() then
      raise exception 'a rule that has begun stays' using errcode = '23514', constraint = 'rule_past_stays';
    end if;
    return old;
  end if;
  if lower(old.during) < door.today() and
    to_jsonb(new) - array['during', 'status', 'source', 'version'] <>
    to_jsonb(old) - array['during', 'status', 'source', 'version']
  then
    raise exception 'a rule that has begun is replaced' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  if lower(new.during) is distinct from lower(old.during) and
    least(lower(new.during), lower(old.during)) < door.today()
    or upper(new.during) is distinct from upper(old.during) and
    least(upper(new.during), upper(old.during)) < door.today()
  then
    raise exception 'what has been in force stays' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  return new;
end $function$
;
-- What a rule said on a day that has passed never changes: only where it comes from, and an end that is ahead
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.keep_begun_tasks()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from age_change c where c.id = old.age_change_id and lower(c.during) < door.today()) then
    raise exception 'what has been in force stays' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  return coalesce(new, old);
end $function$
;
-- What there was to do before a birthday, by a rule that has begun, never changes
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.lapse_handovers(on_day date, after_days integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 WITH ended AS (
          UPDATE public.handover h SET ended_on = lapse_handovers.on_day, ended_why = 'lapsed'::text
           WHERE ((h.ended_on IS NULL) AND (h.since < (lapse_handovers.on_day - lapse_handovers.after_days)))
           RETURNING h.id,
             h.youth_id
         ), written AS (
          INSERT INTO public.change_log (staff_id, request_id, action, youth_id, subject, subject_id, after)  SELECT door.staff_id() AS staff_id,
                     door.request_id() AS request_id,
                     'handover.end',
                     e.youth_id,
                     'handover',
                     e.id,
                     jsonb_build_object('why', 'lapsed') AS jsonb_build_object
                    FROM ended e
                   ORDER BY e.id
           RETURNING 1 AS "?column?"
         )
  SELECT (count(*))::integer AS count
    FROM written;
END
;
-- Ends handovers that nobody has finished in so many days: with them goes the sight of the name for whoever gave
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.likely_youths(spellings text[], born date, at_phone text, at_email text, at_home text[], at_most integer)
 RETURNS TABLE(youth_id bigint, given_name text, family_name text, birth_date date, protected_address boolean, is_open boolean, caseworker text, same_phone boolean, same_email boolean, same_home boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "pg_trgm.word_similarity_threshold" TO '0.6'
BEGIN ATOMIC
 WITH near(id) AS (
          SELECT y_1.id
            FROM public.youth y_1
           WHERE (y_1.birth_date = likely_youths.born)
         UNION
          SELECT y_1.id
            FROM public.youth y_1
           WHERE ((EXTRACT(day FROM likely_youths.born) <= (12)::numeric) AND (y_1.birth_date = make_date((EXTRACT(year FROM likely_youths.born))::integer, (LEAST(EXTRACT(day FROM likely_youths.born), (12)::numeric))::integer, (EXTRACT(month FROM likely_youths.born))::integer)))
         UNION
          SELECT y_1.id
            FROM public.youth y_1
           WHERE (y_1.phone = likely_youths.at_phone)
         UNION
          SELECT y_1.id
            FROM public.youth y_1
           WHERE (lower(y_1.email) = lower(likely_youths.at_email))
         UNION
          SELECT g.youth_id
            FROM public.guardian g
           WHERE ((g.phone = ANY (likely_youths.at_home)) AND (g.withdrawn_at IS NULL))
         UNION
          SELECT n_1.id
            FROM ( SELECT y_1.id,
                     max(public.word_similarity(s.spelling, y_1.search_name)) AS likeness
                    FROM (unnest(likely_youths.spellings) s(spelling)
                      JOIN public.youth y_1 ON ((s.spelling OPERATOR(public.<%) y_1.search_name)))
                   WHERE (likely_youths.born IS NULL)
                   GROUP BY y_1.id
                   ORDER BY (max(public.word_similarity(s.spelling, y_1.search_name))) DESC, y_1.id
                  LIMIT likely_youths.at_most) n_1
         )
  SELECT y.id,
     y.given_name,
     y.family_name,
     y.birth_date,
     y.protected_address,
     (EXISTS ( SELECT
            FROM public.youth_case c
           WHERE ((c.youth_id = y.id) AND upper_inf(c.during)))) AS "exists",
     ( SELECT ((s.given_name || ' '::text) || s.family_name)
            FROM (public.assignment a
              JOIN public.staff s ON ((s.id = a.staff_id)))
           WHERE ((a.youth_id = y.id) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (a.during @> door.today()))),
     COALESCE((y.phone = likely_youths.at_phone), false) AS "coalesce",
     COALESCE((lower(y.email) = lower(likely_youths.at_email)), false) AS "coalesce",
     (EXISTS ( SELECT
            FROM public.guardian g
           WHERE ((g.youth_id = y.id) AND (g.phone = ANY (likely_youths.at_home)) AND (g.withdrawn_at IS NULL)))) AS "exists"
    FROM (near n
      JOIN public.youth y ON ((y.id = n.id)))
   WHERE door.triages();
END
;
-- Whom in the register an enquiry may be about, whoever follows them, with no more than one needs to recognise somebody; for those who triage
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.log_digest(log text, from_id bigint, to_id bigint, before bytea)
 RETURNS TABLE(rows bigint, hash bytea)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET "DateStyle" TO 'ISO'
AS $function$
declare
  earlier constant bytea := coalesce(log_digest.before, '');
begin
  if log_digest.log = 'read_log' then
    return query
      select count(*), sha256(earlier || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from read_log l where l.id between log_digest.from_id and log_digest.to_id;
  elsif log_digest.log = 'referral_read_log' then
    return query
      select count(*), sha256(earlier || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from referral_read_log l where l.id between log_digest.from_id and log_digest.to_id;
  else
    return query
      select count(*), sha256(earlier || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from change_log l where l.id between log_digest.from_id and log_digest.to_id;
  end if;
end $function$
;
-- Hash of a span of a log, chained to the hash before it
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.mark_unit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into caseload_mark (youth_id) values (0) on conflict do nothing;
  return null;
end $function$
;
-- Marks that something of the unit has been changed that is about no young person
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.mark_youths()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  execute format('insert into caseload_mark (youth_id) select distinct %I from changed on conflict do nothing',
    tg_argv[0]);
  return null;
end $function$
;
-- Marks the young people whose rows a statement has changed
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.members_of(programme bigint, on_day date)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM public.membership m
   WHERE ((m.programme_id = members_of.programme) AND (m.withdrawn_at IS NULL) AND (m.during @> members_of.on_day));
END
;
-- How many are in a programme on a day, and not who
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.merged_go_along()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update referral m set youth_id = new.youth_id, version = m.version + 1
    where m.merged_into = new.id and m.youth_id is distinct from new.youth_id;
  return null;
end $function$
;
-- Somebody else may have taken what was merged: whoever gives the one to a young person gives all of them
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.must_change(on_day date)
 RETURNS TABLE(youth_id bigint, staff_id bigint, since date)
 LANGUAGE sql
 STABLE ROWS 10
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT a.youth_id,
     a.staff_id,
     GREATEST(lower(b.during), lower(a.during)) AS "greatest"
    FROM (public.bar b
      JOIN public.assignment a ON (((a.youth_id = b.youth_id) AND (a.staff_id = b.staff_id) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (a.during @> must_change.on_day))))
   WHERE ((b.during @> must_change.on_day) AND (EXISTS ( SELECT
            FROM public.youth_case c
           WHERE ((c.youth_id = b.youth_id) AND upper_inf(c.during)))));
END
;
-- Young people whose caseworker a bar keeps from them, so that they are to get another; of those in the reader's sight
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.my_handovers()
 RETURNS TABLE(id bigint, youth_id bigint, given_name text, family_name text, from_id bigint, to_id bigint, since date)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT h.id,
     h.youth_id,
     y.given_name,
     y.family_name,
     h.from_id,
     h.to_id,
     h.since
    FROM (public.handover h
      JOIN public.youth y ON ((y.id = h.youth_id)))
   WHERE ((h.ended_on IS NULL) AND ((h.from_id = door.staff_id()) OR ((h.to_id = door.staff_id()) AND ((h.since <= door.today()) OR (NOT door.is_barred(h.youth_id, h.to_id, door.today()))))));
END
;
-- Open handovers that the member of staff gives or receives, with the name of whom they are about
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.my_youth_ids()
 RETURNS bigint[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((NULLIF(current_setting('medgang.youths'::text, true), ''::text))::bigint[], '{}'::bigint[])
;
-- The young people to whom the member of staff stands in a relation today
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.my_youths()
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT unnest(door.my_youth_ids()) AS unnest;
END
;
-- The young people to whom the member of staff stands in a relation today
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.newest_seal(log_name text)
 RETURNS TABLE(to_id bigint, hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT s.to_id,
     s.hash
    FROM public.log_seal s
   WHERE (s.log = newest_seal.log_name)
   ORDER BY s.id DESC
  LIMIT 1;
END
;
-- The seal to keep outside of the database: only from there can it be seen that the end of a log was cut off
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.note_read(name text, shown bigint[])
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO public.read_log (staff_id, action, youth_ids, request_id)  SELECT door.staff_id() AS staff_id,
             note_read.name AS name,
             note_read.shown AS shown,
             door.request_id() AS request_id
           WHERE (cardinality(note_read.shown) > 0);
END
;
-- Writes the read log; called by the very statement that reads
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.note_referral_read(name text, shown bigint[])
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 INSERT INTO public.referral_read_log (staff_id, action, referral_ids, request_id)  SELECT door.staff_id() AS staff_id,
             note_referral_read.name AS name,
             note_referral_read.shown AS shown,
             door.request_id() AS request_id
           WHERE (cardinality(note_referral_read.shown) > 0);
 INSERT INTO public.read_log (staff_id, action, youth_ids, request_id)  SELECT door.staff_id() AS staff_id,
             note_referral_read.name AS name,
             array_agg(DISTINCT r.youth_id) AS array_agg,
             door.request_id() AS request_id
            FROM public.referral r
           WHERE ((r.id = ANY (note_referral_read.shown)) AND (r.youth_id IS NOT NULL))
          HAVING (count(*) > 0);
END
;
-- Writes the read log of enquiries, and the young people's own where they belong to one; called by the very statement that reads
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.numbers_refused()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM public.change_log l
   WHERE ((l.at > (now() - '01:00:00'::interval)) AND (l.staff_id = door.staff_id()) AND (l.action = ANY (ARRAY['youth.register.refused'::text, 'youth.update.refused'::text])));
END
;
-- How often in the last hour the member of staff wrote a CPR number that somebody else in the register has
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.outlived_on(r public.referral, kept_months integer)
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (((r).state = 'closed'::text) AND ((r).youth_id IS NULL) AND ((r).merged_into IS NULL)) THEN ((( SELECT max(e.day) AS max
                FROM public.referral_event e
               WHERE (e.referral_id IN ( SELECT door.family_of_referral((outlived_on.r).id) AS family_of_referral))) + make_interval(months => kept_months)))::date
             ELSE NULL::date
         END AS "case";
END
;
-- The day on which a closed enquiry that became nobody's case, and all that was merged into it, has been kept so many months; null where it is kept for another reason
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.promise_is_rule()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  since date := lower(new.during);
begin
  insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause, retry_working_days, entrance_stage,
      entrance_promise_id)
    values ('entrance:' || new.stage,
      case new.stage when 'contact' then 'Kontakt efter henvendelsen' when 'meeting' then 'Møde efter henvendelsen'
        else 'Holdet samlet efter henvendelsen' end,
      'promise', new.status, new.source, new.during,
      -- Nobody's target group: the app from before these rules, which may run a moment longer, asks nobody for them.
      'entrance', 'enquiry', 'once',
      case new.stage when 'contact' then array['call', 'meeting', 'accompaniment'] else array['meeting', 'accompaniment'] end,
      new.interval_unit, new.interval_length, 'dayBefore', false, 1, new.stage, new.id)
    on conflict on constraint rule_of_one_promise do update set
      status = excluded.status, source = excluded.source, during = excluded.during,
      interval_unit = excluded.interval_unit, interval_length = excluded.interval_length, version = rule.version + 1;
  if tg_op = 'UPDATE' then
    if (new.interval_unit, new.interval_length, lower(new.during)) = (old.interval_unit, old.interval_length, lower(old.during)) then
      -- Only its end moved: what came in before both ends is promised as it was.
      if upper(new.during) is not distinct from upper(old.during) then
        return null;
      end if;
      since := least(upper(new.during), upper(old.during));
    else
      since := least(lower(new.during), lower(old.during));
    end if;
  end if;
  -- Enquiries of the same day may have become cases already: the night derives them anew, and proves them after that.
  update derivation v set anew = true
    where not v.anew and v.youth_id in (
      select r.youth_id from referral r where r.youth_id is not null and r.received_on >= since);
  return null;
end $function$
;
-- Keeps the rule of a promise at the entrance as the promise is; whoever came in on days that it changes is derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.readings_of(youth bigint, zone text, before date, at_most_days integer)
 RETURNS TABLE(day date, staff_id bigint, first_at timestamp with time zone, last_at timestamp with time zone, actions json)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 WITH seen AS (
          SELECT ((r.at AT TIME ZONE readings_of.zone))::date AS day,
             r.staff_id,
             r.at,
             r.action
            FROM public.read_log r
           WHERE ((r.youth_ids @> ARRAY[readings_of.youth]) AND (door.sees_all() OR (readings_of.youth = ANY (ARRAY( SELECT door.my_youths() AS my_youths)))) AND ((readings_of.before IS NULL) OR (r.at < ((readings_of.before)::timestamp without time zone AT TIME ZONE readings_of.zone))))
         ), days AS (
          SELECT DISTINCT s.day
            FROM seen s
           ORDER BY s.day DESC
          LIMIT readings_of.at_most_days
         ), by_action AS (
          SELECT s.day,
             s.staff_id,
             s.action,
             count(*) AS times,
             min(s.at) AS first_at,
             max(s.at) AS last_at
            FROM (seen s
              JOIN days d ON ((d.day = s.day)))
           GROUP BY s.day, s.staff_id, s.action
         )
  SELECT a.day,
     a.staff_id,
     min(a.first_at) AS min,
     max(a.last_at) AS max,
     json_agg(json_build_object('action', a.action, 'times', a.times) ORDER BY a.times DESC, a.action) AS json_agg
    FROM by_action a
   GROUP BY a.day, a.staff_id;
END
;
-- Who was shown a young person on which day, over the index that row-level security would keep it from; only for those in relation and leaders
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.reads_sensitive(youth bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (door.sees_all() OR door.holds_role(youth, ARRAY['caseworker'::text, 'educationAdviser'::text]));
END
;
-- Whether the member of staff reads notes in sensitive subject areas: not who is only mentor or contact person; one's own are read anyway
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.receive_referral(words jsonb, choices text[], code bytea, key uuid, at timestamp with time zone, day date, per_hour integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  taken text;
  choice text;
  made bigint;
begin
  -- The code follows from the key and a secret of the app: whoever sends both has sent this before.
  select r.reference into taken from referral r where r.client_key = key and r.code_hash = code;
  if found then
    return taken;
  end if;
  if per_hour > 0 and per_hour <= (
    select count(*) from referral r
    where r.channel = 'web' and r.received_at > at - interval '1 hour')
  then
    return null;
  end if;
  foreach choice in array choices loop
    insert into referral (
        reference, code_hash, client_key, received_at, received_on, channel, language, sender_role, sender_name,
        sender_place, sender_phone, sender_email, call_when, youth_given_name, youth_family_name, youth_birth_date,
        youth_age, youth_phone, youth_email, search_name, about, youth_knows, may_tell)
      select choice, code, key, at, day, 'web', w.language, w.sender_role, w.sender_name,
        w.sender_place, w.sender_phone, w.sender_email, w.call_when, w.youth_given_name, w.youth_family_name,
        w.youth_birth_date, w.youth_age, w.youth_phone, w.youth_email, w.search_name, w.about, w.youth_knows, w.may_tell
      from jsonb_populate_record(null::referral, words) w
      on conflict do nothing
      returning id into made;
    if made is not null then
      insert into referral_event (referral_id, at, day, staff_id, kind) values (made, at, day, null, 'received');
      return choice;
    end if;
    -- The same sent twice at once: the other has stored it.
    select r.reference into taken from referral r where r.client_key = key and r.code_hash = code;
    if found then
      return taken;
    end if;
  end loop;
  raise exception 'no reference is free' using errcode = '40001';
end $function$
;
-- Stores what somebody without a log-in wrote, and nothing else; gives its reference, or null when more came in the last hour than are taken
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.referral_status(code bytea)
 RETURNS TABLE(received_on date, sender_role text, may_tell text, closed boolean, taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date, sender_is_youth text, tried_on date, tried_kind text, case_open boolean, own_contact_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 WITH RECURSIVE chain AS (
          SELECT r.id,
             r.merged_into,
             r.youth_id,
             r.state,
             0 AS step
            FROM public.referral r
           WHERE (r.code_hash = referral_status.code)
         UNION ALL
          SELECT r.id,
             r.merged_into,
             r.youth_id,
             r.state,
             (c.step + 1)
            FROM (chain c
              JOIN public.referral r ON ((r.id = c.merged_into)))
           WHERE (c.step < 20)
         ), asked AS (
          SELECT o.id,
             o.received_on,
             o.sender_role,
             o.sender_is_youth,
             o.may_tell,
             l.state,
             l.youth_id,
             ((o.sender_role = 'youth'::text) AND (o.sender_is_youth = 'yes'::text)) AS is_theirs,
             (EXISTS ( SELECT
                    FROM public.youth_case c
                   WHERE ((c.youth_id = l.youth_id) AND upper_inf(c.during)))) AS case_open
            FROM (public.referral o
              CROSS JOIN ( SELECT chain.id,
                     chain.merged_into,
                     chain.youth_id,
                     chain.state,
                     chain.step
                    FROM chain
                   ORDER BY chain.step DESC
                  LIMIT 1) l)
           WHERE (o.code_hash = referral_status.code)
         ), event AS (
          SELECT e.id,
             e.referral_id,
             e.at,
             e.day,
             e.staff_id,
             e.kind,
             e.note,
             e.details,
             a_1.id AS asked_id,
             door.spoken_with(e.*) AS who,
             ((e.kind = 'contacted'::text) AND (door.spoken_with(e.*) = 'youth'::text)) AS is_met,
                 CASE
                     WHEN (b.id IS NULL) THEN e.day
                     ELSE ((b.details ->> 'takenOn'::text))::date
                 END AS so_on
            FROM ((asked a_1
              CROSS JOIN public.referral_event e)
              LEFT JOIN LATERAL ( SELECT b_1.id,
                     b_1.details
                    FROM public.referral_event b_1
                   WHERE ((e.kind = 'taken'::text) AND (b_1.kind = 'talkTakenBack'::text) AND (((b_1.details ->> 'taken'::text))::bigint = e.id))
                   ORDER BY b_1.id DESC
                  LIMIT 1) b ON (true))
           WHERE ((e.day >= a_1.received_on) AND (e.referral_id IN ( SELECT c.id
                    FROM chain c)) AND (NOT ((e.kind = ANY (ARRAY['attempted'::text, 'contacted'::text])) AND door.is_taken_back(e.*))) AND (NOT (a_1.is_theirs AND (EXISTS ( SELECT
                    FROM public.contact k
                   WHERE ((k.referral_event_id = e.id) AND (k.youth_id = a_1.youth_id)))))))
         ), told AS (
          SELECT min(e.so_on) FILTER (WHERE ((e.kind = ANY (ARRAY['taken'::text, 'linked'::text])) OR ((e.kind = 'merged'::text) AND ((e.details ->> 'holder'::text) IS NOT NULL) AND (NOT (EXISTS ( SELECT
                    FROM public.referral_event u
                   WHERE ((u.referral_id = e.referral_id) AND (u.kind = 'unmerged'::text) AND ((u.details ->> 'other'::text) = (e.details ->> 'other'::text)) AND (u.id > e.id)))))))) AS taken_on,
             min(e.day) FILTER (WHERE ((e.kind = 'contacted'::text) AND ((e.who = 'youth'::text) OR (e.referral_id = e.asked_id)))) AS contact_on,
             min(e.day) FILTER (WHERE ((e.kind = 'contacted'::text) AND (e.referral_id = e.asked_id))) AS own_contact_on,
             min(e.day) FILTER (WHERE (e.is_met AND ((e.details ->> 'with'::text) = ANY (ARRAY['meeting'::text, 'accompaniment'::text, 'team'::text])))) AS meeting_on,
             min(e.day) FILTER (WHERE (e.is_met AND ((e.details ->> 'with'::text) = 'team'::text))) AS team_on,
             max(e.day) FILTER (WHERE (e.kind = 'senderTold'::text)) AS told_on,
             max(e.day) FILTER (WHERE (e.kind = ANY (ARRAY['closed'::text, 'passedOn'::text]))) AS closed_on
            FROM event e
         ), talk AS (
          SELECT (e.kind = 'contacted'::text) AS is_reached,
             e.day,
             e.at,
             COALESCE(((e.details ->> 'root'::text))::bigint, e.id) AS id,
             COALESCE((e.details ->> 'kind'::text), NULLIF((e.details ->> 'with'::text), 'sender'::text), 'call'::text) AS how
            FROM event e,
             asked a_1
           WHERE ((e.kind = ANY (ARRAY['attempted'::text, 'contacted'::text])) AND
                 CASE
                     WHEN a_1.is_theirs THEN ((e.referral_id = a_1.id) OR (e.who = 'youth'::text))
                     ELSE ((e.referral_id = a_1.id) AND ((e.who = 'sender'::text) OR ((a_1.sender_role = 'youth'::text) AND (a_1.sender_is_youth = 'unknown'::text))))
                 END)
         UNION ALL
          SELECT ((k.outcome = 'held'::text) AND (k.kind = ANY (ARRAY['call'::text, 'meeting'::text, 'accompaniment'::text]))),
             k.day,
             k.starts_at,
             k.id,
             k.kind
            FROM public.contact k,
             asked a_1
           WHERE (a_1.is_theirs AND (k.youth_id = a_1.youth_id) AND (k.day >= a_1.received_on) AND (NOT ((k.outcome = 'cancelled'::text) AND (k.kind = 'call'::text))))
         ), talked AS (
          SELECT t_1.day,
             t_1.how
            FROM ( SELECT talk.is_reached,
                     talk.day,
                     talk.at,
                     talk.id,
                     talk.how
                    FROM talk
                   ORDER BY talk.day DESC, talk.is_reached DESC, talk.at DESC, talk.id DESC
                  LIMIT 1) t_1
           WHERE (NOT t_1.is_reached)
         )
  SELECT a.received_on,
     a.sender_role,
     a.may_tell,
     (a.state = 'closed'::text),
     t.taken_on,
         CASE
             WHEN a.is_theirs THEN LEAST(t.contact_on, h.contact_on)
             ELSE t.own_contact_on
         END AS own_contact_on,
         CASE
             WHEN a.is_theirs THEN LEAST(t.meeting_on, h.meeting_on)
             ELSE NULL::date
         END AS "case",
         CASE
             WHEN a.is_theirs THEN LEAST(t.team_on, h.team_on)
             ELSE NULL::date
         END AS "case",
     t.told_on,
         CASE
             WHEN (a.state = 'closed'::text) THEN t.closed_on
             ELSE NULL::date
         END AS "case",
     a.sender_is_youth,
         CASE
             WHEN ((a.state <> 'closed'::text) OR a.case_open) THEN d.day
             ELSE NULL::date
         END AS "case",
         CASE
             WHEN ((a.state <> 'closed'::text) OR a.case_open) THEN d.how
             ELSE NULL::text
         END AS "case",
     a.case_open,
     t.own_contact_on
    FROM (((asked a
      CROSS JOIN told t)
      LEFT JOIN talked d ON (true))
      CROSS JOIN LATERAL ( SELECT min(k.day) FILTER (WHERE (k.kind = ANY (ARRAY['call'::text, 'meeting'::text, 'accompaniment'::text]))) AS contact_on,
             min(k.day) FILTER (WHERE (k.kind = ANY (ARRAY['meeting'::text, 'accompaniment'::text]))) AS meeting_on,
             min(k.day) FILTER (WHERE k.is_team) AS team_on
            FROM public.contact k
           WHERE ((k.youth_id = a.youth_id) AND (k.outcome = 'held'::text) AND (k.day >= a.received_on))) h);
END
;
-- How far an enquiry has come, for whoever holds the code of its receipt: days and stages alone, no name and no word
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refresh_relations()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if door.staff_id() is not null then
    perform set_config('medgang.youths', door.related_youths(door.staff_id(), door.today())::text, true),
      set_config('medgang.coming', door.coming_youths(door.staff_id(), door.today())::text, true);
  end if;
  return null;
end $function$
;
-- Brings the context up to date when a transaction itself gives or ends a relation
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refuse_barred()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- Whoever adds a bar at the same time holds the young person: then its bar is seen below, or this case is seen there.
  perform from youth y
    where y.id in (select g.youth_id from given g where g.role = 'caseworker') order by y.id for key share;
  if exists (select from given g join bar b
      on b.youth_id = g.youth_id and b.staff_id = g.staff_id and b.during && g.during
      where g.role = 'caseworker' and g.withdrawn_at is null) then
    raise exception 'a bar stands between the two' using errcode = '23514', constraint = 'assignment_not_barred';
  end if;
  return null;
end $function$
;
-- No case goes to somebody from whom a bar keeps the young person, whichever way it is given
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refuse_duties_over_hours()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- Together they can only become more than the hours where one of them begins.
  if exists (
    select from staff_hours h
    cross join lateral (
      select greatest(lower(h.during), lower(new.during)) as day
      union select lower(d.during) from staff_duty d where d.staff_id = h.staff_id) begun
    where h.staff_id = new.staff_id and h.during @> begun.day and new.during @> begun.day
      and h.weekly_minutes < (select sum(d.weekly_minutes) from staff_duty d
        where d.staff_id = h.staff_id and d.during @> begun.day)) then
    raise exception 'duties take more than the contracted hours'
      using errcode = '23514', constraint = 'staff_duties_within_hours';
  end if;
  return null;
end $function$
;
-- Duties of one day are together no more than the contracted hours of that day; without hours there is nothing to hold them against
-- may execute: =X/medgang, medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refuse_new_trial()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'an installation becomes a trial when it is made, or never' using errcode = 'MG002';
end $function$
;
-- Holds for the owner too: an installation that has had a log-in provider never again lets people in without one
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the log % is append-only', tg_table_name using errcode = 'MG001';
end $function$
;
-- Holds for the owner too, so that a slip of the hand cannot rewrite a log
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.refuse_rewriting_story()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' and current_setting('medgang.forgets', true) = 'on' then
    return null;
  end if;
  raise exception 'the log % is append-only', tg_table_name using errcode = 'MG001';
end $function$
;
-- The story of an enquiry is never rewritten; it goes as a whole, with the enquiry, when that has been kept long enough
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.related_youths(of_staff bigint, on_day date)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT COALESCE(array_agg(DISTINCT a.youth_id), '{}'::bigint[]) AS "coalesce"
    FROM (( SELECT related_youths.of_staff AS of_staff
         UNION ALL
          SELECT b.staff_id
            FROM public.staff_absence b
           WHERE ((b.deputy_id = related_youths.of_staff) AND (b.during @> related_youths.on_day))) s(staff_id)
      CROSS JOIN LATERAL ( SELECT r.youth_id,
             r.during
            FROM public.assignment r
           WHERE ((r.staff_id = s.staff_id) AND (r.withdrawn_at IS NULL))
          OFFSET 0) a)
   WHERE ((a.during @> related_youths.on_day) AND ((s.staff_id = related_youths.of_staff) OR (NOT (EXISTS ( SELECT
            FROM public.bar x
           WHERE ((x.staff_id = related_youths.of_staff) AND (x.youth_id = a.youth_id) AND (x.during @> related_youths.on_day)))))));
END
;
-- The young people to whom a member of staff stands in a relation on a day; relations begin and end by themselves
-- may execute: medgang=X/medgang

CREATE OR REPLACE FUNCTION door.request_id()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(NULLIF(current_setting('medgang.request_id'::text, true), ''::text), 'none'::text)
;
-- Ties log rows to the structured log of the app
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.seal_log(log_name text, at_most bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET lock_timeout TO '200ms'
AS $function$
declare
  last log_seal;
  first_id bigint;
  last_id bigint;
begin
  perform pg_advisory_xact_lock(4710230016);
  select * into last from log_seal s where s.log = log_name order by s.id desc limit 1;
  first_id := coalesce(last.to_id, 0) + 1;
  -- Waits for the writers that hold a lower key and are not done: what they add afterwards would break the seal.
  execute format('lock table %I in share mode', log_name);
  execute format('select max(id) from %I where id >= $1', log_name) into last_id using first_id;
  if last_id is null then
    return 0;
  end if;
  last_id := least(last_id, first_id + at_most - 1);
  insert into log_seal (log, from_id, to_id, rows, hash)
    select log_name, first_id, last_id, d.rows, d.hash
    from door.log_digest(log_name, first_id, last_id, last.hash) d;
  return last_id - first_id + 1;
end $function$
;
-- Seals the log from where the last seal ended; gives how many keys it covered
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.sees_all()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('medgang.sees_all'::text, true), ''::text) = 'on'::text)
;
-- Leaders and the system's own jobs see every young person
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.spoken_with(e public.referral_event)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (COALESCE(((e).details ->> 'who'::text), 'youth'::text) <> 'youth'::text) THEN ((e).details ->> 'who'::text)
             WHEN ((EXISTS ( SELECT
                FROM public.referral r
               WHERE ((r.id = (spoken_with.e).referral_id) AND (r.sender_role = 'youth'::text) AND (r.sender_is_youth = 'no'::text)))) AND (( SELECT (i.details ->> 'senderIsYouth'::text)
                FROM public.referral_event i
               WHERE ((i.referral_id = (spoken_with.e).referral_id) AND (i.kind = 'identified'::text) AND (i.id < (spoken_with.e).id))
               ORDER BY i.id DESC
              LIMIT 1) IS DISTINCT FROM 'no'::text)) THEN 'sender'::text
             ELSE 'youth'::text
         END AS "case";
END
;
-- With whom a talk about an enquiry was, as far as it is known now: the young person or whoever wrote
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.staff_id()
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('medgang.staff_id'::text, true), ''::text))::bigint
;
-- The member of staff on whose behalf this transaction runs, or null
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.take_talk_back(of_referral bigint, of_talk bigint)
 RETURNS TABLE(youth_id bigint, taken integer, stayed integer)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  youth_id := door.whose_enquiry(of_referral, of_talk);
  if youth_id is null then
    return;
  end if;
  -- Whoever closes the case or writes a contact at the same time is waited for.
  perform from youth_case c where c.youth_id = take_talk_back.youth_id order by c.id for no key update;
  taken := door.take_talks(youth_id, array[of_talk]);
  stayed := (select count(*) from contact k
    where k.youth_id = take_talk_back.youth_id and k.referral_event_id = of_talk);
  update derivation v set anew = true where v.youth_id = take_talk_back.youth_id;
  return next;
end $function$
;
-- Takes the contact that a talk became from whoever its enquiry was given to, unless it is somebody's own account; gives whose, and how many went and stayed; nothing while the enquiry is nobody's. Also for whoever may not see the young person. What is owed is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.take_talks(whose bigint, talks bigint[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  taken bigint[];
begin
  select coalesce(array_agg(k.id), '{}') into taken from contact k
    where k.youth_id = whose and k.referral_event_id = any (talks) and not door.is_own_account(k);
  update deadline d set fulfilled_by = null where d.youth_id = whose and d.fulfilled_by = any (taken);
  delete from contact k where k.id = any (taken);
  return cardinality(taken);
end $function$
;
-- Takes contacts from a young person again that were talks about enquiries, but for those that are somebody's own account; with the rights of whoever asks. Gives how many
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.take_talks_back(of_referral bigint)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose bigint;
  taken integer;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  taken := door.take_talks(whose, array(
    select e.id from referral_event e where e.referral_id in (select door.family_of_referral(of_referral))));
  update derivation v set anew = true where v.youth_id = whose;
  return taken;
end $function$
;
-- Takes the talks of an enquiry from the young person again whom it was given to by mistake; gives how many. What is owed is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.talks_follow_answer(of_referral bigint)
 RETURNS TABLE(youth_id bigint, carried integer, taken integer, stayed integer)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  answer text;
  with_sender bigint[];
begin
  -- Whoever sees the enquiry. One that was merged into another is whose that one is; whoever gives that one to somebody,
  -- or takes it back, at the same time waits for whoever answers, or the other way about: door.merged_go_along.
  select r.youth_id, r.sender_is_youth into youth_id, answer from referral r
    where r.id = of_referral and r.sender_role = 'youth' and door.triages()
      and (door.sees_all() or r.youth_id is null or r.handler_id = door.staff_id()
        or r.youth_id = any ((door.my_youth_ids())::bigint[]));
  if answer is null then
    raise exception 'the enquiry is not in sight' using errcode = 'MG403';
  end if;
  if youth_id is null then
    return;
  end if;
  carried := 0;
  taken := 0;
  stayed := 0;
  perform from youth_case c where c.youth_id = talks_follow_answer.youth_id order by c.id for no key update;
  if answer = 'no' then
    with_sender := array(select e.id from referral_event e
      where e.referral_id = of_referral and e.kind in ('attempted', 'contacted') and not door.is_taken_back(e)
        and door.spoken_with(e) = 'sender');
    taken := door.take_talks(youth_id, with_sender);
    stayed := (select count(*) from contact k
      where k.youth_id = talks_follow_answer.youth_id and k.referral_event_id = any (with_sender));
  -- As for an enquiry that is given to somebody: what is over is left as it is.
  elsif exists (select from youth_case c where c.youth_id = talks_follow_answer.youth_id and upper_inf(c.during)) then
    carried := door.give_talks(youth_id, array[of_referral]);
  end if;
  update derivation v set anew = true where v.youth_id = talks_follow_answer.youth_id;
  return next;
end $function$
;
-- Once it is answered anew whether the young person wrote an enquiry that was given to them, its talks are contacts of theirs, or are none; gives whose, and how many went along, went, and stayed; nothing where it is nobody's yet. Also for whoever may not see the young person. What is owed is to be derived anew
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.talks_that_stay(of_referral bigint)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  whose bigint;
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  return (
    select count(*) from contact k join referral_event e on e.id = k.referral_event_id
    where k.youth_id = whose and e.referral_id in (select door.family_of_referral(of_referral)));
end $function$
;
-- How many talks of an enquiry whoever it was given to still has, when those that could be taken back have been; also for whoever may not see the young person
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.today()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('medgang.today'::text, true), ''::text))::date
;
-- The day on which relations are judged; passed in by the app's clock
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.triages()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM public.staff_role r
           WHERE ((r.staff_id = door.staff_id()) AND (r.during @> door.today()) AND (r.role = ANY (ARRAY['caseworker'::text, 'educationAdviser'::text, 'leader'::text]))))) AS "exists";
END
;
-- Whether the member of staff may see and handle enquiries that belong to no young person in the register yet
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.unread_referrals()
 RETURNS SETOF bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT r.id
    FROM public.referral r
   WHERE ((r.youth_id = ANY (door.my_youth_ids())) AND (r.state <> 'merged'::text) AND door.triages() AND (r.handler_id IS DISTINCT FROM door.staff_id()) AND (EXISTS ( SELECT
            FROM public.referral_event e
           WHERE ((e.referral_id = r.id) AND (e.kind = 'linked'::text) AND (e.day > (door.today() - 30))))) AND (NOT (EXISTS ( SELECT
            FROM public.referral_read_log l
           WHERE ((l.referral_ids @> ARRAY[r.id]) AND (l.staff_id = door.staff_id()) AND (l.action = 'referral.read'::text))))));
END
;
-- Enquiries about my young people that others have given to them in the last month, and that I have not opened
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.whose_enquiry(of_referral bigint, of_talk bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  found_one boolean;
  whose bigint;
begin
  select true, r.youth_id into found_one, whose from referral r
    where r.id = of_referral and r.state <> 'merged' and door.triages()
      and (door.sees_all() or r.youth_id is null or r.handler_id = door.staff_id()
        or r.youth_id = any ((door.my_youth_ids())::bigint[]))
      and exists (select from referral_event e where e.id = of_talk and e.kind in ('attempted', 'contacted')
        and e.referral_id in (select door.family_of_referral(of_referral)));
  if found_one is null then
    raise exception 'the enquiry is not in sight' using errcode = 'MG403';
  end if;
  return whose;
end $function$
;
-- To whom an enquiry in sight was given that a talk is about, or about one that was merged into it; null while it is nobody's. With the rights of whoever asks
-- may execute: medgang=X/medgang, medgang_app=X/medgang

CREATE OR REPLACE FUNCTION door.work_of(of_staff bigint, last_day date, zone text)
 RETURNS TABLE(cases integer, others integer, appointments integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
BEGIN ATOMIC
 SELECT ( SELECT (count(DISTINCT a.youth_id))::integer AS count
            FROM public.assignment a
           WHERE ((a.staff_id = work_of.of_staff) AND (a.role = 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (upper_inf(a.during) OR (upper(a.during) > (work_of.last_day + 1))) AND (EXISTS ( SELECT
                    FROM public.youth_case c
                   WHERE ((c.youth_id = a.youth_id) AND upper_inf(c.during)))))) AS count,
     ( SELECT (count(DISTINCT a.youth_id))::integer AS count
            FROM public.assignment a
           WHERE ((a.staff_id = work_of.of_staff) AND (a.role <> 'caseworker'::text) AND (a.withdrawn_at IS NULL) AND (upper_inf(a.during) OR (upper(a.during) > (work_of.last_day + 1))))) AS count,
     ( SELECT (count(*))::integer AS count
            FROM public.appointment p
           WHERE ((p.staff_id = work_of.of_staff) AND (p.state = 'booked'::text) AND (((p.starts_at AT TIME ZONE work_of.zone))::date > work_of.last_day))) AS count;
END
;
-- How much somebody holds after a day, and of whom nothing: who sets up staff sees no young people
-- may execute: medgang=X/medgang, medgang_app=X/medgang

-- tables

create table public.activity (
  id bigint not null generated always as identity
  youth_id bigint not null
  kind text not null
  description text not null default ''::text
  weekly_minutes integer
  during daterange not null
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
  notice_day date -- The day on which the municipality learnt that the activity ended; null where that is not known
  showed_up boolean -- Whether the young person came when it began; null as long as nobody has said
  showed_up_on date -- The day on which that was said: who did not come is known to be off plan from then
);
row level security
-- Education, work and other activities of a young person, dated; several at a time may be

create table public.age_change (
  id bigint not null generated always as identity
  key text not null
  age integer not null
  kind text not null
  name text not null
  text text not null
  source text not null
  status text not null
  during daterange not null
  "position" integer not null default 0
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: what changes on a birthday, with source and status

create table public.age_ending (
  id bigint not null generated always as identity
  youth_id bigint not null
  age integer not null
  subject text not null
  subject_id bigint not null
  name text not null
  day date not null
  previous_end date
  ended_at timestamp with time zone not null default now()
  undone_at timestamp with time zone
  undone_by bigint
);
row level security
-- What ended by itself on a birthday, and how long it would have run; a person may undo it

create table public.age_task (
  age_change_id bigint not null
  item text not null
  text text not null
  days_before integer not null
  only_with text
  "position" integer not null default 0
);
-- What a person does before such a birthday, and how many days before at the latest

create table public.age_task_done (
  youth_id bigint not null
  age integer not null
  item text not null
  done_by bigint not null
  done_at timestamp with time zone not null default now()
);
row level security
-- Which of these things have been done for a young person, by whom and when

create table public.appointment (
  id bigint not null generated always as identity
  youth_id bigint not null
  staff_id bigint not null
  kind text not null
  place text not null default ''::text
  starts_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  state text not null default 'booked'::text
  version integer not null default 1
  recorded_at timestamp with time zone not null default now()
  booked_by bigint -- Who booked it, often another than the one whom the young person meets
  cancelled_reason text
);
row level security
-- What is booked with a young person

create table public.assessment (
  id bigint not null generated always as identity
  youth_id bigint not null
  target_group text not null
  during daterange not null
  reason text not null default ''::text
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
  stage text not null default 'later'::text -- Where in the law's order it stands: decided at the first interview, provisional until three months after the enquiry, the final one then, or one made later
  contact_id bigint -- The held interview that the decision rests on; null where it was decided elsewhere, before Medgang
  special_case boolean not null default false -- Whoever decided it said that this was one of the quite special cases in which the group may be decided then
  corrects_id bigint -- The decision that this one stands instead of
);
row level security
-- Target group of a young person, dated

create table public.assignment (
  id bigint not null generated always as identity
  youth_id bigint not null
  staff_id bigint not null
  role text not null
  during daterange not null
  reason text not null default ''::text
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
);
row level security
-- Who follows whom: at most one caseworker a day for each young person

create table public.bar (
  id bigint not null generated always as identity
  youth_id bigint not null
  staff_id bigint not null
  reason text not null
  note text not null default ''::text
  during daterange not null
  author_id bigint default door.staff_id()
  recorded_at timestamp with time zone not null default now()
  ended_by bigint
  version integer not null default 1
);
row level security
-- Who of the staff may not be a young person's caseworker, why, and for how long

create table public.benefit (
  id bigint not null generated always as identity
  youth_id bigint not null
  kind text not null
  rate_key text
  during daterange not null
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
);
row level security
-- What a young person lives on, dated

create table public.capacity_setting (
  id bigint not null generated always as identity
  key text not null -- fullTimeWeekly: minutes a week of full time; fullTimeForYouths: minutes a month left for young people of it; longAbsenceDays: from so many days on the work goes to the deputy; bridgeWeeks: weeks before and after an education begins; recentWeeks: from how many weeks back the rate of new cases is taken
  value integer not null
  during daterange not null
  source text not null
  status text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration of the time that caseworkers have: minutes, days and weeks by which it is reckoned

create table public.case_import (
  id bigint not null generated always as identity
  created_by bigint not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  file_name text not null
  state text not null default 'staged'::text
  sheet_sealed bytea
  columns_sealed bytea
  rows_sealed bytea
  counts jsonb
  done integer not null default 0
  total integer not null default 0
  version integer not null default 1
);
row level security
-- A case list until it is brought in, and then its refused rows, sealed; thrown away a week after it was sent

create table public.case_weight (
  id bigint not null generated always as identity
  key text not null
  name text not null
  programme_id bigint
  minutes integer not null
  during daterange not null
  source text not null
  status text not null
  per text not null default 'month'::text -- What the minutes are for: each month, meeting, call, time of going along, further colleague in the team, month of the first half year, month around the beginning of an education, or each meeting with an interpreter on top
  times_a_year integer -- Meetings and calls: so often at least, whatever the rules ask for. Going along: how often. Null: as the rules ask
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: minutes that a case takes for one kind of work, in a programme or in all others

create table public.caseload_mark (
  xid xid8 not null default pg_current_xact_id()
  youth_id bigint not null
  at timestamp with time zone not null default now()
);
row level security
-- Which transaction changed something that loads follow from, and of whom: 0 is something that is about no young person

create table public.caseworker_wish (
  id bigint not null generated always as identity
  youth_id bigint not null
  whose text not null
  staff_id bigint
  competence text
  profession text
  during daterange not null
  author_id bigint default door.staff_id()
  recorded_at timestamp with time zone not null default now()
  ended_by bigint
  version integer not null default 1
);
row level security
-- What a young person wishes, or their case calls for, in a caseworker: a person, a competence or a profession, dated; who may not is in bar

create table public.ceiling (
  id bigint not null generated always as identity
  programme_id bigint
  staff_id bigint
  cases integer
  minutes integer
  during daterange not null
  source text not null
  status text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: young people, or minutes a month, that one caseworker has at most, in a programme or in all; for one member of staff in the place of everybody's

create table public.ceiling_exception (
  id bigint not null generated always as identity
  staff_id bigint not null
  programme_id bigint
  cases integer
  minutes integer
  during daterange not null
  reason text not null
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  version integer not null default 1
);
-- One caseworker may have more than the ceiling for a time: why, and until when

create table public.change_log (
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  staff_id bigint
  action text not null
  youth_id bigint
  subject text not null
  subject_id bigint
  before jsonb
  after jsonb
  request_id text not null
);
row level security
-- What was changed by whom, written in the transaction of the change; staff_id is null for the system itself

create table public.closing (
  id bigint not null generated always as identity
  kind text not null
  name text not null
  during daterange not null
  source text not null
  status text not null
  version integer not null default 1
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
);
-- Dated configuration: when the house or the schools are closed; a promise counts the house's days as no working days

create table public.competence (
  code text not null
  name text not null
);
-- What staff can be asked for: debt advice, addiction, autism, Arabic, ...

create table public.contact (
  id bigint not null generated always as identity
  youth_id bigint not null
  staff_id bigint
  appointment_id bigint
  client_key uuid not null default gen_random_uuid()
  kind text not null
  outcome text not null
  place text not null default ''::text
  starts_at timestamp with time zone not null
  day date not null
  minutes integer
  source text not null default 'registered'::text
  version integer not null default 1
  recorded_at timestamp with time zone not null default now()
  next_appointment_id bigint -- The appointment booked in the same step; a repeated registration answers with it
  is_team boolean not null default false -- The right people sat down with the young person: keeps what the entrance promised
  referral_event_id bigint -- The talk about an enquiry that it was before the enquiry was somebody's
);
row level security
-- A meeting, call, accompaniment or message with a young person, or the attempt

create table public.contact_version (
  contact_id bigint not null
  version integer not null
  youth_id bigint not null
  kind text not null
  outcome text not null
  place text not null
  starts_at timestamp with time zone not null
  day date not null
  minutes integer
  subject_area text
  body text
  replaced_at timestamp with time zone not null default now()
  replaced_by bigint
  reason text not null
  is_team boolean not null default false -- Whether the team was said to have been there
);
row level security
-- What a contact said before each correction, with who corrected it and why

create table public.deadline (
  youth_id bigint not null
  rule_id bigint not null
  ordinal integer not null
  clock text not null
  state text not null
  anchor_kind text not null
  anchor_day date not null
  due_day date not null
  window_from date not null
  window_to date not null
  last_working_day date not null
  held_count integer not null
  target_day date
  attempts integer not null
  retry_day date
  escalated boolean not null
  fulfilled_by bigint
  closed_day date
  case_id bigint not null
);
row level security
-- Derived by domain/rhythm from history and rules, in the transaction that changes them; proved equal by a job

create table public.derivation (
  youth_id bigint not null
  derived_on date not null
  anew boolean not null default false -- The rules were changed under what is stored: it is to be derived anew before it can be proved equal
);
row level security
-- As of which day the deadlines of a young person were last derived

create table public.duty_rule (
  id bigint not null generated always as identity
  activity_kind text not null
  weekly_minutes integer -- The activity keeps the duty from so many minutes a week; null: whatever the hours
  counts_in_part boolean not null default false -- Whether fewer minutes count for their share, so that two activities together may be enough
  during daterange not null
  source text not null
  status text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: which activities keep the duty of those of 15-17, and from how many minutes a week

create table public.education_order (
  id bigint not null generated always as identity
  youth_id bigint not null
  during daterange not null
  text text not null
  given_on date not null
  end_reason text
  version integer not null default 1
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
  corrects_id bigint -- The order that this one stands instead of
);
row level security
-- The order to propose, apply for and start an education: at most one at a time; it ends when it is met or falls away

create table public.education_order_rule (
  id bigint not null generated always as identity
  during daterange not null
  target_groups text[] not null
  age_from integer not null
  age_to integer not null
  source text not null
  status text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: to whom an education order can be given; on days without a row, to nobody

create table public.education_order_step (
  id bigint not null generated always as identity
  order_id bigint not null
  youth_id bigint not null
  "position" integer not null
  kind text not null
  due_day date not null
  done_day date
  note text not null default ''::text -- What the young person is told to do in this step
  version integer not null default 1
  done_by bigint -- Who wrote down that the step is done
  settled_at timestamp with time zone -- When that was written down
);
row level security
-- The steps of an education order, one after the other: a step begins when the one before it is done

create table public.enquiry_retention (
  id bigint not null generated always as identity
  months integer not null
  during daterange not null
  status text not null
  source text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: how many months a closed enquiry is kept that never became anybody's case

create table public.entrance_promise (
  id bigint not null generated always as identity
  stage text not null
  interval_unit text not null
  interval_length integer not null
  during daterange not null
  status text not null
  source text not null
);
-- Dated configuration: by when somebody who writes is called, met, and has the right team

create table public.entrance_setting (
  id integer not null default 1
  phone text not null default ''::text
  opening_hours text not null default ''::text
  out_of_hours text not null default ''::text
  notification_place text not null default 'kommunens underretningsside'::text
  notification_url text not null default ''::text
  version integer not null default 1
);
-- What the public page tells of this municipality: telephone, hours, and where a notification of concern is sent

create table public.guardian (
  id bigint not null generated always as identity
  youth_id bigint not null
  name text not null
  relation text not null default ''::text
  phone text
  email text
  has_custody boolean not null default true
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  author_id bigint default door.staff_id()
  withdrawn_by bigint
  withdrawn_reason text -- Corrected: another row says it now; removed: no longer named
);
row level security
-- Holders of custody and other parents; access ends at 18 by the birth date

create table public.guardian_involved (
  contact_id bigint not null
  guardian_id bigint not null
  youth_id bigint not null
  noted_by bigint not null default door.staff_id()
  noted_at timestamp with time zone not null default now()
);
row level security
-- Which parents or guardians took part in a contact with somebody under 18, or in the plan made there

create table public.handover (
  id bigint not null generated always as identity
  youth_id bigint not null
  from_id bigint not null
  to_id bigint not null
  since date not null
  proposal_id bigint -- The proposal by which it came about; null where it was done by hand
  begun_on date not null
  begun_at timestamp with time zone not null default now() -- When it was written down; whatever was read before is no receipt
  begun_by bigint
  ended_on date
  ended_why text
);
row level security
-- A young person gets another caseworker: who gives, who receives, since when, and how it ended

create table public.handover_event (
  id bigint not null generated always as identity
  handover_id bigint not null
  kind text not null
  day date not null
  at timestamp with time zone not null default now()
  staff_id bigint default door.staff_id()
  appointment_id bigint
  contact_id bigint
  how text
  reason text
  note text not null default ''::text
);
row level security
-- What has happened in a handover; never changed. How it stands follows from it: see domain/caseload/handover.ts

create table public.log_seal (
  id bigint not null generated always as identity
  log text not null
  from_id bigint not null
  to_id bigint not null
  rows bigint not null
  hash bytea not null
  sealed_at timestamp with time zone not null default now()
);
-- A chain of hashes over the logs: a row changed, added or taken away afterwards breaks it

create table public.membership (
  id bigint not null generated always as identity
  youth_id bigint not null
  programme_id bigint not null
  during daterange not null
  end_reason text
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
);
row level security
-- Who is in which programme when

create table public.migration (
  name text not null
  checksum text not null
  run_at timestamp with time zone not null default now()
);
-- Which files of migrations/ have been run

create table public.municipality (
  id integer not null default 1
  name text not null
  template text
  is_demo boolean not null default false
  created_at timestamp with time zone not null default now()
  is_trial boolean not null default false -- Everybody at the machine itself may log in without a password, as long as there is no log-in provider
  setup_chosen boolean not null default true -- False where Medgang itself began with a template: whoever sets up is then asked which starting point to take
);
-- The one municipality of this installation

create table public.note (
  contact_id bigint not null
  youth_id bigint not null
  subject_area text not null
  body text not null
);
row level security
-- What was said: the current wording; earlier ones are in contact_version

create table public.onboarding_step (
  id bigint not null generated always as identity
  staff_id bigint
  from_week integer not null
  percent integer not null
  during daterange not null
  source text not null
  status text not null
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: how much of the time whoever is new has for young people, from which week on; for one member of staff in the place of everybody's

create table public.pause (
  id bigint not null generated always as identity
  youth_id bigint not null
  reason text not null
  during daterange not null
  author_id bigint
  recorded_at timestamp with time zone not null default now()
  withdrawn_at timestamp with time zone
  withdrawn_by bigint
  withdrawn_reason text
);
row level security
-- When the promise clock stands still, and why

create table public.programme (
  id bigint not null generated always as identity
  key text not null
  name text not null
  description text not null default ''::text
  during daterange not null
  entry_age_from integer
  entry_age_to integer
  entry_target_groups text[] not null default '{}'::text[]
  entry_benefit_weeks integer
  status text not null default 'local'::text
  source text not null default ''::text
  version integer not null default 1
  leave_age integer -- The birthday on which one leaves it by itself; null for none
  leave_age_from date -- The day on which the leave age was set: memberships end by it on birthdays from then on; those of earlier birthdays wait for a person
);
-- Dated configuration: programmes with entry rules; their rhythm is in rule

create table public.proof (
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  checked integer not null
  differing bigint[] not null
);
-- Each nightly comparison of stored deadlines with derived ones, and whose differed

create table public.proposal (
  id bigint not null generated always as identity
  occasion text not null
  about_staff_id bigint
  about_programme_id bigint
  effective_on date not null
  note text not null default ''::text
  follows_id bigint
  state text not null default 'queued'::text
  attempt integer not null default 0 -- How often solving has begun; only the attempt that was begun last saves
  asked_by bigint not null
  asked_at timestamp with time zone not null
  facts_on date
  facts_hash text -- Of the canonical input that was solved: the same input gives the same proposal
  solved_at timestamp with time zone
  outcome jsonb -- Certificate, what keeping as is costs, loads before and after, the curve, and what stood in the way; keys and figures, no names
  settled_by bigint
  settled_at timestamp with time zone
  version integer not null default 1
  scope text not null default 'all'::text -- needed: only those move who cannot stay or have nobody; all: others too, where that evens out the load
  failed_because text
  solving_seen_at timestamp with time zone -- When whoever solves was last heard of: one proposal is solved at a time, and one that was left in the middle holds up nobody
  solving_session integer -- The process of the session that whoever solves holds: where it is gone, nobody solves any more
  given_back integer not null default 0 -- How many attempts were broken off because the house was closed: they are not held against the proposal
);
row level security
-- Who should have whom from a day on: asked for by a leader, worked out by a job, accepted or discarded by a leader

create table public.proposal_input (
  proposal_id bigint not null
  problem json not null
);
row level security
-- The whole question that was solved, as medgang allocate reads it: keys and figures, no names and no reasons of bars

create table public.proposal_lock (
  proposal_id bigint not null
  youth_id bigint not null
  kind text not null
  staff_id bigint not null
  set_by bigint not null default door.staff_id()
  set_at timestamp with time zone not null default now()
);
row level security
-- With whom a young person stays, or to whom he or she shall go, when a proposal is solved again

create table public.proposal_move (
  proposal_id bigint not null
  youth_id bigint not null
  "position" integer not null
  from_id bigint
  to_id bigint -- Null: nobody has room, and the young person waits
  minutes integer not null
  gain bigint not null -- By how many points the proposal would be dearer without this move
  why jsonb not null -- The strongest reason, and the loads in percent, before and after, of whoever gives and receives
  state text not null default 'proposed'::text
  left_because text
  assignment_id bigint
  lack jsonb -- What the receiver lacked when the move was left: a ceiling or time, with the figures; keys, no names
);
row level security
-- One young person who should get another caseworker, what that gains, and what became of it when it was accepted

create table public.proposal_taker (
  proposal_id bigint not null
  staff_id bigint not null
);
row level security
-- Who takes those in the programme that a proposal is about

create table public.rate (
  id bigint not null generated always as identity
  kind text not null
  during daterange not null
  amount integer not null
  source text not null
  status text not null
  version integer not null default 1
);
-- Amounts in øre before tax, each in its period; what is not here was not found

create table public.rate_kind (
  key text not null
  name text not null
  for_whom text not null
  unit text not null
  during daterange not null
  source text not null
  status text not null
  "position" integer not null
);
-- What there is a rate for, to whom, and in which years: where it has none on a day, one is missing

create table public.read_log (
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  staff_id bigint not null
  action text not null
  youth_ids bigint[] not null
  request_id text not null
);
row level security
-- Which member of staff was shown which young people, written in the transaction of the read

create table public.referral (
  id bigint not null generated always as identity
  reference text not null
  code_hash bytea -- SHA-256 of the code on the receipt, with which the sender follows what happens; null where none was handed out
  client_key uuid not null default gen_random_uuid() -- Made up by the browser: a retry whose answer was lost finds what it stored
  received_at timestamp with time zone not null
  received_on date not null
  channel text not null
  language text not null default 'da'::text
  sender_role text not null
  sender_name text not null default ''::text
  sender_place text not null default ''::text
  sender_phone text
  sender_email text
  call_when text not null default ''::text
  youth_given_name text not null
  youth_family_name text not null default ''::text
  youth_birth_date date
  youth_age integer
  youth_phone text
  youth_email text
  search_name text not null
  about text not null
  youth_knows boolean
  may_tell text not null default 'receipt'::text -- What the sender may be told: that it was received, or also what came of it
  state text not null default 'new'::text
  handler_id bigint
  youth_id bigint
  merged_into bigint
  close_reason text
  close_note text not null default ''::text
  registered_by bigint
  recorded_at timestamp with time zone not null default now()
  version integer not null default 1
  sender_is_youth text not null default 'unknown'::text -- Where the sender said to be the young person: whether somebody at work has found that it is so
);
row level security
-- An enquiry through the one entrance: who wrote, about whom, and where it has come to; youth_id is null until it belongs to somebody in the register

create table public.referral_event (
  id bigint not null generated always as identity
  referral_id bigint not null
  at timestamp with time zone not null
  day date not null
  staff_id bigint
  kind text not null
  note text not null default ''::text
  details jsonb not null default '{}'::jsonb
);
row level security
-- What happened to an enquiry, one row a step; never rewritten

create table public.referral_read_log (
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  staff_id bigint not null
  action text not null
  referral_ids bigint[] not null
  request_id text not null
);
row level security
-- Which member of staff was shown which enquiries, written in the transaction of the read

create table public.rule (
  id bigint not null generated always as identity
  key text not null
  name text not null
  clock text not null
  status text not null
  source text not null
  during daterange not null
  programme_id bigint
  target_group text
  anchor text not null
  pattern text not null
  fulfilled_by text[] not null
  interval_unit text not null
  interval_length integer not null
  count integer not null default 1
  window_working_days integer not null default 0
  non_working_days text not null
  stops_in_pause boolean not null
  return_working_days integer not null default 5
  retry_working_days integer not null default 3
  escalate_after integer not null default 3
  version integer not null default 1
  stops_in_closing boolean not null default false -- Whether days in a closing are not counted: of the schools for the law's clock, of house and schools for a promise
  entrance_stage text -- Which promise at the entrance it is: counts from each enquiry that became the case or was given to it; changed where the promise is
  entrance_promise_id bigint -- The promise that this row follows
);
-- Dated configuration: what contact is owed, by which clock, with source and status

create table public.rule_draft (
  id bigint not null generated always as identity
  title text not null
  source text not null
  status text not null
  from_day date not null
  changes jsonb not null
  state text not null default 'draft'::text
  version integer not null default 1
);
-- Changes of rules and groups that are expected; without effect until they are adopted

create table public.saved_view (
  id bigint not null generated always as identity
  staff_id bigint not null
  page text not null
  name text not null
  definition jsonb not null
);
row level security
-- A member of staff's own filters and columns

create table public.session (
  token_hash bytea not null
  staff_id bigint not null
  id_token_encrypted bytea
  created_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  ends_at timestamp with time zone not null
  idle_minutes integer not null default 60
);
-- Who is logged in; the token itself is only in the browser's cookie

create table public.staff (
  id bigint not null generated always as identity
  given_name text not null
  family_name text not null
  email text
  phone text
  profession text not null
  oidc_subject text
  created_at timestamp with time zone not null default now()
  left_on date
  version integer not null default 1
);
-- Everyone who works with the young people, with or without log-in

create table public.staff_absence (
  id bigint not null generated always as identity
  staff_id bigint not null
  kind text not null
  deputy_id bigint
  during daterange not null
);
row level security
-- When a member of staff is away, and who stands in

create table public.staff_competence (
  staff_id bigint not null
  competence text not null
);
-- Who has which competence

create table public.staff_duty (
  id bigint not null generated always as identity
  staff_id bigint not null
  name text not null
  weekly_minutes integer not null
  during daterange not null
);
-- Other work than with young people of one's own, in minutes a week, dated

create table public.staff_hours (
  id bigint not null generated always as identity
  staff_id bigint not null
  weekly_minutes integer not null
  during daterange not null
);
-- Contracted minutes a week, dated; no row means not known, never zero

create table public.staff_language (
  staff_id bigint not null
  language text not null
);
-- Which languages somebody of the staff speaks with young people, as ISO 639 has the codes

create table public.staff_place (
  staff_id bigint not null
  postal_code text not null
);
-- In which postal codes somebody of the staff meets young people

create table public.staff_role (
  id bigint not null generated always as identity
  staff_id bigint not null
  role text not null
  during daterange not null
);
-- Which roles a member of staff has when

create table public.subject_area (
  code text not null
  name text not null
  legal_basis text not null
  sensitive boolean not null
  "position" integer not null
  status text not null
);
-- What a note is about, and the legal basis on which it is kept

create table public.target_group (
  code text not null
  name text not null
  definition text not null
  during daterange not null
  source text not null
  status text not null
  "position" integer not null
  decided_at jsonb -- At which decisions the group may be chosen: objects of stage, specialCase, source and status; null is at each, by the group's own source, and an empty list is a work status that nobody decides
  version integer not null default 1
  begun_anew boolean not null default false -- It replaces none: taken back before its day, the one before it stays ended
);
-- Dated configuration: the groups that an assessment may decide

create table public.word (
  key text not null
  name text not null
);
-- What the municipality itself calls something, where it is not Medgang's word: a noun in -er, so that it can be bent

create table public.youth (
  id bigint not null generated always as identity
  given_name text not null
  family_name text not null
  search_name text not null
  birth_date date not null
  cpr_encrypted bytea
  cpr_index bytea
  phone text
  email text
  address text
  postal_code text
  city text
  protected_address boolean not null default false
  language text not null default 'da'::text
  needs_interpreter boolean not null default false
  preferred_contact text
  about text not null default ''::text
  created_by bigint
  created_at timestamp with time zone not null default now()
  version integer not null default 1
);
row level security
-- A young person; the CPR number is encrypted, its keyed index serves look-up alone

create table public.youth_case (
  id bigint not null generated always as identity
  youth_id bigint not null
  enquiry_day date
  during daterange not null
  close_reason text
);
row level security
-- When a young person's case is open; a return is a new row

-- constraints

public.activity: constraint activity_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.activity: constraint activity_description_length CHECK ((length(description) <= 500));

public.activity: constraint activity_kind_known CHECK ((kind = ANY (ARRAY['education'::text, 'work'::text, 'internship'::text, 'fgu'::text, 'production'::text, 'treatment'::text, 'course'::text, 'other'::text])));

public.activity: constraint activity_minutes CHECK (((weekly_minutes >= 1) AND (weekly_minutes <= 6000)));

public.activity: constraint activity_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.activity: constraint activity_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.activity: constraint activity_pkey PRIMARY KEY (id);

public.activity: constraint activity_showed_up_on_a_day CHECK (((showed_up IS NULL) = (showed_up_on IS NULL)));

public.activity: constraint activity_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.activity: constraint activity_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.age_change: constraint age_change_age_sensible CHECK (((age >= 1) AND (age <= 99)));

public.age_change: constraint age_change_guardians_at_18 CHECK (((kind <> 'guardiansLeave'::text) OR (age = 18)));

public.age_change: constraint age_change_kind_known CHECK ((kind = ANY (ARRAY['guardiansLeave'::text, 'targetGroupsEnd'::text, 'handover'::text, 'dutyBegins'::text, 'dutyEnds'::text, 'told'::text])));

public.age_change: constraint age_change_no_overlap EXCLUDE USING gist (key WITH =, during WITH &&);

public.age_change: constraint age_change_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.age_change: constraint age_change_pkey PRIMARY KEY (id);

public.age_change: constraint age_change_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.age_change: constraint age_change_text_length CHECK ((((length(name) >= 1) AND (length(name) <= 100)) AND ((length(text) >= 1) AND (length(text) <= 1000)) AND ((length(source) >= 1) AND (length(source) <= 500))));

public.age_ending: constraint age_ending_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.age_ending: constraint age_ending_pkey PRIMARY KEY (id);

public.age_ending: constraint age_ending_subject_known CHECK ((subject = ANY (ARRAY['membership'::text, 'assessment'::text])));

public.age_ending: constraint age_ending_undone_by_staff FOREIGN KEY (undone_by) REFERENCES public.staff(id);

public.age_task: constraint age_task_days_sensible CHECK (((days_before >= 0) AND (days_before <= 365)));

public.age_task: constraint age_task_named PRIMARY KEY (age_change_id, item);

public.age_task: constraint age_task_of_change FOREIGN KEY (age_change_id) REFERENCES public.age_change(id) ON DELETE CASCADE;

public.age_task: constraint age_task_only_with_known CHECK ((only_with = ANY (ARRAY['guardians'::text, 'membership'::text])));

public.age_task: constraint age_task_text_length CHECK ((((length(item) >= 1) AND (length(item) <= 40)) AND ((length(text) >= 1) AND (length(text) <= 300))));

public.age_task_done: constraint age_task_done_by_staff FOREIGN KEY (done_by) REFERENCES public.staff(id);

public.age_task_done: constraint age_task_done_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.age_task_done: constraint age_task_done_once PRIMARY KEY (youth_id, age, item);

public.appointment: constraint appointment_booked_by_staff FOREIGN KEY (booked_by) REFERENCES public.staff(id);

public.appointment: constraint appointment_cancelled_reason_length CHECK (((length(cancelled_reason) >= 1) AND (length(cancelled_reason) <= 500)));

public.appointment: constraint appointment_kind_known CHECK ((kind = ANY (ARRAY['meeting'::text, 'call'::text, 'accompaniment'::text])));

public.appointment: constraint appointment_length_sensible CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '12:00:00'::interval))));

public.appointment: constraint appointment_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.appointment: constraint appointment_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.appointment: constraint appointment_pkey PRIMARY KEY (id);

public.appointment: constraint appointment_place_length CHECK ((length(place) <= 200));

public.appointment: constraint appointment_staff_is_free EXCLUDE USING gist (staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'booked'::text));

public.appointment: constraint appointment_state_known CHECK ((state = ANY (ARRAY['booked'::text, 'held'::text, 'noShow'::text, 'cancelled'::text])));

public.assessment: constraint assessment_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.assessment: constraint assessment_corrects FOREIGN KEY (corrects_id) REFERENCES public.assessment(id);

public.assessment: constraint assessment_no_overlap EXCLUDE USING gist (youth_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.assessment: constraint assessment_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.assessment: constraint assessment_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.assessment: constraint assessment_pkey PRIMARY KEY (id);

public.assessment: constraint assessment_reason_length CHECK ((length(reason) <= 4000));

public.assessment: constraint assessment_rests_on FOREIGN KEY (contact_id) REFERENCES public.contact(id);

public.assessment: constraint assessment_stage_known CHECK ((stage = ANY (ARRAY['first'::text, 'provisional'::text, 'final'::text, 'later'::text])));

public.assessment: constraint assessment_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.assessment: constraint assessment_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.assignment: constraint assignment_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.assignment: constraint assignment_begins_handover TRIGGER DEFERRABLE INITIALLY DEFERRED;

public.assignment: constraint assignment_changes_handover TRIGGER DEFERRABLE INITIALLY DEFERRED;

public.assignment: constraint assignment_no_overlap EXCLUDE USING gist (youth_id WITH =, staff_id WITH =, role WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.assignment: constraint assignment_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.assignment: constraint assignment_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.assignment: constraint assignment_one_caseworker EXCLUDE USING gist (youth_id WITH =, during WITH &&) WHERE (((role = 'caseworker'::text) AND (withdrawn_at IS NULL)));

public.assignment: constraint assignment_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.assignment: constraint assignment_pkey PRIMARY KEY (id);

public.assignment: constraint assignment_reason_length CHECK ((length(reason) <= 500));

public.assignment: constraint assignment_role_known CHECK ((role = ANY (ARRAY['caseworker'::text, 'educationAdviser'::text, 'contactPerson'::text, 'mentor'::text])));

public.assignment: constraint assignment_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.assignment: constraint assignment_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.bar: constraint bar_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.bar: constraint bar_ended_by_staff FOREIGN KEY (ended_by) REFERENCES public.staff(id);

public.bar: constraint bar_no_overlap EXCLUDE USING gist (youth_id WITH =, staff_id WITH =, during WITH &&);

public.bar: constraint bar_note_length CHECK ((length(note) <= 500));

public.bar: constraint bar_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.bar: constraint bar_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.bar: constraint bar_other_is_explained CHECK (((reason <> 'other'::text) OR (note <> ''::text)));

public.bar: constraint bar_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.bar: constraint bar_pkey PRIMARY KEY (id);

public.bar: constraint bar_reason_known CHECK ((reason = ANY (ARRAY['kinship'::text, 'conflict'::text, 'youthWish'::text, 'other'::text])));

public.benefit: constraint benefit_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.benefit: constraint benefit_kind_known CHECK ((kind = ANY (ARRAY['uddannelseshjaelp'::text, 'kontanthjaelp'::text, 'su'::text, 'sygedagpenge'::text, 'ressourceforloeb'::text, 'other'::text])));

public.benefit: constraint benefit_no_overlap EXCLUDE USING gist (youth_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.benefit: constraint benefit_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.benefit: constraint benefit_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.benefit: constraint benefit_pkey PRIMARY KEY (id);

public.benefit: constraint benefit_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.benefit: constraint benefit_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.capacity_setting: constraint capacity_setting_known CHECK ((key = ANY (ARRAY['fullTimeWeekly'::text, 'fullTimeForYouths'::text, 'longAbsenceDays'::text, 'bridgeWeeksBefore'::text, 'bridgeWeeksAfter'::text, 'recentWeeks'::text])));

public.capacity_setting: constraint capacity_setting_no_overlap EXCLUDE USING gist (key WITH =, during WITH &&);

public.capacity_setting: constraint capacity_setting_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.capacity_setting: constraint capacity_setting_pkey PRIMARY KEY (id);

public.capacity_setting: constraint capacity_setting_sensible CHECK ((((value >= 0) AND (value <= 20000)) AND ((value > 0) OR (key <> ALL (ARRAY['fullTimeWeekly'::text, 'fullTimeForYouths'::text, 'longAbsenceDays'::text, 'recentWeeks'::text])))));

public.capacity_setting: constraint capacity_setting_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.capacity_setting: constraint capacity_setting_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.case_import: constraint case_import_by_staff FOREIGN KEY (created_by) REFERENCES public.staff(id);

public.case_import: constraint case_import_file_name_length CHECK ((length(file_name) <= 255));

public.case_import: constraint case_import_pkey PRIMARY KEY (id);

public.case_import: constraint case_import_sheet_until_done CHECK (((state = 'done'::text) OR (sheet_sealed IS NOT NULL)));

public.case_import: constraint case_import_state_known CHECK ((state = ANY (ARRAY['staged'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text])));

public.case_weight: constraint case_weight_minutes_sensible CHECK (((minutes >= 0) AND (minutes <= 10000)));

public.case_weight: constraint case_weight_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.case_weight: constraint case_weight_no_overlap EXCLUDE USING gist (COALESCE(programme_id, (0)::bigint) WITH =, key WITH =, during WITH &&);

public.case_weight: constraint case_weight_of_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);

public.case_weight: constraint case_weight_per_known CHECK ((per = ANY (ARRAY['month'::text, 'meeting'::text, 'call'::text, 'accompaniment'::text, 'seat'::text, 'firstHalfYear'::text, 'bridge'::text, 'interpretedMeeting'::text])));

public.case_weight: constraint case_weight_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.case_weight: constraint case_weight_pkey PRIMARY KEY (id);

public.case_weight: constraint case_weight_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.case_weight: constraint case_weight_times_of_contacts CHECK (((times_a_year IS NULL) OR (per = ANY (ARRAY['meeting'::text, 'call'::text, 'accompaniment'::text]))));

public.case_weight: constraint case_weight_times_sensible CHECK (((times_a_year >= 1) AND (times_a_year <= 366)));

public.caseload_mark: constraint caseload_mark_once PRIMARY KEY (xid, youth_id);

public.caseworker_wish: constraint caseworker_wish_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.caseworker_wish: constraint caseworker_wish_ended_by_staff FOREIGN KEY (ended_by) REFERENCES public.staff(id);

public.caseworker_wish: constraint caseworker_wish_for_competence FOREIGN KEY (competence) REFERENCES public.competence(code);

public.caseworker_wish: constraint caseworker_wish_for_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.caseworker_wish: constraint caseworker_wish_no_overlap EXCLUDE USING gist (youth_id WITH =, COALESCE(staff_id, (0)::bigint) WITH =, COALESCE(competence, ''::text) WITH =, COALESCE(profession, ''::text) WITH =, during WITH &&);

public.caseworker_wish: constraint caseworker_wish_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.caseworker_wish: constraint caseworker_wish_one_thing CHECK ((num_nonnulls(staff_id, competence, profession) = 1));

public.caseworker_wish: constraint caseworker_wish_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.caseworker_wish: constraint caseworker_wish_person_is_wished CHECK (((staff_id IS NULL) OR (whose = 'youth'::text)));

public.caseworker_wish: constraint caseworker_wish_pkey PRIMARY KEY (id);

public.caseworker_wish: constraint caseworker_wish_profession_length CHECK (((length(profession) >= 1) AND (length(profession) <= 100)));

public.caseworker_wish: constraint caseworker_wish_whose_known CHECK ((whose = ANY (ARRAY['youth'::text, 'case'::text])));

public.ceiling: constraint ceiling_cases_sensible CHECK (((cases >= 1) AND (cases <= 1000)));

public.ceiling: constraint ceiling_minutes_sensible CHECK (((minutes >= 1) AND (minutes <= 100000)));

public.ceiling: constraint ceiling_no_overlap EXCLUDE USING gist (COALESCE(programme_id, (0)::bigint) WITH =, COALESCE(staff_id, (0)::bigint) WITH =, during WITH &&);

public.ceiling: constraint ceiling_of_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);

public.ceiling: constraint ceiling_of_something CHECK (((cases IS NOT NULL) OR (minutes IS NOT NULL)));

public.ceiling: constraint ceiling_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.ceiling: constraint ceiling_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.ceiling: constraint ceiling_pkey PRIMARY KEY (id);

public.ceiling: constraint ceiling_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.ceiling: constraint ceiling_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.ceiling_exception: constraint ceiling_exception_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.ceiling_exception: constraint ceiling_exception_cases_sensible CHECK (((cases >= 1) AND (cases <= 1000)));

public.ceiling_exception: constraint ceiling_exception_has_an_end CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))));

public.ceiling_exception: constraint ceiling_exception_minutes_sensible CHECK (((minutes >= 1) AND (minutes <= 100000)));

public.ceiling_exception: constraint ceiling_exception_no_overlap EXCLUDE USING gist (staff_id WITH =, COALESCE(programme_id, (0)::bigint) WITH =, during WITH &&);

public.ceiling_exception: constraint ceiling_exception_of_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);

public.ceiling_exception: constraint ceiling_exception_of_something CHECK (((cases IS NOT NULL) OR (minutes IS NOT NULL)));

public.ceiling_exception: constraint ceiling_exception_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.ceiling_exception: constraint ceiling_exception_pkey PRIMARY KEY (id);

public.ceiling_exception: constraint ceiling_exception_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 500)));

public.change_log: constraint change_log_pkey PRIMARY KEY (id);

public.closing: constraint closing_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.closing: constraint closing_kind_known CHECK ((kind = ANY (ARRAY['house'::text, 'school'::text])));

public.closing: constraint closing_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.closing: constraint closing_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during)) AND ((upper(during) - lower(during)) <= 120)));

public.closing: constraint closing_pkey PRIMARY KEY (id);

public.closing: constraint closing_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.closing: constraint closing_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.closing: constraint closing_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.competence: constraint competence_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.competence: constraint competence_pkey PRIMARY KEY (code);

public.contact: constraint contact_author FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.contact: constraint contact_has_author CHECK (((staff_id IS NOT NULL) OR (source = 'import'::text)));

public.contact: constraint contact_kind_known CHECK ((kind = ANY (ARRAY['meeting'::text, 'call'::text, 'accompaniment'::text, 'text'::text, 'letter'::text])));

public.contact: constraint contact_minutes_sensible CHECK (((minutes >= 0) AND (minutes <= 1440)));

public.contact: constraint contact_next_appointment FOREIGN KEY (next_appointment_id) REFERENCES public.appointment(id);

public.contact: constraint contact_of_appointment FOREIGN KEY (appointment_id) REFERENCES public.appointment(id);

public.contact: constraint contact_of_talk FOREIGN KEY (referral_event_id) REFERENCES public.referral_event(id) ON DELETE SET NULL;

public.contact: constraint contact_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.contact: constraint contact_once_of_talk UNIQUE (youth_id, referral_event_id);

public.contact: constraint contact_outcome_known CHECK ((outcome = ANY (ARRAY['held'::text, 'noShow'::text, 'unanswered'::text, 'cancelled'::text])));

public.contact: constraint contact_pkey PRIMARY KEY (id);

public.contact: constraint contact_place_length CHECK ((length(place) <= 200));

public.contact: constraint contact_source_known CHECK ((source = ANY (ARRAY['registered'::text, 'import'::text])));

public.contact: constraint contact_team_is_met CHECK (((NOT is_team) OR ((outcome = 'held'::text) AND (kind = ANY (ARRAY['meeting'::text, 'accompaniment'::text])))));

public.contact_version: constraint contact_version_corrector FOREIGN KEY (replaced_by) REFERENCES public.staff(id);

public.contact_version: constraint contact_version_of_contact FOREIGN KEY (contact_id) REFERENCES public.contact(id);

public.contact_version: constraint contact_version_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.contact_version: constraint contact_version_once PRIMARY KEY (contact_id, version);

public.contact_version: constraint contact_version_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 500)));

public.deadline: constraint deadline_clock_known CHECK ((clock = ANY (ARRAY['statutory'::text, 'promise'::text])));

public.deadline: constraint deadline_closed_has_day CHECK (((state = 'open'::text) = (closed_day IS NULL)));

public.deadline: constraint deadline_fulfilled_by_contact FOREIGN KEY (fulfilled_by) REFERENCES public.contact(id);

public.deadline: constraint deadline_named PRIMARY KEY (youth_id, case_id, rule_id, ordinal);

public.deadline: constraint deadline_of_case FOREIGN KEY (case_id) REFERENCES public.youth_case(id);

public.deadline: constraint deadline_of_rule FOREIGN KEY (rule_id) REFERENCES public.rule(id);

public.deadline: constraint deadline_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.deadline: constraint deadline_state_known CHECK ((state = ANY (ARRAY['open'::text, 'onTime'::text, 'late'::text, 'missed'::text, 'excused'::text])));

public.deadline: constraint deadline_window CHECK ((window_from <= window_to));

public.derivation: constraint derivation_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.derivation: constraint derivation_pkey PRIMARY KEY (youth_id);

public.duty_rule: constraint duty_rule_kind_known CHECK ((activity_kind = ANY (ARRAY['education'::text, 'work'::text, 'internship'::text, 'fgu'::text, 'production'::text, 'treatment'::text, 'course'::text, 'other'::text])));

public.duty_rule: constraint duty_rule_minutes CHECK (((weekly_minutes >= 1) AND (weekly_minutes <= 6000)));

public.duty_rule: constraint duty_rule_no_overlap EXCLUDE USING gist (activity_kind WITH =, during WITH &&);

public.duty_rule: constraint duty_rule_part_of_something CHECK (((weekly_minutes IS NOT NULL) OR (NOT counts_in_part)));

public.duty_rule: constraint duty_rule_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.duty_rule: constraint duty_rule_pkey PRIMARY KEY (id);

public.duty_rule: constraint duty_rule_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.duty_rule: constraint duty_rule_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.education_order: constraint education_order_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.education_order: constraint education_order_corrects FOREIGN KEY (corrects_id) REFERENCES public.education_order(id);

public.education_order: constraint education_order_end_reason_length CHECK (((length(end_reason) >= 1) AND (length(end_reason) <= 500)));

public.education_order: constraint education_order_no_overlap EXCLUDE USING gist (youth_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.education_order: constraint education_order_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.education_order: constraint education_order_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.education_order: constraint education_order_pkey PRIMARY KEY (id);

public.education_order: constraint education_order_text_length CHECK ((length(text) <= 4000));

public.education_order: constraint education_order_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.education_order: constraint education_order_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.education_order_rule: constraint education_order_rule_ages CHECK ((((age_from >= 0) AND (age_from <= 99)) AND ((age_to >= age_from) AND (age_to <= 99))));

public.education_order_rule: constraint education_order_rule_no_overlap EXCLUDE USING gist (during WITH &&);

public.education_order_rule: constraint education_order_rule_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.education_order_rule: constraint education_order_rule_pkey PRIMARY KEY (id);

public.education_order_rule: constraint education_order_rule_source_length CHECK (((length(source) >= 1) AND (length(source) <= 1000))) NOT VALID;

public.education_order_rule: constraint education_order_rule_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.education_order_step: constraint education_order_step_kind_known CHECK ((kind = ANY (ARRAY['propose'::text, 'apply'::text, 'start'::text])));

public.education_order_step: constraint education_order_step_note_length CHECK ((length(note) <= 2000));

public.education_order_step: constraint education_order_step_of_order FOREIGN KEY (order_id) REFERENCES public.education_order(id);

public.education_order_step: constraint education_order_step_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.education_order_step: constraint education_order_step_once UNIQUE (order_id, "position");

public.education_order_step: constraint education_order_step_pkey PRIMARY KEY (id);

public.education_order_step: constraint education_order_step_position CHECK ((("position" >= 1) AND ("position" <= 3)));

public.education_order_step: constraint education_order_step_settled_by FOREIGN KEY (done_by) REFERENCES public.staff(id);

public.enquiry_retention: constraint enquiry_retention_months_sensible CHECK (((months >= 1) AND (months <= 120)));

public.enquiry_retention: constraint enquiry_retention_no_overlap EXCLUDE USING gist (during WITH &&);

public.enquiry_retention: constraint enquiry_retention_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.enquiry_retention: constraint enquiry_retention_pkey PRIMARY KEY (id);

public.enquiry_retention: constraint enquiry_retention_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.enquiry_retention: constraint enquiry_retention_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.entrance_promise: constraint entrance_promise_interval_sensible CHECK (((interval_length >= 1) AND (interval_length <= 60)));

public.entrance_promise: constraint entrance_promise_interval_unit_known CHECK ((interval_unit = ANY (ARRAY['days'::text, 'workingDays'::text])));

public.entrance_promise: constraint entrance_promise_no_overlap EXCLUDE USING gist (stage WITH =, during WITH &&);

public.entrance_promise: constraint entrance_promise_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.entrance_promise: constraint entrance_promise_pkey PRIMARY KEY (id);

public.entrance_promise: constraint entrance_promise_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.entrance_promise: constraint entrance_promise_stage_known CHECK ((stage = ANY (ARRAY['contact'::text, 'meeting'::text, 'team'::text])));

public.entrance_promise: constraint entrance_promise_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.entrance_setting: constraint entrance_setting_length CHECK (((length(phone) <= 30) AND (length(opening_hours) <= 200) AND (length(out_of_hours) <= 200) AND ((length(notification_place) >= 1) AND (length(notification_place) <= 200)) AND (length(notification_url) <= 500)));

public.entrance_setting: constraint entrance_setting_one_row CHECK ((id = 1));

public.entrance_setting: constraint entrance_setting_pkey PRIMARY KEY (id);

public.entrance_setting: constraint entrance_setting_url_safe CHECK (((notification_url = ''::text) OR (notification_url ~ '^https?://[^[:space:]]+$'::text)));

public.guardian: constraint guardian_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.guardian: constraint guardian_contact_length CHECK (((length(phone) <= 30) AND (length(email) <= 254)));

public.guardian: constraint guardian_name_length CHECK (((length(name) >= 1) AND (length(name) <= 200)));

public.guardian: constraint guardian_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.guardian: constraint guardian_pkey PRIMARY KEY (id);

public.guardian: constraint guardian_relation_length CHECK ((length(relation) <= 100));

public.guardian: constraint guardian_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.guardian: constraint guardian_withdrawn_reason_known CHECK ((withdrawn_reason = ANY (ARRAY['corrected'::text, 'removed'::text])));

public.guardian: constraint guardian_withdrawn_together CHECK ((((withdrawn_by IS NULL) OR (withdrawn_at IS NOT NULL)) AND ((withdrawn_reason IS NULL) OR (withdrawn_at IS NOT NULL))));

public.guardian_involved: constraint guardian_involved_guardian FOREIGN KEY (guardian_id) REFERENCES public.guardian(id);

public.guardian_involved: constraint guardian_involved_in_contact FOREIGN KEY (contact_id) REFERENCES public.contact(id);

public.guardian_involved: constraint guardian_involved_noted_by FOREIGN KEY (noted_by) REFERENCES public.staff(id);

public.guardian_involved: constraint guardian_involved_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.guardian_involved: constraint guardian_involved_once PRIMARY KEY (contact_id, guardian_id);

public.handover: constraint handover_begun_by_staff FOREIGN KEY (begun_by) REFERENCES public.staff(id);

public.handover: constraint handover_between_two CHECK ((from_id <> to_id));

public.handover: constraint handover_by_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposal(id);

public.handover: constraint handover_ended_why_known CHECK ((ended_why = ANY (ARRAY['done'::text, 'replaced'::text, 'takenBack'::text, 'caseClosed'::text, 'lapsed'::text])));

public.handover: constraint handover_ended_with_reason CHECK (((ended_on IS NULL) = (ended_why IS NULL)));

public.handover: constraint handover_from_staff FOREIGN KEY (from_id) REFERENCES public.staff(id);

public.handover: constraint handover_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.handover: constraint handover_pkey PRIMARY KEY (id);

public.handover: constraint handover_to_staff FOREIGN KEY (to_id) REFERENCES public.staff(id);

public.handover_event: constraint handover_event_appointment FOREIGN KEY (appointment_id) REFERENCES public.appointment(id);

public.handover_event: constraint handover_event_by_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.handover_event: constraint handover_event_contact FOREIGN KEY (contact_id) REFERENCES public.contact(id);

public.handover_event: constraint handover_event_how_known CHECK ((how = ANY (ARRAY['meeting'::text, 'call'::text, 'text'::text, 'letter'::text])));

public.handover_event: constraint handover_event_kind_known CHECK ((kind = ANY (ARRAY['told'::text, 'meetingBooked'::text, 'met'::text, 'noMeeting'::text, 'received'::text])));

public.handover_event: constraint handover_event_meeting_named CHECK (
CASE kind
    WHEN 'meetingBooked'::text THEN ((appointment_id IS NOT NULL) AND (contact_id IS NULL))
    WHEN 'met'::text THEN (num_nonnulls(appointment_id, contact_id) = 1)
    ELSE (num_nonnulls(appointment_id, contact_id) = 0)
END);

public.handover_event: constraint handover_event_note_length CHECK ((length(note) <= 500));

public.handover_event: constraint handover_event_of_handover FOREIGN KEY (handover_id) REFERENCES public.handover(id);

public.handover_event: constraint handover_event_other_is_explained CHECK (((reason <> 'other'::text) OR (note <> ''::text)));

public.handover_event: constraint handover_event_pkey PRIMARY KEY (id);

public.handover_event: constraint handover_event_reason_given CHECK (((kind = 'noMeeting'::text) = (reason IS NOT NULL)));

public.handover_event: constraint handover_event_reason_known CHECK ((reason = ANY (ARRAY['left'::text, 'away'::text, 'declined'::text, 'known'::text, 'other'::text])));

public.handover_event: constraint handover_event_told_how CHECK (((kind = 'told'::text) = (how IS NOT NULL)));

public.log_seal: constraint log_seal_log_known CHECK ((log = ANY (ARRAY['read_log'::text, 'change_log'::text, 'referral_read_log'::text])));

public.log_seal: constraint log_seal_next UNIQUE (log, from_id);

public.log_seal: constraint log_seal_order CHECK ((to_id >= from_id));

public.log_seal: constraint log_seal_pkey PRIMARY KEY (id);

public.membership: constraint membership_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.membership: constraint membership_no_overlap EXCLUDE USING gist (youth_id WITH =, programme_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.membership: constraint membership_of_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);

public.membership: constraint membership_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.membership: constraint membership_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.membership: constraint membership_pkey PRIMARY KEY (id);

public.membership: constraint membership_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.membership: constraint membership_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.migration: constraint migration_pkey PRIMARY KEY (name);

public.municipality: constraint municipality_demo_or_trial CHECK ((NOT (is_demo AND is_trial)));

public.municipality: constraint municipality_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.municipality: constraint municipality_one_row CHECK ((id = 1));

public.municipality: constraint municipality_pkey PRIMARY KEY (id);

public.note: constraint note_body_length CHECK (((length(body) >= 1) AND (length(body) <= 20000)));

public.note: constraint note_of_contact FOREIGN KEY (contact_id) REFERENCES public.contact(id);

public.note: constraint note_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.note: constraint note_pkey PRIMARY KEY (contact_id);

public.note: constraint note_subject_area FOREIGN KEY (subject_area) REFERENCES public.subject_area(code);

public.onboarding_step: constraint onboarding_step_no_overlap EXCLUDE USING gist (COALESCE(staff_id, (0)::bigint) WITH =, from_week WITH =, during WITH &&);

public.onboarding_step: constraint onboarding_step_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.onboarding_step: constraint onboarding_step_percent_sensible CHECK (((percent >= 0) AND (percent <= 100)));

public.onboarding_step: constraint onboarding_step_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.onboarding_step: constraint onboarding_step_pkey PRIMARY KEY (id);

public.onboarding_step: constraint onboarding_step_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.onboarding_step: constraint onboarding_step_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.onboarding_step: constraint onboarding_step_week_sensible CHECK (((from_week >= 0) AND (from_week <= 104)));

public.pause: constraint pause_author FOREIGN KEY (author_id) REFERENCES public.staff(id);

public.pause: constraint pause_has_an_end CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))));

public.pause: constraint pause_no_overlap EXCLUDE USING gist (youth_id WITH =, during WITH &&) WHERE ((withdrawn_at IS NULL));

public.pause: constraint pause_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.pause: constraint pause_pkey PRIMARY KEY (id);

public.pause: constraint pause_reason_known CHECK ((reason = ANY (ARRAY['illness'::text, 'holiday'::text, 'prison'::text, 'moved'::text, 'other'::text])));

public.pause: constraint pause_withdrawer FOREIGN KEY (withdrawn_by) REFERENCES public.staff(id);

public.pause: constraint pause_withdrawn_with_reason CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL)));

public.programme: constraint programme_ages CHECK ((((entry_age_from >= 0) AND (entry_age_from <= 99)) AND ((entry_age_to >= entry_age_from) AND (entry_age_to <= 99))));

public.programme: constraint programme_benefit_weeks CHECK (((entry_benefit_weeks >= 0) AND (entry_benefit_weeks <= 1000)));

public.programme: constraint programme_key_unique UNIQUE (key);

public.programme: constraint programme_leave_age_sensible CHECK (((leave_age >= 1) AND (leave_age <= 99)));

public.programme: constraint programme_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.programme: constraint programme_pkey PRIMARY KEY (id);

public.programme: constraint programme_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.proof: constraint proof_pkey PRIMARY KEY (id);

public.proposal: constraint proposal_about_programme FOREIGN KEY (about_programme_id) REFERENCES public.programme(id);

public.proposal: constraint proposal_about_staff FOREIGN KEY (about_staff_id) REFERENCES public.staff(id);

public.proposal: constraint proposal_about_which CHECK (((about_programme_id IS NOT NULL) = (occasion = 'programme'::text)));

public.proposal: constraint proposal_about_whom CHECK (((about_staff_id IS NOT NULL) = (occasion = ANY (ARRAY['hired'::text, 'leaves'::text, 'ill'::text]))));

public.proposal: constraint proposal_asked_by_staff FOREIGN KEY (asked_by) REFERENCES public.staff(id);

public.proposal: constraint proposal_failed_because_known CHECK ((failed_because = ANY (ARRAY['factsFailed'::text, 'solverFailed'::text, 'tookTooLong'::text, 'nothingFound'::text, 'tooOften'::text])));

public.proposal: constraint proposal_failed_has_reason CHECK (((failed_because IS NULL) OR (state = ANY (ARRAY['failed'::text, 'replaced'::text, 'discarded'::text]))));

public.proposal: constraint proposal_followed_once UNIQUE (follows_id);

public.proposal: constraint proposal_follows FOREIGN KEY (follows_id) REFERENCES public.proposal(id);

public.proposal: constraint proposal_note_length CHECK ((length(note) <= 500));

public.proposal: constraint proposal_occasion_known CHECK ((occasion = ANY (ARRAY['hired'::text, 'leaves'::text, 'ill'::text, 'newCases'::text, 'programme'::text, 'evenOut'::text])));

public.proposal: constraint proposal_pkey PRIMARY KEY (id);

public.proposal: constraint proposal_scope_known CHECK ((scope = ANY (ARRAY['needed'::text, 'all'::text])));

public.proposal: constraint proposal_settled CHECK (((settled_at IS NOT NULL) = (state = ANY (ARRAY['replaced'::text, 'accepted'::text, 'discarded'::text]))));

public.proposal: constraint proposal_settled_by_staff FOREIGN KEY (settled_by) REFERENCES public.staff(id);

public.proposal: constraint proposal_solved CHECK (((state <> ALL (ARRAY['ready'::text, 'impossible'::text, 'accepted'::text])) OR (num_nonnulls(facts_on, facts_hash, solved_at, outcome) = 4)));

public.proposal: constraint proposal_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'solving'::text, 'ready'::text, 'impossible'::text, 'failed'::text, 'replaced'::text, 'accepted'::text, 'discarded'::text])));

public.proposal_input: constraint proposal_input_of_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposal(id);

public.proposal_input: constraint proposal_input_one_each PRIMARY KEY (proposal_id);

public.proposal_lock: constraint proposal_lock_kind_known CHECK ((kind = ANY (ARRAY['stays'::text, 'goesTo'::text])));

public.proposal_lock: constraint proposal_lock_of_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposal(id);

public.proposal_lock: constraint proposal_lock_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.proposal_lock: constraint proposal_lock_one_each PRIMARY KEY (proposal_id, youth_id);

public.proposal_lock: constraint proposal_lock_set_by_staff FOREIGN KEY (set_by) REFERENCES public.staff(id);

public.proposal_lock: constraint proposal_lock_to_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.proposal_move: constraint proposal_move_became FOREIGN KEY (assignment_id) REFERENCES public.assignment(id);

public.proposal_move: constraint proposal_move_carried_out CHECK (((state = 'carriedOut'::text) = (assignment_id IS NOT NULL)));

public.proposal_move: constraint proposal_move_from_staff FOREIGN KEY (from_id) REFERENCES public.staff(id);

public.proposal_move: constraint proposal_move_goes_elsewhere CHECK ((from_id IS DISTINCT FROM to_id));

public.proposal_move: constraint proposal_move_lack_of_room CHECK (((lack IS NULL) OR ((left_because IS NOT NULL) AND (left_because = 'receiverFull'::text))));

public.proposal_move: constraint proposal_move_left_because_known CHECK ((left_because = ANY (ARRAY['caseClosed'::text, 'notTheSameCaseworker'::text, 'changePlanned'::text, 'receiverLeft'::text, 'receiverNotCaseworker'::text, 'receiverAway'::text, 'receiverFull'::text, 'barred'::text, 'nobodyToTake'::text])));

public.proposal_move: constraint proposal_move_left_with_reason CHECK (((state = 'left'::text) = (left_because IS NOT NULL)));

public.proposal_move: constraint proposal_move_minutes_positive CHECK ((minutes > 0));

public.proposal_move: constraint proposal_move_of_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposal(id);

public.proposal_move: constraint proposal_move_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.proposal_move: constraint proposal_move_one_each PRIMARY KEY (proposal_id, youth_id);

public.proposal_move: constraint proposal_move_state_known CHECK ((state = ANY (ARRAY['proposed'::text, 'carriedOut'::text, 'left'::text, 'notChosen'::text])));

public.proposal_move: constraint proposal_move_to_staff FOREIGN KEY (to_id) REFERENCES public.staff(id);

public.proposal_taker: constraint proposal_taker_of_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposal(id);

public.proposal_taker: constraint proposal_taker_one_each PRIMARY KEY (proposal_id, staff_id);

public.proposal_taker: constraint proposal_taker_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.rate: constraint rate_amount_sensible CHECK (((amount >= 0) AND (amount <= 100000000)));

public.rate: constraint rate_no_overlap EXCLUDE USING gist (kind WITH =, during WITH &&);

public.rate: constraint rate_of_kind FOREIGN KEY (kind) REFERENCES public.rate_kind(key);

public.rate: constraint rate_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.rate: constraint rate_pkey PRIMARY KEY (id);

public.rate: constraint rate_source_length CHECK (((length(source) >= 1) AND (length(source) <= 500)));

public.rate: constraint rate_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.rate_kind: constraint rate_kind_for_whom_length CHECK ((length(for_whom) <= 200));

public.rate_kind: constraint rate_kind_key PRIMARY KEY (key);

public.rate_kind: constraint rate_kind_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.rate_kind: constraint rate_kind_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.rate_kind: constraint rate_kind_unit_known CHECK ((unit = ANY (ARRAY['month'::text, 'week'::text, 'day'::text])));

public.read_log: constraint read_log_pkey PRIMARY KEY (id);

public.referral: constraint referral_about_length CHECK (((length(about) >= 1) AND (length(about) <= 4000)));

public.referral: constraint referral_age_sensible CHECK (((youth_age >= 0) AND (youth_age <= 99)));

public.referral: constraint referral_birth_date_sensible CHECK (((youth_birth_date >= '1980-01-01'::date) AND (youth_birth_date <= '2100-01-01'::date)));

public.referral: constraint referral_call_when_length CHECK ((length(call_when) <= 200));

public.referral: constraint referral_channel_known CHECK ((channel = ANY (ARRAY['web'::text, 'walkIn'::text, 'call'::text, 'letter'::text, 'mail'::text])));

public.referral: constraint referral_close_note_length CHECK ((length(close_note) <= 2000));

public.referral: constraint referral_closed_with_reason CHECK (((state <> 'closed'::text) OR ((length(close_reason) >= 1) AND (length(close_reason) <= 60))));

public.referral: constraint referral_code_is_sha256 CHECK ((length(code_hash) = 32));

public.referral: constraint referral_handler FOREIGN KEY (handler_id) REFERENCES public.staff(id);

public.referral: constraint referral_language_known CHECK ((language = ANY (ARRAY['da'::text, 'en'::text])));

public.referral: constraint referral_may_tell_known CHECK ((may_tell = ANY (ARRAY['receipt'::text, 'outcome'::text])));

public.referral: constraint referral_merged_into_referral FOREIGN KEY (merged_into) REFERENCES public.referral(id);

public.referral: constraint referral_merged_with_another CHECK ((((state = 'merged'::text) = (merged_into IS NOT NULL)) AND (merged_into <> id)));

public.referral: constraint referral_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.referral: constraint referral_pkey PRIMARY KEY (id);

public.referral: constraint referral_reference_length CHECK (((length(reference) >= 4) AND (length(reference) <= 20)));

public.referral: constraint referral_registrar FOREIGN KEY (registered_by) REFERENCES public.staff(id);

public.referral: constraint referral_registrar_unless_web CHECK (((channel <> 'web'::text) OR (registered_by IS NULL)));

public.referral: constraint referral_sender_is_youth_known CHECK ((sender_is_youth = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])));

public.referral: constraint referral_sender_length CHECK (((length(sender_name) <= 200) AND (length(sender_place) <= 200) AND (length(sender_phone) <= 30) AND (length(sender_email) <= 254)));

public.referral: constraint referral_sender_role_known CHECK ((sender_role = ANY (ARRAY['youth'::text, 'parent'::text, 'teacher'::text, 'doctor'::text, 'employer'::text, 'colleague'::text, 'other'::text])));

public.referral: constraint referral_state_known CHECK ((state = ANY (ARRAY['new'::text, 'taken'::text, 'closed'::text, 'merged'::text])));

public.referral: constraint referral_taken_by_somebody CHECK (((state <> 'taken'::text) OR (handler_id IS NOT NULL)));

public.referral: constraint referral_youth_contact_length CHECK (((length(youth_phone) <= 30) AND (length(youth_email) <= 254)));

public.referral: constraint referral_youth_name_length CHECK ((((length(youth_given_name) >= 1) AND (length(youth_given_name) <= 100)) AND (length(youth_family_name) <= 100)));

public.referral_event: constraint referral_event_author FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.referral_event: constraint referral_event_kind_known CHECK ((kind = ANY (ARRAY['received'::text, 'corrected'::text, 'taken'::text, 'released'::text, 'attempted'::text, 'contacted'::text, 'linked'::text, 'unlinked'::text, 'merged'::text, 'unmerged'::text, 'passedOn'::text, 'closed'::text, 'reopened'::text, 'senderTold'::text, 'tellingChanged'::text, 'identified'::text, 'talkTakenBack'::text])));

public.referral_event: constraint referral_event_note_length CHECK ((length(note) <= 2000));

public.referral_event: constraint referral_event_of_referral FOREIGN KEY (referral_id) REFERENCES public.referral(id);

public.referral_event: constraint referral_event_pkey PRIMARY KEY (id);

public.referral_read_log: constraint referral_read_log_pkey PRIMARY KEY (id);

public.rule: constraint rule_anchor_known CHECK ((anchor = ANY (ARRAY['enquiry'::text, 'assessment'::text, 'membership'::text, 'offPlan'::text, 'offPlanContact'::text, 'orderStep'::text])));

public.rule: constraint rule_clock_known CHECK ((clock = ANY (ARRAY['statutory'::text, 'promise'::text])));

public.rule: constraint rule_count_sensible CHECK (((count >= 1) AND (count <= 100)));

public.rule: constraint rule_deeds_are_bound CHECK (((pattern = ANY (ARRAY['counted'::text, 'once'::text, 'set'::text])) OR (fulfilled_by <@ ARRAY['meeting'::text, 'call'::text, 'accompaniment'::text, 'text'::text, 'letter'::text])));

public.rule: constraint rule_entrance_has_promise CHECK (((entrance_stage IS NULL) = (entrance_promise_id IS NULL)));

public.rule: constraint rule_entrance_stage_known CHECK ((entrance_stage = ANY (ARRAY['contact'::text, 'meeting'::text, 'team'::text])));

public.rule: constraint rule_escalate_sensible CHECK (((escalate_after >= 1) AND (escalate_after <= 20)));

public.rule: constraint rule_fulfilled_by_known CHECK (((fulfilled_by <@ ARRAY['meeting'::text, 'call'::text, 'accompaniment'::text, 'text'::text, 'letter'::text, 'finalAssessment'::text, 'activity'::text, 'orderStep'::text]) AND (cardinality(fulfilled_by) > 0)));

public.rule: constraint rule_interval_sensible CHECK (((interval_length >= 1) AND (interval_length <= 400)));

public.rule: constraint rule_interval_unit_known CHECK ((interval_unit = ANY (ARRAY['months'::text, 'days'::text, 'workingDays'::text])));

public.rule: constraint rule_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.rule: constraint rule_no_overlap EXCLUDE USING gist (key WITH =, during WITH &&);

public.rule: constraint rule_non_working_days_known CHECK ((non_working_days = ANY (ARRAY['dayBefore'::text, 'stays'::text])));

public.rule: constraint rule_of_entrance_promise FOREIGN KEY (entrance_promise_id) REFERENCES public.entrance_promise(id) ON DELETE CASCADE;

public.rule: constraint rule_of_one_promise UNIQUE (entrance_promise_id);

public.rule: constraint rule_of_programme FOREIGN KEY (programme_id) REFERENCES public.programme(id);

public.rule: constraint rule_pattern_known CHECK ((pattern = ANY (ARRAY['every'::text, 'between'::text, 'counted'::text, 'once'::text, 'set'::text])));

public.rule: constraint rule_pkey PRIMARY KEY (id);

public.rule: constraint rule_retry_sensible CHECK (((retry_working_days >= 1) AND (retry_working_days <= 60)));

public.rule: constraint rule_return_sensible CHECK (((return_working_days >= 1) AND (return_working_days <= 60)));

public.rule: constraint rule_set_has_a_day CHECK (((pattern = 'set'::text) = (anchor = 'orderStep'::text)));

public.rule: constraint rule_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.rule: constraint rule_window_sensible CHECK (((window_working_days >= 0) AND (window_working_days <= 20)));

public.rule_draft: constraint rule_draft_changes_are_a_list CHECK ((jsonb_typeof(changes) = 'array'::text));

public.rule_draft: constraint rule_draft_pkey PRIMARY KEY (id);

public.rule_draft: constraint rule_draft_source_length CHECK (((length(source) >= 1) AND (length(source) <= 1000)));

public.rule_draft: constraint rule_draft_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'adopted'::text, 'discarded'::text])));

public.rule_draft: constraint rule_draft_status_length CHECK (((length(status) >= 1) AND (length(status) <= 500)));

public.rule_draft: constraint rule_draft_title_length CHECK (((length(title) >= 1) AND (length(title) <= 200)));

public.saved_view: constraint saved_view_name_length CHECK (((length(name) >= 1) AND (length(name) <= 60)));

public.saved_view: constraint saved_view_name_unique UNIQUE (staff_id, page, name);

public.saved_view: constraint saved_view_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.saved_view: constraint saved_view_pkey PRIMARY KEY (id);

public.session: constraint session_idle_sensible CHECK (((idle_minutes >= 1) AND (idle_minutes <= 1440)));

public.session: constraint session_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.session: constraint session_pkey PRIMARY KEY (token_hash);

public.session: constraint session_token_is_sha256 CHECK ((length(token_hash) = 32));

public.staff: constraint staff_email_lower CHECK (((email = lower(email)) AND (length(email) <= 254)));

public.staff: constraint staff_name_length CHECK ((((length(given_name) >= 1) AND (length(given_name) <= 100)) AND ((length(family_name) >= 1) AND (length(family_name) <= 100))));

public.staff: constraint staff_pkey PRIMARY KEY (id);

public.staff: constraint staff_profession_length CHECK (((length(profession) >= 1) AND (length(profession) <= 100)));

public.staff_absence: constraint staff_absence_deputy FOREIGN KEY (deputy_id) REFERENCES public.staff(id);

public.staff_absence: constraint staff_absence_kind_known CHECK ((kind = ANY (ARRAY['holiday'::text, 'illness'::text, 'leave'::text, 'course'::text, 'other'::text])));

public.staff_absence: constraint staff_absence_no_overlap EXCLUDE USING gist (staff_id WITH =, during WITH &&);

public.staff_absence: constraint staff_absence_not_own_deputy CHECK ((deputy_id <> staff_id));

public.staff_absence: constraint staff_absence_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_absence: constraint staff_absence_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.staff_absence: constraint staff_absence_pkey PRIMARY KEY (id);

public.staff_competence: constraint staff_competence_known FOREIGN KEY (competence) REFERENCES public.competence(code);

public.staff_competence: constraint staff_competence_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_competence: constraint staff_competence_once PRIMARY KEY (staff_id, competence);

public.staff_duty: constraint staff_duty_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100)));

public.staff_duty: constraint staff_duty_no_overlap EXCLUDE USING gist (staff_id WITH =, name WITH =, during WITH &&);

public.staff_duty: constraint staff_duty_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_duty: constraint staff_duty_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.staff_duty: constraint staff_duty_pkey PRIMARY KEY (id);

public.staff_duty: constraint staff_duty_sensible CHECK (((weekly_minutes >= 1) AND (weekly_minutes <= 3600)));

public.staff_hours: constraint staff_hours_no_overlap EXCLUDE USING gist (staff_id WITH =, during WITH &&);

public.staff_hours: constraint staff_hours_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_hours: constraint staff_hours_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.staff_hours: constraint staff_hours_pkey PRIMARY KEY (id);

public.staff_hours: constraint staff_hours_sensible CHECK (((weekly_minutes >= 1) AND (weekly_minutes <= 3600)));

public.staff_language: constraint staff_language_code CHECK ((language ~ '^[a-z]{2,3}$'::text));

public.staff_language: constraint staff_language_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_language: constraint staff_language_once PRIMARY KEY (staff_id, language);

public.staff_place: constraint staff_place_code CHECK ((postal_code ~ '^[0-9]{4}$'::text));

public.staff_place: constraint staff_place_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_place: constraint staff_place_once PRIMARY KEY (staff_id, postal_code);

public.staff_role: constraint staff_role_known CHECK ((role = ANY (ARRAY['caseworker'::text, 'educationAdviser'::text, 'contactPerson'::text, 'mentor'::text, 'leader'::text, 'administrator'::text])));

public.staff_role: constraint staff_role_no_overlap EXCLUDE USING gist (staff_id WITH =, role WITH =, during WITH &&);

public.staff_role: constraint staff_role_of_staff FOREIGN KEY (staff_id) REFERENCES public.staff(id);

public.staff_role: constraint staff_role_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.staff_role: constraint staff_role_pkey PRIMARY KEY (id);

public.subject_area: constraint subject_area_pkey PRIMARY KEY (code);

public.subject_area: constraint subject_area_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.target_group: constraint target_group_dated PRIMARY KEY (code, during);

public.target_group: constraint target_group_decided_at_list CHECK ((jsonb_typeof(decided_at) = 'array'::text));

public.target_group: constraint target_group_definition_length CHECK ((length(definition) <= 2000)) NOT VALID;

public.target_group: constraint target_group_name_length CHECK (((length(name) >= 1) AND (length(name) <= 100))) NOT VALID;

public.target_group: constraint target_group_no_overlap EXCLUDE USING gist (code WITH =, during WITH &&);

public.target_group: constraint target_group_status_known CHECK ((status = ANY (ARRAY['law'::text, 'local'::text, 'unverified'::text])));

public.word: constraint word_form CHECK (((name ~ '^[a-zæøå]+er$'::text) AND (length(name) <= 40)));

public.word: constraint word_key PRIMARY KEY (key);

public.word: constraint word_known CHECK ((key = 'caseworker'::text));

public.youth: constraint youth_about_length CHECK ((length(about) <= 2000));

public.youth: constraint youth_address_length CHECK (((length(address) <= 200) AND (length(postal_code) <= 10) AND (length(city) <= 100)));

public.youth: constraint youth_birth_date_sensible CHECK (((birth_date >= '1980-01-01'::date) AND (birth_date <= '2100-01-01'::date)));

public.youth: constraint youth_cpr_pair CHECK (((cpr_encrypted IS NULL) = (cpr_index IS NULL)));

public.youth: constraint youth_created_by_staff FOREIGN KEY (created_by) REFERENCES public.staff(id);

public.youth: constraint youth_email_length CHECK ((length(email) <= 254));

public.youth: constraint youth_name_length CHECK ((((length(given_name) >= 1) AND (length(given_name) <= 100)) AND ((length(family_name) >= 1) AND (length(family_name) <= 100))));

public.youth: constraint youth_phone_length CHECK ((length(phone) <= 30));

public.youth: constraint youth_pkey PRIMARY KEY (id);

public.youth: constraint youth_preferred_contact_known CHECK ((preferred_contact = ANY (ARRAY['call'::text, 'text'::text, 'email'::text, 'letter'::text])));

public.youth_case: constraint youth_case_ends_handover TRIGGER DEFERRABLE INITIALLY DEFERRED;

public.youth_case: constraint youth_case_no_overlap EXCLUDE USING gist (youth_id WITH =, during WITH &&);

public.youth_case: constraint youth_case_of_youth FOREIGN KEY (youth_id) REFERENCES public.youth(id);

public.youth_case: constraint youth_case_period CHECK (((NOT isempty(during)) AND (NOT lower_inf(during))));

public.youth_case: constraint youth_case_pkey PRIMARY KEY (id);

public.youth_case: constraint youth_case_reason_on_close CHECK ((upper_inf(during) OR (close_reason IS NOT NULL)));

-- indexes

CREATE INDEX activity_youth ON public.activity USING btree (youth_id);

CREATE INDEX age_ending_subject ON public.age_ending USING btree (subject, subject_id);

CREATE INDEX age_ending_youth ON public.age_ending USING btree (youth_id);

CREATE INDEX appointment_staff ON public.appointment USING btree (staff_id, starts_at) WHERE (state = 'booked'::text);

CREATE INDEX appointment_story ON public.appointment USING btree (youth_id, starts_at);

CREATE INDEX appointment_youth ON public.appointment USING btree (youth_id, starts_at) WHERE (state = 'booked'::text);

CREATE INDEX assessment_youth ON public.assessment USING btree (youth_id) INCLUDE (during, target_group) WHERE (withdrawn_at IS NULL);

CREATE INDEX assignment_coming ON public.assignment USING btree (staff_id, lower(during)) WHERE ((withdrawn_at IS NULL) AND (role = 'caseworker'::text));

CREATE INDEX assignment_staff ON public.assignment USING btree (staff_id, youth_id) INCLUDE (during) WHERE (withdrawn_at IS NULL);

CREATE INDEX assignment_youth ON public.assignment USING btree (youth_id, role) INCLUDE (staff_id, during) WHERE (withdrawn_at IS NULL);

CREATE INDEX bar_staff ON public.bar USING btree (staff_id);

CREATE INDEX benefit_youth ON public.benefit USING btree (youth_id) INCLUDE (during, kind) WHERE (withdrawn_at IS NULL);

CREATE INDEX case_import_end ON public.case_import USING btree (expires_at);

CREATE INDEX case_import_staff ON public.case_import USING btree (created_by, id);

CREATE INDEX caseload_mark_at ON public.caseload_mark USING btree (at);

CREATE INDEX caseworker_wish_staff ON public.caseworker_wish USING btree (staff_id) WHERE (staff_id IS NOT NULL);

CREATE INDEX change_log_time ON public.change_log USING brin (at);

CREATE INDEX change_log_youth ON public.change_log USING btree (youth_id, id);

CREATE UNIQUE INDEX contact_client_key_unique ON public.contact USING btree (client_key);

CREATE INDEX contact_talk ON public.contact USING btree (referral_event_id) WHERE (referral_event_id IS NOT NULL);

CREATE INDEX contact_youth ON public.contact USING btree (youth_id, day);

CREATE INDEX deadline_due ON public.deadline USING btree (due_day);

CREATE INDEX deadline_open ON public.deadline USING btree (youth_id) WHERE (state = 'open'::text);

CREATE INDEX derivation_anew ON public.derivation USING btree (youth_id) WHERE anew;

CREATE INDEX derivation_day ON public.derivation USING btree (derived_on);

CREATE INDEX education_order_step_youth ON public.education_order_step USING btree (youth_id);

CREATE INDEX guardian_phone ON public.guardian USING btree (phone) WHERE ((phone IS NOT NULL) AND (withdrawn_at IS NULL));

CREATE INDEX guardian_youth ON public.guardian USING btree (youth_id);

CREATE INDEX guardian_involved_youth ON public.guardian_involved USING btree (youth_id);

CREATE INDEX handover_from ON public.handover USING btree (from_id) WHERE (ended_on IS NULL);

CREATE UNIQUE INDEX handover_one_open ON public.handover USING btree (youth_id) WHERE (ended_on IS NULL);

CREATE INDEX handover_to ON public.handover USING btree (to_id) WHERE (ended_on IS NULL);

CREATE INDEX handover_youth ON public.handover USING btree (youth_id);

CREATE INDEX handover_event_appointment ON public.handover_event USING btree (appointment_id) WHERE (appointment_id IS NOT NULL);

CREATE INDEX handover_event_handover ON public.handover_event USING btree (handover_id, id);

CREATE INDEX membership_programme ON public.membership USING btree (programme_id);

CREATE INDEX membership_youth ON public.membership USING btree (youth_id) INCLUDE (during, programme_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX pause_youth ON public.pause USING btree (youth_id) INCLUDE (during, reason) WHERE (withdrawn_at IS NULL);

CREATE INDEX proposal_unsettled ON public.proposal USING btree (state) WHERE (state = ANY (ARRAY['queued'::text, 'solving'::text]));

CREATE INDEX proposal_move_youth ON public.proposal_move USING btree (youth_id);

CREATE INDEX read_log_time ON public.read_log USING brin (at);

CREATE INDEX read_log_youths ON public.read_log USING gin (youth_ids) WITH (fastupdate=off);

CREATE UNIQUE INDEX referral_client_key_unique ON public.referral USING btree (client_key);

CREATE INDEX referral_closed ON public.referral USING btree (id) WHERE ((state = 'closed'::text) AND (youth_id IS NULL));

CREATE UNIQUE INDEX referral_code_unique ON public.referral USING btree (code_hash);

CREATE INDEX referral_handled ON public.referral USING btree (handler_id) WHERE (state = 'taken'::text);

CREATE INDEX referral_merged ON public.referral USING btree (merged_into) WHERE (merged_into IS NOT NULL);

CREATE INDEX referral_queue ON public.referral USING btree (received_at) WHERE (state = ANY (ARRAY['new'::text, 'taken'::text]));

CREATE INDEX referral_received ON public.referral USING btree (received_at) WHERE (channel = 'web'::text);

CREATE UNIQUE INDEX referral_reference_unique ON public.referral USING btree (reference);

CREATE INDEX referral_search ON public.referral USING gin (search_name public.gin_trgm_ops);

CREATE INDEX referral_youth ON public.referral USING btree (youth_id) WHERE (youth_id IS NOT NULL);

CREATE INDEX referral_event_story ON public.referral_event USING btree (referral_id, id);

CREATE INDEX referral_event_taken_otherwise ON public.referral_event USING btree ((((details ->> 'taken'::text))::bigint)) WHERE (kind = 'talkTakenBack'::text);

CREATE INDEX referral_read_log_referrals ON public.referral_read_log USING gin (referral_ids) WITH (fastupdate=off);

CREATE INDEX referral_read_log_time ON public.referral_read_log USING brin (at);

CREATE INDEX session_end ON public.session USING btree (ends_at);

CREATE INDEX session_staff ON public.session USING btree (staff_id);

CREATE UNIQUE INDEX staff_email_unique ON public.staff USING btree (email);

CREATE UNIQUE INDEX staff_oidc_subject_unique ON public.staff USING btree (oidc_subject);

CREATE INDEX staff_sorted ON public.staff USING btree (family_name COLLATE public.danish, given_name COLLATE public.danish);

CREATE INDEX staff_absence_deputy ON public.staff_absence USING btree (deputy_id) WHERE (deputy_id IS NOT NULL);

CREATE INDEX youth_birth_date ON public.youth USING btree (birth_date);

CREATE UNIQUE INDEX youth_cpr_unique ON public.youth USING btree (cpr_index);

CREATE INDEX youth_email ON public.youth USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE INDEX youth_phone ON public.youth USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX youth_search ON public.youth USING gin (search_name public.gin_trgm_ops);

CREATE INDEX youth_sorted ON public.youth USING btree (family_name COLLATE public.danish, given_name COLLATE public.danish, id);

CREATE INDEX youth_case_open ON public.youth_case USING btree (youth_id) WHERE upper_inf(during);

CREATE INDEX youth_case_youth ON public.youth_case USING btree (youth_id) INCLUDE (during);

-- policies

public.activity: policy activity_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.activity: policy activity_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.activity: policy activity_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.age_ending: policy age_ending_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.age_task_done: policy age_task_done_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.appointment: policy appointment_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.appointment: policy appointment_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.assessment: policy assessment_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.assessment: policy assessment_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.assessment: policy assessment_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.assignment: policy assignment_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.assignment: policy assignment_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.assignment: policy assignment_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.bar: policy bar_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR ((youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])) AND ((staff_id IS DISTINCT FROM ( SELECT door.staff_id() AS staff_id)) OR (author_id = ( SELECT door.staff_id() AS staff_id)))));

public.benefit: policy benefit_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.benefit: policy benefit_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.benefit: policy benefit_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.case_import: policy case_import_own permissive for all to public
  using ((created_by = ( SELECT door.staff_id() AS staff_id)) OR ( SELECT door.sees_all() AS sees_all));

public.caseload_mark: policy caseload_mark_for_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.caseworker_wish: policy caseworker_wish_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.change_log: policy change_log_by_relation permissive for select to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.change_log: policy change_log_own_entry permissive for insert to public
  with check (NOT (staff_id IS DISTINCT FROM ( SELECT door.staff_id() AS staff_id)));

public.contact: policy contact_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.contact: policy contact_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.contact: policy contact_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.contact_version: policy contact_version_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.deadline: policy deadline_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.deadline: policy deadline_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.deadline: policy deadline_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.derivation: policy derivation_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.derivation: policy derivation_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.education_order: policy education_order_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.education_order: policy education_order_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.education_order_step: policy education_order_step_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.education_order_step: policy education_order_step_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.guardian: policy guardian_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.guardian: policy guardian_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.guardian: policy guardian_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.guardian_involved: policy guardian_involved_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.handover: policy handover_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])) OR ((ended_on IS NULL) AND ((from_id = ( SELECT door.staff_id() AS staff_id)) OR ((to_id = ( SELECT door.staff_id() AS staff_id)) AND ((since <= ( SELECT door.today() AS today)) OR (NOT door.is_barred(youth_id, to_id, ( SELECT door.today() AS today))))))));

public.handover_event: policy handover_event_in_sight permissive for all to public
  using (EXISTS ( SELECT
   FROM public.handover h
  WHERE (h.id = handover_event.handover_id)));

public.membership: policy membership_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.membership: policy membership_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.membership: policy membership_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.note: policy note_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.note: policy note_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.pause: policy pause_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.pause: policy pause_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.pause: policy pause_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.proposal: policy proposal_of_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.proposal_input: policy proposal_input_of_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.proposal_lock: policy proposal_lock_of_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.proposal_move: policy proposal_move_of_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.proposal_taker: policy proposal_taker_of_leaders permissive for all to public
  using ( SELECT door.sees_all() AS sees_all);

public.read_log: policy read_log_by_relation permissive for select to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_ids && ( SELECT door.my_youth_ids() AS my_youth_ids)));

public.read_log: policy read_log_own_entry permissive for insert to public
  with check (staff_id = ( SELECT door.staff_id() AS staff_id));

public.referral: policy referral_handled permissive for update to public
  using (( SELECT door.sees_all() AS sees_all) OR ((youth_id IS NULL) AND ( SELECT door.triages() AS triages)) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])) OR ((handler_id = ( SELECT door.staff_id() AS staff_id)) AND ( SELECT door.triages() AS triages)))
  with check (( SELECT door.sees_all() AS sees_all) OR ( SELECT door.triages() AS triages));

public.referral: policy referral_in_sight permissive for select to public
  using (( SELECT door.sees_all() AS sees_all) OR ((youth_id IS NULL) AND ( SELECT door.triages() AS triages)) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])) OR ((handler_id = ( SELECT door.staff_id() AS staff_id)) AND ( SELECT door.triages() AS triages)));

public.referral: policy referral_registered permissive for insert to public
  with check (( SELECT door.sees_all() AS sees_all) OR ((registered_by = ( SELECT door.staff_id() AS staff_id)) AND (youth_id IS NULL) AND ( SELECT door.triages() AS triages)));

public.referral_event: policy referral_event_in_sight permissive for select to public
  using (EXISTS ( SELECT
   FROM public.referral r
  WHERE (r.id = referral_event.referral_id)));

public.referral_event: policy referral_event_own permissive for insert to public
  with check ((NOT (staff_id IS DISTINCT FROM ( SELECT door.staff_id() AS staff_id))) AND (EXISTS ( SELECT
   FROM public.referral r
  WHERE (r.id = referral_event.referral_id))));

public.referral_read_log: policy referral_read_log_leader permissive for select to public
  using ( SELECT door.sees_all() AS sees_all);

public.referral_read_log: policy referral_read_log_own_entry permissive for insert to public
  with check (staff_id = ( SELECT door.staff_id() AS staff_id));

public.saved_view: policy saved_view_own permissive for all to public
  using (staff_id = ( SELECT door.staff_id() AS staff_id));

public.staff_absence: policy staff_absence_own permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (staff_id = ( SELECT door.staff_id() AS staff_id)) OR (deputy_id = ( SELECT door.staff_id() AS staff_id)));

public.youth: policy youth_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.youth: policy youth_registered permissive for insert to public
  with check (created_by = ( SELECT door.staff_id() AS staff_id));

public.youth: policy youth_when_coming permissive for select to public
  using (id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

public.youth_case: policy youth_case_at_registration permissive for insert to public
  with check door.created_here(youth_id);

public.youth_case: policy youth_case_by_relation permissive for all to public
  using (( SELECT door.sees_all() AS sees_all) OR (youth_id = ANY (( SELECT door.my_youth_ids() AS my_youth_ids)::bigint[])));

public.youth_case: policy youth_case_when_coming permissive for select to public
  using (youth_id = ANY (( SELECT door.coming_youth_ids() AS coming_youth_ids)::bigint[]));

-- triggers

CREATE TRIGGER activity_delete_marks AFTER DELETE ON public.activity FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER activity_insert_marks AFTER INSERT ON public.activity REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER activity_update_marks AFTER UPDATE ON public.activity REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER age_change_past_stays BEFORE DELETE OR UPDATE ON public.age_change FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER age_task_past_stays BEFORE DELETE OR UPDATE ON public.age_task FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_tasks();

CREATE TRIGGER assessment_delete_marks AFTER DELETE ON public.assessment FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER assessment_insert_marks AFTER INSERT ON public.assessment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER assessment_update_marks AFTER UPDATE ON public.assessment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE CONSTRAINT TRIGGER assignment_begins_handover AFTER INSERT ON public.assignment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.role = 'caseworker'::text) AND (door.today() IS NOT NULL))) EXECUTE FUNCTION door.follow_at_commit();

CREATE CONSTRAINT TRIGGER assignment_changes_handover AFTER UPDATE ON public.assignment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((new.role = 'caseworker'::text) OR (old.role = 'caseworker'::text)) AND (door.today() IS NOT NULL))) EXECUTE FUNCTION door.follow_at_commit();

CREATE TRIGGER assignment_delete_marks AFTER DELETE ON public.assignment FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER assignment_insert_marks AFTER INSERT ON public.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER assignment_not_barred AFTER INSERT ON public.assignment REFERENCING NEW TABLE AS given FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_barred();

CREATE TRIGGER assignment_refreshes_relations AFTER INSERT OR UPDATE ON public.assignment FOR EACH STATEMENT EXECUTE FUNCTION door.refresh_relations();

CREATE TRIGGER assignment_update_marks AFTER UPDATE ON public.assignment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER bar_delete_marks AFTER DELETE ON public.bar FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER bar_holds_youth AFTER INSERT ON public.bar REFERENCING NEW TABLE AS barred FOR EACH STATEMENT EXECUTE FUNCTION door.hold_barred();

CREATE TRIGGER bar_insert_marks AFTER INSERT ON public.bar REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER bar_update_marks AFTER UPDATE ON public.bar REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER capacity_setting_marks AFTER INSERT OR DELETE OR UPDATE ON public.capacity_setting FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER case_weight_marks AFTER INSERT OR DELETE OR UPDATE ON public.case_weight FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER caseworker_wish_delete_marks AFTER DELETE ON public.caseworker_wish FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER caseworker_wish_insert_marks AFTER INSERT ON public.caseworker_wish REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER caseworker_wish_update_marks AFTER UPDATE ON public.caseworker_wish REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER ceiling_marks AFTER INSERT OR DELETE OR UPDATE ON public.ceiling FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER ceiling_exception_marks AFTER INSERT OR DELETE OR UPDATE ON public.ceiling_exception FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER change_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.change_log FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_rewriting();

CREATE TRIGGER competence_marks AFTER INSERT OR DELETE OR UPDATE ON public.competence FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER duty_rule_past_stays BEFORE DELETE OR UPDATE ON public.duty_rule FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER education_order_rule_past_stays BEFORE DELETE OR UPDATE ON public.education_order_rule FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER enquiry_retention_past_stays BEFORE DELETE OR UPDATE ON public.enquiry_retention FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER entrance_promise_is_rule AFTER INSERT OR UPDATE ON public.entrance_promise FOR EACH ROW EXECUTE FUNCTION door.promise_is_rule();

CREATE TRIGGER log_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.log_seal FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_rewriting();

CREATE TRIGGER membership_delete_marks AFTER DELETE ON public.membership FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER membership_insert_marks AFTER INSERT ON public.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER membership_update_marks AFTER UPDATE ON public.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER municipality_no_new_trial BEFORE UPDATE ON public.municipality FOR EACH ROW WHEN ((new.is_trial AND (NOT old.is_trial))) EXECUTE FUNCTION door.refuse_new_trial();

CREATE TRIGGER onboarding_step_marks AFTER INSERT OR DELETE OR UPDATE ON public.onboarding_step FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER programme_leave_age_dated BEFORE INSERT OR UPDATE OF leave_age, leave_age_from ON public.programme FOR EACH ROW EXECUTE FUNCTION door.date_leave_age();

CREATE TRIGGER programme_marks AFTER INSERT OR DELETE OR UPDATE ON public.programme FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER read_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.read_log FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_rewriting();

CREATE TRIGGER referral_derive_after_answer AFTER UPDATE ON public.referral FOR EACH ROW WHEN ((old.sender_is_youth <> new.sender_is_youth)) EXECUTE FUNCTION door.derive_after_answer();

CREATE TRIGGER referral_merged_go_along AFTER UPDATE OF youth_id ON public.referral FOR EACH ROW WHEN ((new.youth_id IS DISTINCT FROM old.youth_id)) EXECUTE FUNCTION door.merged_go_along();

CREATE TRIGGER referral_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.referral_event FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_rewriting_story();

CREATE TRIGGER referral_read_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.referral_read_log FOR EACH STATEMENT EXECUTE FUNCTION door.refuse_rewriting();

CREATE TRIGGER rule_follows_promise BEFORE DELETE OR UPDATE ON public.rule FOR EACH ROW WHEN (((CURRENT_USER = 'medgang_app'::name) AND (old.entrance_promise_id IS NOT NULL))) EXECUTE FUNCTION door.follows_promise();

CREATE TRIGGER rule_marks AFTER INSERT OR DELETE OR UPDATE ON public.rule FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER rule_past_stays BEFORE DELETE OR UPDATE ON public.rule FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER staff_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_absence_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_absence FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_competence_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_competence FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_duty_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_duty FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_duty_within_hours AFTER INSERT ON public.staff_duty FOR EACH ROW EXECUTE FUNCTION door.refuse_duties_over_hours();

CREATE TRIGGER staff_duty_within_hours_still AFTER UPDATE ON public.staff_duty FOR EACH ROW WHEN (((new.weekly_minutes > old.weekly_minutes) OR (NOT (new.during <@ old.during)) OR (new.staff_id <> old.staff_id))) EXECUTE FUNCTION door.refuse_duties_over_hours();

CREATE TRIGGER staff_hours_above_duties AFTER INSERT ON public.staff_hours FOR EACH ROW EXECUTE FUNCTION door.refuse_duties_over_hours();

CREATE TRIGGER staff_hours_above_duties_still AFTER UPDATE ON public.staff_hours FOR EACH ROW WHEN (((new.weekly_minutes < old.weekly_minutes) OR (NOT (new.during <@ old.during)) OR (new.staff_id <> old.staff_id))) EXECUTE FUNCTION door.refuse_duties_over_hours();

CREATE TRIGGER staff_hours_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_hours FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_language_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_language FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_place_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_place FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER staff_role_marks AFTER INSERT OR DELETE OR UPDATE ON public.staff_role FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER target_group_past_stays BEFORE DELETE OR UPDATE ON public.target_group FOR EACH ROW WHEN ((CURRENT_USER = 'medgang_app'::name)) EXECUTE FUNCTION door.keep_begun_rules();

CREATE TRIGGER youth_delete_marks AFTER DELETE ON public.youth FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE TRIGGER youth_insert_marks AFTER INSERT ON public.youth REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('id');

CREATE TRIGGER youth_update_marks AFTER UPDATE ON public.youth REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('id');

CREATE TRIGGER youth_case_delete_marks AFTER DELETE ON public.youth_case FOR EACH STATEMENT EXECUTE FUNCTION door.mark_unit();

CREATE CONSTRAINT TRIGGER youth_case_ends_handover AFTER UPDATE ON public.youth_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.during IS DISTINCT FROM old.during) AND (door.today() IS NOT NULL))) EXECUTE FUNCTION door.follow_at_commit();

CREATE TRIGGER youth_case_insert_marks AFTER INSERT ON public.youth_case REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

CREATE TRIGGER youth_case_update_marks AFTER UPDATE ON public.youth_case REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION door.mark_youths('youth_id');

-- rights

public.activity: medgang_app may insert, select, update;

public.age_change: medgang_app may delete, insert, select, update;

public.age_ending: medgang_app may insert, select, update;

public.age_task: medgang_app may delete, insert, select, update;

public.age_task_done: medgang_app may delete, insert, select;

public.appointment: medgang_app may insert, select, update;

public.assessment: medgang_app may insert, select, update;

public.assignment: medgang_app may insert, select, update;

public.bar: medgang_app may insert, select, update;

public.benefit: medgang_app may insert, select, update;

public.capacity_setting: medgang_app may delete, insert, select, update;

public.case_import: medgang_app may delete, insert, select, update;

public.case_weight: medgang_app may delete, insert, select, update;

public.caseload_mark: medgang_app may select;

public.caseworker_wish: medgang_app may insert, select, update;

public.ceiling: medgang_app may delete, insert, select, update;

public.ceiling_exception: medgang_app may delete, insert, select, update;

public.change_log: medgang_app may insert, select;

public.closing: medgang_app may insert, select, update;

public.competence: medgang_app may insert, select, update;

public.contact: medgang_app may insert, select, update;

public.contact_version: medgang_app may insert, select;

public.deadline: medgang_app may delete, insert, select, update;

public.derivation: medgang_app may insert, select, update;

public.duty_rule: medgang_app may delete, insert, select, update;

public.education_order: medgang_app may insert, select, update;

public.education_order_rule: medgang_app may delete, insert, select, update;

public.education_order_step: medgang_app may insert, select, update;

public.enquiry_retention: medgang_app may delete, insert, select, update;

public.entrance_promise: medgang_app may insert, select, update;

public.entrance_setting: medgang_app may select, update;

public.guardian: medgang_app may insert, select, update;

public.guardian_involved: medgang_app may delete, insert, select;

public.handover: medgang_app may select, update;

public.handover_event: medgang_app may insert, select;

public.membership: medgang_app may insert, select, update;

public.municipality: medgang_app may insert, select, update;

public.note: medgang_app may delete, insert, select, update;

public.onboarding_step: medgang_app may delete, insert, select, update;

public.pause: medgang_app may insert, select, update;

public.programme: medgang_app may insert, select, update;

public.proof: medgang_app may insert, select;

public.proposal: medgang_app may insert, select, update;

public.proposal_input: medgang_app may insert, select;

public.proposal_lock: medgang_app may delete, insert, select, update;

public.proposal_move: medgang_app may insert, select, update;

public.proposal_taker: medgang_app may insert, select;

public.rate: medgang_app may insert, select, update;

public.rate_kind: medgang_app may insert, select, update;

public.read_log: medgang_app may insert, select;

public.referral: medgang_app may insert, select;

public.referral_event: medgang_app may insert, select;

public.referral_read_log: medgang_app may insert, select;

public.rule: medgang_app may delete, insert, select, update;

public.rule_draft: medgang_app may insert, select, update;

public.saved_view: medgang_app may delete, insert, select, update;

public.session: medgang_app may delete, insert, select, update;

public.staff: medgang_app may insert, select, update;

public.staff_absence: medgang_app may delete, insert, select, update;

public.staff_competence: medgang_app may delete, insert, select;

public.staff_duty: medgang_app may delete, insert, select, update;

public.staff_hours: medgang_app may delete, insert, select, update;

public.staff_language: medgang_app may delete, insert, select;

public.staff_place: medgang_app may delete, insert, select;

public.staff_role: medgang_app may delete, insert, select, update;

public.subject_area: medgang_app may insert, select, update;

public.target_group: medgang_app may delete, insert, select, update;

public.word: medgang_app may insert, select, update;

public.youth: medgang_app may insert, select, update;

public.youth_case: medgang_app may insert, select, update;

public.youth_id_seq: medgang_app may usage;

-- rights to single columns

public.referral.call_when: medgang_app may update;

public.referral.close_note: medgang_app may update;

public.referral.close_reason: medgang_app may update;

public.referral.handler_id: medgang_app may update;

public.referral.language: medgang_app may update;

public.referral.may_tell: medgang_app may update;

public.referral.merged_into: medgang_app may update;

public.referral.search_name: medgang_app may update;

public.referral.sender_email: medgang_app may update;

public.referral.sender_is_youth: medgang_app may update;

public.referral.sender_name: medgang_app may update;

public.referral.sender_phone: medgang_app may update;

public.referral.sender_place: medgang_app may update;

public.referral.sender_role: medgang_app may update;

public.referral.state: medgang_app may update;

public.referral.version: medgang_app may update;

public.referral.youth_age: medgang_app may update;

public.referral.youth_birth_date: medgang_app may update;

public.referral.youth_email: medgang_app may update;

public.referral.youth_family_name: medgang_app may update;

public.referral.youth_given_name: medgang_app may update;

public.referral.youth_id: medgang_app may update;

public.referral.youth_knows: medgang_app may update;

public.referral.youth_phone: medgang_app may update;

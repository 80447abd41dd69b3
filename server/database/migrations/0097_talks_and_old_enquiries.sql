-- The talks about an enquiry go along to whoever it is given to, and can be taken back with it. And what came of nothing
-- is not kept for ever.

alter table contact
  add column referral_event_id bigint constraint contact_of_talk references referral_event on delete set null,
  add constraint contact_once_of_talk unique (youth_id, referral_event_id);
comment on column contact.referral_event_id is 'The talk about an enquiry that it was before the enquiry was somebody''s';
create index contact_talk on contact (referral_event_id) where referral_event_id is not null;

create function door.family_of_referral(of_referral bigint) returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 2
begin atomic
  with recursive family (id, step) as (
    select of_referral, 0 union all
    select c.id, f.step + 1 from family f join referral c on c.merged_into = f.id where f.step < 20
  ) select id from family;
end;
comment on function door.family_of_referral is 'An enquiry and all that were merged into it';

create function door.carry_talks(of_referral bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
  insert into contact (youth_id, staff_id, kind, outcome, starts_at, day, is_team, referral_event_id)
    select whose, t.staff_id, case t.kind when 'team' then 'meeting' else t.kind end,
      case t.kind when 'letter' then 'held' else t.outcome end, t.at, t.day,
      t.kind = 'team' and t.outcome = 'held', t.id
    from (
      select e.id, e.staff_id, e.at, e.day,
        coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as kind,
        coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end) as outcome
      from referral_event e
      where e.referral_id in (select door.family_of_referral(of_referral)) and e.kind in ('attempted', 'contacted')
        and coalesce(e.details ->> 'who', 'youth') = 'youth' and e.staff_id is not null
        -- Written down in the register before talks knew where they came from.
        and not exists (select from contact k where k.youth_id = whose and k.starts_at = e.at and k.staff_id = e.staff_id
          and k.referral_event_id is null)
    ) t
    order by t.at, t.id
    on conflict on constraint contact_once_of_talk do nothing;
  get diagnostics carried = row_count;
  update derivation v set anew = true where v.youth_id = whose;
  return carried;
end $$;
comment on function door.carry_talks is
  'Gives the talks with the young person to the case of whoever the enquiry was given to by the member of staff that asks, once; gives how many, or null without an open case. What is owed is to be derived anew';

create function door.take_talks_back(of_referral bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose bigint;
  taken bigint[];
begin
  select r.youth_id into whose from referral r
    where r.id = of_referral and r.state = 'closed' and r.close_reason = 'linked' and door.triages();
  if whose is null then
    raise exception 'the enquiry is nobody''s' using errcode = 'MG403';
  end if;
  perform from youth_case c where c.youth_id = whose order by c.id for no key update;
  -- What somebody has since put right, or written a note on, is their own account of the young person: it stays.
  select coalesce(array_agg(k.id), '{}') into taken from contact k
    join referral_event e on e.id = k.referral_event_id
    where k.youth_id = whose and e.referral_id in (select door.family_of_referral(of_referral))
      and k.version = 1 and not exists (select from note n where n.contact_id = k.id);
  update deadline d set fulfilled_by = null where d.youth_id = whose and d.fulfilled_by = any (taken);
  delete from contact k where k.id = any (taken);
  update derivation v set anew = true where v.youth_id = whose;
  return cardinality(taken);
end $$;
comment on function door.take_talks_back is
  'Takes the talks of an enquiry from the young person again whom it was given to by mistake; gives how many. What is owed is to be derived anew';
revoke execute on function door.family_of_referral, door.carry_talks, door.take_talks_back from public;

create table enquiry_retention (
  id bigint generated always as identity primary key,
  months integer not null,
  during daterange not null,
  status text not null,
  source text not null,
  version integer not null default 1,
  constraint enquiry_retention_months_sensible check (months between 1 and 120),
  constraint enquiry_retention_period check (not isempty(during) and not lower_inf(during)),
  constraint enquiry_retention_status_known check (status in ('law', 'local', 'unverified')),
  constraint enquiry_retention_source_length check (length(source) between 1 and 500),
  constraint enquiry_retention_no_overlap exclude using gist (during with &&)
);
comment on table enquiry_retention is
  'Dated configuration: how many months a closed enquiry is kept that never became anybody''s case';
insert into enquiry_retention (months, during, status, source) values (6, '[2014-01-01,)', 'unverified',
  'Vores eget forslag: vi har ikke fundet en frist for henvendelser, der ikke blev til en sag. Ret den til jeres egen beslutning.');
grant select, insert, update on enquiry_retention to medgang_app;

create function door.refuse_rewriting_story() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' and current_setting('medgang.forgets', true) = 'on' then
    return null;
  end if;
  raise exception 'the log % is append-only', tg_table_name using errcode = 'MG001';
end $$;
comment on function door.refuse_rewriting_story is
  'The story of an enquiry is never rewritten; it goes as a whole, with the enquiry, when that has been kept long enough';
revoke execute on function door.refuse_rewriting_story from public;
drop trigger referral_event_append_only on referral_event;
create trigger referral_event_append_only before update or delete or truncate on referral_event
  for each statement execute function door.refuse_rewriting_story();

create function door.forget_enquiries(on_day date, at_most integer)
returns table (referral_id bigint, closed_on date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kept_months integer;
  heads bigint[];
  days date[];
  gone bigint[];
begin
  if not door.sees_all() or door.staff_id() is not null then
    raise exception 'only the system forgets' using errcode = 'MG403';
  end if;
  select t.months into kept_months from enquiry_retention t where t.during @> on_day;
  if kept_months is null then
    return;
  end if;
  select coalesce(array_agg(o.id), '{}'), coalesce(array_agg(o.day), '{}') into heads, days from (
    select r.id, c.day from referral r
    cross join lateral (
      -- Whatever happened to it last, so that what was looked at again is kept as long from then on.
      select max(e.day) as day from referral_event e where e.referral_id = r.id) c
    where r.state = 'closed' and r.youth_id is null and r.merged_into is null
      and (c.day + make_interval(months => kept_months))::date <= on_day
    order by r.id limit at_most
    -- Somebody is at it: another night.
    for no key update of r skip locked) o;
  -- What was merged into it goes along; those below first, since they point upwards.
  select coalesce(array_agg(f.id), '{}') into gone
    from unnest(heads) h (id), door.family_of_referral(h.id) f (id);
  perform set_config('medgang.forgets', 'on', true);
  delete from referral_event e where e.referral_id = any (gone);
  perform set_config('medgang.forgets', 'off', true);
  delete from referral r where r.id = any (gone);
  return query select h.id, h.day from unnest(heads, days) h (id, day);
end $$;
comment on function door.forget_enquiries is
  'Deletes closed enquiries that never became anybody''s case, with all that was merged into them, once they have been kept long enough; gives which, and nothing about anybody. The logs of who looked stay';
revoke execute on function door.forget_enquiries from public;
create index referral_closed on referral (id) where state = 'closed' and youth_id is null;

-- Whoever wrote sees what is owed in the case too, until it is kept: the same as staff. The columns that were stay in
-- their order, for the app from before, which may run a moment longer.
drop function door.referral_status(bytea);
create function door.referral_status(code bytea) returns table (
  received_on date, sender_role text, may_tell text, closed boolean,
  taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date,
  sender_is_youth text, tried_on date, tried_kind text, case_open boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 1
begin atomic
  with recursive chain as (
    select r.id, r.merged_into, r.youth_id, r.state, 0 as step from referral r where r.code_hash = code
    union all
    -- What was joined with another goes on there.
    select r.id, r.merged_into, r.youth_id, r.state, c.step + 1
    from chain c join referral r on r.id = c.merged_into where c.step < 20
  ), last as (
    select * from chain order by step desc limit 1
  ), told as (
    select
      min(e.day) filter (where e.kind in ('taken', 'linked')) as taken_on,
      min(e.day) filter (where e.kind = 'contacted') as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' in ('meeting', 'accompaniment', 'team')) as meeting_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' = 'team') as team_on,
      max(e.day) filter (where e.kind = 'senderTold') as told_on,
      max(e.day) filter (where e.kind in ('closed', 'passedOn')) as closed_on
    from referral_event e, referral o
    where o.code_hash = code and e.day >= o.received_on and e.referral_id in (select c.id from chain c)
  ), talked as (
    -- The latest that was tried to reach whoever asks: a talk with them since means that nobody has to try again.
    -- What is tried with others is theirs, and so is what is tried where an enquiry was joined with another, unless it
    -- is known that the young person asks.
    select e.kind, e.day, coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as how
    from referral_event e, referral o
    where o.code_hash = code and e.day >= o.received_on and e.kind in ('attempted', 'contacted')
      and e.referral_id in (select c.id from chain c)
      and case when o.sender_role = 'youth' and o.sender_is_youth = 'yes'
        then e.referral_id = o.id or coalesce(e.details ->> 'who', 'youth') = 'youth'
        else e.referral_id = o.id and (coalesce(e.details ->> 'who', 'youth') = 'sender'
          or o.sender_role = 'youth' and o.sender_is_youth = 'unknown') end
    -- Within a day, what was tried comes before what was held, as in every clock.
    order by e.day desc, e.kind = 'contacted' desc, e.at desc, e.id desc limit 1
  )
  select o.received_on, o.sender_role, o.may_tell, l.state = 'closed', t.taken_on,
    case when a.is_theirs then least(t.contact_on, a.contact_on) else t.contact_on end,
    -- Nothing of meetings is told before it is known that it is the young person who asks.
    case when a.is_theirs then least(t.meeting_on, a.meeting_on) end,
    case when a.is_theirs then least(t.team_on, a.team_on) end,
    t.told_on, case when l.state = 'closed' then t.closed_on end,
    o.sender_is_youth,
    case when d.kind = 'attempted' and l.state <> 'closed' then d.day end,
    case when d.kind = 'attempted' and l.state <> 'closed' then d.how end,
    exists (select from youth_case c where c.youth_id = l.youth_id and upper_inf(c.during))
  from referral o cross join last l cross join told t left join talked d on true
  -- What the register knows since: what was promised goes on in the case, and is kept by what is held there.
  cross join lateral (
    select o.sender_role = 'youth' and o.sender_is_youth = 'yes' as is_theirs,
      min(k.day) filter (where k.kind in ('call', 'meeting', 'accompaniment')) as contact_on,
      min(k.day) filter (where k.kind in ('meeting', 'accompaniment')) as meeting_on,
      min(k.day) filter (where k.is_team) as team_on
    from contact k where k.youth_id = l.youth_id and k.outcome = 'held' and k.day >= o.received_on) a
  where o.code_hash = code;
end;
comment on function door.referral_status is
  'How far an enquiry has come, for whoever holds the code of its receipt: days and stages alone, no name and no word';
revoke execute on function door.referral_status from public;

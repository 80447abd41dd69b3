-- The entrance itself: what the municipality tells there, what it promises, and the two things that somebody without a
-- log-in may ask of the database.

create table entrance_setting (
  id integer primary key default 1,
  phone text not null default '',
  opening_hours text not null default '',
  out_of_hours text not null default '',
  notification_place text not null default 'kommunens underretningsside',
  notification_url text not null default '',
  version integer not null default 1,
  constraint entrance_setting_one_row check (id = 1),
  constraint entrance_setting_length check (
    length(phone) <= 30 and length(opening_hours) <= 200 and length(out_of_hours) <= 200
    and length(notification_place) between 1 and 200 and length(notification_url) <= 500),
  constraint entrance_setting_url_safe check (notification_url = '' or notification_url ~ '^https?://[^[:space:]]+$')
);
comment on table entrance_setting is 'What the public page tells of this municipality: telephone, hours, and where a notification of concern is sent';
insert into entrance_setting default values;

create table entrance_promise (
  id bigint generated always as identity primary key,
  stage text not null,
  interval_unit text not null,
  interval_length integer not null,
  during daterange not null,
  status text not null,
  source text not null,
  constraint entrance_promise_stage_known check (stage in ('contact', 'meeting', 'team')),
  constraint entrance_promise_interval_unit_known check (interval_unit in ('days', 'workingDays')),
  constraint entrance_promise_interval_sensible check (interval_length between 1 and 60),
  constraint entrance_promise_period check (not isempty(during) and not lower_inf(during)),
  constraint entrance_promise_status_known check (status in ('law', 'local', 'unverified')),
  constraint entrance_promise_source_length check (length(source) between 1 and 500),
  constraint entrance_promise_no_overlap exclude using gist (stage with =, during with &&)
);
comment on table entrance_promise is 'Dated configuration: by when somebody who writes is called, met, and has the right team';
insert into entrance_promise (stage, interval_unit, interval_length, during, status, source) values
  ('contact', 'workingDays', 2, '[2014-01-01,)', 'unverified',
    'Vores eget forslag: ingen af de to kommuner har offentliggjort, hvor hurtigt de ringer. Ret det til jeres egen beslutning.'),
  ('meeting', 'days', 7, '[2014-01-01,)', 'unverified',
    'LAB § 31, stk. 5 giver 7 dage til den første samtale, når nogen søger om hjælp til forsørgelse. At det løfte gælder alle, der skriver, er vores eget forslag. Ret det til jeres egen beslutning.'),
  ('team', 'workingDays', 10, '[2014-01-01,)', 'unverified',
    'Vores egen slutning: UngeCenter Brønderslev samler hurtigt et team, men hvor hurtigt er ikke offentliggjort. Ret det til jeres egen beslutning.');

grant select, update on entrance_setting to medgang_app;
grant select, insert, update on entrance_promise to medgang_app;

create function door.enter_as_nobody(day date, request text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('medgang.staff_id', '', true),
    set_config('medgang.sees_all', 'off', true),
    set_config('medgang.today', day::text, true),
    set_config('medgang.request_id', request, true),
    set_config('medgang.youths', '{}', true);
end $$;
comment on function door.enter_as_nobody is 'Opens a transaction for somebody without a log-in: row-level security shows nobody';

create function door.receive_referral(
  words jsonb, choices text[], code bytea, key uuid, at timestamptz, day date, per_hour integer
) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
comment on function door.receive_referral is
  'Stores what somebody without a log-in wrote, and nothing else; gives its reference, or null when more came in the last hour than are taken';

create function door.referral_status(code bytea) returns table (
  received_on date, sender_role text, may_tell text, closed boolean,
  taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date)
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
      min(e.day) filter (where e.kind = 'taken') as taken_on,
      min(e.day) filter (where e.kind = 'contacted') as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' in ('meeting', 'team')) as meeting_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' = 'team') as team_on,
      max(e.day) filter (where e.kind = 'senderTold') as told_on,
      max(e.day) filter (where e.kind = 'closed') as closed_on
    from referral_event e, referral o
    where o.code_hash = code and e.day >= o.received_on and e.referral_id in (select c.id from chain c)
  )
  select o.received_on, o.sender_role, o.may_tell, l.state = 'closed', t.taken_on, t.contact_on,
    -- What the register knows of meetings is told only after somebody has spoken with whoever wrote: before that,
    -- nobody knows whether it is the young person who asks.
    least(t.meeting_on, case when t.contact_on is not null then (
      select min(k.day) from contact k
      where k.youth_id = l.youth_id and k.outcome = 'held' and k.kind in ('meeting', 'accompaniment')
        and k.day >= t.contact_on) end),
    t.team_on, t.told_on, case when l.state = 'closed' then t.closed_on end
  from referral o, last l, told t
  where o.code_hash = code;
end;
comment on function door.referral_status is
  'How far an enquiry has come, for whoever holds the code of its receipt: days and stages alone, no name and no word';

-- What somebody was shown of an enquiry is sealed like the other logs.
alter table log_seal drop constraint log_seal_log_known;
alter table log_seal add constraint log_seal_log_known check (log in ('read_log', 'change_log', 'referral_read_log'));

create or replace function door.log_digest(log text, from_id bigint, to_id bigint, before bytea)
returns table (rows bigint, hash bytea)
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set datestyle = 'ISO' as $$
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
end $$;

revoke execute on function door.enter_as_nobody, door.receive_referral, door.referral_status, door.triages,
  door.note_referral_read from public;

-- What comes in through the one entrance, what happened to it, and who was shown it.

create function door.triages() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (
    select from staff_role r
    where r.staff_id = door.staff_id() and r.during @> door.today()
      and r.role in ('caseworker', 'educationAdviser', 'leader'));
end;
comment on function door.triages is 'Whether the member of staff may see and handle enquiries that belong to no young person in the register yet';

create table referral (
  id bigint generated always as identity primary key,
  reference text not null,
  code_hash bytea,
  client_key uuid not null default gen_random_uuid(),
  received_at timestamptz not null,
  received_on date not null,
  channel text not null,
  language text not null default 'da',
  sender_role text not null,
  sender_name text not null default '',
  sender_place text not null default '',
  sender_phone text,
  sender_email text,
  call_when text not null default '',
  youth_given_name text not null,
  youth_family_name text not null default '',
  youth_birth_date date,
  youth_age integer,
  youth_phone text,
  youth_email text,
  search_name text not null,
  about text not null,
  youth_knows boolean,
  may_tell text not null default 'receipt',
  state text not null default 'new',
  handler_id bigint constraint referral_handler references staff,
  youth_id bigint constraint referral_of_youth references youth,
  merged_into bigint constraint referral_merged_into_referral references referral,
  close_reason text,
  close_note text not null default '',
  registered_by bigint constraint referral_registrar references staff,
  recorded_at timestamptz not null default now(),
  version integer not null default 1,
  constraint referral_code_is_sha256 check (length(code_hash) = 32),
  constraint referral_reference_length check (length(reference) between 4 and 20),
  constraint referral_channel_known check (channel in ('web', 'walkIn', 'call', 'letter', 'mail')),
  constraint referral_language_known check (language in ('da', 'en')),
  constraint referral_sender_role_known check (sender_role in ('youth', 'parent', 'teacher', 'doctor', 'employer', 'colleague', 'other')),
  constraint referral_sender_length check (length(sender_name) <= 200 and length(sender_place) <= 200 and length(sender_phone) <= 30 and length(sender_email) <= 254),
  constraint referral_call_when_length check (length(call_when) <= 200),
  constraint referral_youth_name_length check (length(youth_given_name) between 1 and 100 and length(youth_family_name) <= 100),
  constraint referral_youth_contact_length check (length(youth_phone) <= 30 and length(youth_email) <= 254),
  constraint referral_birth_date_sensible check (youth_birth_date between '1980-01-01' and '2100-01-01'),
  constraint referral_age_sensible check (youth_age between 0 and 99),
  constraint referral_about_length check (length(about) between 1 and 4000),
  constraint referral_may_tell_known check (may_tell in ('receipt', 'outcome')),
  constraint referral_state_known check (state in ('new', 'taken', 'closed', 'merged')),
  constraint referral_taken_by_somebody check (state <> 'taken' or handler_id is not null),
  constraint referral_merged_with_another check ((state = 'merged') = (merged_into is not null) and merged_into <> id),
  constraint referral_closed_with_reason check (state <> 'closed' or length(close_reason) between 1 and 60),
  constraint referral_close_note_length check (length(close_note) <= 2000),
  constraint referral_registrar_unless_web check (channel <> 'web' or registered_by is null)
);
comment on table referral is 'An enquiry through the one entrance: who wrote, about whom, and where it has come to; youth_id is null until it belongs to somebody in the register';
comment on column referral.code_hash is 'SHA-256 of the code on the receipt, with which the sender follows what happens; null where none was handed out';
comment on column referral.client_key is 'Made up by the browser: a retry whose answer was lost finds what it stored';
comment on column referral.may_tell is 'What the sender may be told: that it was received, or also what came of it';
create unique index referral_reference_unique on referral (reference);
create unique index referral_code_unique on referral (code_hash);
create unique index referral_client_key_unique on referral (client_key);
create index referral_queue on referral (received_at) where state in ('new', 'taken');
create index referral_received on referral (received_at) where channel = 'web';
create index referral_search on referral using gin (search_name gin_trgm_ops);
create index referral_youth on referral (youth_id) where youth_id is not null;
create index referral_merged on referral (merged_into) where merged_into is not null;
create index referral_handled on referral (handler_id) where state = 'taken';

create table referral_event (
  id bigint generated always as identity primary key,
  referral_id bigint not null constraint referral_event_of_referral references referral,
  at timestamptz not null,
  day date not null,
  staff_id bigint constraint referral_event_author references staff,
  kind text not null,
  note text not null default '',
  details jsonb not null default '{}',
  constraint referral_event_kind_known check (kind in (
    'received', 'corrected', 'taken', 'released', 'attempted', 'contacted', 'linked', 'unlinked', 'merged', 'unmerged',
    'passedOn', 'closed', 'reopened', 'senderTold')),
  constraint referral_event_note_length check (length(note) <= 2000)
);
comment on table referral_event is 'What happened to an enquiry, one row a step; never rewritten';
create index referral_event_story on referral_event (referral_id, id);
create trigger referral_event_append_only before update or delete or truncate on referral_event
  for each statement execute function door.refuse_rewriting();

create table referral_read_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id bigint not null,
  action text not null,
  referral_ids bigint[] not null,
  request_id text not null
);
comment on table referral_read_log is 'Which member of staff was shown which enquiries, written in the transaction of the read';
create index referral_read_log_referrals on referral_read_log using gin (referral_ids) with (fastupdate = off);
create index referral_read_log_time on referral_read_log using brin (at);
create trigger referral_read_log_append_only before update or delete or truncate on referral_read_log
  for each statement execute function door.refuse_rewriting();

create function door.note_referral_read(name text, shown bigint[]) returns void language sql volatile
set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into referral_read_log (staff_id, action, referral_ids, request_id)
    select door.staff_id(), name, shown, door.request_id() where cardinality(shown) > 0;
  -- Whoever is in the register finds the look in the log about them too.
  insert into read_log (staff_id, action, youth_ids, request_id)
    select door.staff_id(), name, array_agg(distinct r.youth_id), door.request_id()
    from referral r where r.id = any (shown) and r.youth_id is not null
    having count(*) > 0;
end;
comment on function door.note_referral_read is
  'Writes the read log of enquiries, and the young people''s own where they belong to one; called by the very statement that reads';

alter table referral enable row level security;
create policy referral_in_sight on referral for select using (
  (select door.sees_all())
  or (youth_id is null and (select door.triages()))
  or youth_id = any ((select door.my_youth_ids())::bigint[])
  -- Who has taken an enquiry goes on seeing it when it turns out to be about a colleague's young person.
  or (handler_id = (select door.staff_id()) and (select door.triages())));
create policy referral_registered on referral for insert with check (
  (select door.sees_all())
  or (registered_by = (select door.staff_id()) and youth_id is null and (select door.triages())));
create policy referral_handled on referral for update
  using (
    (select door.sees_all())
    or (youth_id is null and (select door.triages()))
    or youth_id = any ((select door.my_youth_ids())::bigint[])
    or (handler_id = (select door.staff_id()) and (select door.triages())))
  with check ((select door.sees_all()) or (select door.triages()));

alter table referral_event enable row level security;
create policy referral_event_in_sight on referral_event for select
  using (exists (select from referral r where r.id = referral_id));
create policy referral_event_own on referral_event for insert with check (
  staff_id is not distinct from (select door.staff_id()) and exists (select from referral r where r.id = referral_id));

alter table referral_read_log enable row level security;
create policy referral_read_log_leader on referral_read_log for select using ((select door.sees_all()));
create policy referral_read_log_own_entry on referral_read_log for insert with check (staff_id = (select door.staff_id()));

-- How, when and with which words it came in stays as it was.
grant select, insert on referral to medgang_app;
grant update (
  language, sender_role, sender_name, sender_place, sender_phone, sender_email, call_when, youth_given_name,
  youth_family_name, youth_birth_date, youth_age, youth_phone, youth_email, search_name, youth_knows, may_tell, state,
  handler_id, youth_id, merged_into, close_reason, close_note, version
) on referral to medgang_app;
grant select, insert on referral_event, referral_read_log to medgang_app;

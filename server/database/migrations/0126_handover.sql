-- Who may not have a young person, and the handover that every change of caseworker begins.

create table bar (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint bar_of_youth references youth,
  staff_id bigint not null constraint bar_of_staff references staff,
  reason text not null,
  note text not null default '',
  during daterange not null,
  author_id bigint default door.staff_id() constraint bar_author references staff,
  recorded_at timestamptz not null default now(),
  ended_by bigint constraint bar_ended_by_staff references staff,
  version integer not null default 1,
  constraint bar_reason_known check (reason in ('kinship', 'conflict', 'youthWish', 'other')),
  constraint bar_note_length check (length(note) <= 500),
  constraint bar_other_is_explained check (reason <> 'other' or note <> ''),
  constraint bar_period check (not isempty(during) and not lower_inf(during)),
  constraint bar_no_overlap exclude using gist (youth_id with =, staff_id with =, during with &&)
);
comment on table bar is 'Who of the staff may not be a young person''s caseworker, why, and for how long';
create index bar_staff on bar (staff_id);
alter table bar enable row level security;
-- Whom it bars does not read why, unless as a leader, or as whoever said so.
create policy bar_by_relation on bar using ((select door.sees_all())
  or youth_id = any ((select door.my_youth_ids())::bigint[])
    and (staff_id is distinct from (select door.staff_id()) or author_id = (select door.staff_id())));
grant select, insert, update on bar to medgang_app;

create function door.is_barred(youth bigint, of_staff bigint, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from bar b where b.youth_id = youth and b.staff_id = of_staff
    and (upper_inf(b.during) or upper(b.during) > on_day));
end;
comment on function door.is_barred is
  'Whether a bar stands between a young person and somebody on a day or from a later one, for whoever gives a case: not why';

create table handover (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint handover_of_youth references youth,
  from_id bigint not null constraint handover_from_staff references staff,
  to_id bigint not null constraint handover_to_staff references staff,
  since date not null,
  proposal_id bigint,
  begun_on date not null,
  begun_at timestamptz not null default now(),
  begun_by bigint constraint handover_begun_by_staff references staff,
  ended_on date,
  ended_why text,
  constraint handover_between_two check (from_id <> to_id),
  constraint handover_ended_why_known check (ended_why in ('done', 'replaced', 'takenBack', 'caseClosed')),
  constraint handover_ended_with_reason check ((ended_on is null) = (ended_why is null))
);
comment on table handover is 'A young person gets another caseworker: who gives, who receives, since when, and how it ended';
comment on column handover.begun_at is 'When it was written down; whatever was read before is no receipt';
comment on column handover.proposal_id is 'The proposal by which it came about; null where it was done by hand';
create unique index handover_one_open on handover (youth_id) where ended_on is null;
create index handover_youth on handover (youth_id);
create index handover_from on handover (from_id) where ended_on is null;
create index handover_to on handover (to_id) where ended_on is null;
alter table handover enable row level security;
create policy handover_by_relation on handover using ((select door.sees_all())
  or youth_id = any ((select door.my_youth_ids())::bigint[])
  or ended_on is null and (from_id = (select door.staff_id()) or to_id = (select door.staff_id())));
grant select, update on handover to medgang_app;

create table handover_event (
  id bigint generated always as identity primary key,
  handover_id bigint not null constraint handover_event_of_handover references handover,
  kind text not null,
  day date not null,
  at timestamptz not null default now(),
  staff_id bigint default door.staff_id() constraint handover_event_by_staff references staff,
  appointment_id bigint constraint handover_event_appointment references appointment,
  contact_id bigint constraint handover_event_contact references contact,
  how text,
  reason text,
  note text not null default '',
  constraint handover_event_kind_known check (kind in ('told', 'meetingBooked', 'met', 'noMeeting', 'received')),
  constraint handover_event_told_how check ((kind = 'told') = (how is not null)),
  constraint handover_event_how_known check (how in ('meeting', 'call', 'text', 'letter')),
  constraint handover_event_meeting_named check (case kind
    when 'meetingBooked' then appointment_id is not null and contact_id is null
    when 'met' then num_nonnulls(appointment_id, contact_id) = 1
    else num_nonnulls(appointment_id, contact_id) = 0 end),
  constraint handover_event_reason_given check ((kind = 'noMeeting') = (reason is not null)),
  constraint handover_event_reason_known check (reason in ('left', 'away', 'declined', 'known', 'other')),
  constraint handover_event_note_length check (length(note) <= 500),
  constraint handover_event_other_is_explained check (reason <> 'other' or note <> '')
);
comment on table handover_event is
  'What has happened in a handover; never changed. How it stands follows from it: see domain/caseload/handover.ts';
create index handover_event_handover on handover_event (handover_id, id);
create index handover_event_appointment on handover_event (appointment_id) where appointment_id is not null;
alter table handover_event enable row level security;
create policy handover_event_in_sight on handover_event
  using (exists (select from handover h where h.id = handover_id));
grant select, insert on handover_event to medgang_app;

create function door.changes_of_caseworker(youths bigint[], on_day date)
returns table (youth_id bigint, from_id bigint, to_id bigint, since date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 20
begin atomic
  with held as (
    -- Whoever holds the case, or is to, as the latest row says.
    select distinct on (a.youth_id) a.youth_id, a.staff_id, c.during as of_case
    from youth_case c
    join assignment a on a.youth_id = c.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
      and (upper_inf(a.during) or upper(a.during) > on_day)
    where c.youth_id = any (youths) and upper_inf(c.during)
    order by a.youth_id, lower(a.during) desc
  ), given as (
    -- Whoever had it before in the same case.
    select distinct on (h.youth_id) h.youth_id, h.staff_id as to_id, b.staff_id as from_id, lower(b.during) as began
    from held h
    join assignment b on b.youth_id = h.youth_id and b.role = 'caseworker' and b.withdrawn_at is null
      and b.staff_id <> h.staff_id and b.during && h.of_case
    order by h.youth_id, lower(b.during) desc
  )
  select g.youth_id, g.from_id, g.to_id, s.since
  from given g
  cross join lateral (
    select min(lower(a.during)) as since from assignment a
    where a.youth_id = g.youth_id and a.role = 'caseworker' and a.withdrawn_at is null
      and a.staff_id = g.to_id and lower(a.during) > g.began) s
  where s.since >= on_day - 31;
end;
comment on function door.changes_of_caseworker is
  'Who has lately given these young people to whom, or is to, and since when, as the assignments say';
revoke execute on function door.changes_of_caseworker from medgang_app;

create function door.follow_changes(youths bigint[], on_day date, of_proposal bigint)
returns table (id bigint, youth_id bigint, what text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp rows 20 as $$
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
    )
    select e.id, e.youth_id, e.ended_why from ended e order by e.id;
  return query
    with begun as (
      insert into handover (youth_id, from_id, to_id, since, proposal_id, begun_on, begun_by)
      select w.youth_id, w.from_id, w.to_id, w.since, of_proposal, on_day, door.staff_id()
      from door.changes_of_caseworker(youths, on_day) w
      where not exists (select from handover h where h.youth_id = w.youth_id and h.from_id = w.from_id
        and h.to_id = w.to_id and h.since = w.since and (h.ended_on is null or h.ended_why = 'done'))
      order by w.youth_id
      returning id, youth_id
    )
    select b.id, b.youth_id, 'begun' from begun b;
end $$;
comment on function door.follow_changes is
  'Begins and ends handovers as the assignments of these young people say after a change, and tells which; may run twice';

create function door.my_handovers() returns table (
  id bigint, youth_id bigint, given_name text, family_name text, from_id bigint, to_id bigint, since date
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 10
begin atomic
  select h.id, h.youth_id, y.given_name, y.family_name, h.from_id, h.to_id, h.since
  from handover h join youth y on y.id = h.youth_id
  where h.ended_on is null and (h.from_id = door.staff_id() or h.to_id = door.staff_id());
end;
comment on function door.my_handovers is
  'Open handovers that the member of staff gives or receives, with the name of whom they are about';

-- Who gives a young person follows the handover to its end without seeing contacts and appointments any more.

create function door.handover_happened(handovers bigint[]) returns table (
  id bigint, handover_id bigint, kind text, day date, staff_id bigint, how text, reason text, note text,
  contact_id bigint, contact_day date, appointment_id bigint, starts_at timestamptz, state text
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 5
begin atomic
  select e.id, e.handover_id, e.kind, e.day, e.staff_id, e.how, e.reason, e.note,
    e.contact_id, c.day, e.appointment_id, p.starts_at, p.state
  from handover h
  join handover_event e on e.handover_id = h.id
  left join contact c on c.id = e.contact_id
  left join appointment p on p.id = e.appointment_id
  where h.id = any (handovers) and (door.sees_all() or h.youth_id = any (door.my_youth_ids())
    or h.ended_on is null and (h.from_id = door.staff_id() or h.to_id = door.staff_id()))
  order by e.id;
end;
comment on function door.handover_happened is
  'What has happened in these handovers, in order, with the day and state of its meetings and nothing else of them, for whoever sees the handover';

create or replace function door.is_own_account(k contact) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select k.version > 1
    or exists (select from note n where n.contact_id = k.id)
    or exists (select from assessment a where a.contact_id = k.id)
    or exists (select from guardian_involved g where g.contact_id = k.id)
    or exists (select from handover_event h where h.contact_id = k.id);
end;
comment on function door.is_own_account is
  'Whether somebody has put a contact right since, written a note on it, rested a decision on it, noted a guardian''s part in it, or met about a handover in it: then it is their own account of the young person';

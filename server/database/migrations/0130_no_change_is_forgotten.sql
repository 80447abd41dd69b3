-- No change of caseworker is forgotten, whoever writes it; a handover does not stay open for ever; and what a proposal
-- was asked, how far it may go, and why it came to nothing are kept with it.

alter table handover drop constraint handover_ended_why_known;
alter table handover add constraint handover_ended_why_known
  check (ended_why in ('done', 'replaced', 'takenBack', 'caseClosed', 'lapsed'));

create or replace function door.follow_changes(youths bigint[], on_day date, of_proposal bigint)
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
end $$;

create function door.follow_at_commit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
comment on function door.follow_at_commit is
  'Follows a change of caseworker at the end of the transaction that wrote it, where nobody has before';
revoke execute on function door.follow_at_commit from public;

-- Only where somebody has entered: by which day else would it be judged? The app role writes nothing without.
create constraint trigger assignment_begins_handover after insert on assignment
  deferrable initially deferred for each row
  when (new.role = 'caseworker' and door.today() is not null)
  execute function door.follow_at_commit();
create constraint trigger assignment_changes_handover after update on assignment
  deferrable initially deferred for each row
  when ((new.role = 'caseworker' or old.role = 'caseworker') and door.today() is not null)
  execute function door.follow_at_commit();
create constraint trigger youth_case_ends_handover after update on youth_case
  deferrable initially deferred for each row
  when (new.during is distinct from old.during and door.today() is not null)
  execute function door.follow_at_commit();

create function door.lapse_handovers(on_day date, after_days integer) returns integer
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  with ended as (
    update handover h set ended_on = on_day, ended_why = 'lapsed'
    where h.ended_on is null and h.since < on_day - after_days
    returning h.id, h.youth_id
  ), written as (
    insert into change_log (staff_id, request_id, action, youth_id, subject, subject_id, after)
    select door.staff_id(), door.request_id(), 'handover.end', e.youth_id, 'handover', e.id,
      jsonb_build_object('why', 'lapsed')
    from ended e order by e.id
    returning 1
  )
  select count(*)::integer from written;
end;
comment on function door.lapse_handovers is
  'Ends handovers that nobody has finished in so many days: with them goes the sight of the name for whoever gave';

alter table proposal
  add column scope text not null default 'all',
  add column failed_because text,
  add column solving_seen_at timestamptz,
  add constraint proposal_scope_known check (scope in ('needed', 'all')),
  add constraint proposal_failed_because_known check (failed_because in
    ('factsFailed', 'solverFailed', 'tookTooLong', 'nothingFound', 'tooOften')),
  add constraint proposal_failed_has_reason check (failed_because is null or state in ('failed', 'replaced', 'discarded'));
comment on column proposal.scope is
  'needed: only those move who cannot stay or have nobody; all: others too, where that evens out the load';
comment on column proposal.solving_seen_at is
  'When whoever solves was last heard of: one proposal is solved at a time, and one that was left in the middle holds up nobody';

create table proposal_taker (
  proposal_id bigint not null constraint proposal_taker_of_proposal references proposal,
  staff_id bigint not null constraint proposal_taker_staff references staff,
  constraint proposal_taker_one_each primary key (proposal_id, staff_id)
);
comment on table proposal_taker is 'Who takes those in the programme that a proposal is about';

create table proposal_input (
  proposal_id bigint not null constraint proposal_input_of_proposal references proposal,
  constraint proposal_input_one_each primary key (proposal_id),
  problem json not null
);
comment on table proposal_input is
  'The whole question that was solved, as medgang allocate reads it: keys and figures, no names and no reasons of bars';

alter table proposal_move drop constraint proposal_move_left_because_known;
alter table proposal_move add constraint proposal_move_left_because_known check (left_because in ('caseClosed',
  'notTheSameCaseworker', 'changePlanned', 'receiverLeft', 'receiverNotCaseworker', 'receiverAway', 'receiverFull',
  'barred', 'nobodyToTake'));
comment on column proposal_move.why is
  'The strongest reason, and the loads in percent, before and after, of whoever gives and receives';

do $$
declare name text;
begin
  foreach name in array array['proposal_taker', 'proposal_input'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I using ((select door.sees_all()))', name || '_of_leaders', name);
    execute format('grant select, insert on %I to medgang_app', name);
  end loop;
end $$;

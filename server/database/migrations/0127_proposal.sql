-- Proposals: who should have whom, worked out for a leader, who accepts all of it, some of it or nothing.

create table proposal (
  id bigint generated always as identity primary key,
  occasion text not null,
  about_staff_id bigint constraint proposal_about_staff references staff,
  about_programme_id bigint constraint proposal_about_programme references programme,
  effective_on date not null,
  note text not null default '',
  follows_id bigint constraint proposal_follows references proposal constraint proposal_followed_once unique,
  state text not null default 'queued',
  attempt integer not null default 0,
  asked_by bigint not null constraint proposal_asked_by_staff references staff,
  asked_at timestamptz not null,
  facts_on date,
  facts_hash text,
  solved_at timestamptz,
  outcome jsonb,
  settled_by bigint constraint proposal_settled_by_staff references staff,
  settled_at timestamptz,
  version integer not null default 1,
  constraint proposal_occasion_known check (occasion in
    ('hired', 'leaves', 'ill', 'newCases', 'programme', 'evenOut')),
  constraint proposal_about_whom check ((about_staff_id is not null) = (occasion in ('hired', 'leaves', 'ill'))),
  constraint proposal_about_which check ((about_programme_id is not null) = (occasion = 'programme')),
  constraint proposal_note_length check (length(note) <= 500),
  constraint proposal_state_known check (state in
    ('queued', 'solving', 'ready', 'impossible', 'failed', 'replaced', 'accepted', 'discarded')),
  constraint proposal_solved check (state not in ('ready', 'impossible', 'accepted') or (
    num_nonnulls(facts_on, facts_hash, solved_at, outcome) = 4)),
  constraint proposal_settled check ((settled_at is not null) = (state in ('replaced', 'accepted', 'discarded')))
);
comment on table proposal is
  'Who should have whom from a day on: asked for by a leader, worked out by a job, accepted or discarded by a leader';
comment on column proposal.attempt is 'How often solving has begun; only the attempt that was begun last saves';
comment on column proposal.facts_hash is 'Of the canonical input that was solved: the same input gives the same proposal';
comment on column proposal.outcome is
  'Certificate, what keeping as is costs, loads before and after, the curve, and what stood in the way; keys and figures, no names';
create index proposal_unsettled on proposal (state) where state in ('queued', 'solving');

create table proposal_lock (
  proposal_id bigint not null constraint proposal_lock_of_proposal references proposal,
  youth_id bigint not null constraint proposal_lock_of_youth references youth,
  kind text not null,
  staff_id bigint not null constraint proposal_lock_to_staff references staff,
  set_by bigint not null default door.staff_id() constraint proposal_lock_set_by_staff references staff,
  set_at timestamptz not null default now(),
  constraint proposal_lock_one_each primary key (proposal_id, youth_id),
  constraint proposal_lock_kind_known check (kind in ('stays', 'goesTo'))
);
comment on table proposal_lock is
  'With whom a young person stays, or to whom he or she shall go, when a proposal is solved again';

create table proposal_move (
  proposal_id bigint not null constraint proposal_move_of_proposal references proposal,
  youth_id bigint not null constraint proposal_move_of_youth references youth,
  position integer not null,
  from_id bigint constraint proposal_move_from_staff references staff,
  to_id bigint constraint proposal_move_to_staff references staff,
  minutes integer not null,
  gain bigint not null,
  why jsonb not null,
  state text not null default 'proposed',
  left_because text,
  assignment_id bigint constraint proposal_move_became references assignment,
  constraint proposal_move_one_each primary key (proposal_id, youth_id),
  constraint proposal_move_goes_elsewhere check (from_id is distinct from to_id),
  constraint proposal_move_minutes_positive check (minutes > 0),
  constraint proposal_move_state_known check (state in ('proposed', 'carriedOut', 'left', 'notChosen')),
  constraint proposal_move_left_with_reason check ((state = 'left') = (left_because is not null)),
  constraint proposal_move_left_because_known check (left_because in ('caseClosed', 'notTheSameCaseworker',
    'changePlanned', 'receiverLeft', 'receiverNotCaseworker', 'receiverAway', 'barred', 'nobodyToTake')),
  constraint proposal_move_carried_out check ((state = 'carriedOut') = (assignment_id is not null))
);
comment on table proposal_move is
  'One young person who should get another caseworker, what that gains, and what became of it when it was accepted';
comment on column proposal_move.to_id is 'Null: nobody has room, and the young person waits';
comment on column proposal_move.gain is 'By how many points the proposal would be dearer without this move';
create index proposal_move_youth on proposal_move (youth_id);

alter table handover add constraint handover_by_proposal foreign key (proposal_id) references proposal;

do $$
declare name text;
begin
  foreach name in array array['proposal', 'proposal_lock', 'proposal_move'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy %I on %I using ((select door.sees_all()))', name || '_of_leaders', name);
    execute format('grant select, insert, update on %I to medgang_app', name);
  end loop;
end $$;
grant delete on proposal_lock to medgang_app;

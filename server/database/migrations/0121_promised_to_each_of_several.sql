-- Where enquiries were joined, a call to one who wrote is not the call that was promised to the others; and what was
-- joined with something that somebody has is theirs.

-- One row for each who wrote, so that each is waited for; the app from before counts by rows too.
create or replace function door.entrances_of(of_youth bigint)
returns table (referral_id bigint, received_on date, given_on date, talks json)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp rows 2 as $$
begin
  if not (door.sees_all() or of_youth = any ((door.my_youth_ids())::bigint[])) then
    return;
  end if;
  return query
    select f.id, f.first_on,
      (select max(e.day) from referral_event e where e.referral_id = f.head and e.kind = 'linked'),
      (select coalesce(json_agg(json_build_array(e.id, e.day,
          coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call'),
          coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end),
          door.spoken_with(e)) order by e.id), '[]')
        from referral_event e where e.referral_id = f.id and e.kind in ('attempted', 'contacted'))
    from (
      select h.id as head, o.id, min(o.received_on) over (partition by h.id) as first_on
      from referral h
      cross join lateral door.family_of_referral(h.id) m (id)
      join referral o on o.id = m.id
      where h.youth_id = of_youth and h.state <> 'merged') f;
end $$;
comment on function door.entrances_of is
  'The enquiries that became the case of a young person in sight, or were given to it, and those that were joined with them, each with the talks about it: the first day on which somebody wrote of those that were joined, and when they were given';

create or replace function door.referral_status(code bytea) returns table (
  received_on date, sender_role text, may_tell text, closed boolean,
  taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date,
  sender_is_youth text, tried_on date, tried_kind text, case_open boolean, own_contact_on date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 1
begin atomic
  with recursive chain as (
    select r.id, r.merged_into, r.youth_id, r.state, 0 as step from referral r where r.code_hash = code
    union all
    -- What was joined with another goes on there.
    select r.id, r.merged_into, r.youth_id, r.state, c.step + 1
    from chain c join referral r on r.id = c.merged_into where c.step < 20
  ), asked as (
    select o.id, o.received_on, o.sender_role, o.sender_is_youth, o.may_tell, l.state, l.youth_id,
      o.sender_role = 'youth' and o.sender_is_youth = 'yes' as is_theirs,
      exists (select from youth_case c where c.youth_id = l.youth_id and upper_inf(c.during)) as case_open
    from referral o cross join (select * from chain order by step desc limit 1) l
    where o.code_hash = code
  ), event as (
    select e.*, a.id as asked_id, door.spoken_with(e) as who,
      e.kind = 'contacted' and door.spoken_with(e) = 'youth' as is_met
    from referral_event e, asked a
    where e.day >= a.received_on and e.referral_id in (select c.id from chain c)
      -- What went along to the case counts there, as somebody may have put it right since.
      and not (a.is_theirs and exists (
        select from contact k where k.referral_event_id = e.id and k.youth_id = a.youth_id))
  ), told as (
    select
      -- What was joined with something that somebody has is theirs, until it is taken out again.
      min(e.day) filter (where e.kind in ('taken', 'linked')
        or e.kind = 'merged' and e.details ->> 'holder' is not null
          and not exists (select from referral_event u where u.referral_id = e.referral_id and u.kind = 'unmerged'
            and u.details ->> 'other' = e.details ->> 'other' and u.id > e.id)) as taken_on,
      min(e.day) filter (where e.kind = 'contacted' and (e.who = 'youth' or e.referral_id = e.asked_id)) as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.referral_id = e.asked_id) as own_contact_on,
      min(e.day) filter (where e.is_met and e.details ->> 'with' in ('meeting', 'accompaniment', 'team')) as meeting_on,
      min(e.day) filter (where e.is_met and e.details ->> 'with' = 'team') as team_on,
      max(e.day) filter (where e.kind = 'senderTold') as told_on,
      max(e.day) filter (where e.kind in ('closed', 'passedOn')) as closed_on
    from event e
  ), talk as (
    -- What is tried with others is theirs, and so is what is tried where an enquiry was joined with another, unless it
    -- is known that the young person asks.
    select e.kind = 'contacted' as is_reached, e.day, e.at, e.id,
      coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call') as how
    from event e, asked a
    where e.kind in ('attempted', 'contacted')
      and case when a.is_theirs then e.referral_id = a.id or e.who = 'youth'
        else e.referral_id = a.id and (e.who = 'sender'
          or a.sender_role = 'youth' and a.sender_is_youth = 'unknown') end
    union all
    -- In the case, as its own clock has it: a letter or a message has reached nobody.
    select k.outcome = 'held' and k.kind in ('call', 'meeting', 'accompaniment'), k.day, k.starts_at, k.id, k.kind
    from contact k, asked a
    where a.is_theirs and k.youth_id = a.youth_id and k.day >= a.received_on
      -- A call that was called off was not tried.
      and not (k.outcome = 'cancelled' and k.kind = 'call')
  ), talked as (
    -- The latest that was tried to reach whoever asks: a talk with them since means that nobody has to try again.
    -- Within a day, what was tried comes before what was held, as in every clock.
    select t.day, t.how from (
      select * from talk order by day desc, is_reached desc, at desc, id desc limit 1) t
    where not t.is_reached
  )
  select a.received_on, a.sender_role, a.may_tell, a.state = 'closed', t.taken_on,
    -- A talk with another who wrote is no talk with the young person; and nobody else is told of talks about another
    -- enquiry that theirs was joined with.
    case when a.is_theirs then least(t.contact_on, h.contact_on) else t.own_contact_on end,
    -- Nothing of meetings is told before it is known that it is the young person who asks.
    case when a.is_theirs then least(t.meeting_on, h.meeting_on) end,
    case when a.is_theirs then least(t.team_on, h.team_on) end,
    t.told_on, case when a.state = 'closed' then t.closed_on end,
    a.sender_is_youth,
    case when a.state <> 'closed' or a.case_open then d.day end,
    case when a.state <> 'closed' or a.case_open then d.how end,
    a.case_open, t.own_contact_on
  from asked a cross join told t left join talked d on true
  -- What the register knows since: what was promised goes on in the case, and is kept by what is held there.
  cross join lateral (
    select min(k.day) filter (where k.kind in ('call', 'meeting', 'accompaniment')) as contact_on,
      min(k.day) filter (where k.kind in ('meeting', 'accompaniment')) as meeting_on,
      min(k.day) filter (where k.is_team) as team_on
    from contact k where k.youth_id = a.youth_id and k.outcome = 'held' and k.day >= a.received_on) h;
end;

-- Derived by other rules than these, and so not to be proved by them.
update derivation set anew = true
where youth_id in (select r.youth_id from referral r where r.youth_id is not null);

-- What was promised goes on in the case, and so does what was tried: whoever is known to have written about themselves
-- sees it. And whoever wrote about somebody else can be spoken with after that.

create function door.derive_after_writer(of_referral bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
comment on function door.derive_after_writer is
  'Says that what is owed to whoever an enquiry was given to is to be derived anew, since whoever wrote was spoken with; for whoever may not see the young person, too';
revoke execute on function door.derive_after_writer from public;

create or replace function door.referral_status(code bytea) returns table (
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
  ), asked as (
    select o.id, o.received_on, o.sender_role, o.sender_is_youth, o.may_tell, l.state, l.youth_id,
      o.sender_role = 'youth' and o.sender_is_youth = 'yes' as is_theirs,
      exists (select from youth_case c where c.youth_id = l.youth_id and upper_inf(c.during)) as case_open
    from referral o cross join (select * from chain order by step desc limit 1) l
    where o.code_hash = code
  ), event as (
    select e.* from referral_event e, asked a
    where e.day >= a.received_on and e.referral_id in (select c.id from chain c)
      -- What went along to the case counts there, as somebody may have put it right since.
      and not (a.is_theirs and exists (
        select from contact k where k.referral_event_id = e.id and k.youth_id = a.youth_id))
  ), told as (
    select
      min(e.day) filter (where e.kind in ('taken', 'linked')) as taken_on,
      min(e.day) filter (where e.kind = 'contacted') as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' in ('meeting', 'accompaniment', 'team')) as meeting_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' = 'team') as team_on,
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
      and case when a.is_theirs then e.referral_id = a.id or coalesce(e.details ->> 'who', 'youth') = 'youth'
        else e.referral_id = a.id and (coalesce(e.details ->> 'who', 'youth') = 'sender'
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
    case when a.is_theirs then least(t.contact_on, h.contact_on) else t.contact_on end,
    -- Nothing of meetings is told before it is known that it is the young person who asks.
    case when a.is_theirs then least(t.meeting_on, h.meeting_on) end,
    case when a.is_theirs then least(t.team_on, h.team_on) end,
    t.told_on, case when a.state = 'closed' then t.closed_on end,
    a.sender_is_youth,
    case when a.state <> 'closed' or a.case_open then d.day end,
    case when a.state <> 'closed' or a.case_open then d.how end,
    a.case_open
  from asked a cross join told t left join talked d on true
  -- What the register knows since: what was promised goes on in the case, and is kept by what is held there.
  cross join lateral (
    select min(k.day) filter (where k.kind in ('call', 'meeting', 'accompaniment')) as contact_on,
      min(k.day) filter (where k.kind in ('meeting', 'accompaniment')) as meeting_on,
      min(k.day) filter (where k.is_team) as team_on
    from contact k where k.youth_id = a.youth_id and k.outcome = 'held' and k.day >= a.received_on) h;
end;

-- Whoever gives an enquiry to somebody in the register, or registers somebody from it, has taken it, whether they pressed
-- "take" before or not: the sender is no longer told that somebody is still to be found.

create or replace function door.referral_status(code bytea) returns table (
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
      min(e.day) filter (where e.kind in ('taken', 'linked')) as taken_on,
      min(e.day) filter (where e.kind = 'contacted') as contact_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' <> 'sender') as youth_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' in ('meeting', 'accompaniment', 'team')) as meeting_on,
      min(e.day) filter (where e.kind = 'contacted' and e.details ->> 'with' = 'team') as team_on,
      max(e.day) filter (where e.kind = 'senderTold') as told_on,
      max(e.day) filter (where e.kind in ('closed', 'passedOn')) as closed_on
    from referral_event e, referral o
    where o.code_hash = code and e.day >= o.received_on and e.referral_id in (select c.id from chain c)
  )
  select o.received_on, o.sender_role, o.may_tell, l.state = 'closed', t.taken_on, t.contact_on,
    -- What the register knows of meetings is told only after somebody has spoken with the young person: before that,
    -- nobody knows whether it is the young person who asks.
    least(t.meeting_on, case when t.youth_on is not null then (
      select min(k.day) from contact k
      where k.youth_id = l.youth_id and k.outcome = 'held' and k.kind in ('meeting', 'accompaniment')
        and k.day >= t.youth_on) end),
    t.team_on, t.told_on, case when l.state = 'closed' then t.closed_on end
  from referral o, last l, told t
  where o.code_hash = code;
end;

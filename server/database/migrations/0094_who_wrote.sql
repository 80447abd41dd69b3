-- That it is about themselves is whoever wrote's own word. Until somebody at work has found out, the code of the receipt
-- shows what others may be told. And whoever was called in vain sees that somebody tried.

alter table referral add column sender_is_youth text not null default 'unknown'
  constraint referral_sender_is_youth_known check (sender_is_youth in ('yes', 'no', 'unknown'));
comment on column referral.sender_is_youth is
  'Where the sender said to be the young person: whether somebody at work has found that it is so';
grant update (sender_is_youth) on referral to medgang_app;
-- Whoever stood at the counter, or was on the telephone, is the one that staff wrote down.
update referral set sender_is_youth = 'yes' where sender_role = 'youth' and channel in ('walkIn', 'call');

alter table referral_event drop constraint referral_event_kind_known;
alter table referral_event add constraint referral_event_kind_known check (kind in (
  'received', 'corrected', 'taken', 'released', 'attempted', 'contacted', 'linked', 'unlinked', 'merged', 'unmerged',
  'passedOn', 'closed', 'reopened', 'senderTold', 'tellingChanged', 'identified'));

-- The columns that were stay in their order, for the app from before, which may run a moment longer.
drop function door.referral_status(bytea);
create function door.referral_status(code bytea) returns table (
  received_on date, sender_role text, may_tell text, closed boolean,
  taken_on date, contact_on date, meeting_on date, team_on date, told_on date, closed_on date,
  sender_is_youth text, tried_on date, tried_kind text)
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
  select o.received_on, o.sender_role, o.may_tell, l.state = 'closed', t.taken_on, t.contact_on,
    -- What the register knows of meetings is told only after somebody has spoken with the young person, and nothing of
    -- meetings before it is known that it is the young person who asks.
    case when o.sender_role = 'youth' and o.sender_is_youth = 'yes' then
      least(t.meeting_on, case when t.youth_on is not null then (
        select min(k.day) from contact k
        where k.youth_id = l.youth_id and k.outcome = 'held' and k.kind in ('meeting', 'accompaniment')
          and k.day >= t.youth_on) end) end,
    case when o.sender_role = 'youth' and o.sender_is_youth = 'yes' then t.team_on end,
    t.told_on, case when l.state = 'closed' then t.closed_on end,
    o.sender_is_youth,
    case when d.kind = 'attempted' and l.state <> 'closed' then d.day end,
    case when d.kind = 'attempted' and l.state <> 'closed' then d.how end
  from referral o cross join last l cross join told t left join talked d on true
  where o.code_hash = code;
end;
comment on function door.referral_status is
  'How far an enquiry has come, for whoever holds the code of its receipt: days and stages alone, no name and no word';
revoke execute on function door.referral_status from public;

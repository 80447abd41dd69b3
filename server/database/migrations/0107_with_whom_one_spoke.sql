-- Whoever wrote as the young person and was somebody else was not the one that was spoken with. And whoever only says that
-- it is about themselves is not shown that somebody was spoken with about another enquiry.

create function door.spoken_with(e referral_event) returns text
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select case
    when coalesce(e.details ->> 'who', 'youth') <> 'youth' then e.details ->> 'who'
    -- Nobody asks with whom one spoke as long as whoever wrote is taken for the young person; once it is answered that
    -- they are not, it is asked.
    when exists (select from referral r where r.id = e.referral_id and r.sender_role = 'youth' and r.sender_is_youth = 'no')
      and (select i.details ->> 'senderIsYouth' from referral_event i
        where i.referral_id = e.referral_id and i.kind = 'identified' and i.id < e.id
        order by i.id desc limit 1) is distinct from 'no'
    then 'sender' else 'youth' end;
end;
comment on function door.spoken_with is
  'With whom a talk about an enquiry was, as far as it is known now: the young person or whoever wrote';
revoke execute on function door.spoken_with from public;

create function door.derive_after_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update derivation v set anew = true where v.youth_id in (
    with recursive chain (youth_id, merged_into, step) as (
      select new.youth_id, new.merged_into, 0
      union all
      select r.youth_id, r.merged_into, c.step + 1 from chain c join referral r on r.id = c.merged_into where c.step < 20
    ) select c.youth_id from chain c);
  return null;
end $$;
comment on function door.derive_after_answer is
  'Who wrote decides with whom one spoke, and so what the talks kept: what is owed in the case is to be derived anew';
revoke execute on function door.derive_after_answer from public;
create trigger referral_derive_after_answer after update on referral
  for each row when (old.sender_is_youth <> new.sender_is_youth) execute function door.derive_after_answer();

create or replace function door.carry_talks(of_referral bigint) returns integer
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
        and door.spoken_with(e) = 'youth' and e.staff_id is not null
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

-- The columns that were stay in their order, for the app from before, which may run a moment longer.
drop function door.referral_status(bytea);
create function door.referral_status(code bytea) returns table (
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
      min(e.day) filter (where e.kind in ('taken', 'linked')) as taken_on,
      min(e.day) filter (where e.kind = 'contacted') as contact_on,
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
    -- Nor of talks about another enquiry that theirs was joined with, to whoever only says that it is about themselves.
    case when a.is_theirs then least(t.contact_on, h.contact_on)
      when a.sender_role = 'youth' then t.own_contact_on else t.contact_on end,
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
comment on function door.referral_status is
  'How far an enquiry has come, for whoever holds the code of its receipt: days and stages alone, no name and no word';
revoke execute on function door.referral_status from public;

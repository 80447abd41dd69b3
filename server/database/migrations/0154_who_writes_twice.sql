-- Whoever writes twice through the entrance is one person: a talk about one of the two keeps what was promised to them.

create function door.is_same_writer(one referral, other referral) returns boolean
language sql immutable set search_path = pg_catalog, public, pg_temp
begin atomic
  select one.id = other.id or (
    -- Who wrote about themselves is spoken with as the young person, and then everything is kept.
    not (one.sender_role = 'youth' and one.sender_is_youth <> 'no')
    and not (other.sender_role = 'youth' and other.sender_is_youth <> 'no')
    and coalesce(one.sender_phone = other.sender_phone or lower(one.sender_email) = lower(other.sender_email), false)
    -- Two people may have one telephone.
    and (starts_with(lower(one.sender_name) || ' ', lower(other.sender_name) || ' ')
      or starts_with(lower(other.sender_name) || ' ', lower(one.sender_name) || ' ')
      or one.sender_name = '' or other.sender_name = ''));
end;
comment on function door.is_same_writer is
  'Whether two enquiries that were joined are by one person: reached at the same number or address, and under no other name';
revoke execute on function door.is_same_writer from public;

create or replace function door.entrances_of(of_youth bigint)
returns table (referral_id bigint, received_on date, given_on date, talks json)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp rows 2 as $$
begin
  if not (door.sees_all() or of_youth = any ((door.my_youth_ids())::bigint[])) then
    return;
  end if;
  return query
    with family as materialized (
      select h.id as head, o.id, o as said, min(o.received_on) over (partition by h.id) as first_on
      from referral h
      cross join lateral door.family_of_referral(h.id) m (id)
      join referral o on o.id = m.id
      where h.youth_id = of_youth and h.state <> 'merged'
    ), written as materialized (
      select f.head, f.id, f.first_on, (
        select min(s.id) from family s where s.head = f.head and door.is_same_writer(s.said, f.said)) as writer
      from family f
    )
    select w.writer, w.first_on,
      (select max(e.day) from referral_event e where e.referral_id = w.head and e.kind = 'linked'),
      (select coalesce(json_agg(json_build_array(e.id, e.day,
          coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call'),
          coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end),
          door.spoken_with(e)) order by e.id), '[]')
        from written x join referral_event e on e.referral_id = x.id
        where x.head = w.head and x.writer = w.writer and e.kind in ('attempted', 'contacted')
          and not door.is_taken_back(e))
    from (select distinct head, writer, first_on from written) w;
end $$;
comment on function door.entrances_of is
  'Who wrote of whom a young person in sight became the case, or was given the enquiry, each once: the first of their enquiries with the talks about all of theirs, the first day on which somebody wrote of those that were joined, and when they were given';

-- Derived by other rules than these, and so not to be proved by them.
update derivation set anew = true
where youth_id in (select r.youth_id from referral r where r.youth_id is not null);

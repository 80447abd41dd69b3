-- What was promised to one who wrote is kept by talking with them, and not with another. And it is the same whoever
-- derives it: an enquiry that was joined with another is in sight of those alone who take enquiries.

create function door.entrances_of(of_youth bigint)
returns table (referral_id bigint, received_on date, given_on date, talks json)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp rows 2 as $$
begin
  if not (door.sees_all() or of_youth = any ((door.my_youth_ids())::bigint[])) then
    return;
  end if;
  return query
    select f.head, f.first_on,
      (select max(e.day) from referral_event e where e.referral_id = f.head and e.kind = 'linked'),
      (select coalesce(json_agg(json_build_array(e.id, e.day,
          coalesce(e.details ->> 'kind', nullif(e.details ->> 'with', 'sender'), 'call'),
          coalesce(e.details ->> 'outcome', case e.kind when 'contacted' then 'held' else 'unanswered' end),
          door.spoken_with(e)) order by e.id), '[]')
        from referral_event e where e.referral_id = any (f.ids) and e.kind in ('attempted', 'contacted'))
    from (
      select h.id as head, min(o.received_on) as first_on, array_agg(o.id) as ids
      from referral h
      cross join lateral door.family_of_referral(h.id) m (id)
      join referral o on o.id = m.id
      where h.youth_id = of_youth and h.state <> 'merged'
      group by h.id) f;
end $$;
comment on function door.entrances_of is
  'The enquiries that became the case of a young person in sight, or were given to it: the first day on which somebody wrote, when it was given, and the talks, of those that were joined with it too';
revoke execute on function door.entrances_of from public;

-- Derived by other rules than these, and so not to be proved by them.
update derivation set anew = true
where youth_id in (select r.youth_id from referral r where r.youth_id is not null);

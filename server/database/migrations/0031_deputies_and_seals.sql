-- A deputy follows the young people of a colleague who is away; the digest of a log names its own parameters.

create index staff_absence_deputy on staff_absence (deputy_id) where deputy_id is not null;

create or replace function door.related_youths(of_staff bigint, on_day date) returns bigint[]
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select coalesce(array_agg(distinct a.youth_id), '{}') from assignment a
    where a.withdrawn_at is null and a.during @> on_day
      and a.staff_id = any (array(
        select of_staff
        union all
        select b.staff_id from staff_absence b where b.deputy_id = of_staff and b.during @> on_day));
end;

create or replace function door.log_digest(log text, from_id bigint, to_id bigint, before bytea)
returns table (rows bigint, hash bytea)
language plpgsql stable security definer
set search_path = pg_catalog, public set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  earlier constant bytea := coalesce(log_digest.before, '');
begin
  if log_digest.log = 'read_log' then
    return query
      select count(*), sha256(earlier || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from read_log l where l.id between log_digest.from_id and log_digest.to_id;
  else
    return query
      select count(*), sha256(earlier || convert_to(coalesce(string_agg(l::text, e'\n' order by l.id), ''), 'UTF8'))
      from change_log l where l.id between log_digest.from_id and log_digest.to_id;
  end if;
end $$;

alter policy staff_absence_own on staff_absence using (
  (select door.sees_all()) or staff_id = (select door.staff_id()) or deputy_id = (select door.staff_id()));

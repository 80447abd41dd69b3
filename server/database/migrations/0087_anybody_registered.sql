-- Whoever sets up sees no young people, and must know whether there are any.

create function door.anybody_registered() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (select from youth);
end;
comment on function door.anybody_registered is
  'Whether there is a young person at all, and not who: as long as there is none, the set-up can be replaced as a whole';

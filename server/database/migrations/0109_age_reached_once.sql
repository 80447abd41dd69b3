-- An age that was lowered and raised again before the birthday is reached by the last row with it, and so once.
create or replace function door.age_change_goes_on(change_id bigint, birth_date date) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  select exists (
    select from age_change c
      join age_change n on n.key = c.key and lower(n.during) = upper(c.during)
      join age_change then_held on then_held.key = c.key and then_held.during @> door.birthday(birth_date, c.age)
    where c.id = change_id and n.age < c.age
      and door.birthday(birth_date, n.age) < lower(n.during)
      and door.birthday(birth_date, c.age) >= upper(c.during)
      and not exists (
        select from age_change later
        where later.key = c.key and later.age = c.age and lower(later.during) >= upper(c.during)
          and lower(later.during) <= door.birthday(birth_date, c.age)));
end;

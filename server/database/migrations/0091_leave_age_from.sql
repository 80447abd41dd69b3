-- The age at which one leaves a programme is dated: whoever was older before somebody set it is not ended by it, since
-- that would change deadlines and what was kept of them years back. A person decides about those.

alter table programme
  add column leave_age_from date;
comment on column programme.leave_age_from is
  'The day on which the leave age was set: memberships end by it on birthdays from then on; those of earlier birthdays wait for a person';
update programme set leave_age_from = (now() at time zone 'Europe/Copenhagen')::date where leave_age is not null;

create function door.date_leave_age() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.leave_age is null then
    new.leave_age_from := null;
  elsif tg_op = 'INSERT' then
    new.leave_age_from := coalesce(new.leave_age_from, door.today(), current_date);
  elsif new.leave_age is distinct from old.leave_age then
    new.leave_age_from := coalesce(door.today(), current_date);
  end if;
  return new;
end $$;
comment on function door.date_leave_age is
  'Dates the age at which one leaves a programme by the day on which it is set, whoever sets it';
create trigger programme_leave_age_dated before insert or update of leave_age, leave_age_from on programme
  for each row execute function door.date_leave_age();

-- What was merged into an enquiry belongs to whomever that belongs to, and to nobody when that is taken back.

create function door.merged_go_along() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update referral m set youth_id = new.youth_id, version = m.version + 1
    where m.merged_into = new.id and m.youth_id is distinct from new.youth_id;
  return null;
end $$;
comment on function door.merged_go_along is
  'Somebody else may have taken what was merged: whoever gives the one to a young person gives all of them';
create trigger referral_merged_go_along after update of youth_id on referral
  for each row when (new.youth_id is distinct from old.youth_id) execute function door.merged_go_along();
revoke execute on function door.merged_go_along from public;

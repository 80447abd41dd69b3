-- What filled in the field that people do not see is kept as closed, so that staff find it and can open it again: also a
-- person's own programs fill in fields.

create function door.close_filled_unseen(code bytea, key uuid, at timestamptz, day date) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  closed bigint;
begin
  -- Only what nobody has done anything with: sent once more, it stays as staff have left it.
  update referral r set state = 'closed', close_reason = 'spam', version = r.version + 1
    where r.client_key = key and r.code_hash = code and r.state = 'new' and r.version = 1
      and not exists (select from referral_event e where e.referral_id = r.id and e.kind <> 'received')
    returning r.id into closed;
  if closed is not null then
    insert into referral_event (referral_id, at, day, staff_id, kind, details)
    values (closed, at, day, null, 'closed', '{"reason": "spam"}');
  end if;
end $$;
comment on function door.close_filled_unseen is
  'Closes as spam an enquiry that has just come with the unseen field filled in, for whoever holds its code and key';
revoke execute on function door.close_filled_unseen from public;

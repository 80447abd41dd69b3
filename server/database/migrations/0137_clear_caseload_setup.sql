-- A starting point that is taken in the place of another brings its own figures of time, steps of being new and
-- ceilings; ceilings of the programmes that go, go with them.

create function door.clear_caseload_setup(with_time boolean, with_steps boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table youth, ceiling in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from ceiling_exception;
  delete from ceiling;
  if with_time then
    delete from capacity_setting;
  end if;
  if with_steps then
    delete from onboarding_step where staff_id is null;
  end if;
end $$;
comment on function door.clear_caseload_setup is
  'Makes room for the ceilings, figures of time and steps of being new of another starting point, as long as nobody is registered';
revoke execute on function door.clear_caseload_setup from public;
grant execute on function door.clear_caseload_setup to medgang_app;

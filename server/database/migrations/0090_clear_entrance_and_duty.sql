-- A set-up file may bring its own entrance promises, rules of the duty and rules of education orders.

create function door.clear_dated_setup(with_promises boolean, with_duty boolean, with_orders boolean) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  promised boolean;
begin
  lock table youth, referral in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  promised := exists (select from referral);
  if with_promises and not promised then
    delete from entrance_promise;
  end if;
  if with_duty then
    delete from duty_rule;
  end if;
  if with_orders then
    delete from education_order_rule;
  end if;
  return promised;
end $$;
comment on function door.clear_dated_setup is
  'Makes room for the rules of another set-up, as long as nobody is registered; true where somebody has written already: what was promised then stays promised';
revoke execute on function door.clear_dated_setup from public;

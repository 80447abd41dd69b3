-- How long an enquiry is kept that became nobody's case counts from whatever happened last to any that was merged into it.

create or replace function door.outlived_on(r referral, kept_months integer) returns date
language sql stable set search_path = pg_catalog, public, pg_temp
begin atomic
  -- What was looked at again is kept as long from then on; and it is deleted whole, so it is kept whole.
  select case when r.state = 'closed' and r.youth_id is null and r.merged_into is null then (
    (select max(e.day) from referral_event e where e.referral_id in (select door.family_of_referral(r.id)))
      + make_interval(months => kept_months))::date end;
end;
comment on function door.outlived_on is
  'The day on which a closed enquiry that became nobody''s case, and all that was merged into it, has been kept so many months; null where it is kept for another reason';

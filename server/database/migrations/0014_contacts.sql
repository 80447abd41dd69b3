-- Booking: what was booked together with a contact, by whom, and why it was called off.

alter table contact add column next_appointment_id bigint
  constraint contact_next_appointment references appointment;
comment on column contact.next_appointment_id is
  'The appointment booked in the same step; a repeated registration answers with it';

alter table appointment
  add column booked_by bigint constraint appointment_booked_by_staff references staff,
  add column cancelled_reason text,
  add constraint appointment_cancelled_reason_length check (length(cancelled_reason) between 1 and 500);
comment on column appointment.booked_by is 'Who booked it, often another than the one whom the young person meets';

create function door.busy_times(of_staff bigint, since timestamptz, until timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public rows 20
begin atomic
  select a.starts_at, a.ends_at from appointment a
    where a.staff_id = of_staff and a.state = 'booked' and a.starts_at < until and a.ends_at > since;
end;
comment on function door.busy_times is
  'When a member of staff is taken, and nothing else: one may book a colleague without seeing whom the colleague meets';

create function door.away_days(of_staff bigint, since date, until date) returns setof daterange
language sql stable security definer set search_path = pg_catalog, public rows 5
begin atomic
  select s.during from staff_absence s where s.staff_id = of_staff and s.during && daterange(since, until, '[]');
end;
comment on function door.away_days is 'When a member of staff is away, without the reason';

-- Who gives a young person follows the handover to its end without seeing contacts and appointments any more.

create function door.handover_happened(handovers bigint[]) returns table (
  id bigint, handover_id bigint, kind text, day date, staff_id bigint, how text, reason text, note text,
  contact_id bigint, contact_day date, appointment_id bigint, starts_at timestamptz, state text
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 5
begin atomic
  select e.id, e.handover_id, e.kind, e.day, e.staff_id, e.how, e.reason, e.note,
    e.contact_id, c.day, e.appointment_id, p.starts_at, p.state
  from handover h
  join handover_event e on e.handover_id = h.id
  left join contact c on c.id = e.contact_id
  left join appointment p on p.id = e.appointment_id
  where h.id = any (handovers) and (door.sees_all() or h.youth_id = any (door.my_youth_ids())
    or h.ended_on is null and (h.from_id = door.staff_id() or h.to_id = door.staff_id()))
  order by e.id;
end;
comment on function door.handover_happened is
  'What has happened in these handovers, in order, with the day and state of its meetings and nothing else of them, for whoever sees the handover';

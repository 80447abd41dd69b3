-- Who wrote and took away a guardian, who holds a role with a young person, and how often numbers were tried.

alter table guardian
  add column author_id bigint default door.staff_id() constraint guardian_author references staff,
  add column withdrawn_by bigint constraint guardian_withdrawer references staff,
  add column withdrawn_reason text,
  add constraint guardian_withdrawn_reason_known check (withdrawn_reason in ('corrected', 'removed')),
  -- Rows from before this had neither.
  add constraint guardian_withdrawn_together check (
    (withdrawn_by is null or withdrawn_at is not null) and (withdrawn_reason is null or withdrawn_at is not null));
comment on column guardian.withdrawn_reason is 'Corrected: another row says it now; removed: no longer named';

create function door.holds_role(youth bigint, roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select exists (
    select from assignment a
    where a.youth_id = youth and a.role = any (roles) and a.withdrawn_at is null and a.during @> door.today()
      and a.staff_id = any (array(
        select door.staff_id()
        union all
        select b.staff_id from staff_absence b
        where b.deputy_id = door.staff_id() and b.during @> door.today())));
end;
comment on function door.holds_role is
  'Whether the member of staff, or a colleague for whom he or she stands in, has one of these roles with a young person today';

create function door.reads_sensitive(youth bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select door.sees_all() or door.holds_role(youth, array['caseworker', 'educationAdviser']);
end;
comment on function door.reads_sensitive is
  'Whether the member of staff reads notes in sensitive subject areas: not who is only mentor or contact person; one''s own are read anyway';

create function door.numbers_refused() returns bigint
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*) from change_log l
    where l.at > now() - interval '1 hour' and l.staff_id = door.staff_id()
      and l.action in ('youth.register.refused', 'youth.update.refused');
end;
comment on function door.numbers_refused is
  'How often in the last hour the member of staff wrote a CPR number that somebody else in the register has';

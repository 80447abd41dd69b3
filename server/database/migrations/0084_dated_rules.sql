-- The rules, the rates and the target groups are changed in the product, from a day on, and nothing in the past changes.

grant delete on rule to medgang_app;

create function door.keep_begun_rules() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if lower(old.during) <= door.today() then
      raise exception 'a rule that has begun stays' using errcode = '23514', constraint = 'rule_past_stays';
    end if;
    return old;
  end if;
  if lower(old.during) < door.today() and
    to_jsonb(new) - array['during', 'status', 'source', 'version'] <>
    to_jsonb(old) - array['during', 'status', 'source', 'version']
  then
    raise exception 'a rule that has begun is replaced' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  if lower(new.during) is distinct from lower(old.during) and
    least(lower(new.during), lower(old.during)) < door.today()
    or upper(new.during) is distinct from upper(old.during) and
    least(upper(new.during), upper(old.during)) < door.today()
  then
    raise exception 'what has been in force stays' using errcode = '23514', constraint = 'rule_past_stays';
  end if;
  return new;
end $$;
comment on function door.keep_begun_rules is
  'What a rule said on a day that has passed never changes: only where it comes from, and an end that is ahead';
create trigger rule_past_stays before update or delete on rule
  for each row when (current_user = 'medgang_app') execute function door.keep_begun_rules();

alter table target_group add column version integer not null default 1;
alter table target_group add constraint target_group_name_length check (length(name) between 1 and 100) not valid;
alter table target_group add constraint target_group_definition_length check (length(definition) <= 2000) not valid;

create function door.assessed_in(of_group text, on_day date) returns integer
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select count(*)::int from assessment a
    where a.target_group = of_group and a.withdrawn_at is null and a.during @> on_day
      and exists (select from youth_case c where c.youth_id = a.youth_id and upper_inf(c.during));
end;
comment on function door.assessed_in is 'How many are in a target group on a day, and not who';

create table rate_kind (
  key text constraint rate_kind_key primary key,
  name text not null,
  for_whom text not null,
  unit text not null,
  during daterange not null,
  source text not null,
  status text not null,
  position integer not null,
  constraint rate_kind_name_length check (length(name) between 1 and 100),
  constraint rate_kind_for_whom_length check (length(for_whom) <= 200),
  constraint rate_kind_unit_known check (unit in ('month', 'week', 'day')),
  constraint rate_kind_status_known check (status in ('law', 'local', 'unverified'))
);
comment on table rate_kind is 'What there is a rate for, to whom, and in which years: where it has none on a day, one is missing';

create table rate (
  id bigint generated always as identity primary key,
  kind text not null constraint rate_of_kind references rate_kind,
  during daterange not null,
  amount integer not null,
  source text not null,
  status text not null,
  version integer not null default 1,
  constraint rate_amount_sensible check (amount between 0 and 100000000),
  constraint rate_period check (not isempty(during) and not lower_inf(during)),
  constraint rate_source_length check (length(source) between 1 and 500),
  constraint rate_status_known check (status in ('law', 'local', 'unverified')),
  constraint rate_no_overlap exclude using gist (kind with =, during with &&)
);
comment on table rate is 'Amounts in øre before tax, each in its period; what is not here was not found';

create table rule_draft (
  id bigint generated always as identity primary key,
  title text not null,
  source text not null,
  status text not null,
  from_day date not null,
  changes jsonb not null,
  state text not null default 'draft',
  version integer not null default 1,
  constraint rule_draft_title_length check (length(title) between 1 and 200),
  constraint rule_draft_source_length check (length(source) between 1 and 1000),
  constraint rule_draft_status_length check (length(status) between 1 and 500),
  constraint rule_draft_changes_are_a_list check (jsonb_typeof(changes) = 'array'),
  constraint rule_draft_state_known check (state in ('draft', 'adopted', 'discarded'))
);
comment on table rule_draft is 'Changes of rules and groups that are expected; without effect until they are adopted';

grant select, insert on rate_kind to medgang_app;
grant select, insert, update on rate, rule_draft to medgang_app;

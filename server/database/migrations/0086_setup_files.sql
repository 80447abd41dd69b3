-- A set-up that can be chosen, exported and brought in: what was not in tables yet, and the choice itself.

alter table municipality add column setup_chosen boolean not null default true;
comment on column municipality.setup_chosen is
  'False where Medgang itself began with a template: whoever sets up is then asked which starting point to take';

create table word (
  key text constraint word_key primary key,
  name text not null,
  constraint word_known check (key in ('caseworker')),
  constraint word_form check (name ~ '^[a-zæøå]+er$' and length(name) <= 40)
);
comment on table word is
  'What the municipality itself calls something, where it is not Medgang''s word: a noun in -er, so that it can be bent';

create table case_weight (
  id bigint generated always as identity primary key,
  key text not null,
  name text not null,
  programme_id bigint constraint case_weight_of_programme references programme,
  minutes integer not null,
  during daterange not null,
  source text not null,
  status text not null,
  constraint case_weight_name_length check (length(name) between 1 and 100),
  constraint case_weight_minutes_sensible check (minutes between 0 and 10000),
  constraint case_weight_period check (not isempty(during) and not lower_inf(during)),
  constraint case_weight_status_known check (status in ('law', 'local', 'unverified')),
  constraint case_weight_no_overlap exclude using gist (coalesce(programme_id, 0) with =, key with =, during with &&)
);
comment on table case_weight is
  'Dated configuration: minutes a month that a case takes for one kind of work, in a programme or in all others';

grant select, insert, update on word, case_weight to medgang_app;
grant update on rate_kind to medgang_app;

create function door.clear_setup(with_closings boolean, with_rates boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table youth, rule, programme in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from case_weight;
  delete from rule;
  delete from programme;
  delete from target_group;
  delete from subject_area;
  delete from word;
  delete from competence c where not exists (select from staff_competence s where s.competence = c.code);
  if with_closings then
    delete from closing;
  end if;
  if with_rates then
    delete from rate;
    delete from rate_kind;
  end if;
exception when foreign_key_violation then
  raise exception 'something refers to the set-up' using errcode = '23514', constraint = 'setup_in_use';
end $$;
comment on function door.clear_setup is
  'Makes room for another starting point, as long as nobody is registered; what staff are known to be able to do stays';

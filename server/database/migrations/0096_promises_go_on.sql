-- What somebody was promised at the entrance is owed until it is kept, also when the enquiry has become somebody's case.
-- So each promise is a rule too, beside the rules of contact; the two follow each other.

alter table rule
  add column entrance_stage text,
  add column entrance_promise_id bigint constraint rule_of_entrance_promise references entrance_promise on delete cascade,
  add constraint rule_entrance_stage_known check (entrance_stage in ('contact', 'meeting', 'team')),
  add constraint rule_of_one_promise unique (entrance_promise_id),
  add constraint rule_entrance_has_promise check ((entrance_stage is null) = (entrance_promise_id is null));
comment on column rule.entrance_stage is
  'Which promise at the entrance it is: counts from each enquiry that became the case or was given to it; changed where the promise is';
comment on column rule.entrance_promise_id is 'The promise that this row follows';

alter table contact
  add column is_team boolean not null default false,
  add constraint contact_team_is_met check (not is_team or outcome = 'held' and kind in ('meeting', 'accompaniment'));
comment on column contact.is_team is 'The right people sat down with the young person: keeps what the entrance promised';
alter table contact_version add column is_team boolean not null default false;
comment on column contact_version.is_team is 'Whether the team was said to have been there';

create function door.promise_is_rule() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  since date := lower(new.during);
begin
  insert into rule (key, name, clock, status, source, during, target_group, anchor, pattern, fulfilled_by,
      interval_unit, interval_length, non_working_days, stops_in_pause, retry_working_days, entrance_stage,
      entrance_promise_id)
    values ('entrance:' || new.stage,
      case new.stage when 'contact' then 'Kontakt efter henvendelsen' when 'meeting' then 'Møde efter henvendelsen'
        else 'Holdet samlet efter henvendelsen' end,
      'promise', new.status, new.source, new.during,
      -- Nobody's target group: the app from before these rules, which may run a moment longer, asks nobody for them.
      'entrance', 'enquiry', 'once',
      case new.stage when 'contact' then array['call', 'meeting', 'accompaniment'] else array['meeting', 'accompaniment'] end,
      new.interval_unit, new.interval_length, 'dayBefore', false, 1, new.stage, new.id)
    on conflict on constraint rule_of_one_promise do update set
      status = excluded.status, source = excluded.source, during = excluded.during,
      interval_unit = excluded.interval_unit, interval_length = excluded.interval_length, version = rule.version + 1;
  if tg_op = 'UPDATE' then
    if (new.interval_unit, new.interval_length, lower(new.during)) = (old.interval_unit, old.interval_length, lower(old.during)) then
      -- Only its end moved: what came in before both ends is promised as it was.
      if upper(new.during) is not distinct from upper(old.during) then
        return null;
      end if;
      since := least(upper(new.during), upper(old.during));
    else
      since := least(lower(new.during), lower(old.during));
    end if;
  end if;
  -- Enquiries of the same day may have become cases already: the night derives them anew, and proves them after that.
  update derivation v set anew = true
    where not v.anew and v.youth_id in (
      select r.youth_id from referral r where r.youth_id is not null and r.received_on >= since);
  return null;
end $$;
comment on function door.promise_is_rule is
  'Keeps the rule of a promise at the entrance as the promise is; whoever came in on days that it changes is derived anew';
revoke execute on function door.promise_is_rule from public;
create trigger entrance_promise_is_rule after insert or update on entrance_promise
  for each row execute function door.promise_is_rule();
create function door.follows_promise() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'a promise is changed at the entrance' using errcode = '23514', constraint = 'rule_follows_promise';
end $$;
comment on function door.follows_promise is 'The rule of a promise at the entrance is changed where the promise is, and nowhere else';
revoke execute on function door.follows_promise from public;
create trigger rule_follows_promise before update or delete on rule
  for each row when (current_user = 'medgang_app' and old.entrance_promise_id is not null)
  execute function door.follows_promise();
-- What is promised already becomes rules too; and so does whoever came in by an enquiry.
update entrance_promise set source = source;
update derivation set anew = true
where youth_id in (select r.youth_id from referral r where r.youth_id is not null);

-- A meeting of the team that was carried over from an enquiry is one still.
update contact k set is_team = true
from referral_event e join referral r on r.id = e.referral_id
where r.youth_id = k.youth_id and e.kind = 'contacted' and e.at = k.starts_at and e.staff_id = k.staff_id
  and coalesce(e.details ->> 'kind', e.details ->> 'with') = 'team' and k.kind = 'meeting' and k.outcome = 'held';

create or replace function door.clear_setup(with_closings boolean, with_rates boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  lock table youth, rule, programme in share row exclusive mode;
  if exists (select from youth) then
    raise exception 'somebody is registered' using errcode = '23514', constraint = 'setup_in_use';
  end if;
  delete from case_weight;
  -- The entrance's own go with its promises.
  delete from rule where entrance_promise_id is null;
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

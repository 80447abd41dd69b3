-- A return begins a new case with obligations of its own; those of the earlier case stay as they were.

alter table deadline add column case_id bigint constraint deadline_of_case references youth_case;
update deadline d set case_id = (
  select c.id from youth_case c where c.youth_id = d.youth_id order by lower(c.during) desc limit 1);
alter table deadline alter column case_id set not null;
alter table deadline drop constraint deadline_named;
alter table deadline add constraint deadline_named primary key (youth_id, case_id, rule_id, ordinal);

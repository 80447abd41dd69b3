-- A group of which nobody has said when it may be decided (one that a leader begins) may be decided at any decision.

alter table target_group alter column decided_at drop not null, alter column decided_at drop default;
comment on column target_group.decided_at is
  'At which decisions the group may be chosen: objects of stage, specialCase, source and status; null is at each, by the group''s own source, and an empty list is a work status that nobody decides';

-- Whoever works a proposal out holds a session of the database meanwhile: when it is gone, so is whoever had it, and
-- another goes on at once. Rows of an older version beside this one name no session; there the signs of life decide.

alter table proposal
  add column solving_session integer,
  add column given_back integer not null default 0;
comment on column proposal.solving_session is
  'The process of the session that whoever solves holds: where it is gone, nobody solves any more';
comment on column proposal.given_back is
  'How many attempts were broken off because the house was closed: they are not held against the proposal';

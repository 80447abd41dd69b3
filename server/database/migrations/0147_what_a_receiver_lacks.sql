-- A move that is left since whoever was to receive has no room says what is in the way: which ceiling, in number or in
-- minutes, or the time. What was left before, or by an older version beside this one, does not say it.

alter table proposal_move add column lack jsonb;
alter table proposal_move add constraint proposal_move_lack_of_room check (
  lack is null or (left_because is not null and left_because = 'receiverFull'));
comment on column proposal_move.lack is
  'What the receiver lacked when the move was left: a ceiling or time, with the figures; keys, no names';

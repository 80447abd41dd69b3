-- What is left of a case list. Rows that lie from before are of another shape, and say more than is kept now: such
-- lists are sent again. One that is under way is read from its sheet, and is not touched.

delete from case_import where state not in ('queued', 'running');

comment on table case_import is
  'A case list until it is brought in, and then its refused rows, sealed; thrown away a week after it was sent';

-- What was held on one day is counted in one order, whichever was written down first. Where contacts of several kinds
-- are of one day, what is stored was derived in the order of writing, and so is not to be proved by the new one.
update derivation set anew = true
where youth_id in (select youth_id from contact group by youth_id, day having count(distinct kind) > 1);

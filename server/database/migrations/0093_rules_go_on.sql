-- Rows of one rule that follow each other go on with what is under way, where the later one used to count from its own
-- day: what is stored by the old way is derived anew at the next start, and not proved by what it was not made by.
update derivation set anew = true;

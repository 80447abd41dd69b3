-- Whoever follows a hundred people is searched among those hundred, not among the whole register.

-- Only once the extension's library is in the session may its settings be named by somebody who is no superuser.
do $$ begin perform word_similarity('a', 'a'); end $$;

create or replace function door.find_youths(spelled text, sounding text, at_most integer)
returns table (youth_id bigint, likeness real)
language sql stable security definer
set search_path = pg_catalog, public
set pg_trgm.word_similarity_threshold = 0.45
rows 50
begin atomic
  with hit as (
    select y.id, y.family_name, y.given_name,
      greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name) * 0.95) as likeness
    from youth y
    where door.sees_all() and (spelled <% y.search_name or sounding <% y.search_name)
    union all
    -- The functions in place of the operators keep the planner from the index over everybody.
    select y.id, y.family_name, y.given_name,
      greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name) * 0.95)
    from youth y
    where not door.sees_all() and y.id = any (array(select door.my_youths()))
      and greatest(word_similarity(spelled, y.search_name), word_similarity(sounding, y.search_name)) >= 0.45
  )
  select h.id, h.likeness::real from hit h
    where h.likeness >= 0.65 * (select max(b.likeness) from hit b)
    order by h.likeness desc, h.family_name collate danish, h.given_name collate danish, h.id
    limit at_most;
end;

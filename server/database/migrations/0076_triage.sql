-- Triage: who in the register an enquiry may be about, and which of one's own young people somebody has written about.

-- What the sender may be told is decided, and stands in the story with who agreed to it.
alter table referral_event
  drop constraint referral_event_kind_known,
  add constraint referral_event_kind_known check (kind in (
    'received', 'corrected', 'taken', 'released', 'attempted', 'contacted', 'linked', 'unlinked', 'merged', 'unmerged',
    'passedOn', 'closed', 'reopened', 'senderTold', 'tellingChanged'));

create index youth_phone on youth (phone) where phone is not null;
create index youth_email on youth (lower(email)) where email is not null;
create index guardian_phone on guardian (phone) where phone is not null and withdrawn_at is null;

-- Loads pg_trgm into this session: before that, nobody but a superuser may give its settings to a function.
select show_limit();

create function door.likely_youths(
  spellings text[], born date, at_phone text, at_email text, at_home text[], at_most integer
) returns table (
  youth_id bigint, given_name text, family_name text, birth_date date, protected_address boolean, is_open boolean,
  caseworker text, same_phone boolean, same_email boolean, same_home boolean
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
set pg_trgm.word_similarity_threshold = 0.6
rows 20
begin atomic
  with near (id) as (
    select y.id from youth y where y.birth_date = born
    union
    -- Day and month swapped, as a slip of the hand writes them.
    select y.id from youth y where extract(day from born) <= 12 and y.birth_date = make_date(
      extract(year from born)::int, least(extract(day from born), 12)::int, extract(month from born)::int)
    union
    select y.id from youth y where y.phone = at_phone
    union
    select y.id from youth y where lower(y.email) = lower(at_email)
    union
    select g.youth_id from guardian g where g.phone = any (at_home) and g.withdrawn_at is null
    union
    -- A name alone says nothing where the birth dates can be compared.
    (select n.id from (
      select y.id, max(word_similarity(s.spelling, y.search_name)) as likeness
      from unnest(spellings) s (spelling) join youth y on s.spelling <% y.search_name
      where born is null group by y.id order by 2 desc, y.id limit at_most) n)
  )
  select y.id, y.given_name, y.family_name, y.birth_date, y.protected_address,
    exists (select from youth_case c where c.youth_id = y.id and upper_inf(c.during)),
    (select s.given_name || ' ' || s.family_name from assignment a join staff s on s.id = a.staff_id
      where a.youth_id = y.id and a.role = 'caseworker' and a.withdrawn_at is null and a.during @> door.today()),
    coalesce(y.phone = at_phone, false), coalesce(lower(y.email) = lower(at_email), false),
    exists (select from guardian g where g.youth_id = y.id and g.phone = any (at_home) and g.withdrawn_at is null)
  from near n join youth y on y.id = n.id
  where door.triages();
end;
comment on function door.likely_youths is
  'Whom in the register an enquiry may be about, whoever follows them, with no more than one needs to recognise somebody; for those who triage';

create function door.unread_referrals() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp rows 5
begin atomic
  select r.id from referral r
  where r.youth_id = any (door.my_youth_ids()) and r.state <> 'merged' and door.triages()
    and r.handler_id is distinct from door.staff_id()
    and exists (select from referral_event e
      where e.referral_id = r.id and e.kind = 'linked' and e.day > door.today() - 30)
    and not exists (select from referral_read_log l
      where l.referral_ids @> array[r.id] and l.staff_id = door.staff_id() and l.action = 'referral.read');
end;
comment on function door.unread_referrals is
  'Enquiries about my young people that others have given to them in the last month, and that I have not opened';

revoke execute on function door.likely_youths, door.unread_referrals from public;

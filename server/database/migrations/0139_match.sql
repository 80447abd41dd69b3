-- What of a caseworker and of a young person says how well the two fit: languages, where one meets, and what somebody
-- wishes or a case calls for. What somebody is good at stands in `staff_competence` already.

create table staff_language (
  staff_id bigint not null constraint staff_language_of_staff references staff,
  language text not null,
  constraint staff_language_once primary key (staff_id, language),
  constraint staff_language_code check (language ~ '^[a-z]{2,3}$')
);
comment on table staff_language is 'Which languages somebody of the staff speaks with young people, as ISO 639 has the codes';

create table staff_place (
  staff_id bigint not null constraint staff_place_of_staff references staff,
  postal_code text not null,
  constraint staff_place_once primary key (staff_id, postal_code),
  constraint staff_place_code check (postal_code ~ '^[0-9]{4}$')
);
comment on table staff_place is 'In which postal codes somebody of the staff meets young people';

grant select, insert, delete on staff_language, staff_place to medgang_app;

create table caseworker_wish (
  id bigint generated always as identity primary key,
  youth_id bigint not null constraint caseworker_wish_of_youth references youth,
  whose text not null,
  staff_id bigint constraint caseworker_wish_for_staff references staff,
  competence text constraint caseworker_wish_for_competence references competence,
  profession text,
  during daterange not null,
  author_id bigint default door.staff_id() constraint caseworker_wish_author references staff,
  recorded_at timestamptz not null default now(),
  ended_by bigint constraint caseworker_wish_ended_by_staff references staff,
  version integer not null default 1,
  constraint caseworker_wish_whose_known check (whose in ('youth', 'case')),
  constraint caseworker_wish_one_thing check (num_nonnulls(staff_id, competence, profession) = 1),
  constraint caseworker_wish_person_is_wished check (staff_id is null or whose = 'youth'),
  constraint caseworker_wish_profession_length check (length(profession) between 1 and 100),
  constraint caseworker_wish_period check (not isempty(during) and not lower_inf(during)),
  constraint caseworker_wish_no_overlap exclude using gist (youth_id with =, coalesce(staff_id, 0) with =,
    coalesce(competence, '') with =, coalesce(profession, '') with =, during with &&)
);
comment on table caseworker_wish is
  'What a young person wishes, or their case calls for, in a caseworker: a person, a competence or a profession, dated; who may not is in bar';
create index caseworker_wish_staff on caseworker_wish (staff_id) where staff_id is not null;
alter table caseworker_wish enable row level security;
create policy caseworker_wish_by_relation on caseworker_wish using ((select door.sees_all())
  or youth_id = any ((select door.my_youth_ids())::bigint[]));
grant select, insert, update on caseworker_wish to medgang_app;

-- Whose deadlines follow from rules that were put in beside the product: derived anew, and not proved before.

alter table derivation add column anew boolean not null default false;
comment on column derivation.anew is
  'The rules were changed under what is stored: it is to be derived anew before it can be proved equal';
create index derivation_anew on derivation (youth_id) where anew;

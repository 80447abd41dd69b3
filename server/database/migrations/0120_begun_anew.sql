-- Whether a row was begun by itself, also where another had just ended: taking it back revives nothing that was ended.
alter table duty_rule add column begun_anew boolean not null default false;
alter table education_order_rule add column begun_anew boolean not null default false;
alter table age_change add column begun_anew boolean not null default false;
alter table target_group add column begun_anew boolean not null default false;
alter table enquiry_retention add column begun_anew boolean not null default false;
comment on column duty_rule.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column education_order_rule.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column age_change.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column target_group.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';
comment on column enquiry_retention.begun_anew is 'It replaces none: taken back before its day, the one before it stays ended';

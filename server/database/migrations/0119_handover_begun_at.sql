-- The receiver has read the notes when the read log says so, since the handover began.

alter table handover add column begun_at timestamptz not null default now();
comment on column handover.begun_at is 'When it was written down; whatever was read before is no receipt';

-- What a person has selected, by identity and version, to be worked on or exported. Holds keys and no other content: each
-- item goes when it has been dealt with, when its memory is purged, and when the selection expires.
create table dashboard.selection (
  id uuid primary key,
  subject text not null,                  -- pseudonym of whose memories these are
  expires_at timestamptz not null
);
create index selection_expires_at_idx on dashboard.selection (expires_at);

create table dashboard.selection_item (
  selection_id uuid not null references dashboard.selection on delete cascade,
  position integer not null,
  prefix text not null,
  key text not null,
  version text not null,                  -- as it was when the person selected it
  problem text,                           -- why a job could not deal with it
  primary key (selection_id, position)
);
create index selection_item_memory_idx on dashboard.selection_item (prefix, key);
create index selection_item_pending_idx on dashboard.selection_item (selection_id, position) where problem is null;

-- One piece of work over many memories, done in chunks. Counts and pseudonyms only. Whoever works on it holds a lease.
create table dashboard.job (
  id uuid primary key,                    -- made by whoever asked: asked for twice, it is one job
  kind text not null check (kind in ('delete', 'renew', 'undo')),
  subject text not null,                  -- pseudonym of whose memories these are
  actor text not null,                    -- pseudonym of who asked
  surface text not null,
  selection_id uuid references dashboard.selection on delete set null,
  batch_id uuid,                          -- of an undo: the removals to take back
  total integer not null,
  done integer not null default 0,
  gone integer not null default 0,        -- somebody else was faster
  failed integer not null default 0,      -- still selected, with the reason
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  worker uuid,
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  dismissed boolean not null default false
);
create index job_subject_idx on dashboard.job (subject, created_at);
create unique index job_selection_idx on dashboard.job (selection_id) where state = 'running' and kind <> 'undo';
create unique index job_batch_idx on dashboard.job (batch_id) where state = 'running' and kind = 'undo';

-- Removals that one job made belong together.
alter table dashboard.removal
  add column batch_id uuid,
  add column problem text;                -- why an undo of the batch left it out
create index removal_batch_idx on dashboard.removal (batch_id);

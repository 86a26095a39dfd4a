-- Facts about this installation.
create table dashboard.setting (
  name text primary key,
  value text not null
);

-- The session of record: next-auth's cookie only names a row here, and signing out ends the row.
create table dashboard.session (
  id_hash bytea primary key,              -- sha-256 of the id in the cookie
  user_id text not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ends_at timestamptz not null,           -- at the latest
  ended_at timestamptz
);
create index session_user_idx on dashboard.session (user_id) where ended_at is null;

-- Earlier versions of memories, taken before each change made here. Content: goes when the memory is purged.
create table dashboard.memory_version (
  id bigint generated always as identity primary key,
  prefix text not null,
  key text not null,
  value jsonb not null,
  created_at timestamptz,
  updated_at timestamptz,
  expires_at timestamptz,
  ttl_minutes integer,
  embedder text not null,                 -- provider, dims and fields at that moment
  replaced_at timestamptz not null default now(),
  replaced_by text not null               -- pseudonym of who made the change
);
create index memory_version_memory_idx on dashboard.memory_version (prefix, key, id desc);

create table dashboard.memory_version_vector (
  version_id bigint not null references dashboard.memory_version on delete cascade,
  field_name text not null,
  embedding real[],
  created_at timestamptz,
  updated_at timestamptz,
  primary key (version_id, field_name)
);

-- Deletions that can still be undone. After undo_until the copy is unreadable, and soon purged with the history of its key.
create table dashboard.removal (
  id uuid primary key default gen_random_uuid(),
  version_id bigint not null unique references dashboard.memory_version on delete cascade,
  subject text not null,                  -- pseudonym of whose memory it was
  undo_until timestamptz not null
);
create index removal_subject_idx on dashboard.removal (subject, undo_until);
create index removal_undo_until_idx on dashboard.removal (undo_until);

-- The last write made here of each memory. A different updated_at in the store means: changed outside since.
create table dashboard.last_write (
  prefix text not null,
  key text not null,
  updated_at timestamptz not null,
  actor text not null,                    -- pseudonym
  surface text not null,
  primary key (prefix, key)
);

-- Who did what to which memory. Pseudonyms and counts only, never a memory's text.
create table dashboard.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  op_id uuid not null unique,
  action text not null,
  surface text not null,
  actor text not null,
  subject text not null,
  memory text,
  detail jsonb not null default '{}'
);
create index audit_subject_idx on dashboard.audit (subject, id desc);

-- Whom a pseudonym stands for. Deletable: without its row a pseudonym says nothing.
create table dashboard.pseudonym (
  pseudonym text primary key,
  user_id text,
  prefix text,
  key text
);

-- Which agent read what, through this library or with a personal token. Content: questions and keys. It is kept for some days,
-- unreadable afterwards, and goes with the memories that it names.
create table dashboard.read_log (
  id bigint generated always as identity primary key,
  root text not null,                     -- the person's own namespace
  at timestamptz not null default clock_timestamp(),
  kept_until timestamptz not null,        -- as whoever recorded it was told; the dashboard may keep it for less
  way text not null check (way in ('search', 'get', 'list')),
  surface text not null,                  -- agent or mcp
  name text,                              -- what the agent calls itself, or what the token was called
  token_id text,
  query text,                             -- of a search: its beginning
  found integer not null                  -- memories that were read; those that are gone since included
);
create index read_log_root_idx on dashboard.read_log (root, id desc);
create index read_log_at_idx on dashboard.read_log (at);
create index read_log_kept_until_idx on dashboard.read_log (kept_until);

create table dashboard.read_log_item (
  read_id bigint not null references dashboard.read_log on delete cascade,
  position integer not null,              -- from 1
  prefix text not null,
  key text not null,
  created_at timestamptz,                 -- of the memory: another one under the same key was not read
  score double precision,                 -- cosine similarity, of a search
  primary key (read_id, position)
);
create index read_log_item_memory_idx on dashboard.read_log_item (prefix, key, read_id desc);

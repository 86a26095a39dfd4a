-- What a person gives an agent so that it can work with their memories over MCP. Holds nothing that opens anything: the token
-- itself is shown once and kept nowhere. Ended ones are deleted after a month.
create table dashboard.agent_token (
  id uuid primary key default gen_random_uuid(),
  hash bytea not null unique,             -- HMAC-SHA-256 of the token under a key that is not in the database
  issuer text not null,                   -- who vouched for the person, and by which claim they were known:
  id_claim text not null,                 -- under another sign-in the token is nobody's
  user_id text not null,
  name text not null,                     -- the person's own words
  scope text not null check (scope in ('read', 'write')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,               -- to the hour
  revoked_at timestamptz
);
create index agent_token_user_idx on dashboard.agent_token (user_id);
create index agent_token_ended_idx on dashboard.agent_token (coalesce(revoked_at, expires_at));

-- Who may do more than read their own memories, by whom, and until when. Ended rows stay: they are the record.
create table dashboard.role_grant (
  id bigint generated always as identity primary key,
  user_id text not null,
  role text not null check (role in ('auditor', 'admin')),
  granted_by text not null,               -- who ran the command on the server
  granted_at timestamptz not null default now(),
  until timestamptz,
  ended_by text,
  ended_at timestamptz
);
create index role_grant_living_idx on dashboard.role_grant (user_id) where ended_at is null;

-- Who may not sign in any more, whatever the identity provider says. Works at the next request.
create table dashboard.disabled_person (
  user_id text primary key,
  disabled_by text not null,
  disabled_at timestamptz not null default now()
);

alter table dashboard.session
  add column issuer text not null default 'local', -- who vouched: a session of another sign-in is nobody's
  add column email text,                           -- only where the provider vouches for it
  add column groups text[] not null default '{}';  -- as the provider named them at sign-in

-- Sessions that people can tell apart and end, and the moment at which their provider last asked who they are.
alter table dashboard.session
  add column ref uuid not null unique default gen_random_uuid(), -- what pages name it by; opens nothing
  add column auth_at timestamptz,         -- when the provider asked the person; null: it does not tell
  add column browser text;                -- such as 'Firefox, Linux'; the header that it was read from is not kept

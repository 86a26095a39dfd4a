-- Why somebody was given a role or shut out, and whether a person did it in the dashboard or somebody on the server.
alter table dashboard.role_grant
  add column reason text,                 -- in the words of who gave it; null: on the server
  add column by_person boolean not null default false, -- granted_by is a person's id
  add column confirmed_by text;           -- the second person; null: none was needed, or the delay stood for one
create index role_grant_ended_idx on dashboard.role_grant (ended_at desc) where ended_at is not null;
alter table dashboard.disabled_person
  add column reason text,
  add column by_person boolean not null default false;

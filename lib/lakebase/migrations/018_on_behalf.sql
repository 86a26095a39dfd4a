-- An administrator is shown one person's memories for a quarter of an hour, and says why. The person reads the reason.
create table dashboard.reveal (
  id uuid primary key default gen_random_uuid(),
  actor text not null,                    -- pseudonym of the administrator
  user_id text not null,                  -- of the administrator
  session text,                           -- hash of the session it was begun in and counts in; null: sessions are not kept here
  root text not null,                     -- the person's own namespace
  subject text not null,                  -- pseudonym of the person; of the namespace, where it is nobody's alone
  reason text not null,
  began_at timestamptz not null default now(),
  until timestamptz not null default now() + interval '15 minutes',
  ended_at timestamptz
);
create index reveal_living_idx on dashboard.reveal (actor, root) where ended_at is null;

-- Whose role ends is shown nothing any more, also where the same role is granted anew.
create function dashboard.end_reveals() returns trigger language plpgsql as $$
begin
  update dashboard.reveal set ended_at = now() where user_id = new.user_id and ended_at is null;
  return null;
end $$;
create trigger end_reveals after update of ended_at on dashboard.role_grant
  for each row when (new.ended_at is not null) execute function dashboard.end_reveals();
-- A role that ran out ended by itself, which no row tells: what was begun under it ends at the next grant.
create trigger end_reveals_anew after insert on dashboard.role_grant
  for each row execute function dashboard.end_reveals();
create trigger end_reveals after insert on dashboard.disabled_person
  for each row execute function dashboard.end_reveals();

-- Why an administrator wrote a version, or removed a memory, on somebody's behalf. Content of the memory: it goes with it.
alter table dashboard.last_write add column reason text;
alter table dashboard.memory_version add column written_reason text;
alter table dashboard.removal
  add column by_name text,                -- of the administrator; null: the person, or an agent of theirs
  add column reason text;

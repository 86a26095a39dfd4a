-- Whose a namespace is where its name alone does not say, who has claimed it, and what needs a second person.

-- Everybody who has signed in, once: whatever the settings say today, two of them may lead to one namespace.
create table dashboard.claimant (
  user_id text primary key,
  first_at timestamptz not null default now(),
  admitted_at timestamptz                 -- when a namespace was theirs for the first time
);
-- by the two ways in which agents make a namespace of an id
create index claimant_at_idx on dashboard.claimant using hash (replace(replace(user_id, '.', '-'), '@', '-at-'));
create index claimant_dots_idx on dashboard.claimant using hash (replace(user_id, '.', '-'));
insert into dashboard.claimant (user_id, first_at)
select user_id, min(created_at) from dashboard.session group by user_id;

-- What an administrator has settled with evidence. Ended rows stay: they are the record.
create table dashboard.namespace_binding (
  id uuid primary key default gen_random_uuid(),
  label text not null,                    -- the part of the namespace that stands for a person
  issuer text not null,                   -- who vouches for the person: with another sign-in the binding is nobody's
  user_id text not null,
  evidence text not null,                 -- how it is known, in the words of who proposed it
  proposed_by text not null,
  proposed_at timestamptz not null,
  confirmed_by text check (confirmed_by <> proposed_by and confirmed_by <> user_id), -- null: the delay stood for it
  effective_at timestamptz not null default now(),
  ended_by text,
  ended_at timestamptz,
  ended_why text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index namespace_binding_living_idx on dashboard.namespace_binding (label) where ended_at is null;

-- Two who lay claim to one namespace: neither is let in until a binding settles it.
create table dashboard.identity_alarm (
  id uuid primary key default gen_random_uuid(),
  label text not null,
  kind text not null check (kind in ('claimants', 'bound-elsewhere', 'widened')),
  raised_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index identity_alarm_living_idx on dashboard.identity_alarm (label) where ended_at is null;

-- What one person asked for and another must confirm, or, where there is no other, what waits a day.
create table dashboard.approval (
  id uuid primary key default gen_random_uuid(),
  kind text not null,
  scope text not null,                    -- what exactly, as canonical JSON
  scope_hash text not null,               -- sha-256 of it, in hex: what is confirmed is what was asked
  subject_id text,                        -- whom it concerns: they cannot confirm it
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  due_at timestamptz,                     -- takes effect alone then; null: somebody else must confirm it
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'confirmed', 'effective', 'denied', 'withdrawn', 'expired', 'failed')),
  ended_by text,
  ended_at timestamptz,
  ended_why text,
  check (scope_hash = encode(sha256(convert_to(scope, 'UTF8')), 'hex')),
  check ((state = 'open') = (ended_at is null)),
  check (state <> 'confirmed' or (ended_by is not null and ended_by <> asked_by and ended_by is distinct from subject_id)),
  check (state <> 'effective' or due_at is not null),
  check (state <> 'denied' or (ended_by is not null and ended_why is not null))
);
create unique index approval_open_idx on dashboard.approval (kind, scope_hash) where state = 'open';
create index approval_ended_idx on dashboard.approval (ended_at desc) where state <> 'open';

-- Only what is open, and in time, can end; what was asked never changes.
create function dashboard.guard_approval() returns trigger language plpgsql as $$
begin
  if old.state <> 'open'
     or (old.kind, old.scope, old.scope_hash, old.subject_id, old.reason, old.asked_by, old.asked_at, old.due_at, old.expires_at)
        is distinct from
        (new.kind, new.scope, new.scope_hash, new.subject_id, new.reason, new.asked_by, new.asked_at, new.due_at, new.expires_at)
     or (new.state = 'confirmed' and old.expires_at <= now())
     or (new.state = 'expired' and old.expires_at > now())
     or (new.state = 'effective' and (old.due_at > now() or old.expires_at <= now())) then
    raise exception 'This request is not open any more, or cannot be changed so.' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard_approval before update on dashboard.approval for each row execute function dashboard.guard_approval();

-- What made somebody an administrator when they last signed in: their sessions are forgotten a day after their end.
create table dashboard.admin_seen (
  user_id text primary key,
  email text,
  groups text[] not null default '{}',
  seen_at timestamptz not null default now()
);

-- Forgetting: what somebody asked for, exactly which memories, how far it has come, and every step of its way. Whom it is about and
-- which memories it names is kept until the request ends; afterwards there are pseudonyms, counts and keyed hashes.
create table dashboard.forget_request (
  id uuid primary key,                    -- made by whoever asks: asked for twice, it is one request
  reference text not null unique,         -- what people call it by, such as F-7K3M-92QD
  subject text not null,                  -- pseudonym of whose memories these are
  user_id text,                           -- of them; null once it has ended
  root text,                              -- their own namespace; null once it has ended
  scope text not null check (scope in ('one', 'selection', 'period', 'topic', 'everything')),
  scope_hash text not null,               -- keyed; of a set the same as items_hash
  item_count integer not null,            -- memories in it; of everything: as many as there were when it was asked for
  items_hash text,                        -- keyed, of addresses and versions; null: everything
  stop_remembering boolean not null default false,
  approval text not null check (approval in ('self', 'admin')), -- FORGET_APPROVAL as it was
  needs_approval boolean not null,        -- somebody else must say yes
  channel text not null check (channel in ('self', 'behalf')),
  evidence text,                          -- on behalf: how the wish came and how it is known whose it is
  asked_by text not null,                 -- pseudonym
  asked_by_id text,                       -- null once it has ended
  identity text not null check (identity in ('confirmed', 'unconfirmed')),
  state text not null default 'submitted',
  held_from text,                         -- on hold: where it goes on
  received_at timestamptz not null default now(),
  -- the law's month may be shorter than thirty days; in UTC, so that no clock changes in between
  due_at timestamptz not null generated always as
    (least(received_at at time zone 'UTC' + interval '30 days', received_at at time zone 'UTC' + interval '1 month') at time zone 'UTC') stored,
  not_before timestamptz,                 -- nobody else could say yes: from then on it is done without
  worker uuid,
  leased_until timestamptz,
  attempts integer not null default 0,
  probe_key bytea,                        -- of what is remembered for the check; null once it has ended
  total integer,                          -- memories to delete, as counted when it began
  done integer not null default 0,
  gone integer not null default 0,        -- were not there any more
  drifted integer not null default 0,     -- had changed since they were chosen: they stay
  checks jsonb not null default '[]',     -- what was looked for afterwards, and how much of it was found
  reason text,                            -- why it was rejected, or is held
  failed_why text,
  executing_at timestamptz,
  executed_at timestamptz,
  verified_at timestamptz,
  completed_at timestamptz,
  backups_until timestamptz,              -- when the last backup that may hold it ends; null: not known
  ended_at timestamptz,                   -- completed, cancelled or rejected
  check (channel = 'self' or evidence is not null),
  check (scope = 'everything' or items_hash is not null)
);
create unique index forget_request_active_idx on dashboard.forget_request (subject, scope_hash) where ended_at is null;
create index forget_request_subject_idx on dashboard.forget_request (subject, received_at desc);
create index forget_request_due_idx on dashboard.forget_request (due_at) where ended_at is null;

-- The exact memories of a request, as they were when it was made. Go when it ends.
create table dashboard.forget_item (
  request_id uuid not null references dashboard.forget_request on delete cascade,
  position integer not null,
  prefix text not null,
  key text not null,
  version text not null,
  outcome text check (outcome in ('deleted', 'drifted', 'gone')),
  primary key (request_id, position)
);
create index forget_item_memory_idx on dashboard.forget_item (prefix, key);
create index forget_item_pending_idx on dashboard.forget_item (request_id, position) where outcome is null;

-- What the check afterwards compares with: fingerprints of texts and words under the request's own key, and a few vectors. Nobody is
-- shown it; it outlives a crash, and goes when the request ends.
create table dashboard.forget_probe (
  request_id uuid not null references dashboard.forget_request on delete cascade,
  kind text not null check (kind in ('text', 'words', 'vector')),
  position integer not null,
  print bytea,                            -- of a whole text
  words bytea[],                          -- of its words
  embedding real[],
  primary key (request_id, kind, position)
);

-- Per table what there was, what was deleted and what was left. Counts alone: they stay.
create table dashboard.forget_count (
  request_id uuid not null references dashboard.forget_request on delete cascade,
  table_name text not null,
  before integer not null default 0,
  deleted integer not null default 0,
  after integer,
  primary key (request_id, table_name)
);

-- The whole way of a request. Only added to; adding to it is the one way to move a request.
create table dashboard.forget_event (
  request_id uuid not null references dashboard.forget_request on delete cascade,
  seq integer not null,
  at timestamptz not null default clock_timestamp(),
  from_state text,
  to_state text not null,
  role text not null check (role in ('user', 'auditor', 'admin', 'agent', 'worker', 'verifier')),
  actor text not null,                    -- pseudonym, or 'worker'
  reason text,
  primary key (request_id, seq)
);

-- Who may move a request from where to where. What is not here does not happen.
create table dashboard.forget_transition (
  from_state text not null,
  to_state text not null,
  role text not null,
  primary key (from_state, to_state, role)
);
insert into dashboard.forget_transition (from_state, to_state, role) values
  ('submitted', 'identity_confirmed', 'user'), ('submitted', 'identity_confirmed', 'admin'),
  ('identity_confirmed', 'awaiting_approval', 'user'), ('identity_confirmed', 'awaiting_approval', 'admin'),
  ('identity_confirmed', 'scheduled', 'user'), ('identity_confirmed', 'scheduled', 'admin'),
  ('awaiting_approval', 'scheduled', 'admin'), ('awaiting_approval', 'scheduled', 'worker'),
  ('scheduled', 'executing', 'worker'),
  ('executing', 'executed', 'worker'), ('executing', 'failed', 'worker'),
  ('executed', 'verified', 'verifier'), ('executed', 'failed', 'verifier'),
  ('verified', 'completed', 'verifier'), ('verified', 'failed', 'verifier'),
  ('completed', 'backups_expired', 'worker'),
  ('failed', 'scheduled', 'admin'), ('failed', 'scheduled', 'user'), ('failed', 'cancelled', 'worker');
insert into dashboard.forget_transition (from_state, to_state, role)
select s, t, r from unnest(array['submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'on_hold']) s,
  (values ('cancelled', 'user'), ('cancelled', 'admin'), ('cancelled', 'worker')) as o (t, r);
insert into dashboard.forget_transition (from_state, to_state, role)
select s, 'rejected', 'admin' from unnest(array['submitted', 'identity_confirmed', 'awaiting_approval', 'on_hold']) s;
insert into dashboard.forget_transition (from_state, to_state, role)
select s, 'on_hold', 'admin' from unnest(array['submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'failed']) s
union all
select 'on_hold', s, 'admin' from unnest(array['submitted', 'identity_confirmed', 'awaiting_approval', 'scheduled', 'failed']) s;

-- A request begins as submitted, and not in the future.
create function dashboard.begin_forget() returns trigger language plpgsql as $$
begin
  if tg_when = 'BEFORE' then
    if new.state <> 'submitted' or new.received_at > now() or new.ended_at is not null or new.executing_at is not null then
      raise exception 'A request to forget begins as submitted.' using errcode = '23514';
    end if;
    return new;
  end if;
  insert into dashboard.forget_event (request_id, seq, to_state, role, actor)
  values (new.id, 1, 'submitted', case new.channel when 'self' then 'user' else 'admin' end, new.asked_by);
  return null;
end $$;
create trigger begin_forget before insert on dashboard.forget_request for each row execute function dashboard.begin_forget();
create trigger begun_forget after insert on dashboard.forget_request for each row execute function dashboard.begin_forget();

-- Moves a request, or refuses to: by the table, and by what no table of three columns can say.
create function dashboard.move_forget() returns trigger language plpgsql as $$
declare
  r dashboard.forget_request;
  last integer;
  why text;
begin
  select * into r from dashboard.forget_request where id = new.request_id for update;
  select max(e.seq) into last from dashboard.forget_event e where e.request_id = new.request_id;
  new.at := clock_timestamp();
  if last is null then
    if r.id is null or new.to_state <> 'submitted' or new.role not in ('user', 'admin') then
      raise exception 'A request to forget begins as submitted.' using errcode = '23514';
    end if;
    new.seq := 1;
    new.from_state := null;
    return new;
  end if;
  new.seq := last + 1;
  new.from_state := r.state;
  why := case
    when not exists (select from dashboard.forget_transition t
                      where t.from_state = r.state and t.to_state = new.to_state and t.role = new.role)
      then 'transition'
    when new.role = 'user' and new.actor not in (r.subject, r.asked_by) then 'somebody else'
    when new.role = 'admin' and new.to_state = 'cancelled' and new.actor <> r.asked_by then 'somebody else'
    when new.to_state in ('awaiting_approval', 'scheduled') and r.state <> 'on_hold' and r.identity <> 'confirmed' then 'identity'
    when r.state = 'identity_confirmed' and new.to_state = 'scheduled' and r.needs_approval then 'approval'
    when r.state = 'awaiting_approval' and new.to_state = 'scheduled' and new.role = 'admin' and new.actor in (r.asked_by, r.subject)
      then 'own'
    when r.state = 'awaiting_approval' and new.to_state = 'scheduled' and new.role = 'worker' and coalesce(r.not_before > now(), true)
      then 'delay'
    when new.role = 'admin' and new.actor = r.subject and r.channel = 'behalf' then 'own'
    when new.to_state = 'rejected' and new.actor = r.asked_by then 'own'
    -- what another put on hold; their own hold anybody lifts
    when new.role = 'admin' and r.state = 'on_hold' and new.to_state not in ('cancelled', 'rejected') and new.actor in (r.asked_by, r.subject)
      and new.actor <> (select e.actor from dashboard.forget_event e where e.request_id = r.id and e.seq = last) then 'own'
    when new.to_state in ('rejected', 'on_hold') and new.reason is null then 'reason'
    when r.state = 'on_hold' and new.to_state not in ('cancelled', 'rejected') and new.to_state <> r.held_from then 'hold'
  end;
  if why is not null then
    raise exception 'This request to forget cannot go from % to % (%).', r.state, new.to_state, why using errcode = '23514';
  end if;
  update dashboard.forget_request set
    state = new.to_state,
    held_from = case when new.to_state = 'on_hold' then r.state end,
    reason = case when new.to_state in ('rejected', 'on_hold') then new.reason when r.state = 'on_hold' then null else r.reason end,
    failed_why = case when new.to_state = 'failed' then new.reason when new.to_state = 'executing' then null else r.failed_why end,
    executing_at = case when new.to_state = 'executing' then now() else r.executing_at end,
    executed_at = case when new.to_state = 'executed' then now() else r.executed_at end,
    verified_at = case when new.to_state = 'verified' then now() else r.verified_at end,
    completed_at = case when new.to_state = 'completed' then now() else r.completed_at end
   where id = r.id;
  if new.to_state in ('completed', 'cancelled', 'rejected') then
    delete from dashboard.forget_item where request_id = r.id;
    delete from dashboard.forget_probe where request_id = r.id;
    update dashboard.forget_request
       set ended_at = now(), user_id = null, root = null, asked_by_id = null, probe_key = null, worker = null, leased_until = null
     where id = r.id;
  end if;
  return new;
end $$;
create trigger move_forget before insert on dashboard.forget_event for each row execute function dashboard.move_forget();

create function dashboard.keep_forget_event() returns trigger language plpgsql as $$
begin
  raise exception 'The way of a request to forget can only be added to.' using errcode = '42501';
end $$;
create trigger keep_forget_event before update or delete on dashboard.forget_event
  for each row execute function dashboard.keep_forget_event();

-- What was asked never changes, and nothing but an event moves a request.
create function dashboard.guard_forget() returns trigger language plpgsql as $$
begin
  if (old.id, old.reference, old.subject, old.scope, old.scope_hash, old.items_hash, old.item_count, old.stop_remembering, old.approval,
      old.needs_approval, old.channel, old.asked_by, old.received_at)
     is distinct from
     (new.id, new.reference, new.subject, new.scope, new.scope_hash, new.items_hash, new.item_count, new.stop_remembering, new.approval,
      new.needs_approval, new.channel, new.asked_by, new.received_at)
     or coalesce(new.user_id <> old.user_id, new.user_id is not null)
     or coalesce(new.root <> old.root, new.root is not null)
     or (old.ended_at is not null and new.ended_at is distinct from old.ended_at)
     or (pg_trigger_depth() = 1
         and (old.state, old.held_from, old.ended_at, old.executed_at, old.verified_at, old.completed_at)
             is distinct from (new.state, new.held_from, new.ended_at, new.executed_at, new.verified_at, new.completed_at)) then
    raise exception 'This request to forget cannot be changed so.' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard_forget before update on dashboard.forget_request for each row execute function dashboard.guard_forget();

-- Memories are erased by address, many of them; what their pseudonyms stand for is found so too.
create index pseudonym_memory_idx on dashboard.pseudonym (prefix, key) where key is not null;

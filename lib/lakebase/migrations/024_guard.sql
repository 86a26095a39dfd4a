-- The key of the guard's fingerprints: a namespace is known here only by them. For the functions below; nobody else is given it.
create table dashboard.guard_key (
  only_one boolean primary key default true check (only_one),
  key bytea not null,
  inner_key bytea not null generated always as (dashboard.padded(key, 3906369333256140342)) stored,
  outer_key bytea not null generated always as (dashboard.padded(key, 6655295901103053916)) stored
);
insert into dashboard.guard_key (key)
values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- HMAC-SHA-256. A text holds no zero byte, so that the parts cannot run into each other.
create function dashboard.guard_print(kind text, variadic parts text[]) returns bytea
language sql stable strict set search_path = pg_catalog, pg_temp as $$
  select sha256(k.outer_key || sha256(k.inner_key || convert_to(kind, 'UTF8') || '\x00'::bytea || (
           select string_agg(convert_to(part, 'UTF8'), '\x00'::bytea order by at) from unnest(parts) with ordinality as p (part, at))))
    from dashboard.guard_key k
$$;

-- Namespaces that agents may not write to: as long as a person wishes it, and while all that is theirs is being erased.
create table dashboard.forget_guard (
  fingerprint bytea primary key,
  suppressed_at timestamptz,
  held_for uuid,                          -- the request that erases it
  state text not null generated always as (case when suppressed_at is null and held_for is null then 'active' else 'forgotten' end) stored,
  since timestamptz not null default now(),
  blocked bigint not null default 0,
  last_blocked timestamptz
);
create index forget_guard_held_idx on dashboard.forget_guard (held_for) where held_for is not null;

-- Whoever writes for a namespace shares its slot, whoever changes what is known of it has it alone. The rows are made here, so that
-- no write of an agent makes one.
create table dashboard.guard_slot (
  slot integer primary key,
  changes bigint not null default 0
) with (fillfactor = 50);
insert into dashboard.guard_slot (slot) select generate_series(0, 4095);

-- Refused writes, before they are added to what is above: an insert waits for nobody.
create table dashboard.guard_attempt (
  fingerprint bytea not null,
  at timestamptz not null default clock_timestamp()
);
-- Those that were answered with an error, which takes every row back, and no number of a sequence.
create sequence dashboard.guard_raised;

-- What is known of a namespace, and stays true until this transaction ends. The slot first: what is read then is newer than any
-- change that was waited for, and a snapshot that is older than a change fails (40001).
create function dashboard.guard_look(root text, out print bytea, out is_suppressed boolean, out is_held boolean)
language plpgsql as $$
begin
  select sha256(k.outer_key || sha256(k.inner_key || convert_to('namespace', 'UTF8') || '\x00'::bytea || convert_to(root, 'UTF8')))
    into strict print from dashboard.guard_key k;
  perform from dashboard.guard_slot s where s.slot = get_byte(print, 0) * 16 + get_byte(print, 1) / 16 for share;
  if not found then raise exception 'a slot of the guard is missing'; end if;
  select g.suppressed_at is not null, g.held_for is not null into is_suppressed, is_held
    from dashboard.forget_guard g where g.fingerprint = print;
  is_suppressed := coalesce(is_suppressed, false);
  is_held := coalesce(is_held, false);
end $$;

-- Changes what is known of a namespace, once nobody writes for it: everything that was written for it before is visible to the next
-- statement, and everything after waits and finds the change.
create function dashboard.guard_change(root text, what text, request uuid default null) returns bytea
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  print constant bytea := dashboard.guard_print('namespace', root);
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'the guard is changed in read committed only: an older snapshot would not show what was waited for';
  end if;
  -- an update, and not a lock alone: it is what makes older snapshots fail
  update dashboard.guard_slot s set changes = s.changes + 1 where s.slot = get_byte(print, 0) * 16 + get_byte(print, 1) / 16;
  if not found then raise exception 'a slot of the guard is missing'; end if;
  insert into dashboard.forget_guard (fingerprint) values (print) on conflict (fingerprint) do nothing;
  if what = 'suppress' then
    update dashboard.forget_guard g set suppressed_at = now(), since = now() where g.fingerprint = print and g.suppressed_at is null;
  elsif what = 'allow' then
    update dashboard.forget_guard g set suppressed_at = null, since = now() where g.fingerprint = print and g.suppressed_at is not null;
  elsif what = 'hold' and request is not null then
    update dashboard.forget_guard g set held_for = request, since = now() where g.fingerprint = print and g.held_for is null;
    if not exists (select from dashboard.forget_guard g where g.fingerprint = print and g.held_for = request) then
      raise exception 'another request holds this namespace' using errcode = '55006';
    end if;
  elsif what = 'release' and request is not null then
    update dashboard.forget_guard g set held_for = null, since = now() where g.fingerprint = print and g.held_for = request;
  else
    raise exception 'the guard knows no change named %', what;
  end if;
  return print;
end $$;

-- Whether a row is written by the dashboard for a person, and not by an agent: its connections say so, and nobody else's may.
create function dashboard.guard_own() returns boolean
language sql stable as $$
  select coalesce(current_setting('dashboard.own', true), '') = 'on' and pg_has_role(session_user, current_user, 'MEMBER')
$$;

-- Before each write of a row or a vector of an agent. Arguments: `skip` (the row is left out without a word) or `raise` (error MD001),
-- and the labels that every namespace begins with.
create function dashboard.guard_write() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  space constant text := TG_ARGV[1] || '.';
  root text;
  is_own boolean;
  known record;
begin
  if not starts_with(NEW.prefix, space) then return NEW; end if;
  -- what a person writes by hand is theirs to write, unless all of it is being erased; it is waited for as an agent's is
  is_own := dashboard.guard_own();
  root := space || split_part(substr(NEW.prefix, length(space) + 1), '.', 1);
  select l.print, l.is_suppressed, l.is_held into known from dashboard.guard_look(root) l;
  if not known.is_held and (is_own or not known.is_suppressed) then return NEW; end if;
  if is_own or TG_ARGV[0] <> 'skip' then
    if TG_TABLE_NAME = 'store' then perform nextval('dashboard.guard_raised'); end if;
    raise exception using errcode = 'MD001', message = 'not stored: whom this memory is about wishes to be forgotten';
  end if;
  if TG_TABLE_NAME = 'store' then insert into dashboard.guard_attempt (fingerprint) values (known.print); end if;
  return null;
end $$;

-- After a value has changed: vectors of the old one, which the agent's store leaves behind, are personal data too. The new ones
-- follow in a statement of their own, or came in the same one (`cmin`). The dashboard leaves none behind, and knows which it keeps.
create function dashboard.guard_stale() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  vectors constant text := format('%I.store_vectors', TG_TABLE_SCHEMA);
begin
  if NEW.value is distinct from OLD.value and not dashboard.guard_own()
     and has_table_privilege(vectors, 'SELECT') and has_table_privilege(vectors, 'DELETE') then
    execute format('delete from %s v using %I.%I s where v.prefix = $1 and v.key = $2 and s.prefix = $1 and s.key = $2
                       and not (v.xmin = s.xmin and v.cmin = s.cmin)', vectors, TG_TABLE_SCHEMA, TG_TABLE_NAME) using NEW.prefix, NEW.key;
  end if;
  return null;
end $$;

-- Whoever may attach them to a table of their own could ask who is forgotten, or delete vectors.
revoke execute on function dashboard.guard_write(), dashboard.guard_stale() from public;

-- Memories that were forgotten one by one, as fingerprints alone: so that an agent that learns the same again is noticed.
create table dashboard.forgotten_memory (
  id uuid primary key default gen_random_uuid(),
  request_id uuid,
  subject text not null,                  -- pseudonym
  root_print bytea not null,
  key_print bytea not null,
  content_print bytea not null,
  forgotten_at timestamptz not null default now(),
  expires_at timestamptz not null,
  noticed_at timestamptz,                 -- an agent has learned it again
  allowed_at timestamptz,                 -- and the person lets it
  unique (root_print, key_print, content_print)
);
create index forgotten_memory_subject_idx on dashboard.forgotten_memory (subject);
create index forgotten_memory_expires_idx on dashboard.forgotten_memory (expires_at);

-- The audit becomes a record that can be trusted: it says as whom, why and with what end, can only be added to, and each row is
-- chained to the one before, in the order of commits. Never content: reasons are the acting person's own words.
alter table dashboard.audit
  add column role text not null default 'user' check (role in ('user', 'auditor', 'admin', 'agent', 'system')),
  add column outcome text not null default 'done' check (outcome in ('done', 'refused', 'failed')),
  add column reason text,                 -- why, as the acting person said it
  add column before_hash text,            -- keyed per subject: what the memory said before, and after
  add column after_hash text;
update dashboard.audit set role = case when surface in ('agent', 'mcp') then 'agent' else 'system' end
 where surface in ('agent', 'mcp', 'server', 'schedule');
alter table dashboard.audit alter column role drop default; -- whoever writes says as whom
create index audit_at_idx on dashboard.audit (id desc, at);
create index audit_actor_idx on dashboard.audit (actor, id desc);
create index audit_memory_idx on dashboard.audit (memory, id desc) where memory is not null;

-- Keys of the hashes of one person's memories. Deletable: without its row nobody can test a guess against them.
create table dashboard.subject_key (
  subject text primary key,               -- pseudonym
  key bytea not null
);

-- The chain: hash = sha-256 of the hash before and of the row's bytes. Its order is that of the commits.
create table dashboard.audit_chain (
  seq bigint primary key check (seq >= 1), -- without gaps
  audit_id bigint not null unique references dashboard.audit,
  hash bytea not null
);

-- By which checkpoints outside the database are told to be this record's, and no other's.
insert into dashboard.setting (name, value) values ('audit record', gen_random_uuid()::text);

-- A row as bytes: each column as its length and its text, so that no two rows look alike. lib/audit/chain.ts computes the same.
create function dashboard.audit_bytes(a dashboard.audit) returns bytea
language sql stable set timezone = 'UTC' set datestyle = 'ISO' as $$
  select convert_to('v1' || coalesce(string_agg(case when c is null then '-' else octet_length(convert_to(c, 'UTF8')) || ':' || c end, ',' order by n), ''), 'UTF8')
    from unnest(array[a.id::text, a.at::text, a.op_id::text, a.action, a.surface, a.role, a.actor, a.subject, a.memory, a.outcome,
                      a.reason, a.before_hash, a.after_hash, a.detail::text]) with ordinality as columns (c, n)
$$;

-- At commit, so that whoever waits for the chain holds nothing that anybody ahead could want.
create function dashboard.chain_audit() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare last record;
begin
  perform pg_advisory_xact_lock(7204711264);
  select c.seq, c.hash into last from dashboard.audit_chain c order by c.seq desc limit 1;
  insert into dashboard.audit_chain (seq, audit_id, hash)
  values (coalesce(last.seq, 0) + 1, new.id, sha256(coalesce(last.hash, ''::bytea) || dashboard.audit_bytes(new)));
  return null;
end $$;

create function dashboard.keep_audit() returns trigger language plpgsql as $$
begin
  raise exception 'The audit can only be added to.' using errcode = '42501';
end $$;

-- What was recorded before this, row by row: a long record takes no more memory than a short one.
do $$
declare
  a dashboard.audit;
  place bigint := 0;
  last bytea := '';
begin
  for a in select * from dashboard.audit order by id loop
    place := place + 1;
    last := sha256(last || dashboard.audit_bytes(a));
    insert into dashboard.audit_chain (seq, audit_id, hash) values (place, a.id, last);
  end loop;
end $$;

create constraint trigger chain_audit after insert on dashboard.audit
  deferrable initially deferred for each row execute function dashboard.chain_audit();
create trigger keep_audit before update or delete on dashboard.audit for each row execute function dashboard.keep_audit();
create trigger keep_audit_whole before truncate on dashboard.audit for each statement execute function dashboard.keep_audit();
create trigger keep_audit_chain before update or delete on dashboard.audit_chain for each row execute function dashboard.keep_audit();
create trigger keep_audit_chain_whole before truncate on dashboard.audit_chain for each statement execute function dashboard.keep_audit();

-- Counts of the audit, so that a million entries are counted as fast as a thousand. They cover the chain up to a place (its order is
-- that of the commits, so what is covered is closed); whoever reads them counts the entries after it one by one. Taken every
-- thousandth entry, in its commit: entries take turns there anyway, so that nobody waits for a row of counts, and none is
-- changed twice in a transaction that writes many entries.
create table dashboard.audit_count (
  unit text not null check (unit in ('hour', 'day', 'month')),
  slot timestamptz not null,              -- when the hour, day or month begins, in UTC
  action text not null,
  surface text not null,
  role text not null,
  outcome text not null,
  actor text not null,                    -- of staff their pseudonym, else empty
  entries bigint not null,
  first_id bigint not null,               -- of audit rows among these
  last_id bigint not null,
  primary key (unit, slot, action, surface, role, outcome, actor)
);

-- How far they cover the chain: one row.
create table dashboard.audit_counted (
  is_only boolean primary key default true check (is_only),
  seq bigint not null
);
insert into dashboard.audit_counted (seq) values (0);

-- The entries of one kind, newest first, however rare they are.
create index audit_kind_idx on dashboard.audit (action, surface, role, outcome, id desc);

-- A thousand entries are looked up one by one, in this order and by their indexes ("offset 0" keeps the planner from turning it
-- round), whatever was known of the tables when the plan was made.
create function dashboard.count_audit(upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
set enable_seqscan = off as $$
declare before bigint;
begin
  select c.seq into before from dashboard.audit_counted c for update;
  insert into dashboard.audit_count as t
    select u.unit, date_trunc(u.unit, a.at, 'UTC'), a.action, a.surface, a.role, a.outcome,
           case when a.role in ('auditor', 'admin') then a.actor else '' end, count(*), min(a.id), max(a.id)
      from generate_series(before + 1, upto) as place (seq)
           cross join lateral (select audit_id from dashboard.audit_chain where seq = place.seq offset 0) c
           cross join lateral (select * from dashboard.audit where id = c.audit_id offset 0) a
           cross join (values ('hour'), ('day'), ('month')) as u (unit)
     group by 1, 2, 3, 4, 5, 6, 7
  on conflict (unit, slot, action, surface, role, outcome, actor) do update
    set entries = t.entries + excluded.entries, first_id = least(t.first_id, excluded.first_id),
        last_id = greatest(t.last_id, excluded.last_id);
  update dashboard.audit_counted set seq = upto where seq < upto;
end $$;
revoke execute on function dashboard.count_audit(bigint) from public;

-- The record must not fail because counting it does: what was not counted is counted with the next thousands, and no more of
-- it at a time than a commit has time for (a statement that takes too long is ended past "others").
create function dashboard.count_audit_now() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform dashboard.count_audit(least(new.seq, c.seq + 10000)) from dashboard.audit_counted c;
  return null;
exception when others then
  raise warning 'The audit was not counted: %', sqlerrm;
  return null;
end $$;

-- Whoever may attach it to a table of their own could have the audit counted wrongly.
revoke execute on function dashboard.count_audit_now() from public;

create trigger count_audit after insert on dashboard.audit_chain
  for each row when (new.seq % 1000 = 0) execute function dashboard.count_audit_now();

select dashboard.count_audit(coalesce(max(seq), 0)) from dashboard.audit_chain;

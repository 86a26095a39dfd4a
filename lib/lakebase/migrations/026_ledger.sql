-- What the ledger of erasures outside the database repeats: each completed erasure, and each change of who is remembered. Keyed
-- fingerprints alone. Written in the transaction of what it says, so that a backup holds an entry exactly where it holds its effect.
create table dashboard.ledger_entry (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz not null default clock_timestamp(),
  facts jsonb not null
);
create function dashboard.keep_ledger() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger of erasures can only be added to.' using errcode = '42501';
end $$;
create trigger keep_ledger before update or delete on dashboard.ledger_entry for each row execute function dashboard.keep_ledger();
create trigger keep_ledger_whole before truncate on dashboard.ledger_entry for each statement execute function dashboard.keep_ledger();

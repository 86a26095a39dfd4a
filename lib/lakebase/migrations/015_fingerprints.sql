-- `key`, padded to 64 bytes, each eight of them exclusive-or `mask`.
create function dashboard.padded(key bytea, mask bigint) returns bytea
language sql immutable strict set search_path = pg_catalog, pg_temp as $$
  select string_agg(int8send(('x' || substring(rpad(encode(key, 'hex'), 128, '0') from at for 16))::bit(64)::bigint # mask), '' order by at)
    from generate_series(1, 113, 16) as at
$$;

-- The two keys of HMAC, made once: 0x36 and 0x5c in every byte.
alter table dashboard.subject_key
  add column inner_key bytea not null generated always as (dashboard.padded(key, 3906369333256140342)) stored,
  add column outer_key bytea not null generated always as (dashboard.padded(key, 6655295901103053916)) stored;

-- What a memory said before and after a change, as a fingerprint that only the holder of the subject's key can compare with a
-- text: HMAC-SHA-256 of the value as Postgres writes it, in hex. The key is made at its first use, in the transaction of the change;
-- made twice at once, the second waits for the first and takes its key.
create function dashboard.fingerprint(whose text, value jsonb) returns text
language plpgsql strict as $$
declare
  k dashboard.subject_key;
begin
  select * into k from dashboard.subject_key s where s.subject = whose;
  if not found then
    insert into dashboard.subject_key (subject, key)
    values (whose, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
    on conflict (subject) do nothing;
    select * into strict k from dashboard.subject_key s where s.subject = whose;
  end if;
  return encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(value::text, 'UTF8'))), 'hex');
end $$;

-- Whoever may attach it to a table of their own could add to the chain.
revoke execute on function dashboard.chain_audit() from public;

-- Why an administrator had it done: what it does is audited row by row.
alter table dashboard.job add column reason text;

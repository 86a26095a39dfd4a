-- Receipts of what was forgotten: signed, and never changed. They hold no content and nobody's id.
create table dashboard.receipt_key (
  id text primary key,                    -- the beginning of the key's SHA-256
  public_key text not null,               -- 32 bytes, base64url
  first_used_at timestamptz not null default now()
);

create table dashboard.receipt (
  reference text primary key,             -- of the request
  request_id uuid not null unique,
  subject text not null,                  -- pseudonym
  file text not null,                     -- receipt and signature, to the byte
  key_id text not null references dashboard.receipt_key,
  issued_at timestamptz not null,
  opening text,                           -- opens the receipt's commitments; null once the person has it, or its time is over
  opening_until timestamptz not null
);
create index receipt_subject_idx on dashboard.receipt (subject, issued_at desc);
create index receipt_opening_idx on dashboard.receipt (opening_until) where opening is not null;

-- An opening may go; nothing else may change.
create function dashboard.keep_receipt() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) ? 'opening' and to_jsonb(new) = to_jsonb(old) || '{"opening": null}' then return new; end if;
  raise exception 'A receipt stays as it was issued.' using errcode = '42501';
end $$;
create trigger keep_receipt before update or delete on dashboard.receipt for each row execute function dashboard.keep_receipt();
create trigger keep_receipt_whole before truncate on dashboard.receipt for each statement execute function dashboard.keep_receipt();
create trigger keep_receipt_key before update or delete on dashboard.receipt_key for each row execute function dashboard.keep_receipt();

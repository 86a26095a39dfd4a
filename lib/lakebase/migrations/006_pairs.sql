-- Pairs of memories that say nearly the same and that a person has decided to keep both of: pseudonyms and times, no content.
-- A pair is asked about again as soon as one of the two changes.
create table dashboard.kept_pair (
  subject text not null,                  -- pseudonym of whose memories these are
  first text not null,                    -- pseudonyms of the two, the smaller first
  second text not null,
  first_at timestamptz not null,          -- updated_at of each, as it was then
  second_at timestamptz not null,
  kept_at timestamptz not null default now(),
  primary key (subject, first, second)
);
create index kept_pair_first_idx on dashboard.kept_pair (first);
create index kept_pair_second_idx on dashboard.kept_pair (second);

-- A memory that was removed because it became part of another: undoing the removal also puts the other back as it was.
create table dashboard.merge (
  removal_id uuid primary key references dashboard.removal on delete cascade,
  version_id bigint not null references dashboard.memory_version on update cascade on delete cascade, -- what the other said before
  written text not null                   -- xmin/updated_at of the other, as the merge wrote it
);
create index merge_version_idx on dashboard.merge (version_id);

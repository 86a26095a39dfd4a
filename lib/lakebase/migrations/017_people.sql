-- How much is stored of whom, as it was counted last: lists and charts over everybody are read from here. No key and no text; all of
-- it can be deleted, and is counted anew.
create table dashboard.person_count (
  label text collate "C" primary key,     -- the part of a namespace that stands for a person
  place text collate "C" not null,        -- where their first namespace stands in the order of bytes
  memories integer not null,
  first_at timestamptz,                   -- the oldest memory that is still there
  last_at timestamptz,
  unsearchable integer not null,          -- memories without a search entry
  stale integer not null,                 -- memories with a search entry that an agent’s later write left behind
  expired integer not null,               -- past their end, and still there
  ending integer not null,                -- with an end that has not come; and within 30 days
  ending_soon integer not null,
  months jsonb not null,                  -- memories by month of first writing (UTC): {"2026-11": 12}
  writers jsonb not null,                 -- memories by who wrote them last: {"agent/Travel desk": 5, "mcp": 1, "person": 2, "outside": 4}
  readers jsonb not null,                 -- recorded reads that are kept, by who read
  owner text not null check (owner in ('one', 'several', 'none')),
  similar_to text collate "C"             -- somebody whose id or name looks alike
);

create table dashboard.people_count (
  one boolean primary key default true check (one), -- a single row
  counted_at timestamptz not null,
  took_ms integer not null,
  figures jsonb not null                  -- what concerns all together
);

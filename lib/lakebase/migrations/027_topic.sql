-- What a person wants forgotten, in their own words, and how close each of their memories comes to it: kept for an hour while they
-- choose, and not in an address. Holds their words and keys: it goes when they have decided, when it expires, and with its memories.
create table dashboard.topic (
  id uuid primary key,
  subject text not null,                  -- pseudonym of whose memories these are
  question text not null,
  has_meaning boolean not null,           -- false: words alone were compared
  scored integer not null,                -- how the distances lie, over all of the person's memories
  mean double precision,
  deviation double precision,
  line smallint not null,                 -- from this mark on a memory goes, unless it was unticked
  with_words boolean not null,            -- and those that hold the words, however close they are
  selection_id uuid,                      -- what was ticked, as it was frozen last
  expires_at timestamptz not null
);
create index topic_expires_at_idx on dashboard.topic (expires_at);

create table dashboard.topic_match (
  topic_id uuid not null references dashboard.topic on delete cascade,
  position integer not null,              -- the closest first, from 1
  prefix text not null,
  key text not null,
  version text not null,                  -- as it was compared
  mark smallint,                          -- cosine similarity in hundredths; null: without a score
  found text[],                           -- words of the question that it holds
  weighed boolean not null,               -- they cover enough of the question to count
  ticked boolean,                         -- what the person decided; null: as the line has it
  primary key (topic_id, position)
);
create index topic_match_memory_idx on dashboard.topic_match (prefix, key);
create index topic_match_ticked_idx on dashboard.topic_match (topic_id) where ticked is not null;

-- How often a person did something in a minute. Unlogged: after a crash everybody starts anew.
create unlogged table dashboard.rate (
  subject text not null,                  -- pseudonym
  action text not null,
  minute timestamptz not null,
  count integer not null default 1,
  primary key (subject, action, minute)
);

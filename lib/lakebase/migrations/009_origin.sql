-- Who wrote a version by name: what the agent calls itself, or what the person called the token. Null: it has none, or was kept
-- before this migration. Content of the memory: it goes with it.
alter table dashboard.last_write add column name text;              -- surface is dashboard, agent (its library here) or mcp
alter table dashboard.memory_version add column written_name text;

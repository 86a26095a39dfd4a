-- Whoever audits sees people by the name of their last sign-in.
create index session_name_idx on dashboard.session (user_id, created_at desc);

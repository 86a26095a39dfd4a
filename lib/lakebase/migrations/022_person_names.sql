-- What people are called, as whoever vouched for them said at their last sign-in: kept when their sessions have been purged, so
-- that those who audit go on reading names. Deletable: without its row a person stands by their id.
create table dashboard.person_name (
  user_id text primary key,
  name text not null
);
insert into dashboard.person_name (user_id, name)
select distinct on (user_id) user_id, name from dashboard.session order by user_id, created_at desc;
drop index dashboard.session_name_idx;

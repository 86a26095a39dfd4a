-- How a wish came that somebody passes on. It was kept in the sentence about it until now.
alter table dashboard.forget_request
  add column came_by text check (came_by in ('letter', 'email', 'telephone', 'in-person', 'ticket', 'other'));

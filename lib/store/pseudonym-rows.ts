// Whom a pseudonym stands for, written beside the audit row that uses it: parts of a statement.

/**
 * Common table expressions `known_person` and `known_memory`. A pseudonym is made of a key: after a renaming it stands for the
 * memory under its new key, until another memory is written under the old one.
 * @param at placeholders or other expressions of SQL; `from`: nothing is written unless it has a row
 */
export function pseudonymRows(at: {
  from: string
  subject: string
  userId: string
  memory: string
  prefix: string
  key: string
}): string {
  return `known_person as (
      insert into dashboard.pseudonym (pseudonym, user_id) select ${at.subject}, ${at.userId} from ${at.from}
      on conflict (pseudonym) do nothing
    ), known_memory as (
      insert into dashboard.pseudonym as p (pseudonym, prefix, key) select ${at.memory}, ${at.prefix}, ${at.key} from ${at.from}
      on conflict (pseudonym) do update set prefix = excluded.prefix, key = excluded.key
        where (p.prefix, p.key) is distinct from (excluded.prefix, excluded.key)
    )`
}

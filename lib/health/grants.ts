// May the dashboard use the agent's tables as its features need?
import { sentence } from '@/lib/shared/text'
import { grantsFor, type Rights } from '@/lib/store/health/rights'
import { type About, type Finding, fine, wrong } from './finding'

export const GRANTS: About = { check: 'grants', name: sentence('Rights') }

/** @param schema of the agent's tables */
export function examineGrants(rights: Rights, role: string, schema: string): Finding[] {
  const sql = grantsFor(role, schema, rights)
  const missing = [
    ...rights.closedSchemas.map((name) => `USAGE (${name})`),
    ...rights.missing.map(({ table, privileges }) => `${privileges.join(', ')} (${schema}.${table})`),
  ].join('; ')
  const findings =
    sql === ''
      ? [fine(GRANTS, sentence('The dashboard’s role may read and change the agent’s tables.'))]
      : [
          wrong(
            GRANTS,
            sentence('The dashboard’s role lacks rights: {missing}.', { missing }),
            sentence('Let the owner of the agent’s tables run:'),
            sql,
          ),
        ]
  if (rights.policed.length > 0)
    findings.push(
      wrong(
        GRANTS,
        sentence('Row-level security holds on {tables}: rows may be hidden from the dashboard without a word.', {
          tables: rights.policed.map((table) => `${schema}.${table}`).join(', '),
        }),
        sentence(
          'Let the owner add a policy that shows the dashboard’s role every row, or exempt the role (BYPASSRLS).',
        ),
      ),
    )
  return findings
}

// May the dashboard keep what is its own: sessions, history, audit?
import { sentence } from '@/lib/shared/text'
import { makeOwnSchema, type OwnSchema, takeOwnSchema } from '@/lib/store/health/own-schema'
import { type About, type Finding, fine, wrong } from './finding'

export const OWN_SCHEMA: About = { check: 'own-schema', name: sentence('The dashboard’s schema') }

export function examineOwnSchema(schema: OwnSchema, role: string): Finding {
  switch (schema.state) {
    case 'ours':
      return fine(OWN_SCHEMA, sentence('The schema dashboard is there and belongs to the dashboard’s role.'))
    case 'foreign':
      return wrong(
        OWN_SCHEMA,
        sentence('The schema dashboard, or a table in it, belongs to a role that the dashboard’s role is not in.'),
        sentence('Let a superuser run this, or use the role that the dashboard had before:'),
        takeOwnSchema(role, schema.objects),
      )
    case 'absent':
      return schema.mayCreate
        ? fine(OWN_SCHEMA, sentence('The schema dashboard is not there yet; the first start makes it.'))
        : wrong(
            OWN_SCHEMA,
            sentence('The schema dashboard is not there, and the dashboard’s role may not make it.'),
            sentence('Let the owner of the database run:'),
            makeOwnSchema(role),
          )
  }
}

// May the dashboard keep what is its own: sessions, history, audit?

import { ownSchemaFor } from '@/lib/lakebase/migrate'
import { sentence } from '@/lib/shared/text'
import { quoteName } from '@/lib/store/catalog'
import { type OwnSchema, takeOwnSchema } from '@/lib/store/health/own-schema'
import { type About, type Finding, fine, wrong } from './finding'

export const OWN_SCHEMA: About = { check: 'own-schema', name: sentence('The dashboard’s schema') }

export function examineOwnSchema(schema: OwnSchema, role: string): Finding {
  switch (schema.state) {
    case 'ours':
      return fine(
        OWN_SCHEMA,
        sentence('The schema dashboard is there, and the dashboard’s role may change what is in it.'),
      )
    case 'foreign':
      return wrong(
        OWN_SCHEMA,
        sentence('The dashboard’s role may not change the schema dashboard, or a table in it belongs to another role.'),
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
            ownSchemaFor(quoteName(role)),
          )
  }
}

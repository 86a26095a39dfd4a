// The translations, one file for each part of the interface. English needs none.
import type { Catalogue, Locale } from '@/lib/shared/text'
import { agentView } from './de/agent-view'
import { audit } from './de/audit'
import { auditRecord } from './de/audit-record'
import { bulk } from './de/bulk'
import { dates } from './de/dates'
import { demo } from './de/demo'
import { duplicates } from './de/duplicates'
import { editing } from './de/editing'
import { failures } from './de/failures'
import { forgetQueue } from './de/forget-queue'
import { forgetRequests } from './de/forget-requests'
import { forgetTopic } from './de/forget-topic'
import { forgetting } from './de/forgetting'
import { health } from './de/health'
import { identities } from './de/identities'
import { keys } from './de/keys'
import { lakebase } from './de/lakebase'
import { ledger } from './de/ledger'
import { list } from './de/list'
import { looks } from './de/looks'
import { map } from './de/map'
import { memories } from './de/memories'
import { onBehalf } from './de/on-behalf'
import { people } from './de/people'
import { person } from './de/person'
import { privacy } from './de/privacy'
import { receipt } from './de/receipt'
import { roles } from './de/roles'
import { shell } from './de/shell'
import { signIn } from './de/sign-in'
import { story } from './de/story'
import { tracing } from './de/tracing'
import { transfer } from './de/transfer'

const GERMAN: Catalogue = {
  ...shell,
  ...dates,
  ...failures,
  ...forgetQueue,
  ...forgetRequests,
  ...forgetTopic,
  ...lakebase,
  ...memories,
  ...editing,
  ...health,
  ...forgetting,
  ...keys,
  ...map,
  ...agentView,
  ...story,
  ...demo,
  ...duplicates,
  ...tracing,
  ...transfer,
  ...list,
  ...looks,
  ...bulk,
  ...signIn,
  ...privacy,
  ...roles,
  ...identities,
  ...person,
  ...people,
  ...onBehalf,
  ...audit,
  ...auditRecord,
  ...ledger,
  ...receipt,
}

/** Another language is another line here, and one in LOCALES. */
const CATALOGUES: Record<Locale, Catalogue> = { en: {}, de: GERMAN }

/** What is said to readers of `locale` in the place of the English. */
export function catalogueOf(locale: Locale): Catalogue {
  return CATALOGUES[locale]
}

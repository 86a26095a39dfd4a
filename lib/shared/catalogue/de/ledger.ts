// Das Verzeichnis der Löschungen außerhalb der Datenbank, und was von Gesprächen und anderen Systemen zu sagen ist.
import type { Catalogue } from '@/lib/shared/text'

export const ledger: Catalogue = {
  'This database is behind the ledger of erasures: it was restored from a backup, and what was erased may be there again. Run npm run replay-erasures.':
    'Diese Datenbank ist hinter dem Verzeichnis der Löschungen zurück: Sie stammt aus einer Sicherung, und Gelöschtes kann wieder da sein. Führe npm run replay-erasures aus.',
  'The ledger of erasures cannot be read, so whether the database is behind it is not known.':
    'Das Verzeichnis der Löschungen lässt sich nicht lesen; ob die Datenbank dahinter zurück ist, ist unbekannt.',
}

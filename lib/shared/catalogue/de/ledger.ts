// Das Verzeichnis der Löschungen außerhalb der Datenbank, und was von Gesprächen und anderen Systemen zu sagen ist.
import type { Catalogue } from '@/lib/shared/text'

export const ledger: Catalogue = {
  'This database is behind the ledger of erasures: it was restored from a backup, and what was erased may be there again. Run npm run replay-erasures.':
    'Diese Datenbank ist hinter dem Verzeichnis der Löschungen zurück: Sie stammt aus einer Sicherung, und Gelöschtes kann wieder da sein. Führe npm run replay-erasures aus.',
  'The ledger of erasures cannot be read, so whether the database is behind it is not known.':
    'Das Verzeichnis der Löschungen lässt sich nicht lesen; ob die Datenbank dahinter zurück ist, ist unbekannt.',
  'The ledger of erasures': 'Das Verzeichnis der Löschungen',
  'No ledger of erasures is kept: after a backup is restored, nothing tells what has to be erased again. Set ERASURE_LEDGER to keep one.':
    'Es gibt kein Verzeichnis der Löschungen: Nach dem Einspielen einer Sicherung sagt nichts, was wieder zu löschen ist. Mit ERASURE_LEDGER wird eines geführt.',
  'Set ERASURE_LEDGER to a file on a disk that is not the database’s, in a folder that is there.':
    'Setze ERASURE_LEDGER auf eine Datei auf einem anderen Datenträger als dem der Datenbank, in einem Ordner, den es gibt.',
  'Compare the file with a copy of it. Entries that the database has are written again by themselves; others are only in a copy.':
    'Vergleiche die Datei mit einer Kopie. Einträge, die die Datenbank hat, werden von selbst wieder geschrieben; andere stehen nur in einer Kopie.',
  'The ledger of erasures cannot be written, so erasures are known to this database alone.':
    'Das Verzeichnis der Löschungen lässt sich nicht schreiben; von Löschungen weiß nur diese Datenbank.',
  'Line {line} of the ledger of erasures was altered.':
    'Zeile {line} des Verzeichnisses der Löschungen wurde verändert.',
  'Line {line} of the ledger of erasures does not follow the one before: lines were taken out, put in or moved.':
    'Zeile {line} des Verzeichnisses der Löschungen schließt nicht an die vorige an: Zeilen wurden entfernt, eingefügt oder verschoben.',
  '{count} line of the ledger of erasures was written with another NEXTAUTH_SECRET: after a restore it is replayed only with that one.|{count} lines of the ledger of erasures were written with another NEXTAUTH_SECRET: after a restore they are replayed only with that one.':
    '{count} Zeile des Verzeichnisses der Löschungen wurde mit einem anderen NEXTAUTH_SECRET geschrieben: Nach dem Einspielen einer Sicherung wird sie nur mit diesem nachgeholt.|{count} Zeilen des Verzeichnisses der Löschungen wurden mit einem anderen NEXTAUTH_SECRET geschrieben: Nach dem Einspielen einer Sicherung werden sie nur mit diesem nachgeholt.',
  '{count} entry is not in the ledger of erasures yet. The server writes it.|{count} entries are not in the ledger of erasures yet. The server writes them.':
    '{count} Eintrag steht noch nicht im Verzeichnis der Löschungen. Der Server schreibt ihn.|{count} Einträge stehen noch nicht im Verzeichnis der Löschungen. Der Server schreibt sie.',
  'The ledger of erasures and the database hold the same {entries} entries.':
    'Im Verzeichnis der Löschungen und in der Datenbank stehen dieselben {entries} Einträge.',
  'The agent’s conversations': 'Die Gespräche mit dem Agenten',
  'The agent keeps no conversations (checkpoints of LangGraph) in the schema {schema}.':
    'Der Agent bewahrt im Schema {schema} keine Gespräche auf (Checkpoints von LangGraph).',
  'The agent keeps conversations (checkpoints of LangGraph) in the schema {schema}, and MEMORY_THREAD_OWNER does not say whose they are: they stay when somebody is forgotten.':
    'Der Agent bewahrt im Schema {schema} Gespräche auf (Checkpoints von LangGraph), und MEMORY_THREAD_OWNER sagt nicht, wessen sie sind: Sie bleiben, wenn jemand vergessen wird.',
  'The dashboard may not read and delete the agent’s conversations, so they stay when somebody is forgotten.':
    'Das Dashboard darf die Gespräche mit dem Agenten nicht lesen und löschen; sie bleiben, wenn jemand vergessen wird.',
  'Let the owner of these tables grant it:': 'Der Eigentümer dieser Tabellen muss es erlauben:',
  'The agent’s conversations are erased with the person that they belong to by the rule {rule}.':
    'Die Gespräche mit dem Agenten werden mit der Person gelöscht, der sie nach der Regel {rule} gehören.',
  'erased again what a restored backup had brought back':
    'löschte wieder, was eine eingespielte Sicherung zurückgebracht hatte',
  'erased again what a restored backup had brought back of {person}':
    'löschte wieder, was eine eingespielte Sicherung von {person} zurückgebracht hatte',
  'tried to erase again what a restored backup had brought back':
    'versuchte, wieder zu löschen, was eine eingespielte Sicherung zurückgebracht hatte',
}

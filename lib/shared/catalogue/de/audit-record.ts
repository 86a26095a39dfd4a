// Ob das Protokoll noch ist, was aufgezeichnet wurde.
import type { Catalogue } from '@/lib/shared/text'

export const auditRecord: Catalogue = {
  'The file of checkpoints cannot be read.': 'Die Datei mit den Siegeln lässt sich nicht lesen.',
  'The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is another one since.':
    'Das letzte Siegel trägt nicht die Unterschrift dieser Installation: Es wurde gefälscht, oder NEXTAUTH_SECRET ist seither ein anderes.',
  'This is another record than the one that was sealed: its very first entry differs. Either the database was made anew, or all of the record was.':
    'Das ist ein anderes Protokoll als das besiegelte: Schon sein erster Eintrag weicht ab. Entweder wurde die Datenbank neu angelegt oder das ganze Protokoll neu geschrieben.',
  'The record is empty, and there are checkpoints of it: it was emptied, or the database made anew.':
    'Das Protokoll ist leer, und es gibt Siegel davon: Es wurde geleert oder die Datenbank neu angelegt.',
  'The record is shorter than its last checkpoint says: the newest entries were taken out.':
    'Das Protokoll ist kürzer, als sein letztes Siegel sagt: Die neuesten Einträge wurden entfernt.',
  'The record is not as it was sealed last: entries before that were changed.':
    'Das Protokoll ist nicht, wie es zuletzt besiegelt wurde: Einträge davor wurden geändert.',
  'The entries {first} to {last} are not those that were sealed at {sealed}: at least one of them was changed, and the chain made to fit.':
    'Die Einträge {first} bis {last} sind nicht die, die {sealed} besiegelt wurden: Mindestens einer wurde geändert und die Kette passend gemacht.',
  'The record ends with entry {last}, and entry {seq} was sealed at {at}: the end was taken out.':
    'Das Protokoll endet mit Eintrag {last}, und {at} wurde Eintrag {seq} besiegelt: Das Ende wurde entfernt.',
  'Line {line} of the file is no checkpoint.': 'Zeile {line} der Datei ist kein Siegel.',
  'The checkpoint in line {line} of the file does not bear a signature of the given key: it was forged or altered, or another key signed it.':
    'Das Siegel in Zeile {line} der Datei trägt keine Unterschrift des angegebenen Schlüssels: Es wurde gefälscht oder geändert, oder ein anderer Schlüssel hat unterschrieben.',
  'The checkpoint in line {line} of the file does not follow the one before it: lines were taken out, put in or moved.':
    'Das Siegel in Zeile {line} der Datei folgt nicht auf das davor: Zeilen wurden entfernt, eingefügt oder verschoben.',
  'The entry is not what was recorded: it was altered, or one before it was taken out and the rest numbered anew.':
    'Der Eintrag ist nicht, was aufgezeichnet wurde: Er wurde geändert, oder einer davor wurde entfernt und der Rest neu nummeriert.',
  'The chain has the entry, and its row is gone.': 'Die Kette hat den Eintrag, und seine Zeile fehlt.',
  'The entry is gone from the chain.': 'Der Eintrag fehlt in der Kette.',
  'The entry was put in: the one after it follows the one before it.':
    'Der Eintrag wurde eingefügt: Der danach schließt an den davor an.',
  'Another entry stood here: entries were exchanged.': 'Hier stand ein anderer Eintrag: Einträge wurden vertauscht.',
  'The entry’s place in the chain was altered, and its row was not.':
    'Die Stelle des Eintrags in der Kette wurde geändert, seine Zeile nicht.',
  'The row is not in the chain: it was put in past it.':
    'Die Zeile steht nicht in der Kette: Sie wurde an ihr vorbei eingefügt.',
}

// Ob das Protokoll noch ist, was aufgezeichnet wurde.
import type { Catalogue } from '@/lib/shared/text'

export const auditRecord: Catalogue = {
  'The file of checkpoints cannot be read.': 'Die Datei mit den Siegeln lässt sich nicht lesen.',
  'The last checkpoint was not signed with this installation’s key: it was forged, or NEXTAUTH_SECRET is another one since.':
    'Das letzte Siegel trägt nicht die Unterschrift dieser Installation: Es wurde gefälscht, oder NEXTAUTH_SECRET ist seither ein anderes.',
  'The very first entry is not the one that was sealed: all of the record was written anew.':
    'Schon der erste Eintrag ist nicht der besiegelte: Das ganze Protokoll wurde neu geschrieben.',
  'The id of this record is gone from the database: which checkpoints are its own cannot be told, and none is written.':
    'Die Kennung dieses Protokolls fehlt in der Datenbank: Welche Siegel zu ihm gehören, lässt sich nicht sagen, und es wird keines geschrieben.',
  'The file holds no checkpoint of this record, and {count} of another one: none was written yet, they were taken out, or the record’s id was changed.|The file holds no checkpoint of this record, and {count} of other ones: none was written yet, they were taken out, or the record’s id was changed.':
    'In der Datei ist kein Siegel dieses Protokolls und {count} eines anderen: Es wurde noch keines geschrieben, sie wurden entfernt, oder die Kennung des Protokolls wurde geändert.|In der Datei ist kein Siegel dieses Protokolls und {count} von anderen: Es wurde noch keines geschrieben, sie wurden entfernt, oder die Kennung des Protokolls wurde geändert.',
  'The record has {entries} entries, and the file holds no checkpoint of it: none was written yet, or they were taken out, or the file is a new one.':
    'Das Protokoll hat {entries} Einträge, und in der Datei ist kein Siegel davon: Es wurde noch keines geschrieben, oder sie wurden entfernt, oder die Datei ist neu.',
  'The record is empty, and there are checkpoints of it: it was emptied.':
    'Das Protokoll ist leer, und es gibt Siegel davon: Es wurde geleert.',
  'The record is shorter than its last checkpoint says: the newest entries were taken out.':
    'Das Protokoll ist kürzer, als sein letztes Siegel sagt: Die neuesten Einträge wurden entfernt.',
  'The record is not as it was sealed last: entries before that were changed.':
    'Das Protokoll ist nicht, wie es zuletzt besiegelt wurde: Einträge davor wurden geändert.',
  'The entries {first} to {last} are not those that were sealed at {sealed}: at least one of them was changed, and the chain made to fit.':
    'Die Einträge {first} bis {last} sind nicht die, die {sealed} besiegelt wurden: Mindestens einer wurde geändert und die Kette passend gemacht.',
  'The record ends with entry {last}, and entry {seq} was sealed at {at}: the end was taken out.':
    'Das Protokoll endet mit Eintrag {last}, und {at} wurde Eintrag {seq} besiegelt: Das Ende wurde entfernt.',
  'The last checkpoint does not fit its signature: it was forged or altered.':
    'Das letzte Siegel passt nicht zu seiner Unterschrift: Es wurde gefälscht oder geändert.',
  'Line {line} of the file is no checkpoint: it was not written to its end, or altered.|{count} lines of the file, from line {line} on, are no checkpoints: they were not written to their end, or altered.':
    'Zeile {line} der Datei ist kein Siegel: Sie wurde nicht zu Ende geschrieben oder geändert.|{count} Zeilen der Datei, von Zeile {line} an, sind keine Siegel: Sie wurden nicht zu Ende geschrieben oder geändert.',
  'Another key signed the checkpoint in line {line} of the file, and so it proves nothing here: NEXTAUTH_SECRET was another one then, or it was forged.|Another key signed {count} checkpoints in the file, from line {line} on, and so they prove nothing here: NEXTAUTH_SECRET was another one then, or they were forged.':
    'Das Siegel in Zeile {line} der Datei trägt die Unterschrift eines anderen Schlüssels und beweist hier nichts: NEXTAUTH_SECRET war damals ein anderes, oder es wurde gefälscht.|{count} Siegel in der Datei, von Zeile {line} an, tragen die Unterschrift eines anderen Schlüssels und beweisen hier nichts: NEXTAUTH_SECRET war damals ein anderes, oder sie wurden gefälscht.',
  'The checkpoint in line {line} of the file does not fit its signature: it was forged or altered.':
    'Das Siegel in Zeile {line} der Datei passt nicht zu seiner Unterschrift: Es wurde gefälscht oder geändert.',
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
  'The entry stands before the first one: it was put in past the chain.':
    'Der Eintrag steht vor dem ersten: Er wurde an der Kette vorbei eingefügt.',
  'The counts kept beside the record cover {counted} entries, and it has {last}: what the page Audit lists and exports by them can lack entries.':
    'Die Zählungen neben dem Protokoll umfassen {counted} Einträge, und es hat {last}: Dem, was die Seite Protokoll danach auflistet und exportiert, können Einträge fehlen.',
  'The counts kept beside the record are not those of its entries (“{action}” is counted wrongly): what the page Audit lists and exports by them can lack entries.':
    'Die Zählungen neben dem Protokoll sind nicht die seiner Einträge („{action}“ ist falsch gezählt): Dem, was die Seite Protokoll danach auflistet und exportiert, können Einträge fehlen.',
  'Who could change the audit': 'Wer das Protokoll ändern könnte',
  'The audit’s checkpoints': 'Die Siegel des Protokolls',
  'The dashboard’s role can read the audit and add to it, and nothing else.':
    'Die Rolle des Dashboards kann das Protokoll lesen und ergänzen, und sonst nichts.',
  'The audit can only be added to. Whoever may write this machine’s files could change it; checkpoints tell.':
    'Das Protokoll lässt sich nur ergänzen. Wer die Dateien dieses Rechners schreiben darf, könnte es ändern; die Siegel zeigen es.',
  'The audit can only be added to. Its tables belong to the dashboard’s role, which could switch that off.':
    'Das Protokoll lässt sich nur ergänzen. Seine Tabellen gehören der Rolle des Dashboards, die das abschalten könnte.',
  'To take that from it, let a superuser hand them over:':
    'Damit sie das nicht mehr kann, lassen Sie einen Superuser die Tabellen übergeben:',
  'Run npm run verify-audit: it names the first entry that is wrong.':
    'Führe npm run verify-audit aus: Es nennt den ersten Eintrag, der nicht stimmt.',
  'The file of checkpoints cannot be written, so nothing outside the database proves the audit.':
    'Die Datei mit den Siegeln lässt sich nicht schreiben; nichts außerhalb der Datenbank beweist das Protokoll.',
  'Set AUDIT_CHECKPOINT_FILE to a file on a disk that is not the database’s.':
    'Setze AUDIT_CHECKPOINT_FILE auf eine Datei auf einem anderen Datenträger als dem der Datenbank.',
  'No checkpoint has been written yet. The server writes one when something is recorded.':
    'Es gibt noch kein Siegel. Der Server schreibt eines, sobald etwas aufgezeichnet ist.',
  'The checkpoint of entry {seq}, written {when} outside this database, fits the chain.':
    'Das Siegel von Eintrag {seq}, {when} außerhalb dieser Datenbank geschrieben, passt zur Kette.',
  'The entries themselves are compared by “Check every entry”.':
    'Die Einträge selbst vergleicht „Jeden Eintrag prüfen“.',
  'The checkpoint of entry {seq}, written {when} outside this database, fits the chain. The entries themselves are compared by npm run verify-audit.':
    'Das Siegel von Eintrag {seq}, {when} außerhalb dieser Datenbank geschrieben, passt zur Kette. Die Einträge selbst vergleicht npm run verify-audit.',
  'Nothing is recorded yet.': 'Es ist noch nichts aufgezeichnet.',
  'Not examined, because NEXTAUTH_SECRET is not set here.':
    'Nicht geprüft, weil NEXTAUTH_SECRET hier nicht gesetzt ist.',
  'This version changes the tables of the audit, which were handed over to a role of their own. Let a superuser hand them back with this, start once, then hand them over again: npm run doctor prints how.':
    'Diese Fassung ändert die Tabellen des Protokolls, die einer eigenen Rolle übergeben wurden. Lassen Sie einen Superuser sie hiermit zurückgeben, starten Sie einmal, und übergeben Sie sie wieder: npm run doctor druckt, wie.',
}

// Export and import.
export const transfer = {
  'Export and import': 'Exportieren und importieren',
  '{count} memory is kept about you. Take it with you, or bring others in.|{count} memories are kept about you. Take them with you, or bring others in.':
    '{count} Erinnerung ist über dich gespeichert. Nimm sie mit, oder hol andere herein.|{count} Erinnerungen sind über dich gespeichert. Nimm sie mit, oder hol andere herein.',
  'Nothing is remembered about you yet. You can bring memories in from a file.':
    'Über dich ist noch nichts gemerkt. Du kannst Erinnerungen aus einer Datei hereinholen.',
  'Bring memories in from a file': 'Erinnerungen aus einer Datei hereinholen',
  'Your memories could not be counted.': 'Deine Erinnerungen konnten nicht gezählt werden.',

  // export
  Export: 'Exportieren',
  'A spreadsheet for reading. JSON lines for another system, or for coming back here.':
    'Eine Tabelle zum Lesen. JSON-Zeilen für ein anderes System, oder um wieder hierher zu kommen.',
  'What to export': 'Was exportiert wird',
  'Everything, {count} memory|Everything, {count} memories': 'Alles, {count} Erinnerung|Alles, {count} Erinnerungen',
  'What your filter lets through, {count} memory|What your filter lets through, {count} memories':
    'Was dein Filter durchlässt, {count} Erinnerung|Was dein Filter durchlässt, {count} Erinnerungen',
  'JSON lines': 'JSON-Zeilen',
  'Spreadsheet (CSV)': 'Tabelle (CSV)',
  'Also in JSON lines': 'In JSON-Zeilen außerdem',
  '{count} earlier version|{count} earlier versions': '{count} frühere Fassung|{count} frühere Fassungen',
  'What was replaced here, when and by whom. For reading: history is not imported.':
    'Was hier ersetzt wurde, wann und von wem. Zum Lesen: Geschichte wird nicht importiert.',
  'Search entries': 'Sucheinträge',
  'They come back bit by bit instead of being made anew. The file becomes many times larger.':
    'Sie kommen Bit für Bit zurück, statt neu gemacht zu werden. Die Datei wird um ein Vielfaches größer.',
  '{count} memory is larger than 64 kB: it is exported, but cannot be imported again.|{count} memories are larger than 64 kB: they are exported, but cannot be imported again.':
    '{count} Erinnerung ist größer als 64 kB: sie wird exportiert, kann aber nicht wieder importiert werden.|{count} Erinnerungen sind größer als 64 kB: sie werden exportiert, können aber nicht wieder importiert werden.',
  'One memory a line: its key, every digit of its value, when it was written and changed, when it ends, and what it is searched by.':
    'Eine Erinnerung pro Zeile: ihr Schlüssel, jede Ziffer ihres Werts, wann sie geschrieben und geändert wurde, wann sie endet und wonach sie gesucht wird.',
  'One row a memory, a column for each of at most 40 fields. Where a spreadsheet could take a text for a formula, or would change the digits of a number, an apostrophe stands before it. It cannot be imported.':
    'Eine Zeile pro Erinnerung, eine Spalte für jedes von höchstens 40 Feldern. Wo eine Tabelle einen Text für eine Formel halten könnte oder die Ziffern einer Zahl ändern würde, steht ein Apostroph davor. Sie kann nicht importiert werden.',
  'Not in it': 'Nicht enthalten',
  'What you have deleted, even while it can be undone; who looked at your memories; your conversations, which the agents keep.':
    'Was du gelöscht hast, auch solange es rückgängig zu machen ist; wer deine Erinnerungen angesehen hat; deine Gespräche, die die Agenten aufbewahren.',
  'Is it whole?': 'Ist sie vollständig?',
  'The last line says how many memories the file has. Without it the download broke off: export again.':
    'Die letzte Zeile sagt, wie viele Erinnerungen die Datei hat. Fehlt sie, ist der Download abgebrochen: exportiere noch einmal.',
  'This address names no kind of file. Export from the page again.':
    'Diese Adresse nennt keine Art von Datei. Exportiere noch einmal von der Seite aus.',

  // the spreadsheet
  'Other fields': 'Weitere Felder',
  Namespace: 'Namensraum',
  'First written (UTC)': 'Zuerst geschrieben (UTC)',
  'Changed (UTC)': 'Geändert (UTC)',
  'Ends (UTC)': 'Endet (UTC)',
  'Changed by': 'Geändert von',
  'you##changed by': 'dir',
  'outside this dashboard': 'außerhalb dieses Dashboards',
  ' … (too long for a cell; whole in JSON lines)': ' … (zu lang für eine Zelle; ganz in JSON-Zeilen)',
  'End of the file: {count} memory|End of the file: {count} memories':
    'Ende der Datei: {count} Erinnerung|Ende der Datei: {count} Erinnerungen',
  '{count} that was selected is gone|{count} that were selected are gone':
    '{count} ausgewählte gibt es nicht mehr|{count} ausgewählte gibt es nicht mehr',
  'This file is not whole: it broke off after {count} memory. Export again.|This file is not whole: it broke off after {count} memories. Export again.':
    'Diese Datei ist nicht vollständig: sie brach nach {count} Erinnerung ab. Exportiere noch einmal.|Diese Datei ist nicht vollständig: sie brach nach {count} Erinnerungen ab. Exportiere noch einmal.',

  // choosing a file
  Import: 'Importieren',
  'A file of JSON lines that was exported here. It is compared with what is stored first, and nothing is written until you say so.':
    'Eine Datei mit JSON-Zeilen, die hier exportiert wurde. Sie wird erst mit dem Gespeicherten verglichen, und nichts wird geschrieben, bevor du es sagst.',
  'Choose a file': 'Datei wählen',
  'or drop it here': 'oder hierher ziehen',
  'File of JSON lines': 'Datei mit JSON-Zeilen',
  'Paste lines instead': 'Stattdessen Zeilen einfügen',
  'Lines, one memory each': 'Zeilen, je eine Erinnerung',
  'pasted lines': 'eingefügten Zeilen',
  'This cannot be imported.': 'Das kann nicht importiert werden.',
  'The file is empty.': 'Die Datei ist leer.',
  'The file could not be read. Choose it again.': 'Die Datei konnte nicht gelesen werden. Wähle sie noch einmal.',
  'The file has {size} MB, and at most {limit} MB can be imported. Split it into several.':
    'Die Datei hat {size} MB, und höchstens {limit} MB können importiert werden. Teile sie in mehrere.',
  'The file is a spreadsheet (CSV), which is for reading. Export as JSON lines, and import that.':
    'Die Datei ist eine Tabelle (CSV), die zum Lesen da ist. Exportiere als JSON-Zeilen, und importiere die.',
  'The file is not JSON lines: its first line is not an object in braces.':
    'Die Datei besteht nicht aus JSON-Zeilen: ihre erste Zeile ist kein Objekt in geschweiften Klammern.',
  'The file is not a text in UTF-8. Choose the file as it was exported, or save it as UTF-8.':
    'Die Datei ist kein Text in UTF-8. Wähle die Datei, wie sie exportiert wurde, oder speichere sie als UTF-8.',
  'The file is not a text. Choose a file of JSON lines that this page has made.':
    'Die Datei ist kein Text. Wähle eine Datei mit JSON-Zeilen, die diese Seite gemacht hat.',
  'The file is one JSON list, not JSON lines. Put each memory on a line of its own.':
    'Die Datei ist eine einzige JSON-Liste, keine JSON-Zeilen. Setze jede Erinnerung in eine eigene Zeile.',
  'This file is an export of something else. Choose one that this page has made.':
    'Diese Datei ist ein Export von etwas anderem. Wähle eine, die diese Seite gemacht hat.',
  'A newer version of this dashboard made this file. Bring this one up to date first.':
    'Eine neuere Version dieses Dashboards hat diese Datei gemacht. Bring dieses zuerst auf den neuesten Stand.',

  // comparing and importing
  Comparing: 'Vergleich',
  'Comparing… {count} memory so far|Comparing… {count} memories so far':
    'Vergleich läuft … bisher {count} Erinnerung|Vergleich läuft … bisher {count} Erinnerungen',
  'Compared {count} line of {name}. Nothing has been changed.|Compared {count} lines of {name}. Nothing has been changed.':
    '{count} Zeile von {name} verglichen. Nichts wurde geändert.|{count} Zeilen von {name} verglichen. Nichts wurde geändert.',
  'It could not be compared.': 'Es konnte nicht verglichen werden.',
  'Nothing has been changed.': 'Nichts wurde geändert.',
  Importing: 'Import',
  'Importing…': 'Import läuft …',
  'Importing… {done} of {total}': 'Import läuft … {done} von {total}',
  Stop: 'Anhalten',
  'It did not go on.': 'Es ging nicht weiter.',
  'Go on': 'Fortsetzen',
  'What has been stored stays stored, and is not stored twice.':
    'Was gespeichert ist, bleibt gespeichert und wird nicht doppelt gespeichert.',
  'What this file would do': 'Was diese Datei bewirken würde',
  New: 'Neu',
  'Stored otherwise': 'Anders gespeichert',
  'Stored just so': 'Genau so gespeichert',
  Refused: 'Abgelehnt',
  Imported: 'Importiert',
  Added: 'Hinzugefügt',
  Replaced: 'Ersetzt',
  'Not imported': 'Nicht importiert',
  'Your agents have them from now on.': 'Deine Agenten haben sie von jetzt an.',
  'What was added can be deleted in your list, and that be undone for ten minutes.':
    'Was hinzugefügt wurde, kannst du in deiner Liste löschen und das zehn Minuten lang rückgängig machen.',
  'What each said before stands in its history, and can be restored there later, too.':
    'Was jede vorher sagte, steht in ihrer Geschichte und kann dort auch später zurückgeholt werden.',
  'Put {count} back as it was|Put {count} back as they were':
    '{count} zurückbringen, wie sie war|{count} zurückbringen, wie sie waren',
  'Putting back': 'Zurückbringen',
  'Putting back… {done} of {total}': 'Wird zurückgebracht … {done} von {total}',
  'It is as it was before the import.': 'Sie ist, wie sie vor dem Import war.',
  'It was changed after the import, and stays as it is now.':
    'Sie wurde nach dem Import geändert und bleibt, wie sie jetzt ist.',
  '{count} memory added.|{count} memories added.': '{count} Erinnerung hinzugefügt.|{count} Erinnerungen hinzugefügt.',
  '{count} replaced.': '{count} ersetzt.',
  '{count} not imported.': '{count} nicht importiert.',
  'See your memories': 'Deine Erinnerungen ansehen',
  'Choose another file': 'Andere Datei wählen',
  'Adds {count} memory.|Adds {count} memories.': 'Fügt {count} Erinnerung hinzu.|Fügt {count} Erinnerungen hinzu.',
  'Replaces {count}.': 'Ersetzt {count}.',
  '{count} waits for another key.|{count} wait for another key.':
    '{count} wartet auf einen anderen Schlüssel.|{count} warten auf einen anderen Schlüssel.',
  'Nothing is chosen.': 'Nichts ist gewählt.',
  'Everything that can be imported is stored already, just as it stands in the file.':
    'Alles, was importiert werden kann, ist schon gespeichert, genau wie es in der Datei steht.',
  'There is nothing in this file that can be imported.': 'In dieser Datei ist nichts, was importiert werden kann.',
  'Import {count} memory|Import {count} memories': '{count} Erinnerung importieren|{count} Erinnerungen importieren',
  'Import the {count} that is left|Import the {count} that are left':
    'Die übrige {count} importieren|Die übrigen {count} importieren',
  'Compare {count} again': '{count} noch einmal vergleichen',
  'Show {count} more': '{count} weitere zeigen',

  // what is worth knowing first
  'This file is not whole.': 'Diese Datei ist nicht vollständig.',
  'Its export broke off, as its last line says. What is there can be imported; for the rest export again.':
    'Ihr Export brach ab, wie ihre letzte Zeile sagt. Was da ist, kann importiert werden; für den Rest exportiere noch einmal.',
  'This file has no last line.': 'Dieser Datei fehlt die letzte Zeile.',
  'If it was exported here, the download broke off and memories are missing.':
    'Wenn sie hier exportiert wurde, ist der Download abgebrochen, und Erinnerungen fehlen.',
  'The file says that it has {count} memory.|The file says that it has {count} memories.':
    'Laut der Datei hat sie {count} Erinnerung.|Laut der Datei hat sie {count} Erinnerungen.',
  '{count} is there.|{count} are there.': '{count} ist da.|{count} sind da.',
  'There is no search entry for {count} memory: it is kept, but not found by meaning.|There is no search entry for {count} memories: they are kept, but not found by meaning.':
    'Für {count} Erinnerung gibt es keinen Sucheintrag: sie wird aufbewahrt, aber nicht nach Bedeutung gefunden.|Für {count} Erinnerungen gibt es keinen Sucheintrag: sie werden aufbewahrt, aber nicht nach Bedeutung gefunden.',
  '{count} memory has ended already. It comes back with that end, and the agent may sweep it away.|{count} memories have ended already. They come back with that end, and the agent may sweep them away.':
    '{count} Erinnerung ist schon abgelaufen. Sie kommt mit diesem Ende zurück, und der Agent kann sie wegräumen.|{count} Erinnerungen sind schon abgelaufen. Sie kommen mit diesem Ende zurück, und der Agent kann sie wegräumen.',
  '{count} line holds an earlier version. It is not imported: history is only written by what happens here.|{count} lines hold earlier versions. They are not imported: history is only written by what happens here.':
    '{count} Zeile enthält eine frühere Fassung. Sie wird nicht importiert: Geschichte schreibt nur, was hier geschieht.|{count} Zeilen enthalten frühere Fassungen. Sie werden nicht importiert: Geschichte schreibt nur, was hier geschieht.',

  // one memory
  '{count} is new|{count} are new': '{count} ist neu|{count} sind neu',
  'Add all': 'Alle hinzufügen',
  'Leave all out': 'Alle weglassen',
  'Add {key}': '{key} hinzufügen',
  '{count} is stored otherwise|{count} are stored otherwise':
    '{count} ist anders gespeichert|{count} sind anders gespeichert',
  '{count} other field is the same|{count} other fields are the same':
    '{count} weiteres Feld ist gleich|{count} weitere Felder sind gleich',
  'For all:': 'Für alle:',
  'What to do with all of them': 'Was mit allen geschehen soll',
  'What to do with {key}': 'Was mit {key} geschehen soll',
  'Keep mine': 'Meine behalten',
  'Take the file’s': 'Die aus der Datei nehmen',
  'Keep both': 'Beide behalten',
  'Key of the one from the file': 'Schlüssel der Erinnerung aus der Datei',
  'This is the key that is taken. Choose another.': 'Das ist der Schlüssel, der vergeben ist. Wähle einen anderen.',
  'Changed here after this file was exported': 'Hier geändert, nachdem diese Datei exportiert wurde',
  'The file does not say which is newer': 'Die Datei sagt nicht, welche neuer ist',
  'Only its time to live differs.': 'Nur ihre Lebensdauer ist anders.',
  'Ends: {stored} as stored, {file} in the file': 'Endet: gespeichert {stored}, in der Datei {file}',
  never: 'nie',
  'What is stored is too large to show here.': 'Was gespeichert ist, ist zu groß, um es hier zu zeigen.',
  '{count} was not imported|{count} were not imported':
    '{count} wurde nicht importiert|{count} wurden nicht importiert',
  '{count} is refused|{count} are refused': '{count} ist abgelehnt|{count} sind abgelehnt',
  'Nothing of these lines is stored. Correct them in the file and choose it again; the others need not wait for that.':
    'Von diesen Zeilen wird nichts gespeichert. Berichtige sie in der Datei und wähle sie noch einmal; die anderen müssen darauf nicht warten.',
  'Line {line}': 'Zeile {line}',

  // why a line is refused
  'Line {line} has the same key. Keep one of the two lines.':
    'Zeile {line} hat denselben Schlüssel. Behalte eine der beiden Zeilen.',
  'This is not JSON, at character {column}: {problem}': 'Das ist kein JSON, bei Zeichen {column}: {problem}',
  'A line is one memory: an object in braces with a key and a value.':
    'Eine Zeile ist eine Erinnerung: ein Objekt in geschweiften Klammern mit Schlüssel (key) und Wert (value).',
  'Lines of this type are not known here. Remove the line.':
    'Zeilen dieser Art sind hier nicht bekannt. Entferne die Zeile.',
  'This line is longer than {size} kB, and a memory can be at most 64 kB. Split it into several.':
    'Diese Zeile ist länger als {size} kB, und eine Erinnerung kann höchstens 64 kB haben. Teile sie in mehrere.',
  'A memory has no member named {name} here. Correct its name, or remove it.':
    'Eine Erinnerung hat hier keine Angabe namens {name}. Berichtige den Namen, oder entferne sie.',
  'The key is missing. Add it as "key": "…".': 'Der Schlüssel fehlt. Ergänze ihn als "key": "…".',
  'The value is missing. Add it as "value": {"text": "…"}.': 'Der Wert fehlt. Ergänze ihn als "value": {"text": "…"}.',
  'The member {name} must be {expected}.': 'Die Angabe {name} muss {expected} sein.',
  'a text in quotation marks': 'ein Text in Anführungszeichen',
  'a list of names without dots, such as ["trips"]': 'eine Liste von Namen ohne Punkte wie ["trips"]',
  'a time with its zone, such as "2026-11-23 07:46:05.578187+00", or null':
    'eine Zeit mit ihrer Zone wie "2026-11-23 07:46:05.578187+00" oder null',
  'a whole number of minutes, or null': 'eine ganze Zahl von Minuten oder null',
  '"you", "agent", "token", "admin" or "outside"': '"you", "agent", "token", "admin" oder "outside"',
  '"default", false, or a list of different paths': '"default", false oder eine Liste verschiedener Pfade',
  'Its search entries are not as an export writes them. Remove "entries": they will be made anew.':
    'Ihre Sucheinträge sind nicht so, wie ein Export sie schreibt. Entferne "entries": sie werden neu gemacht.',
  'Two search entries would have one name. Correct "index", or remove it.':
    'Zwei Sucheinträge hätten denselben Namen. Berichtige "index", oder entferne es.',
  'This store keeps no end dates. Remove expires_at and ttl_minutes to import it without one.':
    'Dieser Speicher kennt kein Ende. Entferne expires_at und ttl_minutes, um sie ohne eines zu importieren.',
  'The database cannot store this value. Simplify it.':
    'Die Datenbank kann diesen Wert nicht speichern. Vereinfache ihn.',

  // why one was not imported
  'The database did not store it, and nothing of it was written.':
    'Die Datenbank hat sie nicht gespeichert, und nichts davon wurde geschrieben.',
  'There is a memory with this key by now, and it was not overwritten. Compare the two again.':
    'Inzwischen gibt es eine Erinnerung mit diesem Schlüssel, und sie wurde nicht überschrieben. Vergleiche die beiden noch einmal.',
  'It changed or was deleted after the comparison, and was not overwritten. Compare again.':
    'Sie wurde nach dem Vergleich geändert oder gelöscht und nicht überschrieben. Vergleiche noch einmal.',
}

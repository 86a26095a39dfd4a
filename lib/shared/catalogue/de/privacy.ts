// The privacy page: what is kept, and who gets at it.
export const privacy = {
  Privacy: 'Privatsphäre',
  'Your memories, your decision': 'Deine Erinnerungen, deine Entscheidung',
  'Nothing is remembered about you yet.': 'Über dich ist noch nichts gemerkt.',
  '{count} memory is kept about you.|{count} memories are kept about you.':
    '{count} Erinnerung wird über dich aufbewahrt.|{count} Erinnerungen werden über dich aufbewahrt.',
  '{count} memory is kept about you, from {month}.|{count} memories are kept about you, the oldest from {month}.':
    '{count} Erinnerung wird über dich aufbewahrt, vom {month}.|{count} Erinnerungen werden über dich aufbewahrt, die älteste vom {month}.',
  'Take a copy': 'Eine Kopie mitnehmen',
  'All your memories with their dates: a spreadsheet for reading, or JSON lines for another system. The lines also hold what a memory said before it was changed here.':
    'Alle deine Erinnerungen mit ihren Daten: eine Tabelle zum Lesen oder JSON-Zeilen für ein anderes System. Die Zeilen enthalten auch, was eine Erinnerung sagte, bevor sie hier geändert wurde.',
  'Choose what is in the file, or bring memories in': 'Auswählen, was in der Datei steht, oder Erinnerungen einlesen',
}

// Filters, orders, facets, and the line above the list.
export const list = {
  Filters: 'Filter',
  'Remove the filter {filter}': 'Filter {filter} wegnehmen',
  Order: 'Reihenfolge',
  'Any time': 'Jederzeit',
  'Any key': 'Jeder Schlüssel',
  'Any field': 'Jedes Feld',
  'Any value': 'Jeder Wert',
  'Written by anyone': 'Von allen geschrieben',
  'Any state': 'Jeder Zustand',
  'When it changed': 'Wann sie geändert wurde',
  'Fields and values': 'Felder und Werte',
  'Written by': 'Geschrieben von',
  State: 'Zustand',
  'Closest first': 'Nächste zuerst',
  'Newest first': 'Neueste zuerst',
  'Oldest first': 'Älteste zuerst',
  'By key': 'Nach Schlüssel',
  'closest first': 'nächste zuerst',
  'newest first': 'neueste zuerst',
  'oldest first': 'älteste zuerst',
  'by key': 'nach Schlüssel',
  Anyone: 'Alle',
  'The agent': 'Der Agent',
  'Searchable or not': 'Auffindbar oder nicht',
  Kept: 'Aufbewahrt',
  'With or without an end date': 'Mit oder ohne Enddatum',
  'With an end date': 'Mit Enddatum',
  Expired: 'Abgelaufen',
  'From##day': 'Von',
  'To##day': 'Bis',
  'Key contains': 'Schlüssel enthält',
  'No key contains “{text}”.': 'Kein Schlüssel enthält „{text}“.',
  '{count} more key: write a part of it above|{count} more keys: write a part of one above':
    '{count} weiterer Schlüssel: Schreib oben einen Teil davon|{count} weitere Schlüssel: Schreib oben einen Teil davon',
  'Field contains': 'Feld enthält',
  'No field contains “{text}”.': 'Kein Feld enthält „{text}“.',
  '{count} more field: write a part of it above|{count} more fields: write a part of one above':
    '{count} weiteres Feld: Schreib oben einen Teil davon|{count} weitere Felder: Schreib oben einen Teil davon',
  'Any of its values is': 'Einer ihrer Werte ist',
  'The value there is': 'Der Wert dort ist',
  'The numbers could not be loaded.': 'Die Zahlen konnten nicht geladen werden.',
  'Counting…': 'Wird gezählt …',
  Done: 'Fertig',
  '{found} of {count} memory|{found} of {count} memories':
    '{found} von {count} Erinnerung|{found} von {count} Erinnerungen',
  '{count} of {total} memories passes the filter and holds a word of your question|{count} of {total} memories pass the filter and hold a word of your question':
    '{count} von {total} Erinnerungen passt zum Filter und enthält ein Wort deiner Frage|{count} von {total} Erinnerungen passen zum Filter und enthalten ein Wort deiner Frage',
  '{count} of {total} memories matches, {order}|{count} of {total} memories match, {order}':
    '{count} von {total} Erinnerungen passt, {order}|{count} von {total} Erinnerungen passen, {order}',
  '{count} of {total} memories, closest first|{count} of {total} memories, closest first':
    '{count} von {total} Erinnerungen, nächste zuerst|{count} von {total} Erinnerungen, nächste zuerst',
  'Filter by time': 'Nach Zeit filtern',
  'Filter by key': 'Nach Schlüssel filtern',
  'Filter by field or value': 'Nach Feld oder Wert filtern',
  'Filter by who wrote it': 'Nach Verfasser filtern',
  'Change the order': 'Reihenfolge ändern',
  'Show the closest': 'Die nächsten zeigen',
  'Your {count} memory is not close to it.|None of your {count} memories is closer to it than the others.':
    'Deine {count} Erinnerung ist nicht nah daran.|Keine deiner {count} Erinnerungen ist näher daran als die anderen.',
  'No memory passes the filter': 'Keine Erinnerung passt zum Filter',
  'Without “{filter}”': 'Ohne „{filter}“',
  'Counting what the filter leaves out…': 'Es wird gezählt, was der Filter weglässt …',
  'Only the parts of the filter together leave out your {count} memory.|Only the parts of the filter together leave out all {count} memories.':
    'Erst die Teile des Filters zusammen lassen deine {count} Erinnerung weg.|Erst die Teile des Filters zusammen lassen alle {count} Erinnerungen weg.',
  '{count} older one was left out by the date filter.|{count} older ones were left out by the date filter.':
    '{count} ältere hat der Datumsfilter weggelassen.|{count} ältere hat der Datumsfilter weggelassen.',
  '{count} newer one was left out by the date filter.|{count} newer ones were left out by the date filter.':
    '{count} neuere hat der Datumsfilter weggelassen.|{count} neuere hat der Datumsfilter weggelassen.',
  '{count} of other days was left out by the date filter.|{count} of other days were left out by the date filter.':
    '{count} von anderen Tagen hat der Datumsfilter weggelassen.|{count} von anderen Tagen hat der Datumsfilter weggelassen.',
  '{count} with another key was left out by the filter.|{count} with other keys were left out by the filter.':
    '{count} mit anderem Schlüssel hat der Filter weggelassen.|{count} mit anderen Schlüsseln hat der Filter weggelassen.',
  '{count} without such a field was left out by the filter.|{count} without such a field were left out by the filter.':
    '{count} ohne ein solches Feld hat der Filter weggelassen.|{count} ohne ein solches Feld hat der Filter weggelassen.',
  '{count} with other values was left out by the filter.|{count} with other values were left out by the filter.':
    '{count} mit anderen Werten hat der Filter weggelassen.|{count} mit anderen Werten hat der Filter weggelassen.',
  '{count} that somebody else wrote was left out by the filter.|{count} that somebody else wrote were left out by the filter.':
    '{count}, die jemand anders schrieb, hat der Filter weggelassen.|{count}, die jemand anders schrieb, hat der Filter weggelassen.',
  '{count} in another state was left out by the filter.|{count} in another state were left out by the filter.':
    '{count} in anderem Zustand hat der Filter weggelassen.|{count} in anderem Zustand hat der Filter weggelassen.',
  'Page before': 'Seite davor',
  'Next page': 'Nächste Seite',
  'This is the closest of the {count} memory that the filter leaves.|These are the closest of the {count} memories that the filter leaves.':
    'Das ist die nächste der {count} Erinnerung, die der Filter lässt.|Das sind die nächsten der {count} Erinnerungen, die der Filter lässt.',
  'What hardly matches is left out. {closest} shows everything.':
    'Was kaum passt, ist weggelassen. {closest} zeigt alles.',
  '{count} key|{count} keys': '{count} Schlüssel|{count} Schlüssel',
  'With {count} field|With one of {count} fields': 'Mit {count} Feld|Mit einem von {count} Feldern',
  'With {fields}': 'Mit {fields}',
  '{count} kind of value|{count} kinds of value': '{count} Art von Wert|{count} Arten von Werten',
  'Value: {kinds}': 'Wert: {kinds}',
  'Written by you': 'Von dir geschrieben',
  'Written by the agent': 'Vom Agenten geschrieben',
  'Since {day}': 'Seit {day}',
  'Until {day}': 'Bis {day}',
  '{from} to {to}': '{from} bis {to}',
  'text##kind': 'Text',
  number: 'Zahl',
  'yes or no': 'ja oder nein',
  list: 'Liste',
  'fields in fields': 'Felder in Feldern',
  '{one} or {two}': '{one} oder {two}',
  'Keys##memories': 'Schlüssel',
  'All {count} key|All {count} keys': 'Alle {count} Schlüssel|Alle {count} Schlüssel',
  Fields: 'Felder',
  'All {count} field|All {count} fields': 'Alle {count} Felder|Alle {count} Felder',
  Values: 'Werte',
  'Before that': 'Davor',
  'Arrow keys go from month to month; Shift and Enter take all months up to one.':
    'Pfeiltasten gehen von Monat zu Monat; Umschalt und Enter nehmen alle Monate bis zu einem.',
  'Meaning was not compared': 'Bedeutung wurde nicht verglichen',
  '{found} of your {of}, {place}': '{found} von deinen {of}, {place}',
  'Its words alone decide where it stands: it has no place by meaning.':
    'Nur ihre Wörter entscheiden, wo sie steht: Nach Bedeutung hat sie keinen Platz.',
  'Both places together decide where it stands.': 'Beide Plätze zusammen entscheiden, wo sie steht.',
  'Its words do not count here: they are less than three tenths of what your question is made of.':
    'Ihre Wörter zählen hier nicht: Sie sind weniger als drei Zehntel dessen, woraus deine Frage besteht.',
  '{nth} of {of}': '{nth} von {of}',
}

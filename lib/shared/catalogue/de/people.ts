// The list of people and the overview, for those who run or audit the dashboard, in German.
export const people = {
  People: 'Menschen',
  Person: 'Mensch',
  Id: 'Kennung',
  Audit: 'Protokoll',
  Agent: 'Welcher Agent',
  Warnings: 'Warnungen',
  'Counts only. Opening somebody’s memories asks for a reason, which that person will read.':
    'Nur Zahlen. Wer jemandes Erinnerungen öffnet, gibt einen Grund an, und dieser Mensch liest ihn.',
  'Next {count}': 'Die nächsten {count}',
  'Needs a look': 'Sollte jemand ansehen',
  'Any agent': 'Jeder Agent',
  'Changed any time': 'Irgendwann geändert',
  'Changed since {day}': 'Geändert seit {day}',
  'In the last day|In the last {count} days': 'Am letzten Tag|In den letzten {count} Tagen',
  'Warnings, {count}': 'Warnungen, {count}',
  'With or without a warning': 'Mit oder ohne Warnung',
  'With a warning': 'Mit einer Warnung',
  'Shared name': 'Geteilter Name',
  'No owner': 'Gehört niemandem',
  'Out of date in search': 'In der Suche veraltet',
  'Similar name': 'Ähnlicher Name',
  'Similar to {id}': 'Ähnlich wie {id}',
  '{count} not searchable|{count} not searchable': '{count} nicht auffindbar|{count} nicht auffindbar',
  '{count} out of date in search|{count} out of date in search':
    '{count} in der Suche veraltet|{count} in der Suche veraltet',
  'Memories from {month}': 'Erinnerungen aus {month}',
  'First memory in {month}': 'Erste Erinnerung im {month}',
  'With expired memories': 'Mit abgelaufenen Erinnerungen',
  'A personal token': 'Ein persönliches Token',
  'People themselves': 'Die Menschen selbst',
  'Staff on behalf': 'Verwaltung im Auftrag',
  'Outside this library': 'Außerhalb dieser Bibliothek',
  'memory|memories': 'Erinnerung|Erinnerungen',
  'Not known': 'Nicht bekannt',
  'Nobody yet': 'Noch niemand',
  'Several people could be meant': 'Mehrere könnten gemeint sein',
  '{from}–{to} of {people}, {memories}': '{from}–{to} von {people}, {memories}',
  '{count} memory from {month}|{count} memories from {month}':
    '{count} Erinnerung aus {month}|{count} Erinnerungen aus {month}',
  '{count} memory written last by: {agent}|{count} memories written last by: {agent}':
    '{count} Erinnerung, zuletzt geschrieben von: {agent}|{count} Erinnerungen, zuletzt geschrieben von: {agent}',
  '{count} memory not searchable|{count} memories not searchable':
    '{count} Erinnerung nicht auffindbar|{count} Erinnerungen nicht auffindbar',
  '{count} memory out of date in search|{count} memories out of date in search':
    '{count} Erinnerung in der Suche veraltet|{count} Erinnerungen in der Suche veraltet',
  '{count} expired memory|{count} expired memories': '{count} abgelaufene Erinnerung|{count} abgelaufene Erinnerungen',
  'Count again': 'Neu zählen',
  'Counted {when}.': 'Gezählt {when}.',
  'Totals and warnings counted {when}.': 'Summen und Warnungen gezählt {when}.',
  'Nothing is remembered about anybody yet': 'Noch wird über niemanden etwas erinnert',
  'As soon as an agent has stored a memory, the person whom it is about stands here.':
    'Sobald ein Agent eine Erinnerung gespeichert hat, steht hier der Mensch, von dem sie handelt.',
  'Nobody matches': 'Auf niemanden passt das',
  'Show everybody': 'Alle zeigen',
  'Ids are compared letter by letter, names whatever their case.':
    'Kennungen werden Buchstabe für Buchstabe verglichen, Namen ohne Rücksicht auf Groß und Klein.',
  'This page of the list no longer exists. Start again from the beginning.':
    'Diese Seite der Liste gibt es nicht mehr. Beginne von vorn.',
}

// The list of people and the overview, for those who run or audit the dashboard, in German.
export const people = {
  People: 'Menschen',
  Person: 'Mensch',
  Id: 'Kennung',
  Audit: 'Protokoll',
  Agent: 'Welcher Agent',
  Warnings: 'Warnungen',
  '{count} more agent…|{count} more agents…': '{count} weiterer Agent…|{count} weitere Agenten…',
  '{count} agent|{count} agents': '{count} Agent|{count} Agenten',
  'Name of an agent': 'Name eines Agenten',
  '{count} more: look for it by name.|{count} more: look for them by name.':
    '{count} weiterer: nach dem Namen suchen.|{count} weitere: nach dem Namen suchen.',
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
  Overview: 'Überblick',
  'People and memories': 'Menschen und Erinnerungen',
  'Agents remember {memories} about {people}.': 'Agenten bewahren {memories} über {people}.',
  'Memories first written': 'Zuerst geschriebene Erinnerungen',
  'New people': 'Neue Menschen',
  'Months are those of UTC. What has been deleted is not counted, also for the time when it was there.':
    'Monate sind die von UTC. Gelöschtes zählt nicht, auch nicht für die Zeit, als es da war.',
  'memories without a search entry: no search by meaning finds them':
    'Erinnerungen ohne Sucheintrag: keine Suche nach der Bedeutung findet sie',
  'memories that are still found by what they no longer say':
    'Erinnerungen, die noch mit dem gefunden werden, was sie nicht mehr sagen',
  'memories past their end and still in the table': 'Erinnerungen über ihr Ende hinaus, die noch in der Tabelle stehen',
  'people who could be more than one: nobody is let in':
    'Menschen, die mehr als einer sein könnten: niemand wird eingelassen',
  'people who could be more than one: whoever is let in sees only the memories that name them':
    'Menschen, die mehr als einer sein könnten: Wer eingelassen wird, sieht nur die Erinnerungen, die ihn nennen',
  'people to whom no id leads that can sign in': 'Menschen, zu denen keine Kennung führt, die sich anmelden kann',
  'people whose id or name is easily taken for another':
    'Menschen, deren Kennung oder Name leicht für einen anderen gehalten wird',
  Outside: 'Außerhalb',
  'memories in namespaces of nobody: MEMORY_NAMESPACE is not their first label':
    'Erinnerungen in Namensräumen von niemandem: MEMORY_NAMESPACE ist nicht ihr erster Teil',
  'search entries whose memory is gone: whoever owns the tables deletes them':
    'Sucheinträge, deren Erinnerung fort ist: wem die Tabellen gehören, löscht sie',
  'person|people': 'Mensch|Menschen',
  'No read is recorded. Reads are kept for {days}; whatever uses the agent’s tables without this library leaves none.':
    'Kein Zugriff ist aufgezeichnet. Zugriffe werden {days} lang aufbewahrt; was die Tabellen des Agenten ohne diese Bibliothek nutzt, hinterlässt keine.',
  'Reads are kept for {days}; the oldest kept is from {since}. Whatever uses the agent’s tables without this library leaves none. What agents read, the person concerned alone sees, in their own log; reads about people of whom nothing is stored any more are counted too.':
    'Zugriffe werden {days} lang aufbewahrt; der älteste ist vom {since}. Was die Tabellen des Agenten ohne diese Bibliothek nutzt, hinterlässt keine. Was Agenten lasen, sieht nur der Mensch, um den es geht, in seinem eigenen Verzeichnis; Zugriffe zu Menschen, über die nichts mehr gespeichert ist, zählen mit.',
  '{count} more, with the fewest people, is left out.|{count} more, with the fewest people, are left out.':
    '{count} weiterer mit den wenigsten Menschen ist ausgelassen.|{count} weitere mit den wenigsten Menschen sind ausgelassen.',
  'Today, as the audit has it.|In the last {count} days, today included, as the audit has it.':
    'Heute, nach dem Protokoll.|In den letzten {count} Tagen samt heute, nach dem Protokoll.',
  'What it stands on': 'Worauf das steht',
  'No entry yet': 'Noch kein Eintrag',
  '{count} entries, the last on {when}': '{count} Einträge, der letzte am {when}',
  'No checkpoint outside this database yet.': 'Noch kein Siegel außerhalb dieser Datenbank.',
  'Sealed outside this database on {when}.': 'Außerhalb dieser Datenbank besiegelt am {when}.',
}

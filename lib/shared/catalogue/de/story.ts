// One memory: its history, its end date, its key, its search entries, what is flagged about it.
export const story = {
  'This memory changed after you opened it. Nothing has been restored; look at it again first.':
    'Diese Erinnerung wurde geändert, nachdem du sie geöffnet hast. Nichts wurde wiederhergestellt; sieh sie dir erst noch einmal an.',
  'This version is no longer kept.': 'Diese Fassung ist nicht mehr aufbewahrt.',
  'This version cannot be restored. {reason}': 'Diese Fassung kann nicht wiederhergestellt werden. {reason}',
  'It is not a JSON object, and the agent could not read it.':
    'Sie ist kein JSON-Objekt, und der Agent könnte sie nicht lesen.',
  'This is how the memory is now. There is nothing to restore.':
    'So ist die Erinnerung jetzt schon. Es gibt nichts wiederherzustellen.',
  'The end date of that version has passed, so it was not restored. Choose another one.':
    'Das Enddatum jener Fassung ist vorbei und wurde deshalb nicht wiederhergestellt. Wähle ein anderes.',
  'The agent’s tables know no end dates: its version is older than they are. Nothing was changed.':
    'Die Tabellen des Agenten kennen keine Enddaten: Seine Version ist älter als sie. Nichts wurde geändert.',
  'This memory changed after you opened it. Its end date was not changed; look at it again first.':
    'Diese Erinnerung wurde geändert, nachdem du sie geöffnet hast. Ihr Enddatum wurde nicht geändert; sieh sie dir erst noch einmal an.',
  'Give a whole number of days, from 1 to {most}.': 'Gib eine ganze Zahl von Tagen an, von 1 bis {most}.',
  'Give a date, such as 5 May 2027.': 'Gib ein Datum an, zum Beispiel 5. Mai 2027.',
  'That day is over. Choose a later one, or delete the memory.':
    'Dieser Tag ist vorbei. Wähle einen späteren oder lösche die Erinnerung.',
  'This is the key that the memory has already.': 'Diesen Schlüssel hat die Erinnerung schon.',
  'Its search entry cannot be made here. {problem}': 'Ihr Sucheintrag kann hier nicht gemacht werden. {problem}',
  'This memory changed meanwhile. Its search entry was not made; look at it again first.':
    'Diese Erinnerung wurde inzwischen geändert. Ihr Sucheintrag wurde nicht gemacht; sieh sie dir erst noch einmal an.',
}

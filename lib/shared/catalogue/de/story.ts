// One memory: its history, its end date, its key, its search entries, what is flagged about it.
export const story = {
  'Worth a second look': 'Einen zweiten Blick wert',
  'Hidden characters': 'Verborgene Zeichen',
  'Looks like a secret': 'Sieht nach einem Geheimnis aus',
  'Reads like an instruction': 'Liest sich wie eine Anweisung',
  'Hidden characters: {found}.': 'Verborgene Zeichen: {found}.',
  'They are marked in the text here. An agent reads them without marks, and so does whoever copies the text.':
    'Hier sind sie im Text markiert. Ein Agent liest sie ohne Marken, und wer den Text kopiert, ebenso.',
  'The tag characters spell “{words}”.': 'Die Tag-Zeichen ergeben „{words}“.',
  'This looks like {what}.': 'Das sieht aus wie {what}.',
  'Whatever stands here, agents read and may repeat. A hint only: other secrets may look like ordinary words.':
    'Was hier steht, lesen Agenten und sagen es vielleicht weiter. Nur ein Hinweis: Andere Geheimnisse sehen wie gewöhnliche Worte aus.',
  'This reads like an instruction to an agent: “{words}”.':
    'Das liest sich wie eine Anweisung an einen Agenten: „{words}“.',
  'If you did not mean it so, edit or delete it. A hint only: instructions can be worded so that none shows.':
    'Wenn du es nicht so meinst, ändere oder lösche es. Nur ein Hinweis: Anweisungen lassen sich so fassen, dass man keine sieht.',
  'zero-width space': 'Leerzeichen ohne Breite',
  '{count} zero-width space|{count} zero-width spaces':
    '{count} Leerzeichen ohne Breite|{count} Leerzeichen ohne Breite',
  'zero-width joiner': 'Verbinder ohne Breite',
  '{count} zero-width joiner|{count} zero-width joiners': '{count} Verbinder ohne Breite|{count} Verbinder ohne Breite',
  'right-to-left override': 'Umkehrung nach rechts-nach-links',
  '{count} right-to-left override|{count} right-to-left overrides':
    '{count} Umkehrung nach rechts-nach-links|{count} Umkehrungen nach rechts-nach-links',
  'left-to-right override': 'Umkehrung nach links-nach-rechts',
  '{count} left-to-right override|{count} left-to-right overrides':
    '{count} Umkehrung nach links-nach-rechts|{count} Umkehrungen nach links-nach-rechts',
  'direction mark': 'Richtungszeichen',
  '{count} direction mark|{count} direction marks': '{count} Richtungszeichen|{count} Richtungszeichen',
  'tag character': 'Tag-Zeichen',
  '{count} tag character|{count} tag characters': '{count} Tag-Zeichen|{count} Tag-Zeichen',
  'variation selector': 'Variantenwähler',
  '{count} variation selector|{count} variation selectors': '{count} Variantenwähler|{count} Variantenwähler',
  'soft hyphen': 'weiches Trennzeichen',
  '{count} soft hyphen|{count} soft hyphens': '{count} weiches Trennzeichen|{count} weiche Trennzeichen',
  'control character': 'Steuerzeichen',
  '{count} control character|{count} control characters': '{count} Steuerzeichen|{count} Steuerzeichen',
  'invisible character': 'unsichtbares Zeichen',
  '{count} other invisible character|{count} other invisible characters':
    '{count} anderes unsichtbares Zeichen|{count} andere unsichtbare Zeichen',
  'a private key': 'ein privater Schlüssel',
  'an access token of Databricks': 'ein Zugangstoken von Databricks',
  'an access key of AWS': 'ein Zugangsschlüssel von AWS',
  'an access token of GitHub': 'ein Zugangstoken von GitHub',
  'an access token': 'ein Zugangstoken',
  'an address with a password in it': 'eine Adresse mit einem Passwort darin',
  'a password': 'ein Passwort',
  'a key or a token': 'ein Schlüssel oder ein Token',
  'a PIN': 'eine PIN',
  'the number of a payment card': 'die Nummer einer Zahlungskarte',
  'a key or a token: a long run of random characters':
    'ein Schlüssel oder ein Token: eine lange Folge zufälliger Zeichen',
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

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
  History: 'Verlauf',
  'History of {key}': 'Verlauf von {key}',
  'What a person wrote is blue': 'Was ein Mensch schrieb, ist blau',
  'Version {number}': 'Fassung {number}',
  'Version {number} of {key}': 'Fassung {number} von {key}',
  '{count} version|{count} versions': '{count} Fassung|{count} Fassungen',
  'All {count} versions': 'Alle {count} Fassungen',
  'More versions': 'Weitere Fassungen',
  'Newest versions': 'Neueste Fassungen',
  'Earlier versions': 'Frühere Fassungen',
  'This version': 'Diese Fassung',
  'About this version': 'Über diese Fassung',
  Written: 'Geschrieben',
  By: 'Von',
  'Last change': 'Letzte Änderung',
  'Changed outside this dashboard, {when}; the earlier text was not recorded':
    'Außerhalb dieses Dashboards geändert, {when}; der frühere Text wurde nicht festgehalten',
  'Changed outside this dashboard; the earlier text was not recorded':
    'Außerhalb dieses Dashboards geändert; der frühere Text wurde nicht festgehalten',
  'The earlier text was not recorded': 'Der frühere Text wurde nicht festgehalten',
  'Search renewed': 'Suche erneuert',
  Restore: 'Wiederherstellen',
  'Restoring…': 'Wird wiederhergestellt …',
  'Restore version {number} of {when}': 'Fassung {number} von {when} wiederherstellen',
  'Restored the version of {when}. Search renewed.': 'Fassung von {when} wiederhergestellt. Suche erneuert.',
  'Restored the version of {when}.': 'Fassung von {when} wiederhergestellt.',
  'Restored the version of {when}': 'Fassung von {when} wiederhergestellt',
  'Restored an earlier version': 'Frühere Fassung wiederhergestellt',
  'Renamed from {key}.': 'Umbenannt, vorher {key}.',
  'Renamed from {key}': 'Umbenannt, vorher {key}',
  'The end date is changed.': 'Das Enddatum ist geändert.',
  'Imported from a file': 'Aus einer Datei eingelesen',
  'Somebody else, here': 'Jemand anderes, hier',
  'An agent, through this dashboard’s library': 'Ein Agent, mit der Bibliothek dieses Dashboards',
  'Outside this dashboard': 'Außerhalb dieses Dashboards',
  'By whom was not recorded': 'Von wem, wurde nicht festgehalten',
  'Too large to compare here': 'Zu groß, um hier verglichen zu werden',
  'The text stayed the same.': 'Der Text blieb derselbe.',
  '{count} more field|{count} more fields': '{count} weiteres Feld|{count} weitere Felder',
  'unchanged words left out': 'unveränderte Worte ausgelassen',
  'An agent that knows the old key no longer finds it there; by meaning it is found as before.':
    'Ein Agent, der den alten Schlüssel kennt, findet sie dort nicht mehr; nach Bedeutung wird sie gefunden wie zuvor.',
  'An agent that knows the old key no longer finds it there.':
    'Ein Agent, der den alten Schlüssel kennt, findet sie dort nicht mehr.',
  'no end date': 'kein Enddatum',
  'the end of {day}': 'zum Ende des {day}',
  '{count} day after each use|{count} days after each use':
    '{count} Tag nach jeder Verwendung|{count} Tage nach jeder Verwendung',
  '{count} hour after each use|{count} hours after each use':
    '{count} Stunde nach jeder Verwendung|{count} Stunden nach jeder Verwendung',
  '{count} minute after each use|{count} minutes after each use':
    '{count} Minute nach jeder Verwendung|{count} Minuten nach jeder Verwendung',
  '{when}, by an agent, through this dashboard’s library':
    '{when}, von einem Agenten, mit der Bibliothek dieses Dashboards',
  '{when}, by somebody else, here': '{when}, von jemand anderem, hier',
  '{when}, later with each use': '{when}, mit jeder Verwendung später',
  Change: 'Ändern',
  'Change until when it is kept': 'Ändern, bis wann sie bleibt',
  'Until when it is kept': 'Bis wann sie bleibt',
  'Some days after each use': 'Einige Tage nach jeder Verwendung',
  '{days} days after each use': '{days} Tage nach jeder Verwendung',
  Days: 'Tage',
  'Until the end of a day': 'Bis zum Ende eines Tages',
  'Until the end of {day}': 'Bis zum Ende des {day}',
  Day: 'Tag',
  'The days begin anew whenever an agent reads it or you edit it. An agent that saves it anew may clear this.':
    'Die Tage beginnen von vorn, wenn ein Agent sie liest oder du sie änderst. Ein Agent, der sie neu speichert, hebt das vielleicht auf.',
  'Neither reading nor editing moves this day. An agent that saves it anew may clear it.':
    'Weder Lesen noch Ändern verschiebt diesen Tag. Ein Agent, der sie neu speichert, hebt ihn vielleicht auf.',
  'It stays until it is deleted.': 'Sie bleibt, bis sie gelöscht wird.',
  'Not searchable by meaning yet, so agents do not find it either.':
    'Noch nicht nach Bedeutung auffindbar, also finden auch Agenten sie nicht.',
  'Making it searchable…': 'Wird auffindbar gemacht …',
  'Made searchable. Nothing else was changed.': 'Auffindbar gemacht. Sonst wurde nichts geändert.',
  'It holds no text where agents look for one, so no search entry can be made.':
    'Sie enthält keinen Text, wo Agenten danach suchen; ein Sucheintrag kann nicht gemacht werden.',
}

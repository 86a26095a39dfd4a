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
  Agents: 'Agenten',
  'An agent of yours can work with your memories, and with nobody else’s, when you give it a token (it must speak MCP). Whoever has the token can do what it allows until it ends or you revoke it. Signing out does not end it.':
    'Ein Agent kann mit deinen Erinnerungen arbeiten, und mit denen von niemandem sonst, wenn du ihm ein Token gibst (er muss MCP sprechen). Wer das Token hat, kann tun, was es erlaubt, bis es endet oder du es widerrufst. Abmelden beendet es nicht.',
  'Your tokens could not be listed.': 'Deine Tokens konnten nicht aufgelistet werden.',
  'Make a token': 'Ein Token anlegen',
  'It is not known whether a token was made.': 'Es ist nicht bekannt, ob ein Token angelegt wurde.',
  'The dashboard did not answer. If there is one of this name when you load the page again, revoke it: nobody has seen it.':
    'Das Dashboard hat nicht geantwortet. Gibt es eines dieses Namens, wenn du die Seite neu lädst, widerrufe es: Niemand hat es gesehen.',
  'A new token': 'Ein neues Token',
  'No token was made.': 'Es wurde kein Token angelegt.',
  Name: 'Name',
  'Which agent it is for. You see this name beside what the agent writes.':
    'Für welchen Agenten es ist. Du siehst diesen Namen bei allem, was der Agent schreibt.',
  'Give it a name, so that you know later which agent has it.':
    'Gib ihm einen Namen, damit du später weißt, welcher Agent es hat.',
  'What it may do': 'Was es erlaubt',
  'Search your memories.': 'In deinen Erinnerungen suchen.',
  'Also save, replace and delete them. You see here what it changed; a deletion can be undone for ten minutes.':
    'Sie auch speichern, ersetzen und löschen. Du siehst hier, was geändert wurde; Gelöschtes lässt sich zehn Minuten lang zurückholen.',
  'How long it is good for': 'Wie lange es gilt',
  '1 year': '1 Jahr',
  '{count} day|{count} days': '{count} Tag|{count} Tage',
  'Making it…': 'Wird angelegt …',
  'Make the token': 'Das Token anlegen',
  'The token for {name}': 'Das Token für {name}',
  'Copy it now. It is shown this once: when you leave or reload this page, nobody can look it up any more.':
    'Kopiere es jetzt. Es wird nur dieses eine Mal gezeigt: Wenn du diese Seite verlässt oder neu lädst, kann niemand es mehr nachsehen.',
  Token: 'Token',
  'Copy the token': 'Token kopieren',
  'Or all that a client of MCP needs, as most of them are configured. It holds the token, too.':
    'Oder alles, was ein MCP-Client braucht, so wie die meisten eingerichtet werden. Auch darin steht das Token.',
  Configuration: 'Einrichtung',
  'Copy the configuration': 'Einrichtung kopieren',
  'I have it. Hide it': 'Ich habe es. Verbergen',
  '{name} is revoked: its next request is refused.':
    '{name} ist widerrufen: Die nächste Anfrage damit wird abgewiesen.',
  'No agent has a token.': 'Kein Agent hat ein Token.',
  'May##what a token allows': 'Darf',
  'Last used': 'Zuletzt benutzt',
  Ends: 'Endet',
  Revoke: 'Widerrufen',
  'Never used': 'Nie benutzt',
  'Ended {day}': 'Endete am {day}',
  'When a token was last used is kept to the hour.':
    'Wann ein Token zuletzt benutzt wurde, wird auf die Stunde genau festgehalten.',
  'Revoke {name}': '{name} widerrufen',
  'Not revoked.': 'Nicht widerrufen.',
  'It is not known whether it was revoked.': 'Es ist nicht bekannt, ob es widerrufen wurde.',
  'The dashboard did not answer. Revoke it again when it does.':
    'Das Dashboard hat nicht geantwortet. Widerrufe es noch einmal, wenn es antwortet.',
  'Revoke {name}?': '{name} widerrufen?',
  'Whoever uses it is refused from the next request on. This cannot be undone; you can make another token.':
    'Wer es benutzt, wird von der nächsten Anfrage an abgewiesen. Das lässt sich nicht rückgängig machen; du kannst ein anderes Token anlegen.',
  'Keep it': 'Behalten',
  Read: 'Lesen',
  'Read and write': 'Lesen und schreiben',
  'You have {limit} tokens already. Revoke one that no agent needs, then make another.':
    'Du hast schon {limit} Tokens. Widerrufe eines, das kein Agent braucht, und lege dann ein anderes an.',
  'There is no such token any more.': 'Dieses Token gibt es nicht mehr.',
  'That was more than {limit} changes in a minute. Nothing was changed; try again in {seconds}.':
    'Das waren mehr als {limit} Änderungen in einer Minute. Nichts wurde geändert; versuche es in {seconds} noch einmal.',
  'That was more than {limit} requests in a minute. Try again in {seconds}.':
    'Das waren mehr als {limit} Anfragen in einer Minute. Versuche es in {seconds} noch einmal.',
  'Whoever runs this dashboard does not let agents in over MCP.':
    'Wer dieses Dashboard betreibt, lässt Agenten nicht über MCP herein.',
}

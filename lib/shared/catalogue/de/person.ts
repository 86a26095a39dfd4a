// One person, as an administrator sees them, in German.
export const person = {
  'One person · People': 'Ein Mensch · Menschen',
  'Over time': 'Im Lauf der Zeit',
  'Search health': 'Zustand der Suche',
  'This person': 'Dieser Mensch',
  'Who wrote and read': 'Wer schrieb und las',
  'Nobody has written or read anything that is still known.':
    'Niemand hat etwas geschrieben oder gelesen, wovon man noch weiß.',
  'Wrote last': 'Zuletzt geschrieben hat',
  Searches: 'Suchen',
  'Other reads': 'Sonst gelesen',
  'Last written': 'Zuletzt geschrieben',
  'Last read': 'Zuletzt gelesen',
  'written last': 'zuletzt geschrieben',
  searches: 'Suchen',
  'other reads': 'sonst gelesen',
  'Whatever writes the agent’s tables without this library has no name here, and what it reads is not recorded.':
    'Was die Tabellen des Agenten ohne diese Bibliothek schreibt, hat hier keinen Namen, und was es liest, wird nicht aufgezeichnet.',
  'End within 30 days': 'Enden in 30 Tagen',
  'Memories without a search entry: no search by meaning finds them. The person can make them searchable from their list; an administrator does by saving an edit on their behalf.':
    'Erinnerungen ohne Sucheintrag: keine Suche nach der Bedeutung findet sie. Der Mensch selbst kann sie in seiner Liste auffindbar machen; die Verwaltung tut es, indem sie in seinem Auftrag eine Änderung speichert.',
  'Memories with a search entry older than their text, left behind by a later write of the agent: they are still found by what they no longer say. Renewing or editing removes the old entries.':
    'Erinnerungen mit einem Sucheintrag, der älter ist als ihr Text und beim späteren Schreiben des Agenten stehen blieb: Sie werden noch mit dem gefunden, was sie nicht mehr sagen. Erneuern oder Ändern entfernt die alten Einträge.',
  'Without a direction': 'Ohne Richtung',
  'Not looked at: there are too many entries to read each of them here.':
    'Nicht angesehen: Es sind zu viele Einträge, um hier jeden zu lesen.',
  'Search entries that are all zero. The agent’s search puts their memories first, whatever is asked. Renewing replaces them.':
    'Sucheinträge, die nur aus Nullen bestehen. Die Suche des Agenten setzt ihre Erinnerungen an den Anfang, was auch gefragt wird. Erneuern ersetzt sie.',
  'Empty entries': 'Leere Einträge',
  'Search entries that hold no numbers. Renewing replaces them.': 'Sucheinträge ohne Zahlen. Erneuern ersetzt sie.',
  'Of another size': 'Von anderer Größe',
  'The table lets none in: every entry holds {dims} numbers, as the encoder makes them.':
    'Die Tabelle lässt keine zu: Jeder Eintrag hat {dims} Zahlen, wie der Encoder sie macht.',
  'Without a memory': 'Ohne Erinnerung',
  'Search entries whose memory is gone. Only tables that lost their foreign key have any; whoever owns them deletes these rows.':
    'Sucheinträge, deren Erinnerung fort ist. Es gibt sie nur in Tabellen, die ihren Fremdschlüssel verloren haben; wem sie gehören, löscht diese Zeilen.',
  '{count} search entry for {memories}.|{count} search entries for {memories}.':
    '{count} Sucheintrag zu {memories}.|{count} Sucheinträge zu {memories}.',
  Fault: 'Fehler',
  Number: 'Zahl',
  'What it means': 'Was das heißt',
  What: 'Was',
  Reason: 'Grund',
  'Somebody who is no longer known': 'Jemand, der nicht mehr bekannt ist',
  'The {count} look in the audit|All {count} looks in the audit':
    'Der {count} Blick im Protokoll|Alle {count} Blicke im Protokoll',
  'Nothing is stored here': 'Hier ist nichts gespeichert',
  'No agent has stored anything under this name, or all of it has been deleted.':
    'Kein Agent hat unter diesem Namen etwas gespeichert, oder alles wurde gelöscht.',
  'First written': 'Zuerst geschrieben',
  'Memories by month of first writing': 'Erinnerungen nach dem Monat, in dem sie zuerst geschrieben wurden',
  'The oldest is from {first}, the last change from {last}. Months are those of UTC; what has been deleted is not counted.':
    'Die älteste ist vom {first}, die letzte Änderung vom {last}. Monate sind die von UTC; Gelöschtes zählt nicht.',
  Month: 'Monat',
  'Last changed': 'Zuletzt geändert',
  'What is kept': 'Was aufbewahrt wird',
  '{count} key, all in one namespace|{count} keys, all in one namespace':
    '{count} Schlüssel in einem Namensraum|{count} Schlüssel in einem Namensraum',
  '{keys} keys, in {count} namespace below their own too|{keys} keys, in {count} namespaces below their own too':
    '{keys} Schlüssel, auch in {count} Namensraum unter dem eigenen|{keys} Schlüssel, auch in {count} Namensräumen unter dem eigenen',
  '{count} of them within 30 days|{count} of them within 30 days':
    '{count} davon in den nächsten 30 Tagen|{count} davon in den nächsten 30 Tagen',
  '{count} memory is past its end and still in the table: unless the agent leaves expired ones out, it reads it.|{count} memories are past their end and still in the table: unless the agent leaves expired ones out, it reads them.':
    '{count} Erinnerung ist über ihr Ende hinaus und steht noch in der Tabelle: Wenn der Agent Abgelaufenes nicht auslässt, liest er sie.|{count} Erinnerungen sind über ihr Ende hinaus und stehen noch in der Tabelle: Wenn der Agent Abgelaufenes nicht auslässt, liest er sie.',
  'no id that can sign in leads here': 'keine Kennung, die sich anmelden kann, führt hierher',
  'more than one id leads here, so nobody is let in':
    'mehr als eine Kennung führt hierher, darum wird niemand eingelassen',
  'more than one id leads here, so nobody is let in: {ids}':
    'mehr als eine Kennung führt hierher, darum wird niemand eingelassen: {ids}',
  'more than one id leads here: whoever is let in sees only the memories that name them':
    'mehr als eine Kennung führt hierher: Wer eingelassen wird, sieht nur die Erinnerungen, die ihn nennen',
  'more than one id leads here, and whoever is let in sees only the memories that name them: {ids}':
    'mehr als eine Kennung führt hierher, und wer eingelassen wird, sieht nur die Erinnerungen, die ihn nennen: {ids}',
  'By their last change they are not counted here: there are too many.':
    'Nach ihrer letzten Änderung sind sie hier nicht gezählt: Es sind zu viele.',
  'bound to {id} by an administrator on {when}': 'von der Verwaltung am {when} an {id} gebunden',
  'the only id that leads here is {id}, who has never signed in':
    'nur {id} führt hierher und hat sich noch nie angemeldet',
  'confirmed by sign-in of {id} on {when}': 'bestätigt durch die Anmeldung von {id} am {when}',
  'So much is stored here that what is not searchable, out of date, expired or ends, the months, and the oldest and last day are as they were counted on {when}. All else is of now.':
    'Hier ist so viel gespeichert, dass nicht Auffindbares, Veraltetes, Abgelaufenes und Endendes, die Monate sowie der älteste und der letzte Tag gelten, wie sie am {when} gezählt wurden. Alles andere ist von jetzt.',
  'this person': 'diesen Menschen',
}

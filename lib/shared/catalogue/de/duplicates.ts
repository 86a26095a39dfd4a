// Pairs of memories that say nearly the same.
export const duplicates = {
  'A pair is of two memories.': 'Ein Paar besteht aus zwei Erinnerungen.',
  'One of the two changed after you opened this page. Nothing was deleted; look at both again first.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gelöscht; sieh dir zuerst beide noch einmal an.',
  'One of the two changed after you opened this page. Nothing was remembered; look at both again first.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gemerkt; sieh dir zuerst beide noch einmal an.',
  'One of the two changed after you opened this page. Nothing has been saved.':
    'Eine der beiden hat sich geändert, seit du diese Seite geöffnet hast. Es wurde nichts gespeichert.',

  'Nearly alike': 'Fast gleich',
  'Pairs of your memories that say nearly the same. Some may contradict each other: a hint, no more. Read both, then keep one, keep both, or make one of the two.':
    'Paare deiner Erinnerungen, die fast dasselbe sagen. Manche widersprechen sich vielleicht: ein Hinweis, mehr nicht. Lies beide, dann behalte eine, behalte beide oder mach aus beiden eine.',
  'Comparing your memories…': 'Deine Erinnerungen werden verglichen …',
  '{looked} of {of}': '{looked} von {of}',
  'The next pair': 'Das nächste Paar',
  'The pair before': 'Das Paar davor',
  'All pairs': 'Alle Paare',
  '{j} {k} move between pairs': '{j} {k} von Paar zu Paar',
  'May contradict': 'Widerspruch möglich',
  'Same words': 'Gleiche Worte',
  'Kept both': 'Beide behalten',
  'Which pairs': 'Welche Paare',
  'Something has changed; looking again': 'Etwas hat sich geändert; es wird neu gesucht',
  '{count} pair|{count} pairs, the most alike first': '{count} Paar|{count} Paare, die ähnlichsten zuerst',
  'At least {count} pair, the most alike first|At least {count} pairs, the most alike first':
    'Mindestens {count} Paar, die ähnlichsten zuerst|Mindestens {count} Paare, die ähnlichsten zuerst',
  'No two of your memories say nearly the same': 'Keine zwei deiner Erinnerungen sagen fast dasselbe',
  'No two of your memories seem to contradict each other':
    'Keine zwei deiner Erinnerungen scheinen sich zu widersprechen',
  'No two of your memories say the same in nearly the same words':
    'Keine zwei deiner Erinnerungen sagen dasselbe in fast denselben Worten',
  'You have not kept both of any pair': 'Du hast bei keinem Paar beide behalten',
  'The newest {compared} of your {total} memories were compared.':
    'Verglichen wurden die neuesten {compared} deiner {total} Erinnerungen.',
  '{count} memory was compared.|{count} memories were compared.':
    '{count} Erinnerung wurde verglichen.|{count} Erinnerungen wurden verglichen.',
  'What you decide to keep stands here until one of the two changes.':
    'Was du behalten willst, steht hier, bis sich eine der beiden ändert.',
  'Both are kept. The pair comes back when one of them changes.':
    'Beide bleiben. Das Paar kommt wieder, wenn sich eine von ihnen ändert.',
  'The pair stands among the others again.': 'Das Paar steht wieder bei den anderen.',
  '{key} is kept. {other} was deleted.': '{key} bleibt. {other} wurde gelöscht.',
  '{other} is part of {key} now.': '{other} ist jetzt Teil von {key}.',
  'Pair {place}: {key} and {other}': 'Paar {place}: {key} und {other}',
  'Keep {key} and delete {other}': '{key} behalten und {other} löschen',
  'Keep this one': 'Diese behalten',
  'Ask about this pair again': 'Nach diesem Paar wieder fragen',
  'Make one of the two': 'Aus beiden eine machen',
  'One of the two cannot be edited here': 'Eine der beiden kann hier nicht geändert werden',
  'Nearly the same words': 'Fast dieselben Worte',
  'May contradict each other: the weekdays differ': 'Widersprechen sich vielleicht: verschiedene Wochentage',
  'May contradict each other: the dates differ': 'Widersprechen sich vielleicht: verschiedene Daten',
  'May contradict each other: only one says no': 'Widersprechen sich vielleicht: nur eine sagt nein',
  'May contradict each other: one takes back a number of the other':
    'Widersprechen sich vielleicht: eine nimmt eine Zahl der anderen zurück',
  'May contradict each other: {left} and {right}': 'Widersprechen sich vielleicht: {left} und {right}',
  '{share} % of the telling words shared. Meaning {score}':
    '{share} % der sprechenden Worte gemeinsam. Bedeutung {score}',
  '{share} % of the telling words shared. No score: one is not searchable':
    '{share} % der sprechenden Worte gemeinsam. Kein Wert: eine ist nicht auffindbar',
  'Learned {when}': 'Gelernt {when}',
  'Learned {learned}, changed {when}': 'Gelernt {learned}, geändert {when}',
  'The name that stays': 'Der Name, der bleibt',
  'Save as one': 'Als eine speichern',
  '{key} is deleted with it; both can be undone as one.':
    '{key} wird dabei gelöscht; beides lässt sich zusammen rückgängig machen.',
  'The whole text': 'Der ganze Text',
  '{key} is part of {into} now. Undo until {time}': '{key} ist jetzt Teil von {into}. Rückgängig bis {time}',
  'Undone: {key} is back. {other} was changed since, and stays as it is.':
    'Rückgängig gemacht: {key} ist wieder da. {other} wurde seitdem geändert und bleibt, wie sie ist.',
  'Undone. {key} and {into} are as they were.': 'Rückgängig gemacht. {key} und {into} sind, wie sie waren.',
}

// What the agent sees, what is similar, and what it would recall.
export const agentView = {
  'Expired, the agent no longer sees it': 'Abgelaufen, der Agent sieht sie nicht mehr',
  '{when}. Expired, the agent no longer sees it': '{when}. Abgelaufen, der Agent sieht sie nicht mehr',
  'There is no question to ask the agent’s search.': 'Es gibt keine Frage, die der Agent suchen könnte.',
  'Write a question that the agent might ask.': 'Schreib eine Frage, die der Agent stellen könnte.',
  'The embedding endpoint did not give a vector for each text.':
    'Der Dienst für die Suche nach Bedeutung hat nicht für jeden Text geantwortet.',

  'What the agent would recall': 'Was dem Agenten einfallen würde',
  'Compares what the agent gets for a question now with what it would get after this edit. Nothing is saved.':
    'Vergleicht, was der Agent jetzt zu einer Frage bekommt, mit dem, was er nach dieser Änderung bekäme. Gespeichert wird nichts.',
  'If the agent asks': 'Wenn der Agent fragt',
  'Comparing…': 'Wird verglichen …',
  Compare: 'Vergleichen',
  'Not compared.': 'Nicht verglichen.',
  'This memory: {before} now, {after} after this edit.':
    'Diese Erinnerung: jetzt {before}, nach dieser Änderung {after}.',
  'You have changed the text since; compare again.': 'Du hast den Text seitdem geändert; vergleiche noch einmal.',
  Now: 'Jetzt',
  'After this edit': 'Nach dieser Änderung',
  'Compared exactly. The agent’s database answers this question from its search index, which may miss some.':
    'Genau verglichen. Die Datenbank des Agenten beantwortet diese Frage aus ihrem Suchindex, dem einige entgehen können.',
  'The agent gets nothing.': 'Der Agent bekommt nichts.',
  'this memory': 'diese Erinnerung',
  'not found by meaning': 'nach Bedeutung nicht zu finden',
  'not among the first {limit} ({place})': 'nicht unter den ersten {limit} ({place})',

  'As the agent sees it': 'Wie der Agent es sieht',
  '{count} memory, in the agent’s order|{count} memories, in the agent’s order':
    '{count} Erinnerung, in der Reihenfolge des Agenten|{count} Erinnerungen, in der Reihenfolge des Agenten',
  'Your filter does not narrow this.': 'Dein Filter schränkt das nicht ein.',
  'The agent searches all of your memories.': 'Der Agent durchsucht alle deine Erinnerungen.',
  'The agent’s search is not answering': 'Die Suche des Agenten antwortet nicht',
  'Search by meaning is not answering': 'Die Suche nach Bedeutung antwortet nicht',
  'Search by words instead': 'Stattdessen nach Wörtern suchen',
  'The agent asks the same service for the meaning of its question. While that does not answer, it gets nothing.':
    'Der Agent fragt denselben Dienst nach der Bedeutung seiner Frage. Solange der nicht antwortet, bekommt er nichts.',
  'How close it is': 'Wie nah sie ist',
  'What the agent gets': 'Was der Agent bekommt',
  'The agent gets none of your memories for this question.':
    'Zu dieser Frage bekommt der Agent keine deiner Erinnerungen.',
  'Found by what it said earlier: an old search entry was left behind':
    'Gefunden über das, was früher darin stand: Ein alter Sucheintrag ist stehen geblieben',
  'Here the agent stops: its tool asks for {limit}': 'Hier hört der Agent auf: Sein Werkzeug fragt nach {limit}',
  'The agent gets no more than that': 'Mehr als das bekommt der Agent nicht',
  'The agent’s search fails for this question.': 'Die Suche des Agenten scheitert an dieser Frage.',
  'Open it': 'Öffnen',
  'It cannot read {key}, which holds something other than an object, and gets an error instead.':
    'Er kann {key} nicht lesen, weil darin etwas anderes als ein Objekt steht, und bekommt stattdessen einen Fehler.',
  'It cannot read {key}, which holds a number of more than 4,300 digits, and gets an error instead.':
    'Er kann {key} nicht lesen, weil darin eine Zahl mit mehr als 4.300 Stellen steht, und bekommt stattdessen einen Fehler.',
  '{count} past its limit|{count} past its limit': '{count} hinter seiner Grenze|{count} hinter seiner Grenze',
  '{count} hidden by its search index|{count} hidden by its search index':
    '{count} vom Suchindex verdeckt|{count} vom Suchindex verdeckt',
  '{count} crowded out by other search entries|{count} crowded out by other search entries':
    '{count} von anderen Sucheinträgen verdrängt|{count} von anderen Sucheinträgen verdrängt',
  '{count} without a search entry|{count} without a search entry': '{count} ohne Sucheintrag|{count} ohne Sucheintrag',
  '{count} with an empty search entry|{count} with an empty search entry':
    '{count} mit leerem Sucheintrag|{count} mit leerem Sucheintrag',
  '{count} expired|{count} expired': '{count} abgelaufen|{count} abgelaufen',
  '{place} by closeness': '{place} nach Nähe',
  'As close as one that it gets, but past its limit of {limit}':
    'So nah wie eine, die er bekommt, aber hinter seiner Grenze von {limit}',
  '{place} by closeness, but the search index of its database did not reach it':
    '{place} nach Nähe, aber der Suchindex seiner Datenbank hat sie nicht erreicht',
  '{place} by closeness, but other memories with several search entries took the places':
    '{place} nach Nähe, aber andere Erinnerungen mit mehreren Sucheinträgen haben die Plätze belegt',
  'Its search entry is empty, so nothing is close to it': 'Ihr Sucheintrag ist leer, deshalb ist ihr nichts nah',
  'The exact text that the agent gets is too large to show here.':
    'Der genaue Text, den der Agent bekommt, ist zu groß, um ihn hier zu zeigen.',
  'The exact text that the agent gets is not known here: a value is nested too deeply.':
    'Der genaue Text, den der Agent bekommt, ist hier nicht bekannt: Ein Wert ist zu tief verschachtelt.',
  'The exact text the agent gets': 'Der genaue Text, den der Agent bekommt',
  'Copy the text': 'Text kopieren',
  'Copied.': 'Kopiert.',
  'The browser does not allow copying. The text is selected: copy it with the keyboard.':
    'Der Browser erlaubt das Kopieren nicht. Der Text ist markiert: Kopiere ihn mit der Tastatur.',
  'Hidden characters are shown as marks; the copy is exact.':
    'Verborgene Zeichen sind als Marken gezeigt; die Kopie ist genau.',

  'Find similar': 'Ähnliche finden',
  'Find similar memories': 'Ähnliche Erinnerungen finden',
  Similar: 'Ähnliche',
  'Similar memories': 'Ähnliche Erinnerungen',
  'Memories similar to another': 'Erinnerungen, die einer anderen ähnlich sind',
  'Similar to {key}': 'Ähnlich wie {key}',
  'Similar to one memory': 'Ähnlich wie eine Erinnerung',
  ', show all memories again': ', wieder alle Erinnerungen zeigen',
  '{count} memory, most similar first|{count} memories, most similar first':
    '{count} Erinnerung, die ähnlichste zuerst|{count} Erinnerungen, die ähnlichsten zuerst',
  '{key} has no search entry to compare.': '{key} hat keinen Sucheintrag, der sich vergleichen ließe.',
  'These memories share words with it; those with a close meaning are missing.':
    'Diese Erinnerungen haben Wörter mit ihr gemeinsam; solche mit ähnlicher Bedeutung fehlen.',
  'None is very similar to {key}.': 'Keine ist {key} sehr ähnlich.',
  'These are the closest.': 'Das sind die nächsten.',
  'Nothing is similar to it': 'Nichts ist ihr ähnlich',
  'There is no other memory to compare it with.': 'Es gibt keine andere Erinnerung zum Vergleichen.',
  'No other memory shares a word with it.': 'Keine andere Erinnerung hat ein Wort mit ihr gemeinsam.',
  'Your filter leaves out every other memory.': 'Dein Filter lässt jede andere Erinnerung weg.',
}

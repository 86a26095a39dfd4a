// Many memories at once: selecting, deleting, undoing, making searchable.
export const bulk = {
  // selecting
  'Select or leave out this memory': 'Diese Erinnerung auswählen oder auslassen',
  'Select all from the last one to here': 'Alle von der letzten bis hierher auswählen',
  'The one on this page|All {count} on this page': 'Die eine auf dieser Seite|Alle {count} auf dieser Seite',
  'The one on this page is selected.|All {count} on this page are selected.':
    'Die eine auf dieser Seite ist ausgewählt.|Alle {count} auf dieser Seite sind ausgewählt.',
  'Select all that match': 'Alle passenden auswählen',
  'Select all {count} that match': 'Alle {count} passenden auswählen',
  'Select all {count} memories': 'Alle {count} Erinnerungen auswählen',
  'Select results 1 to {count}': 'Ergebnisse 1 bis {count} auswählen',
  'Selecting…': 'Wird ausgewählt …',
  'Select none': 'Nichts auswählen',
  'Nothing was selected: the dashboard did not answer. Try again.':
    'Nichts wurde ausgewählt: Das Dashboard hat nicht geantwortet. Versuche es noch einmal.',
  // the bar
  'What is selected': 'Was ausgewählt ist',
  'Tick what you want to delete or export.': 'Hake an, was du löschen oder exportieren willst.',
  '{count} is not on this page|{count} are not on this page':
    '{count} davon nicht auf dieser Seite|{count} davon nicht auf dieser Seite',
  'Delete {count}|Delete {count}': '{count} löschen|{count} löschen',
  'At work…': 'In Arbeit …',
  'Make searchable': 'Auffindbar machen',
  'Done##selecting': 'Fertig',
  'Delete what is selected': 'Löschen, was ausgewählt ist',
  'Export what is selected': 'Exportieren, was ausgewählt ist',
  'End the selection': 'Auswahl beenden',
  'Why {count} was left|Why {count} were left': 'Warum {count} geblieben ist|Warum {count} geblieben sind',
  'and {count} more': 'und {count} weitere',
  'It changed after you selected it': 'Sie hat sich geändert, nachdem du sie ausgewählt hattest',
  'The database did not carry it out': 'Die Datenbank hat es nicht ausgeführt',
  'Somebody was writing it all the time': 'Sie wurde die ganze Zeit geschrieben',
  'Its search entry could not be made': 'Ihr Sucheintrag konnte nicht angelegt werden',
  'It has no text that your agent searches': 'Sie hat keinen Text, den dein Agent durchsucht',
  'It has been written anew since': 'Sie ist seither neu geschrieben worden',
  // dialogs
  'Delete {count} memory?|Delete {count} memories?': '{count} Erinnerung löschen?|{count} Erinnerungen löschen?',
  'They go from your agent’s store at once. For ten minutes you can undo it.':
    'Sie verschwinden sofort aus dem Speicher deines Agenten. Zehn Minuten lang kannst du das rückgängig machen.',
  'memory, exactly what you selected|memories, exactly those you selected':
    'Erinnerung, genau was du ausgewählt hast|Erinnerungen, genau die, die du ausgewählt hast',
  'of them is not on this page|of them are not on this page':
    'davon ist nicht auf dieser Seite|davon sind nicht auf dieser Seite',
  'changed after you had selected it; it goes as it is now|changed after you had selected them; they go as they are now':
    'hat sich geändert, nachdem du sie ausgewählt hattest; sie geht, wie sie jetzt ist|haben sich geändert, nachdem du sie ausgewählt hattest; sie gehen, wie sie jetzt sind',
  'is gone already|are gone already': 'ist schon fort|sind schon fort',
  'Take a copy first': 'Vorher eine Kopie holen',
  'Keep them': 'Behalten',
  'Delete {count} memory|Delete {count} memories': '{count} Erinnerung löschen|{count} Erinnerungen löschen',
  'Export {count} memory|Export {count} memories': '{count} Erinnerung exportieren|{count} Erinnerungen exportieren',
  'As they are stored now.': 'Wie sie jetzt gespeichert sind.',
  'Everything about each of them; can be imported again.': 'Alles über jede von ihnen; kann wieder importiert werden.',
  'For reading, with one column for each field.': 'Zum Lesen, mit einer Spalte für jedes Feld.',
  'Not now': 'Jetzt nicht',
  // work under way
  'Deleting {count} memory|Deleting {count} memories':
    '{count} Erinnerung wird gelöscht|{count} Erinnerungen werden gelöscht',
  'Making {count} memory searchable|Making {count} memories searchable':
    '{count} Erinnerung wird auffindbar gemacht|{count} Erinnerungen werden auffindbar gemacht',
  'Bringing {count} memory back|Bringing {count} memories back':
    '{count} Erinnerung wird zurückgeholt|{count} Erinnerungen werden zurückgeholt',
  '{done} of {total}': '{done} von {total}',
  'This was interrupted.': 'Das wurde unterbrochen.',
  'Put this away': 'Das ausblenden',
  '{count} memory was not deleted.|{count} memories were not deleted.':
    '{count} Erinnerung wurde nicht gelöscht.|{count} Erinnerungen wurden nicht gelöscht.',
  '{count} memory is not searchable yet.|{count} memories are not searchable yet.':
    '{count} Erinnerung ist noch nicht auffindbar.|{count} Erinnerungen sind noch nicht auffindbar.',
  '{count} memory was not brought back.|{count} memories were not brought back.':
    '{count} Erinnerung wurde nicht zurückgeholt.|{count} Erinnerungen wurden nicht zurückgeholt.',
  '{count} memory can be found by meaning now.|{count} memories can be found by meaning now.':
    '{count} Erinnerung ist jetzt nach Bedeutung auffindbar.|{count} Erinnerungen sind jetzt nach Bedeutung auffindbar.',
  'Undone. {count} memory is back as it was, and can be found again.|Undone. {count} memories are back as they were, and can be found again.':
    'Rückgängig gemacht. {count} Erinnerung ist wieder da, wie sie war, und kann wieder gefunden werden.|Rückgängig gemacht. {count} Erinnerungen sind wieder da, wie sie waren, und können wieder gefunden werden.',
  'Make {count} searchable|Make {count} searchable': '{count} auffindbar machen|{count} auffindbar machen',
  // undo
  'Removed {count} memory. Undo until {time}|Removed {count} memories. Undo until {time}':
    '{count} Erinnerung entfernt. Rückgängig bis {time}|{count} Erinnerungen entfernt. Rückgängig bis {time}',
  '{count} memory was not brought back. Undo until {time}|{count} memories were not brought back. Undo until {time}':
    '{count} Erinnerung nicht zurückgeholt. Rückgängig bis {time}|{count} Erinnerungen nicht zurückgeholt. Rückgängig bis {time}',
  'Undo: bring {count} memory back|Undo: bring {count} memories back':
    'Rückgängig: {count} Erinnerung zurückholen|Rückgängig: {count} Erinnerungen zurückholen',
  'Removed together': 'Zusammen entfernt',
  'Bring {count} memory back|Bring all {count} memories back':
    '{count} Erinnerung zurückholen|Alle {count} Erinnerungen zurückholen',
  '{count} memory. Undo until {time}|{count} memories. Undo until {time}':
    '{count} Erinnerung. Rückgängig bis {time}|{count} Erinnerungen. Rückgängig bis {time}',
  'Nothing is left here to bring back': 'Hier gibt es nichts mehr zurückzuholen',
  'It was brought back, or the ten minutes are over.': 'Es wurde zurückgeholt, oder die zehn Minuten sind vorbei.',
  'Show more': 'Mehr zeigen',
  // refusals
  'None of what you selected is there any more. Nothing was changed.':
    'Nichts von dem, was du ausgewählt hast, ist noch da. Nichts wurde geändert.',
  'That is too much to select at once. Narrow the list first.':
    'Das ist zu viel auf einmal. Schränke zuerst die Liste ein.',
  'This list cannot be selected as a whole.': 'Diese Liste kann nicht als Ganzes ausgewählt werden.',
  'Nothing is selected. Nothing was changed.': 'Nichts ist ausgewählt. Nichts wurde geändert.',
  'This selection is not there any more. Select the memories again.':
    'Diese Auswahl gibt es nicht mehr. Wähle die Erinnerungen noch einmal aus.',
  'This selection is being worked on already.': 'An dieser Auswahl wird schon gearbeitet.',
  'The selection has changed meanwhile. Nothing was changed; look at it again.':
    'Die Auswahl hat sich inzwischen geändert. Nichts wurde geändert; sieh sie dir noch einmal an.',
  'Several things are still under way. Try again when one of them is done.':
    'Mehreres ist noch in Arbeit. Versuche es wieder, wenn etwas davon fertig ist.',
  'This was asked for before. Reload the page and try again.':
    'Das wurde schon einmal verlangt. Lade die Seite neu und versuche es noch einmal.',
  'There is no such piece of work any more.': 'Diese Arbeit gibt es nicht mehr.',
  '{count} selected|{count} selected': '{count} ausgewählt|{count} ausgewählt',
  'Select {key}': '{key} auswählen',
}

// Forgetting, as the person sees it: what can go, choosing it, and what happens then.
export const forgetTopic = {
  'Say what is to be forgotten, in your own words.': 'Sag mit deinen Worten, was vergessen werden soll.',
  'What you described is not kept any more: it was for an hour. Describe it again.':
    'Was du beschrieben hast, ist nicht mehr da: Es wurde eine Stunde lang aufbewahrt. Beschreibe es noch einmal.',
  Forget: 'Vergessen',
  'Forget##verb': 'Vergessen',
  'Forget this memory for good': 'Diese Erinnerung für immer vergessen',
  'Deleting can be undone for ten minutes. Forgetting is for good, takes the history along, and gives a receipt.':
    'Löschen lässt sich zehn Minuten lang zurücknehmen. Vergessen ist endgültig, nimmt den Verlauf mit und gibt dir eine Quittung.',
  'Forget this memory': 'Diese Erinnerung vergessen',
  'Forget what is selected': 'Vergessen, was ausgewählt ist',
  'A topic': 'Ein Thema',
  'Describe it in your own words, then tick what should go':
    'Beschreibe es mit deinen Worten, dann hake an, was weg soll',
  'A period': 'Ein Zeitraum',
  'Everything written or changed between two days': 'Alles, was zwischen zwei Tagen geschrieben oder geändert wurde',
  'Memories you choose': 'Erinnerungen, die du auswählst',
  'One or many: tick them in your list, then press Forget':
    'Eine oder viele: Hake sie in deiner Liste an, dann drücke Vergessen',
  Everything: 'Alles',
  'All of it, including history': 'Alles zusammen, auch der Verlauf',
  'Deleting a memory can be undone for ten minutes. Forgetting cannot be undone, and you get a receipt that proves it.':
    'Gelöschtes lässt sich zehn Minuten lang zurückholen. Vergessenes nicht, und du bekommst eine Quittung, die es beweist.',
  'This is not what you were shown. Look at it again, then forget it. Nothing was changed.':
    'Das ist nicht, was dir gezeigt wurde. Sieh es dir noch einmal an, dann vergiss es. Nichts wurde geändert.',
  'This is not there any more.': 'Das gibt es nicht mehr.',
  'Another period': 'Ein anderer Zeitraum',
  Describe: 'Beschreiben',
  Choose: 'Auswählen',
  'Confirm##step': 'Bestätigen',
  'Forget this memory|Forget these {count} memories': 'Diese Erinnerung vergessen|Diese {count} Erinnerungen vergessen',
  'And {count} more|And {count} more': 'Und {count} weitere|Und {count} weitere',
  Steps: 'Schritte',
  'What will go': 'Was verschwindet',
  'What stays': 'Was bleibt',
  'Before you go on': 'Bevor du weitergehst',
  'Take a copy of everything first': 'Vorher eine Kopie von allem mitnehmen',
  'Take a copy of it first|Take a copy of the {count} first':
    'Vorher eine Kopie davon mitnehmen|Vorher eine Kopie der {count} mitnehmen',
  'An administrator must approve it first; until it is carried out you can cancel it.':
    'Zuerst muss es jemand aus der Verwaltung genehmigen; bis es ausgeführt wird, kannst du es zurückziehen.',
  'It waits for a day before it is carried out; until then you can cancel it.':
    'Es wartet einen Tag, bevor es ausgeführt wird; bis dahin kannst du es zurückziehen.',
  'It is carried out at once.': 'Es wird sofort ausgeführt.',
  'Everything goes that is there when it is carried out, also what is written until then.':
    'Alles verschwindet, was bei der Ausführung da ist, auch was bis dahin geschrieben wird.',
  'Only this one is touched, as it is now. If an agent learns it again, you are told.|Only these {count} are touched, as they are now. If an agent learns one of them again, you are told.':
    'Nur diese eine wird angetastet, so wie sie jetzt ist. Lernt ein Agent sie wieder, erfährst du es.|Nur diese {count} werden angetastet, so wie sie jetzt sind. Lernt ein Agent eine davon wieder, erfährst du es.',
  'You have asked for this already.': 'Darum hast du schon gebeten.',
  'See how far it is': 'Sehen, wie weit es ist',
  'And remember nothing new about me': 'Und nichts Neues über mich merken',
  'Until you allow it again on the privacy page.': 'Bis du es auf der Seite Privatsphäre wieder erlaubst.',
  'Type {word} to confirm': 'Zum Bestätigen {word} eintippen',
  'Nothing was forgotten.': 'Nichts wurde vergessen.',
  'Asking…': 'Wird beantragt …',
  'Forget everything': 'Alles vergessen',
  'Forget {count} memory|Forget {count} memories': '{count} Erinnerung vergessen|{count} Erinnerungen vergessen',
  'This cannot be undone. You get a receipt.': 'Das lässt sich nicht zurücknehmen. Du bekommst eine Quittung.',
  'Nothing is remembered about you. What else leads to you here goes all the same.':
    'Über dich ist nichts gemerkt. Was hier sonst zu dir führt, verschwindet trotzdem.',
  'The one memory about you, whichever agent wrote it, with all that was kept beside it.|All {count} memories about you, whichever agent wrote them, with all that was kept beside them.':
    'Die eine Erinnerung über dich, gleich welcher Agent sie geschrieben hat, mit allem, was daneben aufbewahrt wurde.|Alle {count} Erinnerungen über dich, gleich welcher Agent sie geschrieben hat, mit allem, was daneben aufbewahrt wurde.',
  'It is for good': 'Es ist endgültig',
  'Neither you nor whoever runs this dashboard can bring it back. Take a copy first if you may want it.':
    'Weder du noch wer dieses Dashboard betreibt kann es zurückholen. Nimm vorher eine Kopie mit, wenn du es noch brauchen könntest.',
  'It is checked': 'Es wird geprüft',
  'When it is done, what was forgotten is searched for in another way than it was deleted. Only when nothing is found is it called done, and you get a receipt that anybody can verify.':
    'Danach wird nach dem Vergessenen auf einem anderen Weg gesucht, als es gelöscht wurde. Erst wenn nichts gefunden wird, gilt es als erledigt, und du bekommst eine Quittung, die jeder prüfen kann.',
  'It does not close the door': 'Es schließt die Tür nicht zu',
  'Agents may learn new things about you afterwards, unless you also ask that nothing new is remembered.':
    'Agenten dürfen danach Neues über dich lernen, außer du verlangst auch, dass nichts Neues gemerkt wird.',
  'Forget a period': 'Einen Zeitraum vergessen',
  'Nothing was written or changed in that time.': 'In dieser Zeit wurde nichts geschrieben oder geändert.',
  'The dashboard did not answer. Your days are still here; try again.':
    'Das Dashboard hat nicht geantwortet. Deine Tage stehen noch hier; versuche es noch einmal.',
  'Say from when, or until when.': 'Sag, ab wann oder bis wann.',
  'Every memory that was written, or last changed, on these days. Leave one day out for everything before the other, or after it.':
    'Jede Erinnerung, die an diesen Tagen geschrieben oder zuletzt geändert wurde. Lass einen Tag weg für alles vor oder nach dem anderen.',
  'Until##day': 'Bis',
  'About {count} memory|About {count} memories': 'Etwa {count} Erinnerung|Etwa {count} Erinnerungen',
  'Nothing was chosen.': 'Nichts wurde ausgewählt.',
  'The last day lies before the first.': 'Der letzte Tag liegt vor dem ersten.',
  'See what would go': 'Ansehen, was verschwinden würde',
  'Forget a topic': 'Ein Thema vergessen',
  'These memories hold your words; others that mean the same are not among them. Come back later to find those as well.':
    'Diese Erinnerungen enthalten deine Wörter; andere, die dasselbe meinen, sind nicht dabei. Komm später wieder, um auch die zu finden.',
  'What would go could not be counted.': 'Was verschwinden würde, konnte nicht gezählt werden.',
  'Compare anew': 'Neu vergleichen',
  'And {count} that is less close, but holds your words|And {count} that are less close, but hold your words':
    'Auch {count}, die weniger nah ist, aber deine Wörter enthält|Auch {count}, die weniger nah sind, aber deine Wörter enthalten',
  '{ticked} of {count} memory ticked to go|{ticked} of {count} memories ticked to go':
    '{ticked} von {count} Erinnerung zum Vergessen angehakt|{ticked} von {count} Erinnerungen zum Vergessen angehakt',
  'Untick all': 'Alle Haken wegnehmen',
  '{count} kept by you|{count} kept by you': '{count} von dir behalten|{count} von dir behalten',
  '{count} added by you|{count} added by you': '{count} von dir dazugenommen|{count} von dir dazugenommen',
  'Nothing is above the line. Move it, or tick memories below.':
    'Über der Linie ist nichts. Verschiebe sie, oder hake unten Erinnerungen an.',
  'Show the other {count} above the line|Show the other {count} above the line':
    'Die andere über der Linie zeigen|Die anderen {count} über der Linie zeigen',
  'Below the line': 'Unter der Linie',
  '{count} memory that is less close. It stays unless you tick it.|{count} memories that are less close. They stay unless you tick them.':
    '{count} Erinnerung, die weniger nah ist. Sie bleibt, wenn du sie nicht anhakst.|{count} Erinnerungen, die weniger nah sind. Sie bleiben, wenn du sie nicht anhakst.',
  'Show more that are less close': 'Mehr zeigen, die weniger nah sind',
  'The others could not be loaded.': 'Die anderen konnten nicht geladen werden.',
  'Nothing is ticked, so nothing goes.': 'Nichts ist angehakt, also verschwindet nichts.',
  'Chosen so far': 'Bisher ausgewählt',
  '{count} ticked to go|{count} ticked to go': '{count} zum Vergessen angehakt|{count} zum Vergessen angehakt',
  'See what happens': 'Ansehen, was geschieht',
  stays: 'bleibt',
  'Changed since you described it: it is not touched':
    'Geändert, seit du es beschrieben hast: Sie wird nicht angetastet',
  'Forget {key}': '{key} vergessen',
  'Nothing by closeness': 'Nichts nach Nähe',
  '{score} and closer': '{score} und näher',
  Distant: 'Entfernt',
  'The same': 'Dasselbe',
  'How close a memory must be to be ticked': 'Wie nah eine Erinnerung sein muss, um angehakt zu werden',
  'The dashboard did not answer. What you ticked is still here.':
    'Das Dashboard hat nicht geantwortet. Was du angehakt hast, steht noch hier.',
  'my separation': 'meine Trennung',
  'Say it in your own words. Next you see which of your memories come close, by meaning and by words, and tick what should go. Nothing is forgotten before you confirm it.':
    'Sag es mit deinen Worten. Als Nächstes siehst du, welche deiner Erinnerungen dem nahekommen, nach Bedeutung und nach Wörtern, und hakst an, was weg soll. Nichts wird vergessen, bevor du es bestätigst.',
  'See what comes close': 'Ansehen, was dem nahekommt',
  'What you write here is kept for an hour at most, and not in the address of a page.':
    'Was du hier schreibst, wird höchstens eine Stunde aufbewahrt und steht nicht in der Adresse einer Seite.',
  'The dashboard did not answer. Your words are still here; try again.':
    'Das Dashboard hat nicht geantwortet. Deine Worte stehen noch hier; versuche es noch einmal.',
  'other entry that leads to it|other entries that lead to them':
    'anderer Eintrag, der dorthin führt|andere Einträge, die dorthin führen',
  '{count} memory that changed since you chose it|{count} memories that changed since you chose them':
    '{count} Erinnerung, die sich seit deiner Auswahl geändert hat|{count} Erinnerungen, die sich seit deiner Auswahl geändert haben',
  'not touched': 'nicht angetastet',
  '{count} memory that is gone already|{count} memories that are gone already':
    '{count} Erinnerung, die schon weg ist|{count} Erinnerungen, die schon weg sind',
  'nothing to do': 'nichts zu tun',
  'Your other memory|Your {count} other memories': 'Deine andere Erinnerung|Deine {count} anderen Erinnerungen',
  Backups: 'Sicherungen',
  'until whoever runs this deletes them': 'bis der Betreiber sie löscht',
  until: 'bis',
  'Conversations that agents keep': 'Gespräche, die Agenten aufbewahren',
  'Conversations that agents keep elsewhere': 'Gespräche, die Agenten anderswo aufbewahren',
  '{count} conversation with an agent|{count} conversations with agents':
    '{count} Gespräch mit einem Agenten|{count} Gespräche mit Agenten',
  'go with everything only': 'verschwinden nur mit allem',
  '{count} conversation that names somebody else, too|{count} conversations that name somebody else, too':
    '{count} Gespräch, das auch jemand anderen nennt|{count} Gespräche, die auch jemand anderen nennen',
  'erased by hand': 'wird von Hand gelöscht',
  'not covered': 'nicht erfasst',
  'What is kept about other people': 'Was über andere Menschen aufbewahrt wird',
  'not yours to erase': 'nicht deines zu löschen',
  'The record that it happened': 'Der Vermerk, dass es geschah',
  'numbers, no words': 'Zahlen, keine Worte',
  'memory, the only one|memories, all of them': 'Erinnerung, die einzige|Erinnerungen, alle',
  'other entry that leads to you|other entries that lead to you':
    'anderer Eintrag, der zu dir führt|andere Einträge, die zu dir führen',
  'memory, exactly this one|memories, exactly these': 'Erinnerung, genau diese|Erinnerungen, genau diese',
  'search entry|search entries': 'Sucheintrag|Sucheinträge',
  'trace of an earlier version|traces of earlier versions': 'Spur einer früheren Fassung|Spuren früherer Fassungen',
  'copy kept for undoing|copies kept for undoing': 'Kopie zum Zurückholen|Kopien zum Zurückholen',
  'note of who read it|notes of who read them': 'Notiz, wer sie gelesen hat|Notizen, wer sie gelesen hat',
  'decision about two memories|decisions about two memories':
    'Entscheidung über zwei Erinnerungen|Entscheidungen über zwei Erinnerungen',
  'conversation kept by an agent|conversations kept by agents':
    'Gespräch, das ein Agent aufbewahrt|Gespräche, die Agenten aufbewahren',
  'Whether agents may remember new things could not be read.':
    'Ob Agenten sich Neues merken dürfen, konnte nicht gelesen werden.',
  'Your requests could not be read.': 'Deine Anträge konnten nicht gelesen werden.',
  'Allowed: it is not told any more.': 'Erlaubt: Es wird nicht mehr gemeldet.',
  'Learned again': 'Wieder gelernt',
  'You had this forgotten, and an agent has written it again. Open it to have it forgotten once more, or allow it.':
    'Das hattest du vergessen lassen, und ein Agent hat es wieder geschrieben. Öffne es, um es noch einmal vergessen zu lassen, oder erlaube es.',
  'Allow {key}': '{key} erlauben',
  Allow: 'Erlauben',
  'The same name': 'Derselbe Name',
  'The same text': 'Derselbe Text',
  'The same name and text': 'Derselbe Name und Text',
  'From now on nothing new is remembered about you. Nothing was deleted.':
    'Ab jetzt wird nichts Neues über dich gemerkt. Gelöscht wurde nichts.',
  'Agents may learn new things about you again.': 'Agenten dürfen wieder Neues über dich lernen.',
  'Stop remembering': 'Nichts mehr merken',
  'Agents may learn new things about me': 'Agenten dürfen Neues über mich lernen',
  'Off means nothing new is kept. What is already here stays until you have it forgotten.':
    'Aus heißt: Nichts Neues wird aufbewahrt. Was schon hier ist, bleibt, bis du es vergessen lässt.',
  'Agents that write to the database by themselves are not kept from it here: whoever runs this dashboard has not set up the guard. Agents that use its library or a token of yours are.':
    'Agenten, die selbst in die Datenbank schreiben, werden hier nicht daran gehindert: Wer dieses Dashboard betreibt, hat die Sperre nicht eingerichtet. Agenten, die seine Bibliothek oder ein Token von dir benutzen, schon.',
  '{count} attempt to write was refused, {when}.|{count} attempts to write were refused, the last {when}.':
    '{count} Schreibversuch wurde abgewiesen, {when}.|{count} Schreibversuche wurden abgewiesen, der letzte {when}.',
}

// Somebody else’s memories: shown for a reason, changed on their behalf, and told to them, in German.
export const onBehalf = {
  'Say in a sentence why, so that whoever reads it understands it.':
    'Sag in einem Satz, warum, sodass es versteht, wer es liest.',
  'A reason can have {most} characters at most; this one has {length}.':
    'Ein Grund kann höchstens {most} Zeichen haben; dieser hat {length}.',
  'There is a character in it that cannot be kept. Write the reason by hand.':
    'Darin ist ein Zeichen, das nicht aufbewahrt werden kann. Schreib den Grund von Hand.',
  'These memories are hidden again. Show them once more to go on. Nothing was changed.':
    'Diese Erinnerungen sind wieder verborgen. Zeig sie noch einmal, um weiterzumachen. Es wurde nichts geändert.',
  'The person': 'Der Mensch selbst',
  'A token of theirs, “{name}”': 'Ein Token von ihnen, „{name}“',
  '{name}, administrator': '{name}, Administration',
  '{name}, administrator: “{reason}”': '{name}, Administration: „{reason}“',
  '{name}, administrator, on your behalf': '{name}, Administration, in deinem Namen',
  '{name}, administrator, on your behalf: “{reason}”': '{name}, Administration, in deinem Namen: „{reason}“',
  '{when}, by: {who}': '{when}, von: {who}',
  'Nothing has been saved. Your words are still in the form, to be copied.':
    'Es wurde nichts gespeichert. Deine Worte stehen noch im Formular, zum Kopieren.',
  'Who runs this dashboard and looked': 'Wer dieses Dashboard betreibt und nachgesehen hat',
  'From the audit: it can only be added to, and is kept. Auditors see counts; administrators see words after they have said why.':
    'Aus dem Protokoll: Es kann nur ergänzt werden und wird aufbewahrt. Wer prüft, sieht Zahlen; wer verwaltet, sieht Worte erst, nachdem gesagt ist, warum.',
  'An administrator': 'Jemand aus der Administration',
  'An auditor': 'Jemand aus der Prüfung',
  '{name}, auditor': '{name}, Prüfung',
  '{memories}, revealed for 15 minutes': '{memories}, für 15 Minuten gezeigt',
  '{count} changed|{count} changed': '{count} geändert|{count} geändert',
  '{count} deleted|{count} deleted': '{count} gelöscht|{count} gelöscht',
  'Found in {count} search across everybody|Found in {count} searches across everybody':
    'Gefunden bei {count} Suche über alle|Gefunden bei {count} Suchen über alle',
  'Counts only, no content': 'Nur Zahlen, keine Inhalte',
  'Saw how much there is, no content': 'Sah, wie viel da ist, keine Inhalte',
  'Had your memories shown for 15 minutes': 'Ließ sich deine Erinnerungen für 15 Minuten zeigen',
  'Read {count} memory|Read {count} memories': 'Las {count} Erinnerung|Las {count} Erinnerungen',
  'Searched across everybody: {count} of your memories was among the answers, its words hidden|Searched across everybody: {count} of your memories were among the answers, their words hidden':
    'Suchte über alle: {count} deiner Erinnerungen war unter den Antworten, ihre Worte verborgen|Suchte über alle: {count} deiner Erinnerungen waren unter den Antworten, ihre Worte verborgen',
  'Changed a memory': 'Änderte eine Erinnerung',
  'Deleted a memory': 'Löschte eine Erinnerung',
  'Took a deletion back': 'Nahm eine Löschung zurück',
  'Looked into whose these memories are, no content': 'Prüfte, wessen diese Erinnerungen sind, keine Inhalte',
  '{count} deletion taken back|{count} deletions taken back':
    '{count} Löschung zurückgenommen|{count} Löschungen zurückgenommen',
  'Bound these memories to your id': 'Band diese Erinnerungen an deine Id',
  'Ended a binding of these memories': 'Beendete eine Bindung dieser Erinnerungen',
  'Nobody who runs this dashboard has looked.': 'Niemand, der dieses Dashboard betreibt, hat nachgesehen.',
  'Hid your memories again': 'Verbarg deine Erinnerungen wieder',
  'Bound these memories to your id: no other is let in':
    'Band diese Erinnerungen an deine Id: Keine andere wird eingelassen',
  'Ended the binding of these memories to an id: nobody was let in until they were bound again':
    'Beendete die Bindung dieser Erinnerungen an eine Id: Niemand wurde eingelassen, bis sie wieder gebunden waren',
  'Did something else': 'Tat etwas anderes',
  'Working for you': 'Arbeitet für dich',
  'The {count} look by whoever runs this dashboard|All {count} looks by those who run this dashboard':
    'Der {count} Blick von denen, die dieses Dashboard betreiben|Alle {count} Blicke von denen, die dieses Dashboard betreiben',
  '{who}, administrator, removed {key}. Undo until {time}':
    '{who}, Administration, hat {key} entfernt. Rückgängig bis {time}',
  'There is no such person here.': 'Diesen Menschen gibt es hier nicht.',
  'There are no memories here that could be shown.': 'Hier sind keine Erinnerungen, die gezeigt werden könnten.',
  'Hidden text': 'Verborgener Text',
  'Nothing is remembered here.': 'Hier ist nichts gemerkt.',
  'The words are hidden. Auditors see when something was remembered, and never what.':
    'Die Worte sind verborgen. Wer prüft, sieht, wann etwas gemerkt wurde, und nie, was.',
  'More memories': 'Mehr Erinnerungen',
  'Newest memories': 'Die neuesten Erinnerungen',
  'Earlier memories': 'Frühere Erinnerungen',
  '{title} · People': '{title} · Menschen',
  'One memory': 'Eine Erinnerung',
  'Reason for the change': 'Grund der Änderung',
  'The dashboard did not answer. Try again: sent twice, it is done once.':
    'Das Dashboard hat nicht geantwortet. Noch einmal versuchen: Zweimal gesendet, geschieht es einmal.',
  'Stands beside the change, where the person reads it.': 'Steht neben der Änderung, wo der Mensch ihn liest.',
  'The dashboard did not answer. Try again.': 'Das Dashboard antwortete nicht. Versuch es noch einmal.',
  'The words are hidden': 'Die Worte sind verborgen',
  'Show them for fifteen minutes. Your reason is recorded, and {who} reads it on the privacy page.':
    'Zeig sie für fünfzehn Minuten. Dein Grund wird festgehalten, und {who} liest ihn auf der Seite Privatsphäre.',
  'Show them for fifteen minutes. Your reason is recorded; nobody reads it on the privacy page until it is settled whose they are.':
    'Zeig sie für fünfzehn Minuten. Dein Grund wird festgehalten; niemand liest ihn auf der Seite Privatsphäre, bis geklärt ist, wessen sie sind.',
  'A sentence that the person understands. Words of memories do not belong in it.':
    'Ein Satz, den der Mensch versteht. Worte aus Erinnerungen gehören nicht hinein.',
  'Showing…': 'Wird gezeigt …',
  'Show for 15 minutes': 'Für 15 Minuten zeigen',
  'The words are hidden again.': 'Die Worte sind wieder verborgen.',
  'The dashboard did not answer: load the page again to see whether they still can be shown.':
    'Das Dashboard antwortete nicht: Lade die Seite neu, um zu sehen, ob sie noch gezeigt werden.',
  'Hide again': 'Wieder verbergen',
  'You are in the memories of {who}.': 'Du bist in den Erinnerungen von {who}.',
  '{count} minute left.|{count} minutes left.': 'Noch {count} Minute.|Noch {count} Minuten.',
  'Approximate.': 'Ungefähr.',
  'What is below answers the former question: {question}': 'Unten steht die Antwort auf die vorige Frage: {question}',
  'Compare all': 'Alle vergleichen',
  'The agent’s index chose what was compared by meaning, which is fast and may miss some.':
    'Der Index des Agenten wählte aus, was nach Bedeutung verglichen wurde; das geht schnell und übersieht vielleicht einige.',
  'These results match words only.': 'Diese Ergebnisse stimmen nur in Worten überein.',
  'Words were not compared.': 'Worte wurden nicht verglichen.',
  'Too many memories hold them. Ask with rarer words, or by meaning alone.':
    'Zu viele Erinnerungen enthalten sie. Frag mit selteneren Worten oder nur nach Bedeutung.',
  'matched {words} of {count} word|matched {words} of {count} words':
    'enthält {words} von {count} Wort|enthält {words} von {count} Worten',
  'Nobody’s memories come close.': 'Niemandes Erinnerungen kommen nahe.',
  'Nothing was found.': 'Es wurde nichts gefunden.',
  'Nothing was compared.': 'Es wurde nichts verglichen.',
  '{memories} of {count} person, closest first|{memories} of {count} people, closest first':
    '{memories} von {count} Menschen, die nächsten zuerst|{memories} von {count} Menschen, die nächsten zuerst',
  'Search everybody': 'Alle durchsuchen',
  'Finds whose memories come close to a question, and shows none of their words. That you searched, and why, is recorded; everybody whose memories are among the answers reads it. The question is not recorded. Words are looked for in memories of up to 256 kB.':
    'Findet, wessen Erinnerungen einer Frage nahekommen, und zeigt keins ihrer Worte. Dass du gesucht hast und warum, wird festgehalten; wer unter den Antworten ist, liest es. Die Frage wird nicht festgehalten. Worte werden in Erinnerungen bis 256 kB gesucht.',
  'What the memories are about': 'Wovon die Erinnerungen handeln',
  'Write what is looked for.': 'Schreib, was gesucht wird.',
  'A sentence that the people found understand. Words of memories do not belong in it.':
    'Ein Satz, den die Gefundenen verstehen. Worte aus Erinnerungen gehören nicht hinein.',
  'Not searched.': 'Nicht gesucht.',
  'What you wrote is still here.': 'Was du geschrieben hast, steht noch hier.',
  'Whose memories are shown': 'Wessen Erinnerungen gezeigt werden',
}

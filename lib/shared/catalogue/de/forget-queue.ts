// Requests to forget as those see them who run or audit the dashboard: the queue, one of them, deciding it, asking for somebody else.
export const forgetQueue = {
  'Requests##forget': 'Anträge',
  'Requests to be forgotten': 'Anträge auf Vergessen',
  'Each is due 30 days, or one month, after it came, whichever is earlier. What is due first stands first. Nobody decides what they asked for themselves, or what concerns them.':
    'Jeder ist 30 Tage oder einen Monat nach seinem Eingang fällig, je nachdem, was früher ist. Was zuerst fällig ist, steht oben. Niemand entscheidet, was er selbst beantragt hat oder was ihn betrifft.',
  'Which requests': 'Welche Anträge',
  'Open##requests': 'Offen',
  'To decide': 'Zu entscheiden',
  Overdue: 'Überfällig',
  'Due soon': 'Bald fällig',
  'Failed##requests': 'Gescheitert',
  'Ended##requests': 'Beendet',
  '{queue}, {count}': '{queue}: {count}',
  '{count} more follows when these are settled.|{count} more follow when these are settled.':
    '{count} weiterer folgt, wenn diese erledigt sind.|{count} weitere folgen, wenn diese erledigt sind.',
  'Nobody is waiting to be forgotten': 'Niemand wartet darauf, vergessen zu werden',
  'When somebody asks, it stands here until it is done and checked, with the day on which it is due.':
    'Wenn es jemand verlangt, steht es hier, bis es ausgeführt und geprüft ist, mit dem Tag, an dem es fällig ist.',
  'No such request': 'Kein solcher Antrag',
  'Show all that are open': 'Alle offenen zeigen',
  'A selection, {memories}': 'Eine Auswahl, {memories}',
  'on their behalf': 'im Namen der Person',
  'Waits for your word': 'Wartet auf dein Wort',
  'Not certain yet who asks': 'Noch nicht sicher, wer es verlangt',
  'Approved, about to be carried out': 'Genehmigt, wird gleich ausgeführt',
  'Failed: something was left': 'Gescheitert: Etwas blieb übrig',
  'Failed: not clear whose it is': 'Gescheitert: unklar, wem es gehört',
  'It is not clear any more whose memories these are.': 'Es ist nicht mehr klar, wessen Erinnerungen das sind.',
  'Nothing was erased this time. Settle under Identities whose the namespace is, then try again.':
    'Dieses Mal wurde nichts gelöscht. Kläre unter Identitäten, wem der Namensraum gehört, und versuche es dann noch einmal.',
  'Failed: stopped by an error': 'Gescheitert: von einem Fehler abgebrochen',
  'Due in {count} day|Due in {count} days': 'Fällig in {count} Tag|Fällig in {count} Tagen',
  'Due within a day': 'Fällig innerhalb eines Tages',
  'Due soon, in {count} days': 'Bald fällig, in {count} Tagen',
  'Forget everything about one person': 'Alles über eine Person vergessen',
  'Forget everything about {who}': 'Alles über {who} vergessen',
  'Forget {count} memory of one person|Forget {count} memories of one person':
    '{count} Erinnerung einer Person vergessen|{count} Erinnerungen einer Person vergessen',
  'Forget {count} memory of {who}|Forget {count} memories of {who}':
    '{count} Erinnerung von {who} vergessen|{count} Erinnerungen von {who} vergessen',
  'By letter': 'Mit einem Brief',
  'By e-mail': 'Per E-Mail',
  'By telephone': 'Am Telefon',
  'In person': 'Persönlich',
  'By a ticket': 'Über einen Vorgang',
  'In another way': 'Auf anderem Weg',
  Evidence: 'Nachweis',
  'What can be done': 'Was zu tun ist',
  'Something that should be gone was found.': 'Etwas wurde gefunden, das weg sein sollte.',
  'It is not called done before nothing is found.': 'Es gilt nicht als erledigt, bevor nichts mehr gefunden wird.',
  'It could not be carried out to the end.': 'Es konnte nicht zu Ende geführt werden.',
  'It was begun {count} time; the log of the server says what stopped it.|It was begun {count} times; the log of the server says what stopped it.':
    'Es wurde {count}-mal begonnen; im Protokoll des Servers steht, was es abbrach.|Es wurde {count}-mal begonnen; im Protokoll des Servers steht, was es abbrach.',
  'in the audit': 'im Protokoll',
  'Afterwards nothing new is remembered.': 'Danach wird nichts Neues gemerkt.',
  Identity: 'Identität',
  'confirmed by their sign-in': 'durch die Anmeldung bestätigt',
  confirmed: 'bestätigt',
  'not confirmed': 'nicht bestätigt',
  Approval: 'Genehmigung',
  'not needed: it is their own wish': 'nicht nötig: Es ist der eigene Wunsch',
  'not needed for so few': 'nicht nötig bei so wenigen',
  'by a second person': 'durch eine zweite Person',
  'nobody else could: a day stands for it': 'niemand sonst könnte es: Ein Tag steht dafür',
  '{done} of {count} memory|{done} of {count} memories':
    '{done} von {count} Erinnerung|{done} von {count} Erinnerungen',
  '{count} had changed|{count} had changed': '{count} hatte sich geändert|{count} hatten sich geändert',
  '{count} was gone already|{count} were gone already': '{count} war schon weg|{count} waren schon weg',
  '{when}, by themselves': '{when}, von der Person selbst',
  you: 'dir',
  '{when}, on their behalf by {who}': '{when}, im Namen der Person von {who}',
  'What would go now': 'Was jetzt verschwinden würde',
  'Exactly the memories that were chosen go, as they were then. What has changed since stays.':
    'Genau die gewählten Erinnerungen verschwinden, so wie sie damals waren. Was sich seither geändert hat, bleibt.',
  'What happens': 'Was geschieht',
  'Changed since they were chosen': 'Seit der Auswahl geändert',
  'Gone already': 'Schon weg',
  'Other memories of theirs': 'Andere Erinnerungen der Person',
  go: 'verschwinden',
  stay: 'bleiben',
  'Numbers only.': 'Nur Zahlen.',
  'To see their words, say why': 'Um die Worte zu sehen, nenne den Grund',
  'the person': 'die Person',
  'Asked for##step': 'Beantragt',
  'Identity confirmed': 'Identität bestätigt',
  'Ready to be carried out': 'Bereit zur Ausführung',
  'Taken back': 'Zurückgenommen',
  'Let go on': 'Geht weiter',
  'Auditors see the whole way, and decide nothing.': 'Prüfer sehen den ganzen Weg und entscheiden nichts.',
  'First somebody has to make sure who asks. Then a second person decides.':
    'Zuerst muss sichergestellt werden, wer es verlangt. Dann entscheidet eine zweite Person.',
  'Somebody has to make sure who asks. Then it is carried out at once.':
    'Es muss sichergestellt werden, wer es verlangt. Dann wird es sofort ausgeführt.',
  'Nobody else could approve this. It is carried out {when}, and can be stopped until then; if another administrator comes meanwhile, they decide.':
    'Niemand sonst könnte das genehmigen. Es wird am {when} ausgeführt und kann bis dahin gestoppt werden; kommt inzwischen jemand dazu, der das Dashboard betreibt, entscheidet diese Person.',
  'It waits for your word. Exactly what is counted here goes, and nobody can bring it back.':
    'Es wartet auf dein Wort. Genau das hier Gezählte verschwindet, und niemand kann es zurückholen.',
  'You asked for this yourself: a second person must decide it.':
    'Du hast das selbst beantragt: Eine zweite Person muss es entscheiden.',
  'This concerns you: a second person must decide it.': 'Das betrifft dich: Eine zweite Person muss es entscheiden.',
  'It waits for an administrator who neither asked for it nor is concerned.':
    'Es wartet auf jemanden, der das Dashboard betreibt, es nicht selbst beantragt hat und nicht betroffen ist.',
  'It is carried out within moments. Until it is begun, it can be held.':
    'Es wird gleich ausgeführt. Solange es nicht begonnen hat, kann es angehalten werden.',
  'It is being carried out, and cannot be stopped any more.':
    'Es wird gerade ausgeführt und kann nicht mehr gestoppt werden.',
  'It is erased. What was erased is searched for in another way than it was deleted.':
    'Es ist gelöscht. Nach dem Gelöschten wird auf einem anderen Weg gesucht, als es gelöscht wurde.',
  'Whatever is left is erased by the next try, and everything is checked again.':
    'Was übrig ist, löscht der nächste Versuch, und alles wird noch einmal geprüft.',
  'Nothing happens until it is let go on. The day on which it is due stays.':
    'Nichts geschieht, bis es weitergehen darf. Der Tag, an dem es fällig ist, bleibt.',
  'It is done and was checked. The receipt tells it all, without a word of what was erased.':
    'Es ist erledigt und geprüft. Die Quittung sagt alles, ohne ein Wort von dem, was gelöscht wurde.',
  'It was taken back. Nothing was erased.': 'Es wurde zurückgenommen. Nichts wurde gelöscht.',
  'It was denied. Nothing was erased; the person reads why, and may ask again.':
    'Es wurde abgelehnt. Nichts wurde gelöscht; die Person liest den Grund und kann es wieder verlangen.',
  'Approve…': 'Genehmigen …',
  'Confirm who asks…': 'Bestätigen, wer es verlangt …',
  'Try again…': 'Noch einmal versuchen …',
  'Let it go on…': 'Weitergehen lassen …',
  'Take it back…': 'Zurücknehmen …',
  'Deny…': 'Ablehnen …',
  'Put on hold…': 'Zurückstellen …',
  'Whoever is concerned may read it. Do not write who it is, nor words of memories.':
    'Wen es betrifft, der kann es lesen. Schreibe nicht, wer es ist, und keine Worte aus Erinnerungen.',
  'Everything that is there then is erased.': 'Alles wird gelöscht, was dann da ist.',
  '{count} memory is erased.|{count} memories are erased.':
    '{count} Erinnerung wird gelöscht.|{count} Erinnerungen werden gelöscht.',
  'This cannot be undone.': 'Das lässt sich nicht rückgängig machen.',
  'Approve this request': 'Diesen Antrag genehmigen',
  Approve: 'Genehmigen',
  'Confirm who asks': 'Bestätigen, wer es verlangt',
  'It is carried out at once then.': 'Dann wird es sofort ausgeführt.',
  'A second person decides it then.': 'Dann entscheidet eine zweite Person.',
  'How you made sure': 'Wie du es sichergestellt hast',
  'Let it go on': 'Weitergehen lassen',
  'It goes on where it was held: what had been approved is carried out.':
    'Es geht dort weiter, wo es angehalten wurde: Was genehmigt war, wird ausgeführt.',
  'Take this request back': 'Diesen Antrag zurücknehmen',
  'Nothing is erased. You can ask again.': 'Nichts wird gelöscht. Du kannst es wieder beantragen.',
  'Take it back': 'Zurücknehmen',
  'Deny this request': 'Diesen Antrag ablehnen',
  'Nothing is erased. The person reads your reason, and may ask again or complain.':
    'Nichts wird gelöscht. Die Person liest deinen Grund und kann es wieder verlangen oder sich beschweren.',
  'Put this request on hold': 'Diesen Antrag zurückstellen',
  'Nothing happens until it is let go on, and the day on which it is due stays.':
    'Nichts geschieht, bis er weitergehen darf, und der Tag, an dem er fällig ist, bleibt.',
  'Put on hold##verb': 'Zurückstellen',
  '{count} request to be forgotten is open|{count} requests to be forgotten are open':
    '{count} Antrag auf Vergessen ist offen|{count} Anträge auf Vergessen sind offen',
  'the first due within a day|the first due in {count} days':
    'der erste binnen eines Tages fällig|der erste in {count} Tagen fällig',
  '{count} overdue': '{count} überfällig',
  '{count} failed': '{count} gescheitert',
  '{count} due soon': '{count} bald fällig',
  'Open requests to forget': 'Offene Anträge',
  'This person has not asked for anything to be forgotten.': 'Diese Person hat noch nichts vergessen lassen.',
  'Ask on their behalf': 'Im Namen der Person beantragen',
  'Forget on somebody’s behalf': 'Im Namen einer Person vergessen',
  'Forget on behalf of {who}': 'Im Namen von {who} vergessen',
  'For a wish that did not come through this dashboard. The person sees it on their privacy page, and can take it back until it is carried out.':
    'Für einen Wunsch, der nicht über dieses Dashboard kam. Die Person sieht ihn auf ihrer Seite „Privatsphäre“ und kann ihn zurückziehen, bis er ausgeführt wird.',
  'It is not certain whose these memories are.': 'Es ist nicht sicher, wessen Erinnerungen das sind.',
  'Settle whose it is': 'Klären, wem er gehört',
  'Several people could own this namespace, so that nothing in it is erased.':
    'Dieser Namensraum könnte mehreren gehören, deshalb wird nichts darin gelöscht.',
  'These are your own.': 'Das sind deine eigenen.',
  'To your privacy page': 'Zu deiner Seite „Privatsphäre“',
  'What is to be forgotten': 'Was vergessen werden soll',
  'Everything##scope': 'Alles',
  'What was written or changed in a period': 'Was in einem Zeitraum geschrieben oder geändert wurde',
  'Count what would go': 'Zählen, was verschwinden würde',
  'This has been asked for already.': 'Das wurde schon beantragt.',
  'And remember nothing new about this person': 'Und nichts Neues über diese Person merken',
  'Until they allow it again on their privacy page.': 'Bis sie es auf ihrer Seite „Privatsphäre“ wieder erlaubt.',
  'How the wish came': 'Wie der Wunsch kam',
  'On which day it came': 'An welchem Tag er kam',
  'The time in which it is due runs from then on.': 'Von da an läuft die Frist.',
  'Where the wish can be found and how it is known whose it is, such as the number of a letter. Do not write who it is: this text stays when they are forgotten.':
    'Wo der Wunsch zu finden ist und woher man weiß, wessen er ist, etwa die Nummer eines Briefs. Schreibe nicht, wer es ist: Dieser Text bleibt, wenn die Person vergessen ist.',
  'It is certain that this person asked': 'Es ist sicher, dass diese Person es verlangt hat',
  'Otherwise the request waits until somebody has made sure.':
    'Sonst wartet der Antrag, bis es jemand sichergestellt hat.',
  'Nothing was asked for.': 'Nichts wurde beantragt.',
  'A second administrator must approve it: you cannot approve what you asked for.':
    'Jemand anderes, der das Dashboard betreibt, muss es genehmigen: Was du selbst beantragt hast, kannst du nicht genehmigen.',
  'A second administrator would have to approve it, and there is none: it is carried out after a day, and can be stopped until then.':
    'Eine zweite Person müsste es genehmigen, und es gibt keine: Es wird nach einem Tag ausgeführt und kann bis dahin gestoppt werden.',
  'So few need no second person: it is carried out at once.':
    'So wenige brauchen keine zweite Person: Es wird sofort ausgeführt.',
  'So few need no second person: it is carried out as soon as it is certain who asked.':
    'So wenige brauchen keine zweite Person: Es wird ausgeführt, sobald sicher ist, wer es verlangt hat.',
  'This day has not come yet. Say when the wish came.':
    'Dieser Tag ist noch nicht gekommen. Sage, wann der Wunsch kam.',
}

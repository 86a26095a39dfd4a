// Whose a namespace is, in German.
export const identities = {
  'Several people share the name under which your memories lie, and you see only those that name you. This is closed until an administrator has settled whose the others are.':
    'Deine Erinnerungen liegen unter einem Namen, den mehrere Personen teilen, und du siehst nur die, die dich nennen. Das hier bleibt geschlossen, bis jemand aus der Verwaltung geklärt hat, wessen die anderen sind.',
  'The field {field} says whose memory this is. It can be neither changed nor removed. Nothing has been saved.':
    'Das Feld {field} sagt, wessen Erinnerung das ist. Es lässt sich weder ändern noch entfernen. Es wurde nichts gespeichert.',
  'Where the agent’s code writes into each memory whose it is, name that field with MEMORY_OWNER_FIELD: each of them then sees those that name them meanwhile.':
    'Wo der Code des Agenten in jede Erinnerung schreibt, wessen sie ist, nenne dieses Feld mit MEMORY_OWNER_FIELD: Jede dieser Personen sieht dann einstweilen die, die sie nennen.',
  'Only memories that name you are shown.': 'Gezeigt werden nur Erinnerungen, die dich nennen.',
  'Several people share the name they lie under.': 'Mehrere Personen teilen den Namen, unter dem sie liegen.',
  'Why, and what is closed': 'Warum, und was geschlossen ist',
  'Memories that name you': 'Erinnerungen, die dich nennen',
  'The agent stores memories under a shortened name, and yours is another person’s too. You see the memories that name you, and nobody else’s; you can search, change, delete and restore them. Until an administrator has settled whose the others are, everything else is closed: new memories, other names for them, files, the map, duplicates, selecting many, what agents see, who read what, and agents’ access.':
    'Der Agent legt Erinnerungen unter einem verkürzten Namen ab, und deiner ist auch der einer anderen Person. Du siehst die Erinnerungen, die dich nennen, und die von niemand anderem; du kannst sie durchsuchen, ändern, löschen und wiederherstellen. Bis jemand aus der Verwaltung geklärt hat, wessen die anderen sind, ist alles andere geschlossen: neue Erinnerungen, andere Namen für sie, Dateien, die Karte, Doppelte, das Auswählen vieler, was Agenten sehen, wer was gelesen hat, und der Zugang von Agenten.',
  'Bind the namespace {namespace} to {userId}, as {issuer} vouches for them. Every other id stays out.':
    'Den Namensraum {namespace} an {userId} binden, wie {issuer} für sie bürgt. Jede andere Kennung bleibt draußen.',
  'This id does not lead to this namespace, so it cannot own it.':
    'Diese Kennung führt nicht zu diesem Namensraum; er kann ihr nicht gehören.',
  'This cannot be asked for. Reload the page and try again.':
    'Das lässt sich nicht beantragen. Lade die Seite neu und versuche es noch einmal.',
  'This has been asked for already, and waits.': 'Das ist schon beantragt und wartet.',
  'This request is not the one that was shown. Reload the page.':
    'Dieser Antrag ist nicht der, der gezeigt wurde. Lade die Seite neu.',
  'You asked for this yourself: somebody else must confirm it.':
    'Das hast du selbst beantragt: jemand anderes muss es bestätigen.',
  'This concerns you: somebody else must confirm it.': 'Das betrifft dich selbst: jemand anderes muss es bestätigen.',
  'Who asked for it is no administrator any more.': 'Wer es beantragt hat, verwaltet das Dashboard nicht mehr.',
  'Somebody else could confirm it now. It must be asked for again.':
    'Inzwischen könnte jemand anderes zustimmen. Es muss neu beantragt werden.',
  'This request does not wait any more: it was settled, withdrawn, or its time has passed.':
    'Dieser Antrag wartet nicht mehr: Er ist entschieden, zurückgezogen, oder seine Zeit ist um.',
  'This version of the dashboard cannot do what was asked for.':
    'Diese Version des Dashboards kann nicht tun, was beantragt wurde.',
  'Your id is not one that has memories here': 'Deine Kennung gehört nicht zu denen, die hier Erinnerungen haben',
  'This dashboard is set up for other ids than the one that you are signed in with (MEMORY_ID_PATTERN), so nothing is shown. Nothing was changed or deleted.':
    'Dieses Dashboard ist für andere Kennungen eingerichtet als die, mit der du angemeldet bist (MEMORY_ID_PATTERN); deshalb wird nichts gezeigt. Es wurde nichts geändert oder gelöscht.',
  'Nothing, until whoever runs this dashboard changes which ids it is set up for. With another account of yours you can sign in anew.':
    'Nichts, bis jemand, der dieses Dashboard betreibt, ändert, für welche Kennungen es eingerichtet ist. Mit einem anderen Konto kannst du dich neu anmelden.',
  'What happens next': 'Wie es weitergeht',
  'An administrator looks for evidence of whose the memories are, and binds them to one of you. Where there is another administrator, that one must agree; otherwise a day passes first. Then they are here when you sign in, or they were never yours.':
    'Jemand aus der Verwaltung sucht Belege dafür, wessen Erinnerungen das sind, und bindet sie an einen von euch. Gibt es noch jemanden in der Verwaltung, muss auch diese Person zustimmen; sonst vergeht erst ein Tag. Danach sind sie hier, wenn du dich anmeldest, oder sie waren nie deine.',
  'Whom to ask': 'Wen du fragen kannst',
  'Ask whoever runs this dashboard in your organisation, and give them this reference: {reference}':
    'Frag, wer dieses Dashboard bei euch betreibt, und nenne dieses Zeichen: {reference}',
  'Namespaces are locked, because it is not clear whose they are: {namespaces}.':
    'Namensräume sind gesperrt, weil nicht klar ist, wem sie gehören: {namespaces}.',
  'Open Identities in the dashboard, look for evidence, and bind each to the person whose it is.':
    'Öffne „Identitäten“ im Dashboard, suche Belege und binde jeden an die Person, der er gehört.',
  Confirm: 'Bestätigen',
  Withdraw: 'Zurückziehen',
  Deny: 'Ablehnen',
  'Confirm this': 'Das bestätigen',
  'Withdraw this': 'Das zurückziehen',
  'Deny this': 'Das ablehnen',
  Why: 'Warum',
  'Whoever asked for it reads this.': 'Wer es beantragt hat, liest das.',
  'The dashboard did not answer. Load the page again to see whether it was done.':
    'Das Dashboard hat nicht geantwortet. Lade die Seite neu, um zu sehen, ob es geschehen ist.',
  'Nothing was changed.': 'Es wurde nichts geändert.',
  Confirmations: 'Bestätigungen',
  Identities: 'Identitäten',
  'What one administrator asked for takes effect when another confirms it within a day. Where nobody else could, it takes effect after a day, and anybody who runs this dashboard can stop it until then.':
    'Was jemand aus der Verwaltung beantragt, gilt, sobald jemand anderes aus der Verwaltung es binnen eines Tages bestätigt. Kann das niemand sonst, gilt es nach einem Tag, und bis dahin kann es jeder aus der Verwaltung aufhalten.',
  'Nothing waits': 'Nichts wartet',
  'Nobody has asked for anything that a second person must confirm.':
    'Niemand hat etwas beantragt, das eine zweite Person bestätigen muss.',
  'Settled lately': 'Zuletzt entschieden',
  'Asked for by {who}, {when}': 'Beantragt von {who}, {when}',
  'Waits for another administrator, until {when}': 'Wartet auf jemand anderen aus der Verwaltung, bis {when}',
  'Nobody else can confirm it: takes effect {when}': 'Niemand sonst kann es bestätigen: gilt ab {when}',
  'Confirmed by {who}': 'Bestätigt von {who}',
  'Took effect after its day': 'Galt nach Ablauf des Tages',
  'Denied by {who}': 'Abgelehnt von {who}',
  'Withdrawn by {who}': 'Zurückgezogen von {who}',
  'Could not be done when its day was over': 'Ließ sich nach Ablauf des Tages nicht ausführen',
  'Nobody confirmed it in time': 'Niemand hat es rechtzeitig bestätigt',
  'This id could not sign in (MEMORY_ID_PATTERN), so binding it would let nobody in.':
    'Diese Kennung könnte sich nicht anmelden (MEMORY_ID_PATTERN); sie zu binden ließe niemanden ein.',
  'Two ids that lead to it have signed in.': 'Zwei Kennungen, die zu ihm führen, haben sich angemeldet.',
  'More ids can sign in than when somebody was let in: MEMORY_ID_PATTERN was widened.':
    'Es können sich mehr Kennungen anmelden als damals, als jemand eingelassen wurde: MEMORY_ID_PATTERN wurde erweitert.',
  'Its binding has ended, or somebody else signed in to whom it could belong.':
    'Seine Bindung ist beendet, oder es hat sich jemand anderes angemeldet, dem er gehören könnte.',
  'How it was settled': 'Wie es entschieden wurde',
  'proposed by {who}; nobody else could confirm it, and a day passed':
    'vorgeschlagen von {who}; niemand sonst konnte es bestätigen, und ein Tag verging',
  'proposed by {who}, confirmed by {other}': 'vorgeschlagen von {who}, bestätigt von {other}',
  'as MEMORY_NAMESPACE_STYLE={style} says': 'wie MEMORY_NAMESPACE_STYLE={style} sagt',
  'an agent with the other convention ({style}) would use this':
    'ein Agent mit der anderen Schreibweise ({style}) nähme diesen',
  'Ids that lead to it': 'Kennungen, die zu ihm führen',
  'There are more. Those that could sign in come first.': 'Es gibt mehr. Die, die sich anmelden könnten, stehen vorn.',
  'could sign in': 'könnte sich anmelden',
  'could not sign in': 'könnte sich nicht anmelden',
  '{count} that could not sign in|{count} that could not sign in':
    '{count}, die sich nicht anmelden könnte|{count}, die sich nicht anmelden könnten',
  'has signed in': 'hat sich angemeldet',
  'Begin alike, and are somebody else’s': 'Beginnen gleich und gehören jemand anderem',
  'What an old agent would also read': 'Was ein alter Agent mitlesen würde',
  'Nothing, with what is stored now.': 'Nichts, bei dem, was jetzt gespeichert ist.',
  'langgraph-checkpoint-postgres before 3.1.1 takes “_” and “%” for any text, and a beginning for the whole (CVE-2026-71433). This dashboard does not.':
    'langgraph-checkpoint-postgres vor 3.1.1 hält „_“ und „%“ für beliebigen Text und einen Anfang für das Ganze (CVE-2026-71433). Dieses Dashboard nicht.',
  'There may be more: not everything was looked through.': 'Es kann mehr geben: Es wurde nicht alles durchgesehen.',
  'Other spellings that are there': 'Andere Schreibweisen, die es gibt',
  'To an agent each is somebody else.': 'Für einen Agenten ist jede jemand anderes.',
  'a namespace': 'ein Namensraum',
  'differs in small and capital letters': 'unterscheidet sich in Klein- und Großbuchstaben',
  'differs in the form of its characters': 'unterscheidet sich in der Form der Zeichen',
  'differs in spaces or hidden characters': 'unterscheidet sich in Leerzeichen oder verborgenen Zeichen',
  'differs in kinds of dots and dashes': 'unterscheidet sich in Arten von Punkten und Strichen',
  'There are too many names to look through all; the commonest spellings were looked up.':
    'Es sind zu viele Namen, um alle durchzusehen; die häufigsten Schreibweisen wurden nachgeschlagen.',
  'It is {id}’s: an administrator has bound it to them.':
    'Er gehört {id}: Jemand aus der Verwaltung hat ihn daran gebunden.',
  'It is {id}’s: no other id that can sign in leads there.':
    'Er gehört {id}: Keine andere Kennung, die sich anmelden kann, führt dorthin.',
  'It is nobody’s: no id that can sign in leads there.':
    'Er gehört niemandem: Keine Kennung, die sich anmelden kann, führt dorthin.',
  'It is locked: it could be more than one person’s, so it is shown to nobody.':
    'Er ist gesperrt: Er könnte mehr als einer Person gehören und wird deshalb niemandem gezeigt.',
  'It could be more than one person’s: whoever is let in sees only the memories that name them.':
    'Er könnte mehr als einer Person gehören: Wer eingelassen wird, sieht nur die Erinnerungen, die ihn nennen.',
  'Whoever signs in with this id is let in.': 'Wer sich mit dieser Kennung anmeldet, wird eingelassen.',
  'This id cannot sign in: it does not match MEMORY_ID_PATTERN.':
    'Diese Kennung kann sich nicht anmelden: Sie passt nicht zu MEMORY_ID_PATTERN.',
  'This can be nobody’s id: it is empty, or holds what cannot be stored.':
    'Das kann niemandes Kennung sein: Sie ist leer oder enthält, was sich nicht speichern lässt.',
  'Whoever signs in with this id stays out: the namespace is bound to another.':
    'Wer sich mit dieser Kennung anmeldet, bleibt draußen: Der Namensraum ist an eine andere gebunden.',
  'Whoever signs in with this id is told that it is not clear, and sees nothing.':
    'Wer sich mit dieser Kennung anmeldet, erfährt, dass es nicht klar ist, und sieht nichts.',
  'Whoever signs in with this id is told that it is not clear, and sees only the memories that name them.':
    'Wer sich mit dieser Kennung anmeldet, erfährt, dass es nicht klar ist, und sieht nur die Erinnerungen, die ihn nennen.',
  'An id': 'Eine Kennung',
  'As the agent knows the person, letter by letter. It is not kept, and that you looked is recorded.':
    'Wie der Agent die Person kennt, Buchstabe für Buchstabe. Sie wird nicht aufbewahrt; dass du nachgesehen hast, schon.',
  'Looking…': 'Sieht nach…',
  Look: 'Nachsehen',
  'Nothing was looked up.': 'Es wurde nichts nachgesehen.',
  'The agent shortens an id into the name of a namespace, and two ids can become one name. Here you see whose a namespace is, and how anybody knows. What is in it is not shown.':
    'Der Agent kürzt eine Kennung zum Namen eines Namensraums, und zwei Kennungen können zu einem Namen werden. Hier siehst du, wem ein Namensraum gehört und woher man das weiß. Was darin ist, wird nicht gezeigt.',
  '{count} request waits for a confirmation|{count} requests wait for a confirmation':
    '{count} Antrag wartet auf eine Bestätigung|{count} Anträge warten auf eine Bestätigung',
  '{count} namespace is locked, because it is not clear whose it is|{count} namespaces are locked, because it is not clear whose they are':
    '{count} Namensraum ist gesperrt, weil nicht klar ist, wem er gehört|{count} Namensräume sind gesperrt, weil nicht klar ist, wem sie gehören',
  'Bind this namespace': 'Diesen Namensraum binden',
  'End this binding': 'Diese Bindung beenden',
  'A binding has been asked for already, and waits.': 'Eine Bindung ist schon beantragt und wartet.',
  'How you know': 'Woher du es weißt',
  'Who said it, where it is written, when you looked. It is kept, and whoever confirms it reads it.':
    'Wer es gesagt hat, wo es steht, wann du nachgesehen hast. Es wird aufbewahrt, und wer bestätigt, liest es.',
  'Ask to bind it': 'Bindung beantragen',
  'Asked for. It takes effect when another administrator confirms it within a day.':
    'Beantragt. Es gilt, wenn jemand anderes aus der Verwaltung es binnen eines Tages bestätigt.',
  'Asked for. Nobody else could confirm it, so it takes effect in a day, unless somebody withdraws it.':
    'Beantragt. Niemand sonst könnte es bestätigen, deshalb gilt es in einem Tag, wenn es niemand zurückzieht.',
  'Whose it is': 'Wem er gehört',
  'One of the ids above, letter by letter.': 'Eine der Kennungen oben, Buchstabe für Buchstabe.',
  'Nobody gets in by this: the namespace is locked for everybody until it is bound again.':
    'Dadurch kommt niemand hinein: Der Namensraum ist für alle gesperrt, bis er neu gebunden wird.',
  'End the binding': 'Die Bindung beenden',
  'Ended. The namespace is locked for everybody until it is bound again.':
    'Beendet. Der Namensraum ist für alle gesperrt, bis er neu gebunden wird.',
  'Sending…': 'Wird gesendet…',
  'Say with MEMORY_ID_PATTERN what every id that can sign in looks like: then most namespaces are clear by themselves. npm run doctor proposes one.':
    'Sag mit MEMORY_ID_PATTERN, wie jede Kennung aussieht, die sich anmelden kann: Dann sind die meisten Namensräume von selbst klar. npm run doctor schlägt eines vor.',
  'Find out whose the memories are: ask the directory who has which of these ids, and since when. Do not ask the people who claim them first.':
    'Finde heraus, wessen Erinnerungen es sind: Frag das Verzeichnis, wer welche dieser Kennungen hat und seit wann. Frag nicht zuerst die, die sie beanspruchen.',
  'Bind the namespace to that id, and write down how you know. A second administrator confirms it, or a day passes.':
    'Binde den Namensraum an diese Kennung und schreib auf, woher du es weißt. Jemand anderes aus der Verwaltung bestätigt es, oder ein Tag vergeht.',
  'Tell the other person that memories of theirs, if there are any, lie in the same place, and cannot be told apart.':
    'Sag der anderen Person, dass Erinnerungen von ihr, falls es welche gibt, am selben Ort liegen und sich nicht auseinanderhalten lassen.',
  'Upgrade the agent to langgraph-checkpoint-postgres 3.1.1 or later.':
    'Bring den Agenten auf langgraph-checkpoint-postgres 3.1.1 oder neuer.',
  'Let the agent and the identity provider use one spelling of each id. Memories under another spelling belong to nobody who can sign in.':
    'Lass Agent und Anmeldedienst jede Kennung gleich schreiben. Erinnerungen unter einer anderen Schreibweise gehören niemandem, der sich anmelden kann.',
  'What to do': 'Was zu tun ist',
  'Nothing: it is clear whose it is.': 'Nichts: Es ist klar, wem er gehört.',
  'For good: a name that no two ids share': 'Für immer: ein Name, den keine zwei Kennungen teilen',
  'Where you can change the agent, let it store new memories under this name and move the old ones, person by person. This dashboard does not read such namespaces yet.':
    'Wo du den Agenten ändern kannst, lass ihn neue Erinnerungen unter diesem Namen speichern und zieh die alten um, Person für Person. Dieses Dashboard liest solche Namensräume noch nicht.',
  'The code': 'Der Code',
  'Copy the code': 'Den Code kopieren',
  'Something that this version of the dashboard does not know.': 'Etwas, das diese Version des Dashboards nicht kennt.',
}

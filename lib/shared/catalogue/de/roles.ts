// Roles, sessions and second confirmations, in German.
export const roles = {
  'You signed in more than {minutes} minutes ago. Sign in again, then do this once more. Nothing was changed, and what you wrote is kept.':
    'Deine Anmeldung ist älter als {minutes} Minuten. Melde dich neu an und tu es dann noch einmal. Nichts wurde geändert, und was du geschrieben hast, bleibt erhalten.',
  'Type {word} in the field to go on. Nothing was changed.':
    'Tippe {word} in das Feld, um fortzufahren. Nichts wurde geändert.',
  'Type {word} to go on': 'Tippe {word}, um fortzufahren',
  'This cannot be done by accident.': 'Aus Versehen geht das nicht.',
  'The sign-in did not answer.': 'Die Anmeldung hat nicht geantwortet.',
  'This needs a fresh sign-in.': 'Dafür ist eine neue Anmeldung nötig.',
  'Going to sign in…': 'Zur Anmeldung …',
  'You may not do this, or not any more. Nothing was changed.':
    'Das darfst du nicht, oder nicht mehr. Nichts wurde geändert.',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'Nothing was changed. Try again in a moment.': 'Nichts wurde geändert. Versuche es gleich noch einmal.',
  'You signed in more than {minutes} minutes ago. You come back here, and what you wrote is kept.':
    'Deine Anmeldung ist älter als {minutes} Minuten. Du kommst hierher zurück, und was du geschrieben hast, bleibt erhalten.',
  'It is not known whether it was done.': 'Es ist nicht bekannt, ob es getan wurde.',
  'The dashboard did not answer. Load the page again to see what is true.':
    'Das Dashboard hat nicht geantwortet. Lade die Seite neu, um zu sehen, was gilt.',
  'Where you are signed in': 'Wo du angemeldet bist',
  'A session ends after thirty minutes without a request, and twelve hours after you signed in. Whatever you end here is refused at its next request.':
    'Eine Sitzung endet nach dreißig Minuten ohne Anfrage und zwölf Stunden nach der Anmeldung. Was du hier beendest, wird bei seiner nächsten Anfrage abgewiesen.',
  'Agents with a token of yours are not signed in: you revoke their tokens under Privacy.':
    'Agenten mit einem Token von dir sind nicht angemeldet: Ihre Tokens widerrufst du unter Privatsphäre.',
  'Databricks signs you in here and says with every request who you are. This dashboard keeps no session that could be ended; sign out of Databricks instead.':
    'Hier meldet Databricks dich an und sagt bei jeder Anfrage, wer du bist. Dieses Dashboard führt keine Sitzung, die sich beenden ließe; melde dich stattdessen bei Databricks ab.',
  'Ended {count} session. Its next request is refused.|Ended {count} sessions. Their next request is refused.':
    '{count} Sitzung beendet. Ihre nächste Anfrage wird abgewiesen.|{count} Sitzungen beendet. Ihre nächste Anfrage wird abgewiesen.',
  'Nothing was ended.': 'Es wurde nichts beendet.',
  'Signed in with': 'Angemeldet mit',
  'The dashboard did not answer. Try again in a moment.':
    'Das Dashboard hat nicht geantwortet. Versuche es gleich noch einmal.',
  'Signed in': 'Angemeldet',
  'Last seen': 'Zuletzt gesehen',
  'Ends at the latest': 'Endet spätestens',
  'End it': 'Beenden',
  'Unknown browser': 'Unbekannter Browser',
  'this one': 'dieser hier',
  'End all others': 'Alle anderen beenden',
  'You are signed in nowhere else.': 'Sonst bist du nirgends angemeldet.',
  'In this browser only.|In {count} browsers, this one included.':
    'Nur in diesem Browser.|In {count} Browsern, diesen mitgezählt.',
  'Databricks signs people in here: there is no session that could be ended.':
    'Hier meldet Databricks die Menschen an: Es gibt keine Sitzung, die sich beenden ließe.',
  'There is no such session any more. It has ended, or was ended elsewhere.':
    'Diese Sitzung gibt es nicht mehr. Sie ist abgelaufen oder wurde anderswo beendet.',
  'Who is signed in': 'Wer angemeldet ist',
  'Ending a session works at its next request; its person may sign in again. Agents with a token go on: to stop those too, shut the person out under Roles.':
    'Eine beendete Sitzung wird bei ihrer nächsten Anfrage abgewiesen; ihr Mensch kann sich neu anmelden. Agenten mit einem Token arbeiten weiter: Um auch die anzuhalten, sperre den Menschen unter Rollen aus.',
  'Databricks signs people in here and says with every request who they are: there is no session that could be ended. To keep somebody away, shut them out under Roles.':
    'Hier meldet Databricks die Menschen an und sagt bei jeder Anfrage, wer es ist: Es gibt keine Sitzung, die sich beenden ließe. Um jemanden fernzuhalten, sperre ihn unter Rollen aus.',
  'Name or id': 'Name oder Kennung',
  'End the other one|End the {count} others': 'Die andere beenden|Die {count} anderen beenden',
  'End it: {browser}': 'Beenden: {browser}',
  'End {count} session|End all {count}': '{count} Sitzung beenden|Alle {count} beenden',
  'Nobody of that name is signed in.': 'Niemand dieses Namens ist angemeldet.',
  '{people} with {sessions}': '{people} mit {sessions}',
  '{count} person|{count} people': '{count} Mensch|{count} Menschen',
  '{count} session|{count} sessions': '{count} Sitzung|{count} Sitzungen',
  '{all}. The {count} seen last are shown; look for the others by name or id.':
    '{all}. Die {count} zuletzt gesehenen stehen hier; suche die anderen nach Name oder Kennung.',
  'Nobody with this id can sign in here. It is compared byte for byte.':
    'Niemand mit dieser Kennung kann sich hier anmelden. Sie wird Byte für Byte verglichen.',
  'Somebody else must give you a role.': 'Eine Rolle muss dir jemand anderes geben.',
  Role: 'Rolle',
  'Given by': 'Gegeben von',
  Counted: 'Galt',
  '{from} to {until}': '{from} bis {until}',
  'Give a role': 'Eine Rolle geben',
  '{id} is an auditor from the next request on.': '{id} prüft von der nächsten Anfrage an.',
  'Asked for. {id} is an administrator when another one has confirmed it; it waits a day.':
    'Beantragt. {id} verwaltet, sobald jemand anderes aus der Verwaltung es bestätigt hat; der Antrag wartet einen Tag.',
  'There is no other administrator who could confirm it: {id} is one in 24 hours, if it is not withdrawn.':
    'Niemand sonst aus der Verwaltung könnte es bestätigen: {id} verwaltet in 24 Stunden, wenn es nicht zurückgezogen wird.',
  'No role was given.': 'Es wurde keine Rolle gegeben.',
  'Their id': 'Die Kennung',
  'As the agent knows them, byte for byte. They need not have signed in yet.':
    'Wie der Agent den Menschen kennt, Byte für Byte. Er muss sich noch nicht angemeldet haben.',
  Administrator: 'Verwaltung',
  Auditor: 'Prüfung',
  'Runs the dashboard. Another administrator must confirm it; where there is none, it waits a day.':
    'Betreibt das Dashboard. Jemand anderes aus der Verwaltung muss es bestätigen; wo es niemanden gibt, wartet es einen Tag.',
  'Sees counts and the audit, and nobody’s words.': 'Sieht Zahlen und das Protokoll, und niemandes Worte.',
  'Until the end of': 'Bis zum Ende von',
  'Empty: until somebody ends it.': 'Leer: bis jemand sie beendet.',
  'It stays in the audit, with your name.': 'Es bleibt im Protokoll, mit deinem Namen.',
  'Ask for it': 'Beantragen',
  'Give the role': 'Die Rolle geben',
  'confirmed by {who}': 'bestätigt von {who}',
  '{name}, on the server': '{name}, auf dem Server',
  'Nobody has a role by a grant.': 'Niemand hat eine Rolle bekommen.',
  'Since##a role': 'Seit',
  'Until##a role': 'Bis',
  'until it is ended': 'bis sie beendet wird',
  'End the role of {name}': 'Die Rolle von {name} beenden',
  'End the role of {name}?': 'Die Rolle von {name} beenden?',
  'From their next request on they are a user like everybody.':
    'Von der nächsten Anfrage an hat dieser Mensch, was alle haben.',
  'End the role': 'Die Rolle beenden',
  'The role of {name} has ended.': 'Die Rolle von {name} ist beendet.',
  Roles: 'Rollen',
  'Auditors see what was done and how much there is, never what was said. Administrators see somebody’s words after giving a reason. A change counts from the next request on.':
    'Wer prüft, sieht, was getan wurde und wie viel es gibt, nie, was gesagt wurde. Wer verwaltet, sieht jemandes Worte, nachdem ein Grund genannt ist. Eine Änderung gilt von der nächsten Anfrage an.',
  'Who has one': 'Wer eine hat',
  'Shut out': 'Ausgesperrt',
  'Whoever is shut out cannot sign in: their sessions end, and agents with a token of theirs are refused too. What is remembered about them stays.':
    'Wer ausgesperrt ist, kann sich nicht anmelden: Die Sitzungen enden, und Agenten mit einem Token dieses Menschen werden auch abgewiesen. Was über ihn gemerkt ist, bleibt.',
  'Ended##roles': 'Beendet',
  'Administrators by MEMORY_ADMIN_EMAILS or MEMORY_ADMIN_GROUPS, which are changed on the server: {people}':
    'Verwaltung durch MEMORY_ADMIN_EMAILS oder MEMORY_ADMIN_GROUPS, die auf dem Server geändert werden: {people}',
  'I know that nobody will run this dashboard then.': 'Ich weiß, dass dann niemand dieses Dashboard verwaltet.',
  'Nobody is shut out.': 'Niemand ist ausgesperrt.',
  'By##shut out': 'Von',
  'Let in again': 'Wieder einlassen',
  'Shut somebody out': 'Jemanden aussperren',
  'Let {name} in again?': '{name} wieder einlassen?',
  'They can sign in again. Sessions that ended stay ended; roles and tokens of theirs that have not ended count again.':
    'Der Mensch kann sich wieder anmelden. Beendete Sitzungen bleiben beendet; Rollen und Tokens, die nicht beendet sind, gelten wieder.',
  '{name} can sign in again.': '{name} kann sich wieder anmelden.',
  'Shut somebody out?': 'Jemanden aussperren?',
  'Their sessions end at the next request, they cannot sign in, and agents with a token of theirs are refused.':
    'Die Sitzungen enden bei der nächsten Anfrage, der Mensch kann sich nicht anmelden, und Agenten mit seinem Token werden abgewiesen.',
  '{name} is shut out.': '{name} ist ausgesperrt.',
  'As the agent knows them, byte for byte.': 'Wie der Agent den Menschen kennt, Byte für Byte.',
  'Make {userId} an administrator, until somebody ends it.':
    '{userId} in die Verwaltung aufnehmen, bis jemand es beendet.',
  'Make {userId} an administrator until {until} (UTC).': '{userId} bis {until} (UTC) in die Verwaltung aufnehmen.',
  'The day at which this role ends is over already.': 'Der Tag, an dem diese Rolle endet, ist schon vorbei.',
  'This role counts no longer. Load the page again.': 'Diese Rolle gilt nicht mehr. Lade die Seite neu.',
  'You cannot shut yourself out.': 'Du kannst dich nicht selbst aussperren.',
  'They are shut out already. Load the page again.': 'Dieser Mensch ist schon ausgesperrt. Lade die Seite neu.',
  'They are not shut out any more. Load the page again.':
    'Dieser Mensch ist nicht mehr ausgesperrt. Lade die Seite neu.',
  'Nobody would run this dashboard afterwards, and only a command on the server could change that. Nothing was changed; if you mean it, say so below.':
    'Danach würde niemand dieses Dashboard verwalten, und nur ein Befehl auf dem Server könnte das ändern. Nichts wurde geändert; wenn du es so meinst, sag es unten.',
  'listed who is signed in': 'hat aufgelistet, wer angemeldet ist',
  'tried to list who is signed in': 'wollte auflisten, wer angemeldet ist',
  'listed who has a role': 'hat aufgelistet, wer eine Rolle hat',
  'tried to list who has a role': 'wollte auflisten, wer eine Rolle hat',
}

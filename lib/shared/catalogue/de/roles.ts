// Roles, sessions and second confirmations, in German.
export const roles = {
  'You signed in more than five minutes ago. Sign in again, then do this once more. Nothing was changed, and what you wrote is kept.':
    'Deine Anmeldung ist älter als fünf Minuten. Melde dich neu an und tu es dann noch einmal. Nichts wurde geändert, und was du geschrieben hast, bleibt erhalten.',
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
  'You signed in more than five minutes ago. You come back here, and what you wrote is kept.':
    'Deine Anmeldung ist älter als fünf Minuten. Du kommst hierher zurück, und was du geschrieben hast, bleibt erhalten.',
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
  'End {count} session|End all {count}': '{count} Sitzung beenden|Alle {count} beenden',
  'Nobody of that name is signed in.': 'Niemand dieses Namens ist angemeldet.',
  '{people} with {sessions}': '{people} mit {sessions}',
  '{count} person|{count} people': '{count} Mensch|{count} Menschen',
  '{count} session|{count} sessions': '{count} Sitzung|{count} Sitzungen',
  '{all}. The {count} seen last are shown; look for the others by name or id.':
    '{all}. Die {count} zuletzt gesehenen stehen hier; suche die anderen nach Name oder Kennung.',
}

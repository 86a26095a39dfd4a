// Header, sign-in, errors: what stands around every page.
export const shell = {
  'Long-term memory': 'Langzeitgedächtnis',
  'Long-term memory, home': 'Langzeitgedächtnis, Startseite',
  'See, correct and forget what your agents remember about you.':
    'Sieh, berichtige und vergiss, woran sich deine Agenten über dich erinnern.',
  Main: 'Hauptmenü',
  Memories: 'Erinnerungen',
  'Skip to content': 'Zum Inhalt',
  Theme: 'Farben',
  'Theme: change to dark': 'Farben: auf dunkel stellen',
  'Theme: change to light': 'Farben: auf hell stellen',
  Language: 'Sprache',
  'Sign out': 'Abmelden',
  'Signing out…': 'Wird abgemeldet …',
  'Not signed out. Try again': 'Nicht abgemeldet. Noch einmal versuchen',
  'Sign in': 'Anmelden',
  'Signing in…': 'Wird angemeldet …',
  'Sign in again': 'Neu anmelden',
  'Not signed in.': 'Nicht angemeldet.',
  'The server did not let you in. Look at its messages in the terminal, then try again.':
    'Der Server hat dich nicht hereingelassen. Sieh dir seine Meldungen im Terminal an und versuche es dann noch einmal.',
  'Does not eat meat or fish': 'Isst kein Fleisch und keinen Fisch',
  'Does not eat meat; fish on Fridays is fine': 'Isst kein Fleisch; Fisch am Freitag ist in Ordnung',
  'Your agents take notes about you. Here you read them, correct them, and have them forgotten.':
    'Deine Agenten machen sich Notizen über dich. Hier liest du sie, berichtigst sie und lässt sie vergessen.',
  'The example is made up. Nothing of yours is shown before you sign in.':
    'Das Beispiel ist erfunden. Vor dem Anmelden wird nichts von dir gezeigt.',
  'This dashboard runs on your own machine. Choose who you want to be.':
    'Dieses Dashboard läuft auf deinem eigenen Rechner. Wähle, wer du sein möchtest.',
  'Operations lead': 'Leitet den Betrieb',
  'Nurse and cellist': 'Krankenpflegerin und Cellistin',
  'New here': 'Neu hier',
  'Has a namesake': 'Hat eine Namensschwester',
  'This dashboard answers on this machine only. Open it as http://127.0.0.1 or http://localhost.':
    'Dieses Dashboard antwortet nur auf diesem Rechner. Öffne es als http://127.0.0.1 oder http://localhost.',
  'The local sign-in answers on this machine only.': 'Die lokale Anmeldung antwortet nur auf diesem Rechner.',
  'This request did not come from the sign-in page.': 'Diese Anfrage kam nicht von der Anmeldeseite.',
  'Whose memories?': 'Wessen Erinnerungen?',
  'We cannot tell your memories from somebody else’s':
    'Wir können deine Erinnerungen nicht von denen eines anderen unterscheiden',
  'The agent stores memories under a shortened name, and yours could be another person’s too. Nothing is shown to either of you until an administrator has settled whose it is. Nothing was changed or deleted.':
    'Der Agent legt Erinnerungen unter einem gekürzten Namen ab, und deiner könnte auch der eines anderen Menschen sein. Keinem von euch wird etwas gezeigt, bis jemand aus der Verwaltung geklärt hat, wem er gehört. Nichts wurde geändert oder gelöscht.',
  'Not found': 'Nicht gefunden',
  'There is no such memory': 'Diese Erinnerung gibt es nicht',
  'It may have been deleted or forgotten, or it never existed.':
    'Vielleicht wurde sie gelöscht oder vergessen, oder es gab sie nie.',
  'Back to your memories': 'Zurück zu deinen Erinnerungen',
  'Your memories could not be loaded': 'Deine Erinnerungen konnten nicht geladen werden',
  'The database did not answer, or something else went wrong on the server. Nothing is lost, and nobody has been signed out.':
    'Die Datenbank hat nicht geantwortet, oder auf dem Server ging etwas anderes schief. Nichts ist verloren, und niemand wurde abgemeldet.',
  'Try again': 'Noch einmal versuchen',
  'Reference {reference}': 'Kennung {reference}',
  Loading: 'Wird geladen',
  'What can be undone': 'Was rückgängig gemacht werden kann',
  Undo: 'Rückgängig',
  'Undoing…': 'Wird rückgängig gemacht …',
  'Undo: bring {key} back': 'Rückgängig: {key} zurückholen',
  'Undone. {key} is back as it was, and can be found again.':
    'Rückgängig gemacht. {key} ist wieder da, wie es war, und wird wieder gefunden.',
  'Removed {key}. Undo until {time}': '{key} gelöscht. Rückgängig bis {time}',
  '{count} more removed': '{count} weitere gelöscht',
  Show: 'Zeigen',
  '{minutes} min left': 'noch {minutes} Min.',
  '{seconds} s left': 'noch {seconds} Sek.',
}

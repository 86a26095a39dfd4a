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
}

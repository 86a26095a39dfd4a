// Signing in through an identity provider or Databricks Apps, and why somebody is not let in.
export const signIn = {
  '{provider} asks who you are. This dashboard never sees your password.':
    '{provider} fragt dich, wer du bist. Dieses Dashboard bekommt dein Passwort nie zu sehen.',
  'Sign in with {provider}': 'Mit {provider} anmelden',
  'Going to {provider}…': 'Weiter zu {provider} …',
  'The dashboard did not answer. Look whether you are online, then try again.':
    'Das Dashboard hat nicht geantwortet. Sieh nach, ob du online bist, und versuche es noch einmal.',
  'You are signed out here.': 'Hier bist du abgemeldet.',
  '{provider} may still know you in this browser.': '{provider} kennt dich in diesem Browser vielleicht noch.',
  'Sign out of {provider} too': 'Auch bei {provider} abmelden',
  // why not
  '{provider} did not let you in, or you turned back there. Try again, or ask whoever runs {provider} for access.':
    '{provider} hat dich nicht hereingelassen, oder du hast dort abgebrochen. Versuche es noch einmal, oder bitte die, die {provider} betreiben, um Zugang.',
  '{provider} could not be reached, so nobody can sign in now. Try again in a moment; if it stays so, tell whoever runs this dashboard.':
    '{provider} war nicht zu erreichen, darum kann sich gerade niemand anmelden. Versuche es gleich noch einmal; wenn es so bleibt, sag denen Bescheid, die dieses Dashboard betreiben.',
  'The sign-in is not set up correctly. Whoever runs this dashboard finds the reason in its output.':
    'Die Anmeldung ist nicht richtig eingerichtet. Wer dieses Dashboard betreibt, findet den Grund in seiner Ausgabe.',
  'It is known who you are, but the database did not answer, so you could not be let in. Nothing is lost; try again in a moment.':
    'Wer du bist, ist bekannt, aber die Datenbank hat nicht geantwortet, darum konntest du nicht hereingelassen werden. Nichts ist verloren; versuche es gleich noch einmal.',
  '{provider} did not say which id the agent knows you by. Whoever runs this dashboard must look at MEMORY_USER_ID_CLAIM and OIDC_SCOPES.':
    '{provider} hat nicht gesagt, unter welcher Kennung der Agent dich kennt. Wer dieses Dashboard betreibt, muss MEMORY_USER_ID_CLAIM und OIDC_SCOPES prüfen.',
  '{provider} does not vouch for your e-mail address, so it could be somebody else’s. Confirm it there, then try again.':
    '{provider} bürgt nicht für deine E-Mail-Adresse, sie könnte also jemand anderem gehören. Bestätige sie dort und versuche es noch einmal.',
  'Your account at {provider} is not one that this dashboard is set up for. Use another one, or ask whoever runs this dashboard (MEMORY_ID_PATTERN).':
    'Für dein Konto bei {provider} ist dieses Dashboard nicht eingerichtet. Nimm ein anderes, oder frage die, die dieses Dashboard betreiben (MEMORY_ID_PATTERN).',
  'Your access to this dashboard was ended. Ask whoever runs it if you think that this is a mistake.':
    'Dein Zugang zu diesem Dashboard wurde beendet. Frage die, die es betreiben, wenn du das für einen Irrtum hältst.',
  'The answer of {provider} could not be accepted: it came too late or twice, or something in it was not as it must be. Try again from here; if it stays so, tell whoever runs this dashboard.':
    'Die Antwort von {provider} war nicht annehmbar: Sie kam zu spät oder zweimal, oder etwas darin war nicht, wie es sein muss. Versuche es von hier aus noch einmal; wenn es so bleibt, sag denen Bescheid, die dieses Dashboard betreiben.',
  'There is nobody of that name here. Choose somebody from the list.':
    'Hier gibt es niemanden dieses Namens. Wähle jemanden aus der Liste.',
  'Sign in first to see that page.': 'Melde dich erst an, um diese Seite zu sehen.',
  'Signing in went wrong. Try again; if it stays so, tell whoever runs this dashboard.':
    'Beim Anmelden ging etwas schief. Versuche es noch einmal; wenn es so bleibt, sag denen Bescheid, die dieses Dashboard betreiben.',
  // in Databricks Apps
  'Who is asking?': 'Wer fragt?',
  'We do not know who you are': 'Wir wissen nicht, wer du bist',
  'Nobody is signed in: the request came without the identity that Databricks Apps adds. Open this dashboard through its address in Databricks Apps.':
    'Niemand ist angemeldet: Die Anfrage kam ohne die Identität, die Databricks Apps hinzufügt. Öffne dieses Dashboard unter seiner Adresse in Databricks Apps.',
  'Databricks Apps did not forward your access token, so nothing proves who you are. Whoever runs this dashboard must turn on user authorization for the app.':
    'Databricks Apps hat dein Zugriffstoken nicht weitergegeben, darum beweist nichts, wer du bist. Wer dieses Dashboard betreibt, muss für die App die Benutzerautorisierung einschalten.',
  'Databricks does not accept your access token any more. Reload the page; if it stays so, sign in to Databricks again.':
    'Databricks nimmt dein Zugriffstoken nicht mehr an. Lade die Seite neu; wenn es so bleibt, melde dich bei Databricks neu an.',
  'Your account in this Databricks workspace is not active. Ask your workspace’s administrators if you think that this is a mistake.':
    'Dein Konto in diesem Databricks-Workspace ist nicht aktiv. Frage die Verwaltung deines Workspace, wenn du das für einen Irrtum hältst.',
  'The identity and the access token that were forwarded are not of the same person, so nothing is shown. Tell whoever runs this dashboard.':
    'Die weitergegebene Identität und das Zugriffstoken gehören nicht demselben Menschen, darum wird nichts gezeigt. Sag denen Bescheid, die dieses Dashboard betreiben.',
  'Your account is not one that this dashboard is set up for. Ask whoever runs this dashboard (MEMORY_ID_PATTERN, MEMORY_USER_ID_CLAIM).':
    'Für dein Konto ist dieses Dashboard nicht eingerichtet. Frage die, die dieses Dashboard betreiben (MEMORY_ID_PATTERN, MEMORY_USER_ID_CLAIM).',
  'This dashboard answers as {address} only. Open it there; a proxy before it must pass the Host header on as it came.':
    'Dieses Dashboard antwortet nur unter {address}. Öffne es dort; ein Proxy davor muss den Host-Header so weitergeben, wie er kam.',
  // who is asked
  'The identity provider': 'Der Identitätsanbieter',
  'a description of an OpenID provider': 'die Beschreibung eines OpenID-Anbieters',
  'what it knows of a person': 'was er von einem Menschen weiß',
  'a description of the person': 'die Beschreibung des Menschen',
}

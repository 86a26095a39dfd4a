// Whose a namespace is, in German.
export const identities = {
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
  'This request does not wait any more: it was settled, withdrawn, or its time has passed.':
    'Dieser Antrag wartet nicht mehr: Er ist entschieden, zurückgezogen, oder seine Zeit ist um.',
  'This version of the dashboard cannot do what was asked for.':
    'Diese Version des Dashboards kann nicht tun, was beantragt wurde.',
  'What happens next': 'Wie es weitergeht',
  'An administrator looks for evidence of whose the memories are, and binds them to one of you. Where there is another administrator, that one must agree; otherwise a day passes first. Then they are here when you sign in, or they were never yours.':
    'Jemand aus der Verwaltung sucht Belege dafür, wessen Erinnerungen das sind, und bindet sie an einen von euch. Gibt es noch jemanden in der Verwaltung, muss auch diese Person zustimmen; sonst vergeht erst ein Tag. Danach sind sie hier, wenn du dich anmeldest, oder sie waren nie deine.',
  'Whom to ask': 'Wen du fragen kannst',
  'Ask whoever runs this dashboard in your organisation, and give them this reference: {reference}':
    'Frag, wer dieses Dashboard bei euch betreibt, und nenne dieses Zeichen: {reference}',
  'Two people lay claim to one namespace, so it is locked for both: {namespaces} in all.':
    'Zwei Personen beanspruchen denselben Namensraum, deshalb ist er für beide gesperrt: insgesamt {namespaces}.',
  'Open Identities in the dashboard, look for evidence, and bind each to the person whose it is.':
    'Öffne „Identitäten“ im Dashboard, suche Belege und binde jeden an die Person, der er gehört.',
}

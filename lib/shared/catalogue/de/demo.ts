// The demonstration: what is still arriving.
export const demo = {
  'Administrator: people, roles and audit': 'Verwaltung: Menschen, Rollen und Protokoll',
  'Auditor: counts and audit, never content': 'Prüfung: Zahlen und Protokoll, nie Inhalt',
  'Wind parks in five countries': 'Windparks in fünf Ländern',
  '{arrived} of {of} memories have arrived': '{arrived} von {of} Erinnerungen sind da',
  'All {of} memories are here.': 'Alle {of} Erinnerungen sind da.',
}

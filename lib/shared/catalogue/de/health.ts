// The health page, and what the doctor finds.
export const health = {
  Health: 'Zustand',
  'Examining…': 'Wird untersucht …',
  'Check again': 'Noch einmal untersuchen',
  'Examined {when}': 'Untersucht: {when}',
  fine: 'in Ordnung',
  wrong: 'falsch',
  'not known': 'unbekannt',
  'What to run': 'Was auszuführen ist',
  'Copy the statements': 'Anweisungen kopieren',
  'On the server, npm run doctor says the same, also while the database does not answer and nobody can sign in.':
    'Auf dem Server sagt npm run doctor dasselbe, auch während die Datenbank nicht antwortet und sich niemand anmelden kann.',
  '{count} thing could not be told.|{count} things could not be told.':
    '{count} Punkt blieb offen.|{count} Punkte blieben offen.',
  'Nothing is wrong.': 'Nichts ist falsch.',
  '{count} thing is wrong:|{count} things are wrong:': '{count} Punkt ist falsch:|{count} Punkte sind falsch:',
  // what is examined
  Settings: 'Einstellungen',
  'Workspace token': 'Token des Workspace',
  Database: 'Datenbank',
  Clock: 'Uhr',
  Connections: 'Verbindungen',
  'The dashboard’s schema': 'Schema des Dashboards',
  'The agent’s tables': 'Tabellen des Agenten',
  Rights: 'Rechte',
  'The guard of what was forgotten': 'Der Wächter über Vergessenes',
  'Vector extension': 'Vektor-Erweiterung',
  'Embedding endpoint': 'Embedding-Endpunkt',
  'Size of vectors': 'Größe der Vektoren',
  'Stored vectors': 'Gespeicherte Vektoren',
  Namespaces: 'Namensräume',
  'Whose namespaces': 'Wessen Namensräume',
  Tracing: 'Aufzeichnung (Tracing)',
  // why something was not
  'Not examined, because the database does not answer.': 'Nicht untersucht, weil die Datenbank nicht antwortet.',
  'Not examined, because the database was not opened.': 'Nicht untersucht, weil die Datenbank nicht geöffnet wurde.',
  'Not examined, because the agent’s tables were not found.':
    'Nicht untersucht, weil die Tabellen des Agenten nicht gefunden wurden.',
  'Not examined, because the dashboard may not read the agent’s tables.':
    'Nicht untersucht, weil das Dashboard die Tabellen des Agenten nicht lesen darf.',
  'Not examined, because no embedding endpoint is configured.':
    'Nicht untersucht, weil kein Embedding-Endpunkt eingestellt ist.',
  'Not examined, because the embedding endpoint does not answer.':
    'Nicht untersucht, weil der Embedding-Endpunkt nicht antwortet.',
  'Not examined, because vectors of different size cannot be compared.':
    'Nicht untersucht, weil Vektoren verschiedener Größe nicht verglichen werden können.',
  'Not examined: {why}': 'Nicht untersucht: {why}',
  // settings, workspace
  'Every setting that is set can be read.': 'Jede gesetzte Einstellung ist lesbar.',
  '{problem}. The server does not start like this; what follows was examined without it.':
    '{problem}. So startet der Server nicht; das Folgende wurde ohne diese Einstellung untersucht.',
  'Correct this setting, or remove it. docs/operators.md says what each one means.':
    'Berichtige diese Einstellung oder entferne sie. docs/operators.md sagt, was jede bedeutet.',
  'Set, and not read, because nothing has this name or another setting comes first: {names}.':
    'Gesetzt und nicht gelesen, weil nichts so heißt oder eine andere Einstellung vorgeht: {names}.',
  '{host} knows the personal access token.': '{host} kennt das persönliche Zugangstoken.',
  '{host} gives the service principal tokens, and knows them.':
    '{host} gibt dem Service Principal Token aus und kennt sie.',
  'Check DATABRICKS_HOST and DATABRICKS_TOKEN.': 'Prüfe DATABRICKS_HOST und DATABRICKS_TOKEN.',
  'Check DATABRICKS_HOST, DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET.':
    'Prüfe DATABRICKS_HOST, DATABRICKS_CLIENT_ID und DATABRICKS_CLIENT_SECRET.',
  'Sign-in': 'Anmeldung',
  'MEMORY_ID_PATTERN is not set, and AUTH_MODE={authMode} does not start without it.':
    'MEMORY_ID_PATTERN ist nicht gesetzt, und ohne startet AUTH_MODE={authMode} nicht.',
  'The local sign-in: whoever sits at this machine can be anybody in the list.':
    'Die lokale Anmeldung: Wer an diesem Rechner sitzt, kann jeder auf der Liste sein.',
  '{issuer} answers as the identity provider; people open {publicOrigin}.':
    '{issuer} antwortet als Identitätsanbieter; geöffnet wird {publicOrigin}.',
  'Databricks Apps says who is asking.': 'Databricks Apps sagt, wer fragt.',
  // the database
  'The embedded database is not there yet; the first start makes it.':
    'Die eingebettete Datenbank gibt es noch nicht; der erste Start legt sie an.',
  'Nothing listens where DATABASE_URL points: check its host and port, and that the server runs.':
    'Wohin DATABASE_URL zeigt, hört niemand: Prüfe Host und Port darin, und ob der Server läuft.',
  'Check the host in DATABASE_URL.': 'Prüfe den Host in DATABASE_URL.',
  'The database is PostgreSQL {version}; the dashboard needs 15 or newer.':
    'Die Datenbank ist PostgreSQL {version}; das Dashboard braucht 15 oder neuer.',
  'Let the database be upgraded.': 'Die Datenbank muss aktualisiert werden.',
  'The database is a read-only replica: nothing could be changed, and nobody could sign in.':
    'Die Datenbank ist eine Kopie, die nur gelesen werden kann: Nichts ließe sich ändern, niemand könnte sich anmelden.',
  'Use the address of the primary.': 'Nimm die Adresse der Hauptdatenbank.',
  'The database only lets the dashboard’s role read: nothing could be changed, and nobody could sign in.':
    'Die Datenbank lässt die Rolle des Dashboards nur lesen: Nichts ließe sich ändern, niemand könnte sich anmelden.',
  'Let a superuser, or the owner of the database, run:':
    'Ein Superuser oder der Eigentümer der Datenbank muss ausführen:',
  'The embedded database answers (PostgreSQL {version}).':
    'Die eingebettete Datenbank antwortet (PostgreSQL {version}).',
  'PostgreSQL {version} answers: database {database}, role {role}.':
    'PostgreSQL {version} antwortet: Datenbank {database}, Rolle {role}.',
  'Lakebase answers (PostgreSQL {version}): database {database}, role {role}.':
    'Lakebase antwortet (PostgreSQL {version}): Datenbank {database}, Rolle {role}.',
  'The clocks of the server and of the database agree.': 'Die Uhren von Server und Datenbank stimmen überein.',
  'The clock of this machine is {seconds} behind the database’s.':
    'Die Uhr dieses Rechners geht der Datenbank um {seconds} nach.',
  'The clock of this machine is {seconds} ahead of the database’s.':
    'Die Uhr dieses Rechners geht der Datenbank um {seconds} vor.',
  'Let this machine take its time from a time server (NTP). Tokens and sign-ins fail otherwise.':
    'Lass diesen Rechner seine Zeit von einem Zeitserver holen (NTP). Sonst scheitern Token und Anmeldungen.',
  '{left} of {limit} connections are free; one instance of the dashboard opens up to {poolSize}.':
    '{left} von {limit} Verbindungen sind frei; eine Instanz des Dashboards öffnet bis zu {poolSize}.',
  'Only {left} of {limit} connections are free, and one instance of the dashboard opens up to {poolSize}.':
    'Nur {left} von {limit} Verbindungen sind frei, und eine Instanz des Dashboards öffnet bis zu {poolSize}.',
  'Set DATABASE_POOL_SIZE lower, or let the database accept more connections.':
    'Setze DATABASE_POOL_SIZE niedriger, oder lass die Datenbank mehr Verbindungen annehmen.',
  // our schema
  'The schema dashboard is there, and the dashboard’s role may change what is in it.':
    'Das Schema dashboard ist da, und die Rolle des Dashboards darf ändern, was darin ist.',
  'The dashboard’s role may not change the schema dashboard, or a table in it belongs to another role.':
    'Die Rolle des Dashboards darf das Schema dashboard nicht ändern, oder eine Tabelle darin gehört einer anderen Rolle.',
  'Let a superuser run this, or use the role that the dashboard had before:':
    'Ein Superuser muss dies ausführen; oder nimm die Rolle, die das Dashboard vorher hatte:',
  'The schema dashboard is not there yet; the first start makes it.':
    'Das Schema dashboard gibt es noch nicht; der erste Start legt es an.',
  'The schema dashboard is not there, and the dashboard’s role may not make it.':
    'Das Schema dashboard gibt es nicht, und die Rolle des Dashboards darf es nicht anlegen.',
  'Let the owner of the database run:': 'Der Eigentümer der Datenbank muss ausführen:',
  // the agent's tables
  'store and store_vectors are in the schema {schema}.': 'store und store_vectors liegen im Schema {schema}.',
  'The dashboard’s role may read and change the agent’s tables.':
    'Die Rolle des Dashboards darf die Tabellen des Agenten lesen und ändern.',
  'The dashboard’s role lacks rights: {missing}.': 'Der Rolle des Dashboards fehlen Rechte: {missing}.',
  'Let the owner of the agent’s tables run:': 'Der Eigentümer der Tabellen des Agenten muss ausführen:',
  'Row-level security holds on {tables}: rows may be hidden from the dashboard without a word.':
    'Auf {tables} gilt Row-Level Security: Zeilen können dem Dashboard stillschweigend verborgen sein.',
  'Let the owner add a policy that shows the dashboard’s role every row, or exempt the role (BYPASSRLS).':
    'Der Eigentümer muss eine Regel hinzufügen, die der Rolle des Dashboards jede Zeile zeigt, oder die Rolle ausnehmen (BYPASSRLS).',
  'The extension vector (pgvector) is not installed in this database.':
    'Die Erweiterung vector (pgvector) ist in dieser Datenbank nicht installiert.',
  'The agent’s setup() installs it where it may; otherwise let a superuser run:':
    'Das setup() des Agenten installiert sie, wo es darf; sonst muss ein Superuser ausführen:',
  'This database server has no extension named vector (pgvector).':
    'Dieser Datenbankserver hat keine Erweiterung namens vector (pgvector).',
  'Install pgvector on the server, or use the server that the agent uses.':
    'Installiere pgvector auf dem Server, oder nimm den Server, den der Agent benutzt.',
  'pgvector {version} is installed, but the building of the agent’s index broke off.':
    'pgvector {version} ist installiert, aber der Index des Agenten wurde nicht fertig gebaut.',
  'pgvector {version} in the schema {schema}; the embeddings have an HNSW index.':
    'pgvector {version} im Schema {schema}; die Embeddings haben einen HNSW-Index.',
  'pgvector {version} in the schema {schema}; the embeddings have no HNSW index, and need none.':
    'pgvector {version} im Schema {schema}; die Embeddings haben keinen HNSW-Index und brauchen keinen.',
  // embeddings
  '{embedder} answers with {dims} numbers.': '{embedder} antwortet mit {dims} Zahlen.',
  'Check DATABRICKS_HOST, DATABRICKS_CLIENT_ID, DATABRICKS_CLIENT_SECRET and DATABRICKS_EMBEDDING_ENDPOINT, and that the service principal has CAN_QUERY on the endpoint.':
    'Prüfe DATABRICKS_HOST, DATABRICKS_CLIENT_ID, DATABRICKS_CLIENT_SECRET und DATABRICKS_EMBEDDING_ENDPOINT, und ob der Service Principal CAN_QUERY auf dem Endpunkt hat.',
  'Check DATABRICKS_HOST, DATABRICKS_TOKEN and DATABRICKS_EMBEDDING_ENDPOINT, and that the token’s owner has CAN_QUERY on the endpoint.':
    'Prüfe DATABRICKS_HOST, DATABRICKS_TOKEN und DATABRICKS_EMBEDDING_ENDPOINT, und ob der Inhaber des Tokens CAN_QUERY auf dem Endpunkt hat.',
  'Check EMBEDDINGS_BASE_URL, EMBEDDINGS_MODEL and EMBEDDINGS_API_KEY.':
    'Prüfe EMBEDDINGS_BASE_URL, EMBEDDINGS_MODEL und EMBEDDINGS_API_KEY.',
  'Stored vectors have {dims} numbers, and so do new ones.':
    'Gespeicherte Vektoren haben {dims} Zahlen, und neue ebenso.',
  'Set DATABRICKS_EMBEDDING_ENDPOINT (or EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL) and EMBEDDING_DIMS to what the agent uses.':
    'Setze DATABRICKS_EMBEDDING_ENDPOINT (oder EMBEDDINGS_BASE_URL und EMBEDDINGS_MODEL) und EMBEDDING_DIMS auf das, was der Agent benutzt.',
  'No vector is stored yet, so there is nothing to compare.':
    'Noch ist kein Vektor gespeichert, also gibt es nichts zu vergleichen.',
  '{others} of {compared} stored vectors belong to fields that EMBEDDING_FIELDS does not name.':
    '{others} von {compared} gespeicherten Vektoren gehören zu Feldern, die EMBEDDING_FIELDS nicht nennt.',
  'Set EMBEDDING_FIELDS to the agent’s embedding_fields (its store’s index configuration).':
    'Setze EMBEDDING_FIELDS auf die embedding_fields des Agenten (die index-Konfiguration seines Stores).',
  '{alike} of {compared} stored vectors come out the same from {embedder}.':
    '{alike} von {compared} gespeicherten Vektoren kommen aus {embedder} gleich heraus.',
  'Only {alike} of {compared} stored vectors come out the same from {embedder}: another model made them.':
    'Nur {alike} von {compared} gespeicherten Vektoren kommen aus {embedder} gleich heraus: Ein anderes Modell hat sie gemacht.',
  'Set DATABRICKS_EMBEDDING_ENDPOINT (or EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL) to the model that the agent uses.':
    'Setze DATABRICKS_EMBEDDING_ENDPOINT (oder EMBEDDINGS_BASE_URL und EMBEDDINGS_MODEL) auf das Modell, das der Agent benutzt.',
  // namespaces
  '{count} namespace|{count} namespaces': '{count} Namensraum|{count} Namensräumen',
  'No stored namespace begins with {root}, but there are others.':
    'Kein gespeicherter Namensraum beginnt mit {root}, aber es gibt andere.',
  'Set MEMORY_NAMESPACE to the first label of the namespaces in the agent’s code.':
    'Setze MEMORY_NAMESPACE auf das erste Glied der Namensräume im Code des Agenten.',
  'Nothing is stored yet, so there is no namespace to look at.':
    'Noch ist nichts gespeichert, also ist kein Namensraum anzusehen.',
  'MEMORY_NAMESPACE_STYLE=at writes “-at-” for “@”, but the agent keeps the “@” in {raw} of {labels}.':
    'MEMORY_NAMESPACE_STYLE=at schreibt „-at-“ für „@“, aber der Agent behält das „@“ in {raw} von {labels}.',
  'Set MEMORY_NAMESPACE_STYLE=dots.': 'Setze MEMORY_NAMESPACE_STYLE=dots.',
  'MEMORY_NAMESPACE_STYLE=dots keeps the “@”, but the agent writes “-at-” in {replaced} of {labels}.':
    'MEMORY_NAMESPACE_STYLE=dots behält das „@“, aber der Agent schreibt „-at-“ in {replaced} von {labels}.',
  'Set MEMORY_NAMESPACE_STYLE=at.': 'Setze MEMORY_NAMESPACE_STYLE=at.',
  '{root} is the first label of {labels}, written as MEMORY_NAMESPACE_STYLE says.':
    '{root} ist das erste Glied von {labels}, geschrieben wie MEMORY_NAMESPACE_STYLE sagt.',
  'Nothing is stored yet, so nobody can be locked out.':
    'Noch ist nichts gespeichert, also kann niemand ausgesperrt sein.',
  '{ambiguous} of {namespaces} could belong to more than one id, so nobody is shown what is in them.':
    '{ambiguous} von {namespaces} könnten zu mehr als einer Kennung gehören; was darin ist, wird darum niemandem gezeigt.',
  '{ambiguous} of {namespaces} could belong to more than one id: whoever is let in sees only the memories that name them.':
    '{ambiguous} von {namespaces} könnten zu mehr als einer Kennung gehören: Wer eingelassen wird, sieht nur die Erinnerungen, die ihn nennen.',
  'Set MEMORY_ID_PATTERN to a regular expression that every sign-in id matches and nothing else does.':
    'Setze MEMORY_ID_PATTERN auf einen regulären Ausdruck, auf den jede Kennung passt, die sich anmeldet, und sonst nichts.',
  "Check this one, made from the namespaces, and its dots and dashes above all; it locks {lockedOut} of {namespaces} out: MEMORY_ID_PATTERN='{pattern}'":
    "Prüfe dieses, aus den Namensräumen gemachte, vor allem seine Punkte und Striche; es sperrt {lockedOut} von {namespaces} aus: MEMORY_ID_PATTERN='{pattern}'",
  'Make MEMORY_ID_PATTERN narrower, so that only ids that really exist match.':
    'Mach MEMORY_ID_PATTERN enger, sodass nur Kennungen passen, die es wirklich gibt.',
  'No id that matches MEMORY_ID_PATTERN leads to any of {namespaces}: nobody would see anything.':
    'Keine Kennung, die auf MEMORY_ID_PATTERN passt, führt zu einem von {namespaces}: Niemand sähe etwas.',
  'Correct MEMORY_ID_PATTERN, MEMORY_NAMESPACE_STYLE or MEMORY_USER_ID_CLAIM: the id must be the one that the agent knows.':
    'Berichtige MEMORY_ID_PATTERN, MEMORY_NAMESPACE_STYLE oder MEMORY_USER_ID_CLAIM: Die Kennung muss die sein, die der Agent kennt.',
  'Each namespace is one person’s; to {unmatched} of {namespaces} no id that can sign in leads.':
    'Jeder Namensraum gehört einer Person; zu {unmatched} von {namespaces} führt keine Kennung, die sich anmelden kann.',
  'Each of {namespaces} is provably one person’s.': 'Jeder von {namespaces} gehört nachweislich einer Person.',
  'The guard stands: what agents write for somebody who is forgotten is left out without a word.':
    'Der Wächter steht: Was Agenten für jemanden schreiben, der vergessen ist, wird wortlos weggelassen.',
  'The guard stands: what agents write for somebody who is forgotten is answered with an error.':
    'Der Wächter steht: Was Agenten für jemanden schreiben, der vergessen ist, wird mit einem Fehler beantwortet.',
  'Not examined: the first start brings what the guard needs.':
    'Nicht untersucht: Der erste Start bringt, was der Wächter braucht.',
  'The guard is not installed: an agent that goes on running may write again what was forgotten.':
    'Der Wächter ist nicht installiert: Ein Agent, der weiterläuft, kann Vergessenes wieder schreiben.',
  'It is optional. npm run guard -- print prints the statements for the owner of the agent’s tables.':
    'Er ist freiwillig. npm run guard -- print gibt die Anweisungen für den Eigentümer der Tabellen des Agenten aus.',
  'The guard stands, but does not hold: {why}': 'Der Wächter steht, hält aber nicht: {why}',
  'Run npm run guard -- test. Something else in the agent’s tables stands in its way.':
    'npm run guard -- test ausführen. Etwas anderes in den Tabellen des Agenten steht ihm im Weg.',
  'The guard is incomplete or switched off.': 'Der Wächter ist unvollständig oder abgeschaltet.',
  'People wish to be forgotten, and the guard is not installed: agents may go on writing about them.':
    'Menschen möchten vergessen werden, und der Wächter ist nicht installiert: Agenten können weiter über sie schreiben.',
  'Let the owner of the agent’s tables run, or a superuser:':
    'Der Eigentümer der Tabellen des Agenten oder ein Superuser möge ausführen:',
  'A row or a vector of a closed namespace was stored.':
    'Eine Zeile oder ein Vektor eines geschlossenen Namensraums wurde gespeichert.',
  'A row or a vector of an open namespace was refused.':
    'Eine Zeile oder ein Vektor eines offenen Namensraums wurde abgewiesen.',
}

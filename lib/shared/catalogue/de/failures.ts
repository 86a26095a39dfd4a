// Why something was not done, as the library says it.
export const failures = {
  'This request did not come from a page of this dashboard. Nothing was changed.':
    'Diese Anfrage kam nicht von einer Seite dieses Dashboards. Nichts wurde geändert.',
  'You have been signed out. What you were writing is still in this window.':
    'Du wurdest abgemeldet. Was du geschrieben hast, steht noch in diesem Fenster.',
  'You have been signed out.': 'Du wurdest abgemeldet.',
  'It is not clear whose memories these are, so nothing was changed.':
    'Es ist nicht klar, wessen Erinnerungen das sind, darum wurde nichts geändert.',
  'It is not clear whose memories these are.': 'Es ist nicht klar, wessen Erinnerungen das sind.',
  'This form was sent incompletely. Reload the page and try again.':
    'Dieses Formular kam unvollständig an. Lade die Seite neu und versuche es noch einmal.',
  'Somebody else has signed in since this page was opened. Nothing was changed; sign in again as yourself to go on.':
    'Seit diese Seite geöffnet wurde, hat sich jemand anders angemeldet. Nichts wurde geändert; melde dich wieder als du selbst an, um weiterzumachen.',
  'This address answers pages of this dashboard only.': 'Diese Adresse antwortet nur Seiten dieses Dashboards.',
  // memories
  'There is no such memory. It may have been deleted, or it never existed.':
    'Diese Erinnerung gibt es nicht. Vielleicht wurde sie gelöscht, oder es gab sie nie.',
  'Nothing has been saved: this person does not wish to be remembered.':
    'Nichts wurde gespeichert: Diese Person möchte nicht, dass man sich etwas merkt.',
  'Nothing has been saved: what is remembered about this person is just being erased.':
    'Nichts wurde gespeichert: Was über diese Person bekannt ist, wird gerade gelöscht.',
  'You were signed out meanwhile. Nothing was changed; what you wrote is still here.':
    'Du wurdest inzwischen abgemeldet. Nichts wurde geändert; was du geschrieben hast, steht noch hier.',
  'This memory changed while you were editing it. Nothing has been saved.':
    'Diese Erinnerung hat sich geändert, während du sie geändert hast. Nichts wurde gespeichert.',
  'This memory changed after you opened it. It was not deleted; look at it again first.':
    'Diese Erinnerung hat sich geändert, nachdem du sie geöffnet hast. Sie wurde nicht gelöscht; sieh sie dir erst noch einmal an.',
  'This memory cannot be kept under that name.': 'Unter diesem Namen kann diese Erinnerung nicht abgelegt werden.',
  'There is a memory named {key} already. Nothing has been saved.':
    'Eine Erinnerung namens {key} gibt es schon. Nichts wurde gespeichert.',
  'It was not brought back: {key} has been written anew since. Compare the two.':
    'Sie wurde nicht zurückgeholt: {key} ist seither neu geschrieben worden. Vergleiche die beiden.',
  'This can no longer be undone: the ten minutes are over, or it was undone already.':
    'Das lässt sich nicht mehr rückgängig machen: Die zehn Minuten sind vorbei, oder es ist schon geschehen.',
  'This page of the list no longer exists. Start again from the newest.':
    'Diese Seite der Liste gibt es nicht mehr. Fang noch einmal bei den neuesten an.',
  'That was more than {limit} searches in a minute. Search again in {seconds}.':
    'Das waren mehr als {limit} Suchen in einer Minute. Suche in {seconds} wieder.',
  'That was more than {limit} files in a minute. Export again in {seconds}.':
    'Das waren mehr als {limit} Dateien in einer Minute. Exportiere in {seconds} wieder.',
  '{count} second|{count} seconds': '{count} Sekunde|{count} Sekunden',
  // the database
  'The database went away before it said whether this was done. Look again when it answers.':
    'Die Datenbank war weg, bevor sie sagte, ob das getan wurde. Sieh noch einmal nach, wenn sie antwortet.',
  'The database takes no changes at the moment, it can only be read. Nothing was changed; try again later.':
    'Die Datenbank nimmt zurzeit keine Änderungen an, sie kann nur gelesen werden. Es wurde nichts geändert; versuch es später noch einmal.',
  'The database did not answer. Nothing is lost; try again in a moment.':
    'Die Datenbank hat nicht geantwortet. Nichts ist verloren; versuche es gleich noch einmal.',
  'The agent’s tables are not there (any more). Run the agent’s setup() once.':
    'Die Tabellen des Agenten sind nicht (mehr) da. Führe einmal das setup() des Agenten aus.',
  'Another process has been setting up the agent’s tables for a minute. Try again when it is done.':
    'Ein anderer Prozess richtet seit einer Minute die Tabellen des Agenten ein. Versuche es noch einmal, wenn er fertig ist.',
  'The schema {schema} has no table named store, but there is one in {others}. Set LAKEBASE_AGENT_MEMORY_SCHEMA.':
    'Das Schema {schema} hat keine Tabelle namens store, aber es gibt eine in {others}. Setze LAKEBASE_AGENT_MEMORY_SCHEMA.',
  'The agent has not made its tables in the schema {schema} yet. Run its setup() once, or LongTermMemory.setup().':
    'Der Agent hat seine Tabellen im Schema {schema} noch nicht angelegt. Führe einmal sein setup() aus, oder LongTermMemory.setup().',
  'The schema {schema} has no table named store_vectors: the agent was set up without embeddings.':
    'Das Schema {schema} hat keine Tabelle namens store_vectors: Der Agent wurde ohne Embeddings eingerichtet.',
  'The agent’s store holds embeddings of {stored} numbers, but {embedder} makes {made}. Configure the embedding endpoint that the agent uses.':
    'Im Speicher des Agenten liegen Embeddings aus {stored} Zahlen, aber {embedder} macht {made}. Stelle den Embedding-Endpunkt ein, den der Agent benutzt.',
  'The tables in {schema} hold embeddings of {stored} numbers; {asked} were asked for. Set EMBEDDING_DIMS and the embedding endpoint to what the agent uses.':
    'In den Tabellen in {schema} liegen Embeddings aus {stored} Zahlen; verlangt waren {asked}. Setze EMBEDDING_DIMS und den Embedding-Endpunkt auf das, was der Agent benutzt.',
  '{table} is not the agent’s table but a view or a foreign table. Set LAKEBASE_AGENT_MEMORY_SCHEMA to the schema of the agent’s tables.':
    '{table} ist nicht die Tabelle des Agenten, sondern eine Sicht oder eine fremde Tabelle. Setze LAKEBASE_AGENT_MEMORY_SCHEMA auf das Schema mit den Tabellen des Agenten.',
  'The table {table} is not one that the agent made: its column {column} is {type}, not {expected}. Set LAKEBASE_AGENT_MEMORY_SCHEMA to the schema of the agent’s tables.':
    'Die Tabelle {table} hat nicht der Agent angelegt: Ihre Spalte {column} ist {type}, nicht {expected}. Setze LAKEBASE_AGENT_MEMORY_SCHEMA auf das Schema mit den Tabellen des Agenten.',
  missing: 'nicht da',
  // what makes search entries
  'The embedding endpoint gave no vector for the question.':
    'Der Embedding-Endpunkt hat für die Frage keinen Vektor geliefert.',
  'The built-in sentence encoder': 'Der eingebaute Satz-Encoder',
  'The Databricks sign-in': 'Der Anmeldedienst von Databricks',
  'The Databricks endpoint {endpoint}': 'Der Databricks-Endpunkt {endpoint}',
  'The embedding service at {host}': 'Der Embedding-Dienst unter {host}',
  '{who} stopped. Try again.': '{who} hat aufgehört. Versuche es noch einmal.',
  '{who} failed. Try again.': '{who} ist gescheitert. Versuche es noch einmal.',
  '{who} did not answer within {seconds}. Try again in a moment.':
    '{who} hat {seconds} lang nicht geantwortet. Versuche es gleich noch einmal.',
  '{who} was no longer waited for. Try again.': '{who} wurde nicht mehr abgewartet. Versuche es noch einmal.',
  '{who} gave {vectors} for {texts}. Try again.': '{who} hat {vectors} für {texts} geliefert. Versuche es noch einmal.',
  '{count} vector|{count} vectors': '{count} Vektor|{count} Vektoren',
  '{count} text|{count} texts': '{count} Text|{count} Texte',
  '{who} gave {numbers} where the store needs {dims}. The model or EMBEDDING_DIMS must be corrected.':
    '{who} hat {numbers} geliefert, der Speicher braucht {dims}. Das Modell oder EMBEDDING_DIMS muss berichtigt werden.',
  '{count} number|{count} numbers': '{count} Zahl|{count} Zahlen',
  '{who} answered something that is not an embedding. Its address and model must be checked.':
    '{who} hat etwas geantwortet, das kein Embedding ist. Adresse und Modell müssen geprüft werden.',
  '{who} answered something that is not a token. DATABRICKS_HOST must be checked.':
    '{who} hat etwas geantwortet, das kein Token ist. DATABRICKS_HOST muss geprüft werden.',
  '{who} answered more than 64 MB, which is not {wanted}. Its address must be checked.':
    '{who} hat mehr als 64 MB geantwortet, und das ist nicht das Verlangte ({wanted}). Die Adresse muss geprüft werden.',
  '{who} answered something that is not {wanted}. Its address must be checked.':
    '{who} hat etwas anderes geantwortet als {wanted}. Die Adresse muss geprüft werden.',
  'an embedding': 'ein Embedding',
  'a token': 'ein Token',
  '{who} could not be reached. Try again in a moment.': '{who} war nicht zu erreichen. Versuche es gleich noch einmal.',
  '{who} could not be reached ({code}). Try again in a moment.':
    '{who} war nicht zu erreichen ({code}). Versuche es gleich noch einmal.',
  '{who} sent the call to another address, which is never followed (HTTP {status}). Its address must be checked.':
    '{who} hat auf eine andere Adresse verwiesen, und dem wird nie gefolgt (HTTP {status}). Die Adresse muss geprüft werden.',
  '{who} refused access (HTTP {status}). Its credentials and permissions must be checked.':
    '{who} hat den Zugang verweigert (HTTP {status}). Zugangsdaten und Rechte müssen geprüft werden.',
  '{who} refused the call: nothing has this name (HTTP {status}). Its name and address must be checked.':
    '{who} hat die Anfrage abgelehnt: Nichts heißt so (HTTP {status}). Name und Adresse müssen geprüft werden.',
  '{who} is rate limited (HTTP {status}). Try again in a while.':
    '{who} nimmt gerade nicht mehr Anfragen an (HTTP {status}). Versuche es in einer Weile noch einmal.',
  '{who} refused the text (HTTP {status}). It may be too long for the model.':
    '{who} hat den Text abgelehnt (HTTP {status}). Vielleicht ist er zu lang für das Modell.',
  '{who} refused the call (HTTP {status}). Its address and credentials must be checked.':
    '{who} hat die Anfrage abgelehnt (HTTP {status}). Adresse und Zugangsdaten müssen geprüft werden.',
  '{who} refused the call (HTTP {status}). Try again in a moment.':
    '{who} hat die Anfrage abgelehnt (HTTP {status}). Versuche es gleich noch einmal.',
}
